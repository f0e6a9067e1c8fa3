//===- Callbacks.cpp ------------------------------------------------------===//
//
// `-callback` attributes become
//
//   behaviour_info(callbacks) -> [{init,1}, …];
//   behaviour_info(optional_callbacks) -> [{terminate,2}, …].
//
// that is, a choice between two atoms and `move LITERAL, x0; return` for each. A function that was
// written by hand often looks so, too; of one that does not, nothing is known.
//===----------------------------------------------------------------------===//
#include "driver/Callbacks.h"

#include "driver/Reachability.h"

#include "compiler/loader/OpInfo.h"

#include <algorithm>

namespace beamc::driver {

using loader::Literal;
using loader::LiteralKind;
using loader::OperandKind;

/// Adds what a list of {Name, Arity} names. False: it is another term.
static bool addFunctions(const Literal &list, Callbacks::Functions &out) {
  if (!list.isProperList())
    return false;
  for (const Literal *item : list.elements) {
    if (item->kind != LiteralKind::Tuple || item->elements.size() != 2 ||
        item->elements[0]->kind != LiteralKind::Atom ||
        item->elements[1]->kind != LiteralKind::Integer)
      return false;
    out.emplace(item->elements[0]->text, uint32_t(item->elements[1]->integer));
  }
  return true;
}

namespace {

class InfoReader {
public:
  InfoReader(const loader::Module &module, const loader::FunctionInfo &info)
      : module_(module), ops_(info.ops) {}

  /// Index of the first instruction that is run when the argument is \p key; -1: not known.
  int64_t clauseOf(std::string_view key) const {
    for (size_t i = 0; i != ops_.size(); ++i) {
      const loader::Op &op = ops_[i];
      if (op.opcode == loader::op_select_val)
        return selected(op.args[2].list, key);
      if (op.opcode == loader::op_is_eq_exact)
        return isAtom(op.args[1], key) || isAtom(op.args[2], key) ? int64_t(i) + 1 : -1;
      if (op.opcode != loader::op_label && op.opcode != loader::op_line &&
          op.opcode != loader::op_func_info)
        break;
    }
    return -1;
  }

  /// Reads `move LITERAL, x0; return`. False: it is other code.
  bool readClause(int64_t first, Callbacks::Functions &out) const {
    if (first < 0 || size_t(first) + 1 >= ops_.size())
      return false;
    const loader::Op &move = ops_[size_t(first)];
    if (move.opcode != loader::op_move || ops_[size_t(first) + 1].opcode != loader::op_return)
      return false;
    if (move.args[0].kind == OperandKind::Nil)
      return true;
    return move.args[0].kind == OperandKind::Literal &&
           addFunctions(*module_.literals[size_t(move.args[0].value)], out);
  }

private:
  bool isAtom(const loader::Operand &operand, std::string_view name) const {
    return operand.kind == OperandKind::Atom && module_.atom(uint32_t(operand.value)) == name;
  }

  int64_t selected(std::span<const loader::Operand> choices, std::string_view key) const {
    for (size_t i = 0; i + 1 < choices.size(); i += 2)
      if (isAtom(choices[i], key))
        for (size_t to = 0; to != ops_.size(); ++to)
          if (ops_[to].opcode == loader::op_label && ops_[to].args[0].value == choices[i + 1].value)
            return int64_t(to) + 1;
    return -1;
  }

  const loader::Module &module_;
  std::span<const loader::Op> ops_;
};

} // namespace

Callbacks callbacksOf(const loader::Module &module) {
  Callbacks callbacks;
  const loader::FunctionInfo *info = nullptr;
  for (const loader::Export &item : module.exports)
    if (module.atom(item.function) == "behaviour_info" && item.arity == 1)
      info = module.functionAt(item.label);
  if (!info)
    return callbacks;
  callbacks.isBehaviour = true;
  InfoReader reader(module, *info);
  callbacks.isKnown = reader.readClause(reader.clauseOf("callbacks"), callbacks.all);
  // Without that clause, all callbacks are required.
  reader.readClause(reader.clauseOf("optional_callbacks"), callbacks.optional);
  return callbacks;
}

bool Callbacks::areImplementedBy(const loader::Module &module) const {
  return isBehaviour && (!isKnown || std::all_of(all.begin(), all.end(), [&](const auto &function) {
           return optional.count(function) != 0 || exports(module, function.first, function.second);
         }));
}

bool Callbacks::areBegunBy(const loader::Module &module) const {
  return isBehaviour && (!isKnown || std::any_of(all.begin(), all.end(), [&](const auto &function) {
           return exports(module, function.first, function.second);
         }));
}

} // namespace beamc::driver
