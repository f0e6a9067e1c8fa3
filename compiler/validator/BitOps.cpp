//===- BitOps.cpp - Bit syntax --------------------------------------------------------------===//
#include "compiler/support/Format.h"
#include "compiler/validator/FunctionCheck.h"

#include <cinttypes>

namespace beamc::validator {
using namespace loader;

// --- Matching -------------------------------------------------------------------------------

bool FunctionCheck::context(const Operand &source) {
  Value v;
  if (!read(source, v))
    return false;
  return v.kinds == kContext || expected("a match context", describe(v));
}

bool FunctionCheck::startMatch(const Operand &label, const Operand &live, const Operand &source,
                               const Operand &destination) {
  Value v;
  if (!read(source, v))
    return false;
  bool resume = false, noFail = false;
  if (label.kind == OperandKind::Atom) {
    std::string_view how = module_.atom(uint32_t(label.value));
    resume = how == "resume";
    noFail = how == "no_fail";
    if (!resume && !noFail)
      return expected("a label, 'no_fail' or 'resume'", printAtom(how));
  }
  if (resume && !context(source))
    return false;
  if (noFail && !claim(source, kBits | kContext, "a bitstring"))
    return false;
  if (!collectionPoint(live.value))
    return false;
  if (label.kind == OperandKind::Label) {
    // Bitstrings and contexts always match, so neither is at the label.
    State failed = state_;
    Value no = v, yes = v;
    no.kinds &= uint16_t(~(kBits | kContext));
    yes.kinds &= kBits | kContext;
    if (yes.kinds)
      refine(source, yes);
    std::swap(state_, failed);
    if (no.kinds)
      refine(source, no);
    std::swap(state_, failed);
    if (no.kinds ? !branch(label, failed) : !labels_.count(label.value) && !branch(label))
      return false;
  }
  return write(destination, term(kContext));
}

/// bs_match: a list of commands, each with its operands.
bool FunctionCheck::bsMatch(const Op &op) {
  auto list = op.args[2].list;
  if (!context(op.args[1]) || !branch(op.args[0]))
    return false;
  auto value = [&](size_t live, size_t destination, uint16_t kinds) {
    return collectionPoint(list[live].value) && branch(op.args[0]) &&
           write(list[destination], term(kinds));
  };
  static constexpr struct {
    std::string_view name;
    size_t operands;
  } kCommands[] = {{"ensure_at_least", 2}, {"ensure_exactly", 1}, {"integer", 5}, {"binary", 5},
                   {"get_tail", 3},        {"skip", 1},           {"=:=", 3}};
  for (size_t i = 0; i < list.size();) {
    if (list[i].kind != OperandKind::Atom)
      return expected("the name of a command", "another operand");
    std::string_view name = module_.atom(uint32_t(list[i].value));
    size_t operands = 0;
    for (const auto &c : kCommands)
      if (c.name == name)
        operands = c.operands;
    if (!operands)
      return expected("a command of bs_match", printAtom(name));
    if (list.size() - i <= operands)
      return expected(formatText("%zu operands of %s", operands, printAtom(name).c_str()),
                      formatText("%zu", list.size() - i - 1));
    bool good = true;
    if (name == "ensure_at_least")
      good = (list[i + 1].value >= 0 && list[i + 2].value > 0) ||
             expected("a size of at least 0 and a unit of at least 1", "others");
    else if (name == "=:=")
      good = !list[i + 3].isRegister() || expected("a constant to compare with", "a register");
    else if (name == "integer" || name == "binary")
      good = readTerm(list[i + 3]) && value(i + 1, i + 5, name == "integer" ? kInteger : kBits);
    else if (name == "get_tail")
      good = value(i + 1, i + 3, kBits);
    if (!good)
      return false;
    i += operands + 1;
  }
  return true;
}

bool FunctionCheck::matchOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good;
  /// label, context, live, …, destination
  auto get = [&](const Operand *size, const Operand &destination, uint16_t kinds) {
    return context(a[1]) && (!size || readTerm(*size)) && collectionPoint(a[2].value) &&
           branch(a[0]) && write(destination, term(kinds));
  };
  auto skip = [&] { return context(a[1]) && branch(a[0]); };
  auto hasUnit = [&](const Operand &unit) {
    return unit.value > 0 || expected("a unit of at least 1", formatText("%" PRId64, unit.value));
  };
  switch (op.opcode) {
  case op_bs_start_match4: good = startMatch(a[0], a[1], a[2], a[3]); break;
  case op_bs_start_match3: good = startMatch(a[0], a[2], a[1], a[3]); break;
  case op_bs_match: good = bsMatch(op); break;
  case op_bs_get_integer2: good = get(&a[3], a[6], kInteger); break;
  case op_bs_get_float2: good = get(&a[3], a[6], kFloat); break;
  case op_bs_get_binary2: good = hasUnit(a[4]) && get(&a[3], a[6], kBits); break;
  case op_bs_skip_bits2: good = hasUnit(a[3]) && readTerm(a[2]) && skip(); break;
  case op_bs_test_unit: good = hasUnit(a[2]) && skip(); break;
  case op_bs_test_tail2:
  case op_bs_match_string: good = skip(); break;
  case op_bs_get_utf8:
  case op_bs_get_utf16:
  case op_bs_get_utf32: good = get(nullptr, a[4], kInteger); break;
  case op_bs_skip_utf8:
  case op_bs_skip_utf16:
  case op_bs_skip_utf32: good = context(a[1]) && collectionPoint(a[2].value) && branch(a[0]); break;
  case op_bs_get_tail:
    good = context(a[0]) && collectionPoint(a[2].value) && write(a[1], term(kBits));
    break;
  case op_bs_get_position:
    good = context(a[0]) && collectionPoint(a[2].value) && write(a[1], term(kPosition));
    break;
  case op_bs_set_position: {
    Value v;
    good = context(a[0]) && read(a[1], v) &&
           (v.kinds == kPosition || expected("a position", describe(v)));
    break;
  }
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Construction ---------------------------------------------------------------------------

bool FunctionCheck::constructOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good;
  auto put = [&](std::initializer_list<const Operand *> sources) {
    if (!state_.bitsOpen)
      return expected("a bitstring that is being built", "none");
    for (const Operand *s : sources)
      if (!readTerm(*s))
        return false;
    return true;
  };
  auto begin = [&](const Operand &heap, const Operand &live, const Operand &destination) {
    if (!collectionPoint(live.value) || !mayFail(a[0]) || !write(destination, term(kBits)))
      return false;
    reserve(heap);
    state_.bitsOpen = true;
    return true;
  };
  switch (op.opcode) {
  case op_bs_create_bin:
    good = true;
    for (size_t i = 0; good && i < a[5].list.size(); i += 6)
      if (module_.atom(uint32_t(a[5].list[i].value)) != "string")
        good = readTerm(a[5].list[i + 4]) && readTerm(a[5].list[i + 5]);
    good = good && begin(a[1], a[2], a[4]);
    state_.bitsOpen = false;
    break;
  case op_bs_init2:
  case op_bs_init_bits: good = readTerm(a[1]) && begin(a[2], a[3], a[5]); break;
  case op_bs_append: good = readTerm(a[1]) && readTerm(a[5]) && begin(a[2], a[3], a[7]); break;
  case op_bs_private_append:
    good = readTerm(a[1]) && readTerm(a[3]) && mayFail(a[0]) && write(a[5], term(kBits));
    state_.bitsOpen = true;
    break;
  case op_bs_put_integer:
  case op_bs_put_binary:
  case op_bs_put_float: good = put({&a[1], &a[4]}) && mayFail(a[0]); break;
  case op_bs_put_string: good = put({}); break;
  case op_bs_put_utf8:
  case op_bs_put_utf16:
  case op_bs_put_utf32: good = put({&a[2]}) && mayFail(a[0]); break;
  case op_bs_utf8_size:
  case op_bs_utf16_size:
    good = readTerm(a[1]) && mayFail(a[0]) && write(a[2], term(kInteger));
    break;
  case op_bs_add:
    good = readTerm(a[1]) && readTerm(a[2]) && mayFail(a[0]) && write(a[4], term(kInteger));
    break;
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

} // namespace beamc::validator
