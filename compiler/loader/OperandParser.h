//===- OperandParser.h - instructions in text form ----------------------------------===//
#pragma once

#include "compiler/loader/ModuleBuilder.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/loader/TextForm.h"
#include "compiler/loader/TextParser.h"

namespace beamc::loader {

/// Parses what stands between line ends; what is wrong goes to the parser's diagnostics, and the
/// result is then of no use (TextParser::failed). Operand lists lie in the builder's arena.
class OperandParser {
public:
  OperandParser(TextParser &in, ModuleBuilder &builder) : in_(in), builder_(builder) {}

  /// "L5:" or "name operand, operand, …".
  Op instruction();
  /// "L5".
  uint32_t label();
  /// "module:function/arity".
  Import import();

private:
  /// \p letter is the operand's in Opcodes.def; '?' inside lists.
  Operand operand(char letter);
  Operand word();
  Operand registerOperand(OperandKind kind, uint64_t number);
  Operand number();
  Operand list();
  Operand allocList();
  Operand literal();

  TextParser &in_;
  ModuleBuilder &builder_;
};

} // namespace beamc::loader
