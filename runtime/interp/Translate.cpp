//===- Translate.cpp - The walks over the code, operands, addresses ------------------------------===//
#include "compiler/loader/BeamWriter.h"
#include "compiler/support/Format.h"
#include "runtime/code/BifTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/FunTable.h"
#include "runtime/heap/Heap.h"
#include "runtime/interp/Enter.h"
#include "runtime/interp/Translator.h"
#include "runtime/jit/Jit.h"
#include "runtime/term/Etf.h"
#include <algorithm>
#include <atomic>
#include <cassert>

namespace beamc::rt::interp {

using namespace loader;

const BifInfo *findBif(Word module, Word function, uint32_t arity) {
  static const auto *table = [] {
    auto *t = new std::unordered_map<const rt::Export *, const BifInfo *>;
    forEachBif([&](const BifInfo &b) { t->emplace(b.entry, &b); });
    return t;
  }();
  rt::Export *e = findExport(Term(module), Term(function), arity);
  auto it = e && (flagsOf(e) & kExportBif) ? table->find(e) : table->end();
  return it == table->end() ? nullptr : it->second;
}

Translator::Translator(const loader::Module &m, const validator::Validation &checked,
                       InterpretedModule &out, Diagnostics &diag)
    : m_(m), checked_(checked), out_(out), diag_(diag) {
  atoms_.reserve(m.atoms.size());
  atoms_.push_back(abi::kNil); // index 0 is unused
  for (std::string_view text : m.atoms.subspan(1))
    atoms_.push_back(internAtom(text).bits);
  literals_.resize(m.literals.size());
  literalMade_.resize(m.literals.size());
  bigIntegers_.resize(m.bigIntegers.size());
  bigIntegerMade_.resize(m.bigIntegers.size());
}

bool Translator::bad(const Op &o, const char *what) {
  const OpInfo *i = opInfo(o.opcode);
  diag_.error({.file = std::string(m_.fileName), .chunk = "Code", .offset = o.offset},
              formatText("'%s' of %.*s/%u: %s", i ? i->name : "?", int(m_.atom(f_->name).size()),
                         m_.atom(f_->name).data(), f_->arity, what));
  return false;
}

//===-- Operands ------------------------------------------------------------------------------===//

static std::string etfOf(const Literal &l) {
  return l.etf.empty() ? encodeEtf(l)
                       : std::string(reinterpret_cast<const char *>(l.etf.data()), l.etf.size());
}

/// One fragment for all literals of the file, so that an address is soon known not to be one.
void Translator::reserveLiterals() {
  uint64_t words = 0;
  auto add = [&](const Literal *l) {
    std::string etf = etfOf(*l);
    words += etfHeapWords(reinterpret_cast<const uint8_t *>(etf.data()), etf.size());
  };
  for (const Literal *l : m_.literals)
    add(l);
  for (const Literal *l : m_.bigIntegers)
    add(l);
  if (words)
    out_.literals.push_back(newFragment(words));
}

Word Translator::literal(const Literal &l) {
  std::string etf = etfOf(l);
  auto *bytes = reinterpret_cast<const uint8_t *>(etf.data());
  uint64_t words = etfHeapWords(bytes, etf.size());
  if (out_.literals.empty() || out_.literals.back()->size - out_.literals.back()->used < words)
    out_.literals.push_back(newFragment(words));
  HeapTarget heap(out_.literals.back());
  Term t = rt::decodeEtf(bytes, etf.size(), heap);
  if (!t.isValue())
    diag_.error(m_.fileName, "a literal cannot be built");
  return t.bits;
}

Word Translator::immediate(const Operand &o) {
  switch (o.kind) {
  case OperandKind::Integer:
  case OperandKind::Char:
  case OperandKind::Unsigned: {
    if (abi::fitsSmall(o.value))
      return abi::makeSmall(o.value);
    Literal l;
    l.kind = LiteralKind::Integer;
    l.integer = o.value;
    return literal(l);
  }
  case OperandKind::BigInteger:
    if (!bigIntegerMade_[size_t(o.value)]) {
      bigIntegers_[size_t(o.value)] = literal(*m_.bigIntegers[size_t(o.value)]);
      bigIntegerMade_[size_t(o.value)] = true;
    }
    return bigIntegers_[size_t(o.value)];
  case OperandKind::Nil: return abi::kNil;
  case OperandKind::Atom: return atomWord(uint32_t(o.value));
  case OperandKind::Literal:
    if (!literalMade_[size_t(o.value)]) {
      literals_[size_t(o.value)] = literal(*m_.literals[size_t(o.value)]);
      literalMade_[size_t(o.value)] = true;
    }
    return literals_[size_t(o.value)];
  default: assert(false && "operand is no constant"); return abi::kNil;
  }
}

void Translator::sourceWord(const Operand &o) {
  if (o.kind == OperandKind::X)
    word(Word(o.value) * sizeof(Word));
  else if (o.kind == OperandKind::Y)
    word(Word(o.value + 1) * sizeof(Word));
  else
    word(immediate(o));
}

void Translator::constant(Word value) {
  auto [it, isNew] = poolIndex_.try_emplace(value, uint32_t(pool_.size()));
  if (isNew)
    pool_.push_back(value);
  poolFixups_.push_back(uint32_t(code_.size()));
  word(Word(it->second) << 3 | kAnyConst);
}

void Translator::any(const Operand &o) {
  if (o.kind == OperandKind::X)
    word(Word(o.value) * sizeof(Word));
  else if (o.kind == OperandKind::Y)
    word(Word(o.value + 1) * sizeof(Word) | kAnyY);
  else
    constant(immediate(o));
}

void Translator::target(int64_t label, Word tag) {
  labelFixups_.push_back({uint32_t(code_.size()), placeOf(label, state_)});
  codeFixups_.push_back(uint32_t(code_.size()));
  word(tag);
}

void Translator::entryTarget(int64_t label) {
  entryFixups_.push_back({uint32_t(code_.size()), label});
  codeFixups_.push_back(uint32_t(code_.size()));
  word(0);
}

void Translator::stub(uint32_t index) {
  stubFixups_.push_back({uint32_t(code_.size()), index});
  word(0);
}

void Translator::location(uint32_t index, Word tag) {
  locationFixups_.push_back({uint32_t(code_.size()), index});
  word(tag);
}

void Translator::where() {
  if (state_.frame < 0)
    location(locationHere(), kWhereFrameless);
  else
    stub(raiseSite());
}

void Translator::whereInvalid() {
  if (state_.frame < 0)
    location(locationHere(), kWhereFrameless);
  else
    stub(newStub(enterNever, locationHere(), kNone, uint32_t(state_.frame)));
}

void Translator::failLabel(int64_t label) {
  if (label)
    target(label, kFailLabel);
  else
    where();
}

//===-- Places ----------------------------------------------------------------------------------===//

uint32_t Translator::locationHere() {
  auto [it, isNew] = locationOfLine_.try_emplace(line_, uint32_t(locations_.size()));
  if (isNew) {
    CodeLocation at = {&out_.functions[index_], 0, 0};
    if (line_ && line_ < m_.lines.size()) {
      at.line = m_.lines[line_].line;
      at.file = m_.lines[line_].file;
    }
    locations_.push_back(at);
  }
  return it->second;
}

uint32_t Translator::newStub(ContextCodeFn *target, uint32_t location, uint32_t handler,
                             uint32_t frameSize) {
  stubs_.push_back({target, 0, location, handler, frameSize});
  stubContexts_.push_back(0);
  return uint32_t(stubs_.size() - 1);
}

uint32_t Translator::callSite() {
  return newStub(enterReturn, locationHere(), handlerHere(),
                 uint32_t(state_.frame < 0 ? 0 : state_.frame));
}

uint32_t Translator::raiseSite() {
  auto [it, isNew] =
      raiseSites_.try_emplace({line_, handlerHere(), state_.frame}, uint32_t(stubs_.size()));
  if (isNew)
    newStub(enterNever, locationHere(), handlerHere(), uint32_t(state_.frame));
  return it->second;
}

uint32_t Translator::frameSite(int frame) {
  auto [it, isNew] = raiseSites_.try_emplace({kNone, kNone, frame}, uint32_t(stubs_.size()));
  if (isNew)
    newStub(enterNever, locationHere(), kNone, uint32_t(frame));
  return it->second;
}

//===-- What holds at each label -----------------------------------------------------------------===//

void Translator::enterRegion(const Op &o, State &s) {
  int64_t label = o.args[1].value;
  bool isCatch = o.opcode == op_catch;
  int slot = s.frame - 1 - int(o.args[0].value);
  uint32_t outer = s.regions.empty() ? kNone : s.regions.back().handler;
  auto [it, isNew] =
      handlers_.try_emplace({label, isCatch, s.frame, slot, outer}, uint32_t(stubs_.size()));
  s.regions.push_back({slot, it->second});
  if (isNew) {
    newStub(isCatch ? enterCatch : enterTry, kNone, kNone, CodePrefix::kNotAContinuation);
    handlerLabels_.push_back({it->second, label, s});
  }
}

void Translator::leaveRegion(const Operand &y, State &s) {
  int slot = s.frame - 1 - int(y.value);
  while (!s.regions.empty()) {
    bool found = s.regions.back().slot == slot;
    s.regions.pop_back();
    if (found)
      return;
  }
}

/// What \p o does to the state; \p ends: the next instruction is reached by its label only.
bool Translator::step(const Op &o, State &s, bool &ends) {
  auto a = o.args;
  ends = false;
  switch (o.opcode) {
  case op_allocate:
  case op_allocate_zero:
  case op_allocate_heap:
  case op_allocate_heap_zero:
    if (s.frame >= 0)
      return bad(o, "expected no frame yet");
    s.frame = int(a[0].value);
    return true;
  case op_deallocate: s.frame = -1; return true;
  case op_trim: s.frame = int(a[1].value); return true;
  case op_try:
  case op_catch:
    if (s.frame < 0)
      return bad(o, "expected a frame");
    enterRegion(o, s);
    return true;
  case op_try_end:
  case op_try_case:
  case op_catch_end: leaveRegion(a[0], s); return true;
  case op_jump:
  case op_return:
  case op_call_last:
  case op_call_only:
  case op_call_ext_last:
  case op_call_ext_only:
  case op_apply_last:
  case op_badmatch:
  case op_if_end:
  case op_case_end:
  case op_try_case_end:
  case op_badrecord:
  case op_raise:
  case op_select_val:
  case op_select_tuple_arity:
  case op_wait:
  case op_loop_rec_end:
  case op_func_info:
  case op_int_code_end: ends = true; return true;
  default: return true;
  }
}

/// Bounds what code with a label in very many states is written to.
constexpr size_t kMaxStates = 64;

bool Translator::reach(int64_t label, const State &s, std::vector<Place> &work) {
  if (!labelPosition_.count(label))
    return bad(f_->ops[0], "a jump leaves the function");
  std::vector<State> &states = labelStates_[label];
  if (std::find(states.begin(), states.end(), s) != states.end())
    return true;
  if (states.size() == kMaxStates)
    return bad(f_->ops[0], "a label is reached with too many different frames");
  work.push_back({label, states.size()});
  states.push_back(s);
  return true;
}

Translator::Place Translator::placeOf(int64_t label, const State &s) const {
  auto found = labelStates_.find(label);
  if (found != labelStates_.end())
    for (size_t i = 0; i != found->second.size(); ++i)
      if (found->second[i] == s)
        return {label, i};
  return {label, kMaxStates}; // of an instruction that is never reached
}

bool Translator::findStates(const loader::FunctionInfo &f) {
  labelStates_.clear();
  labelPosition_.clear();
  for (size_t i = 0; i != f.ops.size(); ++i)
    if (f.ops[i].opcode == op_label)
      labelPosition_[f.ops[i].args[0].value] = i;
  std::vector<Place> work;
  if (!reach(f.entryLabel, {}, work) || !reach(f.ops[0].args[0].value, {}, work))
    return false; // the second is the label of func_info
  while (!work.empty()) {
    Place place = work.back();
    work.pop_back();
    State s = labelStates_[place.label][place.state];
    bool ends = false;
    for (size_t i = labelPosition_[place.label] + 1; i < f.ops.size() && !ends; ++i) {
      const Op &o = f.ops[i];
      if (o.opcode == op_label) {
        if (!reach(o.args[0].value, s, work))
          return false;
        break;
      }
      if (!reached(o))
        break;
      bool isCall = o.opcode == op_call || o.opcode == op_call_last || o.opcode == op_call_only;
      if (!step(o, s, ends))
        return false;
      auto target = [&](const Operand &a) {
        return a.kind != OperandKind::Label || !a.value || isCall || reach(a.value, s, work);
      };
      for (const Operand &a : o.args) {
        if (!target(a))
          return false;
        for (const Operand &e : a.list)
          if (!target(e))
            return false;
      }
    }
  }
  return true;
}

//===-- Writing the code ------------------------------------------------------------------------===//

void Translator::declareFunctions() {
  // [0] is the module's own file, the others are those of the Line chunk.
  out_.fileNames.push_back(std::string(m_.name) + ".erl");
  for (size_t i = 1; i < m_.files.size(); ++i)
    out_.fileNames.push_back(std::string(m_.files[i]));
  for (const std::string &name : out_.fileNames)
    out_.files.push_back(name.c_str());
  out_.functions.reserve(m_.functions.size());
  for (const loader::FunctionInfo &f : m_.functions)
    out_.functions.push_back(
        {atomWord(1), atomWord(f.name), f.arity, uint32_t(out_.files.size()), out_.files.data()});
  out_.strings.assign(m_.strings.begin(), m_.strings.end());
  entryOffset_.assign(m_.labelCount, kNone);
  functionStub_.assign(m_.functions.size(), kNone);
}

/// An exception's way in is apart from the label: what runs into a handler otherwise is a call that
/// the compiler knew never to return, and does.
bool Translator::isHandler(int64_t label) const {
  size_t i = labelPosition_.at(label) + 1;
  while (i < f_->ops.size() && f_->ops[i].opcode == op_line)
    ++i;
  return i < f_->ops.size() && f_->ops[i].opcode == op_try_case;
}

void Translator::beginLabel(int64_t label, bool fallsIn) {
  auto found = labelStates_.find(label);
  bool first = found != labelStates_.end();
  if (first && fallsIn && !(state_ == found->second[0])) {
    op(opJump);
    target(label);
  }
  live_ = first;
  if (!live_)
    return;
  state_ = found->second[0];
  labelLine_[label] = line_;
  labelOffset_[{label, 0}] = uint32_t(code_.size());
  if (isHandler(label)) {
    op(opInvalid);
    whereInvalid();
  }
  handlerOffset_[{label, 0}] = uint32_t(code_.size());
  if (label != f_->entryLabel)
    return;
  entryOffset_[label] = uint32_t(code_.size());
  uint32_t entry =
      newStub(functionEntry(f_->arity), locationHere(), kNone, CodePrefix::kNotAContinuation);
  functionStub_[index_] = entry;
  setSiteContext(entry);
  op(out_.beam ? opEntryCounting : opEntry);
  stub(entry);
  word(f_->arity);
  word(gJitThreshold);
  word(0);
  pointer(&out_);
}

/// Writes \p o if it is reached; the state becomes that behind it.
bool Translator::writeOp(const Op &o) {
  if (bits_.active && reached(o) && translateOldConstruction(o))
    return true;
  if (bits_.active)
    finishPendingBits();
  if (!reached(o)) {
    op(opUnreachable);
    live_ = false;
    return true;
  }
  if (factsOf(o) & kUnproven)
    checkClaims(o);
  if (!translate(o))
    return false;
  bool ends;
  State &s = state_;
  if (!step(o, s, ends))
    return false;
  live_ = !ends;
  return true;
}

/// Writes the code at a label once more, in another state, up to the next label.
bool Translator::writeOtherState(const Place &place) {
  state_ = labelStates_[place.label][place.state];
  line_ = labelLine_[place.label];
  labelOffset_[place] = uint32_t(code_.size());
  if (isHandler(place.label)) {
    op(opInvalid);
    whereInvalid();
  }
  handlerOffset_[place] = uint32_t(code_.size());
  live_ = true;
  for (size_t i = labelPosition_[place.label] + 1; live_ && i < f_->ops.size(); ++i) {
    const Op &o = f_->ops[i];
    if (o.opcode == op_line) {
      line_ = uint32_t(o.args[0].value);
    } else if (o.opcode == op_label) {
      if (bits_.active)
        finishPendingBits();
      op(opJump);
      target(o.args[0].value);
      live_ = false;
    } else if (!writeOp(o)) {
      return false;
    }
  }
  if (bits_.active)
    finishPendingBits();
  return true;
}

bool Translator::translateFunction(uint32_t index) {
  const loader::FunctionInfo &f = m_.functions[index];
  f_ = &f;
  index_ = index;
  handlers_.clear();
  handlerLabels_.clear();
  raiseSites_.clear();
  locationOfLine_.clear();
  labelOffset_.clear();
  handlerOffset_.clear();
  labelFixups_.clear();
  labelLine_.clear();
  if (!findStates(f))
    return false;
  line_ = 0;
  live_ = false;
  state_ = {};
  for (const Op &o : f.ops) {
    if (o.opcode == op_line) {
      line_ = uint32_t(o.args[0].value);
    } else if (o.opcode == op_label) {
      if (bits_.active)
        finishPendingBits();
      beginLabel(o.args[0].value, live_);
    } else if (live_ && !writeOp(o)) {
      return false;
    }
  }
  if (bits_.active)
    finishPendingBits();
  for (const Op &o : f.ops)
    if (auto found = o.opcode == op_label ? labelStates_.find(o.args[0].value) : labelStates_.end();
        found != labelStates_.end())
      for (size_t i = 1; i != found->second.size(); ++i)
        if (!writeOtherState({found->first, i}))
          return false;
  uint32_t never = uint32_t(code_.size());
  op(opUnreachable);
  auto offsetOf = [&](const std::map<Place, uint32_t> &offsets, const Place &place) {
    auto found = offsets.find(place);
    return found == offsets.end() ? never : found->second;
  };
  for (auto &[at, place] : labelFixups_)
    code_[at] += Word(offsetOf(labelOffset_, place)) << 3;
  for (const HandlerStub &h : handlerLabels_)
    stubContexts_[h.stub] = offsetOf(handlerOffset_, placeOf(h.label, h.state));
  return !diag_.hasErrors();
}

bool Translator::translateFrame(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_allocate:
  case op_allocate_zero:
  case op_allocate_heap:
  case op_allocate_heap_zero: {
    bool heap = o.opcode == op_allocate_heap || o.opcode == op_allocate_heap_zero;
    op(opAllocate);
    word(Word(a[0].value));
    word(heap ? Word(heapWordsOf(a[1])) : 0);
    word(Word(a[heap ? 2 : 1].value));
    stub(frameSite(int(a[0].value)));
    if (o.opcode == op_allocate_zero || o.opcode == op_allocate_heap_zero) {
      op(opInit);
      word(Word(a[0].value));
      for (int64_t i = 0; i != a[0].value; ++i)
        word(Word(i + 1) * sizeof(Word));
    }
    return true;
  }
  case op_test_heap:
    if (int64_t words = heapWordsOf(a[0])) {
      op(opTestHeap);
      word(Word(words));
      word(Word(a[1].value));
    }
    return true;
  case op_init:
    op(opInit);
    word(1);
    sourceWord(a[0]);
    return true;
  case op_init_yregs:
    op(opInit);
    word(a[0].list.size());
    for (const Operand &y : a[0].list)
      sourceWord(y);
    return true;
  case op_deallocate:
    op(opDeallocate);
    word(frameBytes());
    return true;
  case op_trim:
    if (a[0].value) {
      op(opTrim);
      word(Word(a[0].value) * sizeof(Word));
      stub(frameSite(int(a[1].value)));
    }
    return true;
  default: return false;
  }
}

bool Translator::translate(const Op &o) {
  switch (o.opcode) {
  case op_executable_line:
  case op_debug_line:
  case op_nif_start:
  case op_on_load:
  case op_fclearerror:
  case op_fcheckerror:
  case op_int_code_end: return true;
  default: break;
  }
  if (translateFrame(o) || translateCall(o) || translateMessage(o) || translateException(o) ||
      translateData(o) || translateTest(o) || translateArithmetic(o) || translateMap(o) ||
      translateBits(o))
    return !diag_.hasErrors();
  return bad(o, "cannot be interpreted (native records and instructions older than OTP 24 are not "
                "supported)");
}

//===-- Addresses ---------------------------------------------------------------------------------===//

void Translator::finish() {
  out_.codeWords = code_.size() + pool_.size();
  out_.code = std::make_unique<Word[]>(out_.codeWords);
  Word base = reinterpret_cast<Word>(out_.code.get());
  Word poolBase = base + code_.size() * sizeof(Word);
  for (auto [at, label] : entryFixups_)
    code_[at] += Word(entryOffset_[size_t(label)]) << 3;
  for (uint32_t at : codeFixups_)
    code_[at] += base;
  for (uint32_t at : poolFixups_)
    code_[at] += poolBase;
  for (auto [at, index] : stubFixups_)
    code_[at] += reinterpret_cast<Word>(out_.stubs.stub(index));
  for (auto [at, index] : locationFixups_)
    code_[at] += reinterpret_cast<Word>(out_.stubs.location(index));
  for (size_t i = 0; i != stubs_.size(); ++i)
    if (!stubs_[i].context)
      stubs_[i].context = base + Word(stubContexts_[i]) * sizeof(Word);
  memcpy(out_.code.get(), code_.data(), code_.size() * sizeof(Word));
  for (const loader::FunctionInfo &f : m_.functions) {
    uint32_t at = entryOffset_[f.entryLabel];
    out_.entries.push_back(at == kNone ? nullptr : &out_.code[at]);
  }
  if (!pool_.empty())
    memcpy(out_.code.get() + code_.size(), pool_.data(), pool_.size() * sizeof(Word));
}

bool Translator::run() {
  reserveLiterals();
  declareFunctions();
  for (const Lambda &l : m_.lambdas) {
    FunEntry *fun = ensureFunEntry(Term(atomWord(1)), l.index, l.oldUniq, m_.md5.data(),
                                   l.arity - l.numFree, l.numFree);
    if (!fun) {
      diag_.error(m_.fileName, formatText("fun %u is known with another arity", l.index));
      return false;
    }
    out_.funs.push_back({fun, nullptr, atomWord(l.function)});
  }
  for (uint32_t i = 0; i != m_.functions.size(); ++i) {
    const loader::FunctionInfo &f = m_.functions[i];
    if (findBif(atomWord(1), atomWord(f.name), f.arity))
      continue;
    if (!translateFunction(i))
      return false;
  }
  // The stub of the function that begins at \p label, or kNone.
  auto stubAt = [&](uint32_t label) {
    const loader::FunctionInfo *f = m_.functionAt(label);
    return f ? functionStub_[size_t(f - m_.functions.data())] : kNone;
  };
  // Entries of funs with captured values.
  out_.funContexts.resize(3 * m_.lambdas.size());
  std::vector<uint32_t> funStub(m_.lambdas.size(), kNone);
  for (size_t i = 0; i != m_.lambdas.size(); ++i) {
    const Lambda &l = m_.lambdas[i];
    uint32_t function = stubAt(l.label);
    if (!l.numFree)
      continue;
    if (function == kNone) {
      diag_.error(m_.fileName, formatText("fun %zu is a built-in function", i));
      return false;
    }
    funStub[i] = newStub(enterFun, stubs_[function].location, kNone, CodePrefix::kNotAContinuation);
    stubs_[funStub[i]].context = reinterpret_cast<Word>(&out_.funContexts[3 * i]);
  }
  if (!out_.stubs.reserve(stubs_.size(), locations_.size())) {
    diag_.error(m_.fileName, "no memory for the module's code");
    return false;
  }
  finish();
  if (!out_.stubs.finish(stubs_, locations_)) {
    diag_.error(m_.fileName, "the system refuses executable memory");
    return false;
  }
  auto codeOf = [&](Word name, uint32_t arity, uint32_t label) -> CodeFn * {
    if (const BifInfo *bif = findBif(atomWord(1), name, arity))
      return bif->entry->code;
    uint32_t function = stubAt(label);
    return function == kNone ? nullptr : out_.stubs.stub(function);
  };
  for (size_t i = 0; i != m_.lambdas.size(); ++i) {
    const Lambda &l = m_.lambdas[i];
    CodeFn *code = funStub[i] == kNone ? codeOf(atomWord(l.function), l.arity, l.label)
                                       : out_.stubs.stub(funStub[i]);
    if (!code) {
      diag_.error(m_.fileName, formatText("fun %zu has no function", i));
      return false;
    }
    if (funStub[i] != kNone) {
      Word *context = &out_.funContexts[3 * i];
      context[0] = reinterpret_cast<Word>(out_.code.get() + entryOffset_[l.label]);
      context[1] = l.arity - l.numFree;
      context[2] = l.numFree;
    }
    out_.funs[i].code = code;
  }
  for (const loader::Export &x : m_.exports) {
    Word name = atomWord(x.function);
    if (findBif(atomWord(1), name, x.arity))
      continue;
    CodeFn *code = codeOf(name, x.arity, x.label);
    if (!code) {
      diag_.error(m_.fileName,
                  formatText("export %.*s/%u has no function", int(m_.atom(x.function).size()),
                             m_.atom(x.function).data(), x.arity));
      return false;
    }
    out_.exports.push_back(ensureExport(Term(atomWord(1)), Term(name), x.arity));
    out_.exportCode.push_back(code);
  }
  finishDescriptor();
  return !diag_.hasErrors();
}

void Translator::finishDescriptor() {
  auto etf = [](const Literal *l) { return l ? etfOf(*l) : std::string(); };
  out_.attributes = etf(m_.attributes);
  out_.compileInfo = etf(m_.compileInfo);
  ModuleDescriptor &d = out_.descriptor;
  d.name = atomWord(1);
  d.exports = out_.exports.data();
  d.exportCount = uint32_t(out_.exports.size());
  d.functions = out_.functions.data();
  d.functionCount = uint32_t(out_.functions.size());
  d.attributes = reinterpret_cast<const uint8_t *>(out_.attributes.data());
  d.attributesSize = uint32_t(out_.attributes.size());
  d.compileInfo = reinterpret_cast<const uint8_t *>(out_.compileInfo.data());
  d.compileInfoSize = uint32_t(out_.compileInfo.size());
  memcpy(d.md5, m_.md5.data(), 16);
  for (uint32_t n = 0; n != m_.functions.size(); ++n)
    for (const Op &o : m_.functions[n].ops)
      if (o.opcode == op_on_load && functionStub_[n] != kNone)
        d.onLoad = out_.stubs.stub(functionStub_[n]);
}

std::unique_ptr<InterpretedModule> makeInterpreted(const loader::Module &module,
                                                   const validator::Validation &checked,
                                                   Diagnostics &diag) {
  static std::atomic<uint64_t> serial{0};
  auto out = std::make_unique<InterpretedModule>();
  out->serial = ++serial;
  if (jitEnabled())
    out->beam = std::make_shared<const std::string>(writeForLoading(module));
  if (Translator(module, checked, *out, diag).run())
    return out;
  for (HeapFragment *f : out->literals)
    freeFragment(f);
  return nullptr;
}

} // namespace beamc::rt::interp
