//===- Jit.h - Compiling interpreted code while it runs --------------------------------------===//
//
// A function of an interpreted module that has been called often asks for its module to be
// compiled: first those functions that are called often, then all. One thread does that, with the
// JIT library (abi/JitInterface.h), which is opened for the first such request. A scheduler then
// installs what it made: exports, funs and the first instruction of every interpreted function lead
// to compiled code from then on (docs/design/jit.md). A program whose JIT library is missing goes
// on interpreting.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/JitInterface.h"
#include "runtime/code/ModuleTable.h"

namespace beamc::rt {

namespace interp {
struct InterpretedModule;
}

/// Compiled code that has taken the place of interpreted code of the same version.
struct NativeCode {
  abi::JitCode code;
  std::vector<HeapFragment *> literals; ///< those that are not constant data of the code
  NativeCode *next = nullptr;           ///< made before, for some functions of the same version
  bool contains(const void *address) const { return address >= code.begin && address < code.end; }
};

/// Calls of one function after which its module is compiled. BEAMC_DEBUG=jit=N.
extern uint32_t gJitThreshold;
/// False when nothing will ever be compiled: no library is named (--jit=none), or
/// BEAMC_DEBUG=tier=interp.
bool jitEnabled();

/// Asks for \p m to be compiled, once. By a process that runs in it.
void requestCompilation(interp::InterpretedModule &m);
/// Installs what has been compiled since. By schedulers, now and then.
void installCompiledCode();
/// Frees \p native and what was made before it. Their version is gone.
void freeNativeCode(NativeCode *native);

/// The running system's answers to the JIT library, but for those that depend on the module.
abi::JitHost jitHost();

} // namespace beamc::rt
