//===- Printer.h - a module as text ---------------------------------------------===//
//
// The text is complete: the assembler (Assembler.h) makes an equal module of it. Its
// form is described in docs/user/beam-text.md.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <string>

namespace beamc::loader {

struct PrintOptions {
  bool allChunks = false; ///< also chunks that running the code does not need (Dbgi, Docs, …)
  bool codeOnly = false;  ///< no tables, only functions
  bool comments = true;   ///< explain indices and show what operands refer to
  /// Only functions whose "name/arity" equals this, or whose name does; empty = all.
  std::string_view onlyFunction;
};

std::string printModule(const Module &module, const PrintOptions &options = {});

/// One instruction without line end or indentation.
std::string printOp(const Op &op, const Module &module);

/// \p letter is the operand's letter in Opcodes.def.
std::string printOperand(const Operand &operand, char letter, const Module &module);

/// "integer|float >= 0 <= 255", "bitstring unit 8", "any", "none".
std::string printType(const TypeEntry &type);

/// "file.erl:12", or "" when \p line is 0 or the module has no lines.
std::string printLocation(const Module &module, uint32_t line);

} // namespace beamc::loader
