//===- Memory.h - Where compiled code of a running system lies (private to compiler/jit) ------===//
//
// Code refers to the executable by 32-bit offsets, as code of the executable itself does, so it
// is mapped within 2 GiB of it. Each object has one mapping, which is written while it is linked
// and then divided into readable, writable and executable pages; no page is ever writable and
// executable at once.
//===----------------------------------------------------------------------===//
#pragma once
#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include <map>
#include <mutex>
#include <utility>

namespace beamc::jit {

/// Any thread. Failures (no room near enough) reach the linker as llvm::Error.
class NearMemory : public llvm::jitlink::JITLinkMemoryManager {
public:
  explicit NearMemory(const void *near);
  void allocate(const llvm::jitlink::JITLinkDylib *dylib, llvm::jitlink::LinkGraph &graph,
                OnAllocatedFunction done) override;
  void deallocate(std::vector<FinalizedAlloc> allocations, OnDeallocatedFunction done) override;
  /// The mapping that \p address, which must be in one, lies in: its begin and end.
  std::pair<const char *, const char *> mappingOf(const void *address);

private:
  class InFlight;
  struct Mapping;
  char *map(size_t bytes);
  void unmap(char *begin, size_t bytes);
  const uintptr_t near_;
  const size_t page_;
  uintptr_t next_; ///< where to look for room first
  std::mutex lock_;
  std::map<const char *, const char *> mappings_; ///< begin to end, of all there are
};

} // namespace beamc::jit
