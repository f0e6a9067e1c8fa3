//===- FunctionCheck.cpp - The walk over one function -----------------------------------===//
#include "compiler/validator/FunctionCheck.h"

#include "compiler/support/Format.h"

#include <algorithm>
#include <cinttypes>

namespace beamc::validator {
using namespace loader;

/// One more than the highest x register that the function names.
static size_t registersOf(const FunctionInfo &function) {
  int64_t highest = std::max<int64_t>(function.arity, 4);
  std::function<void(const Operand &)> look = [&](const Operand &o) {
    if (o.kind == OperandKind::X)
      highest = std::max(highest, o.value + 1);
    for (const Operand &e : o.list)
      look(e);
  };
  for (const Op &op : function.ops)
    for (const Operand &o : op.args)
      look(o);
  return size_t(std::min<int64_t>(highest, kMaxX));
}

PassedArguments::PassedArguments(const Module &module) {
  for (const FunctionInfo &function : module.functions)
    kinds.emplace_back(function.arity);
  auto fromOutside = [&](uint32_t label) {
    for (uint16_t &k : kinds[module.functionByLabel[label] - 1])
      k = kTerm;
  };
  for (const Export &e : module.exports)
    fromOutside(e.label);
  for (const Lambda &l : module.lambdas)
    fromOutside(l.label);
}

void PassedArguments::pass(size_t function, size_t argument, uint16_t what) {
  uint16_t &k = kinds[function][argument];
  uint16_t now = k | (what & kTerm ? kTerm : 0) | (what & kContext);
  changed |= now != k;
  k = now;
}

FunctionCheck::FunctionCheck(const Module &module, const FunctionInfo &function,
                             PassedArguments &passed, Diagnostics &diag)
    : module_(module), function_(function), passed_(passed), diag_(diag),
      facts_(function.ops.size()) {
  state_.x.resize(registersOf(function));
}

uint32_t FunctionCheck::unproven() const {
  return uint32_t(
      std::count_if(facts_.begin(), facts_.end(), [](uint8_t f) { return f & kUnproven; }));
}

bool FunctionCheck::fail(std::string text) {
  const Op &op = function_.ops[std::min(at_, function_.ops.size() - 1)];
  diag_.error(Place{.file = std::string(module_.fileName), .chunk = "Code", .offset = op.offset},
              formatText("%s:%s/%u, '%s': ", printAtom(module_.name).c_str(),
                         printAtom(module_.atom(function_.name)).c_str(), function_.arity,
                         opInfo(op.opcode)->name) +
                  text);
  return false;
}

bool FunctionCheck::run() {
  for (size_t i = 0; i != function_.ops.size(); ++i)
    if (function_.ops[i].opcode == op_label)
      labels_.emplace(function_.ops[i].args[0].value, i);
  const std::vector<uint16_t> &kinds = passed_.kinds[size_t(&function_ - module_.functions.data())];
  for (uint32_t i = 0; i != function_.arity; ++i)
    state_.x[i] = term(kinds[i] ? kinds[i] : uint16_t(kTerm));
  if (!enter(labels_.at(function_.entryLabel), state_))
    return false;
  while (!work_.empty()) {
    size_t at = work_.back();
    work_.pop_back();
    if (!walk(at))
      return false;
  }
  return true;
}

bool FunctionCheck::enter(size_t position, const State &state) {
  auto [found, isNew] = known_.try_emplace(position, state);
  if (isNew || found->second.meet(state))
    if (std::find(work_.begin(), work_.end(), position) == work_.end())
      work_.push_back(position);
  return true;
}

bool FunctionCheck::branch(const Operand &label, const State &state) {
  auto found = labels_.find(label.value);
  if (found == labels_.end())
    return expected("a label of the same function",
                    label.value ? formatText("label %" PRId64, label.value) : "none");
  return enter(found->second, state);
}

bool FunctionCheck::walk(size_t start) {
  state_ = known_.at(start);
  if (!state_.handler) // These are about how a label is reached.
    state_.plain = state_.withoutX0 = false;
  for (at_ = start; at_ != function_.ops.size(); ++at_) {
    const Op &op = function_.ops[at_];
    if (op.opcode == op_label && at_ != start)
      return enter(at_, state_);
    facts_[at_] |= kReached;
    switch (step(op)) {
    case Flow::Next: break;
    case Flow::End: return true;
    case Flow::Broken: return false;
    }
  }
  --at_;
  return expected("the function to end with a return, a tail call or a jump", "its end");
}

/// No count, size or position needs more; and so sums of them do not overflow.
bool FunctionCheck::reasonable(const Op &op) {
  constexpr int64_t kLimit = 1 << 30;
  const char *kinds = opInfo(op.opcode)->kinds;
  for (size_t i = 0; i != op.args.size(); ++i) {
    const Operand &a = op.args[i];
    if (a.kind == OperandKind::Unsigned && kinds[i] != 'z' && (a.value < 0 || a.value > kLimit))
      return expected("a number up to 2^30", formatText("%" PRId64, a.value));
    for (const Operand &e : a.list)
      if (e.kind == OperandKind::Unsigned && (e.value < 0 || e.value > kLimit))
        return expected("numbers up to 2^30 in the list", formatText("%" PRId64, e.value));
  }
  return true;
}

FunctionCheck::Flow FunctionCheck::step(const Op &op) {
  if (!reasonable(op))
    return Flow::Broken;
  switch (op.opcode) {
  case op_label:
  case op_line:
  case op_nif_start:
  case op_executable_line: return Flow::Next;
  case op_on_load:
    return function_.arity == 0 || expected("a function without arguments", "one with arguments")
               ? Flow::Next
               : Flow::Broken;
  case op_debug_line: return Flow::Next;
  default: break;
  }
  if (state_.handler && op.opcode != op_try_case && op.opcode != op_catch_end) {
    expected("'try_case' or 'catch_end' where an exception arrives", "another instruction");
    return Flow::Broken;
  }
  if (state_.tupleFields && op.opcode != op_put) {
    expected("'put' for each element of the tuple", "another instruction");
    return Flow::Broken;
  }
  Flow flow = Flow::Next;
  if (constructOp(op, flow))
    return flow;
  state_.bitsOpen = false;
  if (moveOp(op, flow) || testOp(op, flow) || dataOp(op, flow) || mapOp(op, flow) ||
      floatOp(op, flow) || bifOp(op, flow) || callOp(op, flow) || frameOp(op, flow) ||
      exceptionOp(op, flow) || messageOp(op, flow) || matchOp(op, flow))
    return flow;
  expected("an instruction of OTP 24 or later that can be run", "another");
  return Flow::Broken;
}

bool FunctionCheck::mayRaise() {
  if (state_.mixedTags) // Whose handler?
    return expected("the same catch and try on all paths that lead here", "different ones");
  int tag = state_.innermostTag();
  if (tag < 0)
    return true;
  State s = state_;
  std::fill(s.x.begin(), s.x.end(), Value());
  s.floats.reset();
  s.words = s.floatWords = s.funs = 0;
  s.tupleFields = 0;
  s.bitsOpen = s.plain = s.withoutX0 = false;
  s.dropFragile();
  s.handler = true;
  Operand label;
  label.kind = OperandKind::Label;
  label.value = state_.y[size_t(tag)].size;
  return branch(label, s);
}

// --- Registers ------------------------------------------------------------------------------

static std::string nameOf(const Operand &o) {
  const char *letter = o.kind == OperandKind::X ? "x" : o.kind == OperandKind::Y ? "y" : "fr";
  return formatText("%s%" PRId64, letter, o.value);
}

static Value literalValue(const Literal &literal) {
  switch (literal.kind) {
  case LiteralKind::Integer:
  case LiteralKind::BigInteger: return term(kInteger);
  case LiteralKind::Float: return term(kFloat);
  case LiteralKind::Atom: return term(kAtom);
  case LiteralKind::Nil: return term(kNil);
  case LiteralKind::List: return term(kCons);
  case LiteralKind::Tuple: return tuple(uint32_t(literal.elements.size()));
  case LiteralKind::Map: return term(kMap);
  case LiteralKind::Bitstring: return term(kBits);
  case LiteralKind::ExternalFun:
  case LiteralKind::Fun: return term(kFun);
  case LiteralKind::Pid: return term(kPid);
  case LiteralKind::Port: return term(kPort);
  case LiteralKind::Reference: return term(kReference);
  }
  return term();
}

bool FunctionCheck::definedFrame() {
  if (state_.frame == State::kMixedFrame)
    return expected("the same frame on all paths that lead here", "different ones");
  return true;
}

bool FunctionCheck::read(const Operand &o, Value &value) {
  switch (o.kind) {
  case OperandKind::X:
    if (o.value >= int64_t(state_.x.size()) || o.value < 0)
      return expected(formatText("an x register below %u", kMaxX), nameOf(o));
    value = state_.x[size_t(o.value)];
    break;
  case OperandKind::Y:
    if (o.value < 0 || o.value >= int64_t(state_.y.size()))
      return expected(formatText("a y register of the %zu of the frame", state_.y.size()),
                      nameOf(o));
    value = state_.y[size_t(o.value)];
    break;
  case OperandKind::Atom: value = term(kAtom); return true;
  case OperandKind::Nil: value = term(kNil); return true;
  case OperandKind::Literal: value = literalValue(*module_.literals[size_t(o.value)]); return true;
  case OperandKind::Integer:
  case OperandKind::BigInteger:
  case OperandKind::Unsigned:
  case OperandKind::Char: value = term(kInteger); return true;
  default: return expected("a value", "another operand");
  }
  return value.defined() || expected(nameOf(o) + " to be initialised", "it is not on every path");
}

bool FunctionCheck::readTerm(const Operand &o, Value &value, uint16_t allowed) {
  if (!read(o, value))
    return false;
  if (value.kinds & ~allowed)
    return expected("a term in " + nameOf(o), describe(value));
  return true;
}

bool FunctionCheck::readParts(std::span<const Operand> sources, Value &whole, size_t from,
                              size_t stride) {
  for (size_t i = from; i < sources.size(); i += stride) {
    Value v;
    if (!readTerm(sources[i], v))
      return false;
    whole.fragile |= v.fragile;
  }
  return true;
}

bool FunctionCheck::write(const Operand &o, const Value &value) {
  if (o.kind == OperandKind::X) {
    if (o.value < 0 || o.value >= int64_t(state_.x.size()))
      return expected(formatText("an x register below %u", kMaxX), nameOf(o));
    state_.x[size_t(o.value)] = value;
    return true;
  }
  if (o.kind != OperandKind::Y)
    return expected("an x or y register", "another operand");
  if (!definedFrame())
    return false;
  if (o.value < 0 || o.value >= int64_t(state_.y.size()))
    return expected(formatText("a y register of the %zu of the frame", state_.y.size()), nameOf(o));
  Value &slot = state_.y[size_t(o.value)];
  if (slot.isTag())
    return expected(nameOf(o) + " to be free", "the tag of a catch or try that has not ended");
  slot = value;
  return true;
}

void FunctionCheck::refine(const Operand &o, const Value &value) {
  std::vector<Value> &registers = o.kind == OperandKind::X ? state_.x : state_.y;
  if (o.isRegister() && size_t(o.value) < registers.size() &&
      registers[size_t(o.value)].defined()) {
    bool fragile = registers[size_t(o.value)].fragile;
    registers[size_t(o.value)] = value;
    registers[size_t(o.value)].fragile = fragile;
  }
}

bool FunctionCheck::claim(const Operand &o, uint16_t kinds, const char *what) {
  Value v;
  if (!read(o, v))
    return false;
  if (!(v.kinds & kinds))
    return expected(std::string(what) + (o.isRegister() ? " in " + nameOf(o) : ""), describe(v));
  if (v.kinds & ~kinds) {
    facts_[at_] |= kUnproven;
    v.kinds &= kinds;
    refine(o, v);
  }
  return true;
}

bool FunctionCheck::claimTuple(const Operand &o, uint32_t atLeast) {
  Value v;
  if (!claim(o, kTuple, "a tuple") || !read(o, v))
    return false;
  if (v.exact && v.size < atLeast)
    return expected(formatText("a tuple of at least %u elements in %s", atLeast, nameOf(o).c_str()),
                    formatText("one of %u", v.size));
  if (v.size < atLeast) {
    facts_[at_] |= kUnproven;
    v.size = atLeast;
    refine(o, v);
  }
  return true;
}

// --- Heap and collections -------------------------------------------------------------------

bool FunctionCheck::collectionPoint(int64_t live) {
  if (!definedFrame())
    return false;
  if (live > int64_t(state_.x.size()))
    return expected(formatText("%" PRId64 " initialised x registers", live), "fewer");
  for (size_t i = 0; i != state_.x.size(); ++i) {
    if (int64_t(i) >= live)
      state_.x[i] = {};
    else if (!state_.x[i].defined())
      return expected(formatText("x%zu to be initialised, as %" PRId64 " are live", i, live),
                      "it is not on every path");
  }
  for (size_t i = 0; i != state_.y.size(); ++i)
    if (!state_.y[i].defined())
      return expected(formatText("y%zu to be initialised where a collection may come", i),
                      "it is not on every path");
  loseReservation();
  for (std::vector<Value> *registers : {&state_.x, &state_.y})
    for (Value &v : *registers)
      v.fresh = false;
  return true;
}

void FunctionCheck::reserve(const Operand &need) {
  if (need.kind != OperandKind::AllocList) {
    state_.words = need.value;
    return;
  }
  for (size_t i = 0; i + 1 < need.list.size(); i += 2) {
    int64_t amount = need.list[i + 1].value;
    switch (AllocKind(need.list[i].value)) {
    case AllocKind::Words: state_.words += amount; break;
    case AllocKind::Floats: state_.floatWords += amount; break;
    case AllocKind::Funs: state_.funs += amount; break;
    }
  }
}

bool FunctionCheck::takeWords(int64_t words) {
  if (words > state_.words)
    return expected(formatText("%" PRId64 " reserved words of heap", words),
                    formatText("%" PRId64, state_.words));
  state_.words -= words;
  return true;
}

} // namespace beamc::validator
