//===- Parser.h - The textual form of the SSA, read back -----------------------------===//
//
// Reads what Printer.cpp writes: print(parse(print(f))) is print(f). Hand-written text may
// number blocks as it likes and may hold blocks that nothing reaches, which are dropped.
// docs/design/ssa.md describes the form.
//
// The text refers to the tables of the .beam file it comes from by index only (lines, lambdas),
// and does not hold them: enough for the passes, not for the code generator.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"

namespace beamc::ssa {

/// A program together with the module that holds its atoms and literals.
struct ParsedProgram {
  std::unique_ptr<loader::Module> module;
  Program program; ///< at least one function, all of one Erlang module; each passes the verifier
};

/// Null after an error, in which case \p diag has it: file, line, column, expected and found.
std::unique_ptr<ParsedProgram> parseProgram(std::string_view text, std::string_view fileName,
                                            Diagnostics &diag);

} // namespace beamc::ssa
