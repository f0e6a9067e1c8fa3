//===- Build.h - From the loader's generic ops to SSA --------------------------------===//
//
// buildProgram turns each function of a module into SSA. X, Y and float registers vanish:
// the construction follows Braun et al., "Simple and Efficient Construction of Static Single
// Assignment Form" (2013), with every labelled block left unsealed until all ops have been
// read; RemoveRedundantArgs then drops the arguments that turned out to be superfluous.
//
// Failure: an op that may fail gives a Maybe value; br_value goes on or, in a guard, to the
// fail label, in a body to a cold block that raises. Inside `try` and `catch` each raise and
// call has an edge to the handler block of the innermost region, and the Y registers that the
// handler reads become its arguments. There are no catch tags on the stack: the handler of a
// call is found in the prefix data of its continuation.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"

namespace beamc::ssa {

/// Null after an error (unsupported instruction …), in which case \p diag has it. \p module must
/// outlive the program.
/// With \p facts (loader::OpFact bits beside Module::ops) the module is of unknown origin: its
/// types must have been cleared, what the validator could not prove is tested, and what breaks its
/// claim raises badarg, which its own function does not catch.
std::unique_ptr<Program> buildProgram(const loader::Module &module, Diagnostics &diag,
                                      std::span<const uint8_t> facts = {});

} // namespace beamc::ssa
