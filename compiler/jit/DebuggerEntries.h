//===- DebuggerEntries.h - What gdb knows of compiled code (private to compiler/jit) ----------===//
//
// A list of object files in memory, which gdb reads when it attaches and whenever
// __jit_debug_register_code is called. LLVM adds to it and never takes away, so what has been freed
// has to leave it here.
//===----------------------------------------------------------------------===//
#pragma once
#include "llvm/ExecutionEngine/Orc/Shared/WrapperFunctionUtils.h"

namespace beamc::jit {

/// LLVM's registration of an object file, as ORC calls it. Any thread.
llvm::orc::shared::CWrapperFunctionResult registerWithDebugger(const char *data, uint64_t size);

/// The object files that lie in begin … end - 1, which is about to be unmapped, leave the list. Any
/// thread.
void forgetInDebugger(const char *begin, const char *end);

} // namespace beamc::jit
