//===- FirstCall.h - on_load functions of the executable's own modules ---------------------------===//
//
// Under erl, in interactive mode, a module is loaded, and its on_load function run, when it is
// called for the first time. Here its code is there from the start: its exports lead to the runtime
// instead, which has beamc_load:first_call/3 run the function and then sets the exports
// (docs/design/code-loading.md). Modules without on_load pay nothing.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/ModuleTable.h"

namespace beamc::rt {

/// A module that waits for its first call. Entries are made at start-up and live for ever.
struct FirstCall {
  LoadedModule *module;
  ModuleCode *code; ///< atomic; null: its on_load function has succeeded, or code was loaded since
  /// While the function runs: who runs it (others wait for its end), and the function's own
  /// process.
  Word loader, process; ///< atomic; pids, or the non-value
  bool nifRefused;      ///< it has tried to load a NIF library; of `process` alone
};

/// Once, before any process runs.
void armFirstCalls();
/// Of \p module if it still waits; else null. Lock-free.
FirstCall *findFirstCall(Term module);
/// Who runs its function now, if anybody does.
Term loaderOf(const FirstCall &first);
/// That \p process runs the on_load function of; or null.
FirstCall *firstCallOf(Term process);
/// \p loader is to run the function, in \p process. False: nobody needs to, or somebody does
/// already. With the code lock held, as the next two.
bool claimFirstCall(FirstCall &first, Term loader, Term process);
/// The module is there from now on.
void firstCallDone(FirstCall &first);
/// Nobody defines its exports, until a later call runs the function with better luck.
void firstCallFailed(FirstCall &first);

} // namespace beamc::rt
