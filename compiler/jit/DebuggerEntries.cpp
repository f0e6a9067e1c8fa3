//===- DebuggerEntries.cpp ----------------------------------------------------------------===//
#include "compiler/jit/DebuggerEntries.h"
#include "llvm/ExecutionEngine/Orc/TargetProcess/JITLoaderGDB.h"
#include <mutex>

// LLVM's; gdb finds them by these names.
extern "C" {
extern jit_descriptor gDescriptor __asm__("__jit_debug_descriptor");
void debuggerLooks() __asm__("__jit_debug_register_code");
}

namespace beamc::jit {

/// LLVM has a lock of its own for registering, which nobody else can take.
static std::mutex gLock;

llvm::orc::shared::CWrapperFunctionResult registerWithDebugger(const char *data, uint64_t size) {
  std::lock_guard<std::mutex> guard(gLock);
  return llvm_orc_registerJITLoaderGDBWrapper(data, size);
}

static void unlink(jit_code_entry *entry) {
  (entry->prev_entry ? entry->prev_entry->next_entry : gDescriptor.first_entry) = entry->next_entry;
  if (entry->next_entry)
    entry->next_entry->prev_entry = entry->prev_entry;
  gDescriptor.relevant_entry = entry;
  gDescriptor.action_flag = JIT_UNREGISTER_FN;
  debuggerLooks();
  gDescriptor.relevant_entry = nullptr;
  gDescriptor.action_flag = JIT_NOACTION;
  delete entry;
}

void forgetInDebugger(const char *begin, const char *end) {
  std::lock_guard<std::mutex> guard(gLock);
  for (jit_code_entry *e = gDescriptor.first_entry, *next; e; e = next) {
    next = e->next_entry;
    if (e->symfile_addr >= begin && e->symfile_addr < end)
      unlink(e);
  }
}

} // namespace beamc::jit
