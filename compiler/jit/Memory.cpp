//===- Memory.cpp ------------------------------------------------------------------------===//
#include "compiler/jit/Memory.h"
#include "compiler/jit/DebuggerEntries.h"
#include "llvm/ExecutionEngine/JITLink/JITLink.h"
#include "llvm/Support/Process.h"
#include <sys/mman.h>

namespace beamc::jit {
using namespace llvm;
using namespace llvm::jitlink;
using llvm::orc::ExecutorAddr;

/// Farther away than that, a 32-bit offset from one end of the executable might not reach.
static constexpr uintptr_t kReach = uintptr_t(3) << 29;
static constexpr uintptr_t kStep = uintptr_t(1) << 20;

struct NearMemory::Mapping {
  char *begin;
  size_t bytes;
  std::vector<orc::shared::WrapperFunctionCall> deallocActions;
};

NearMemory::NearMemory(const void *near)
    : near_(reinterpret_cast<uintptr_t>(near)), page_(sys::Process::getPageSizeEstimate()),
      next_((near_ - kStep) & ~(kStep - 1)) {}

std::pair<const char *, const char *> NearMemory::mappingOf(const void *address) {
  std::lock_guard<std::mutex> guard(lock_);
  return *std::prev(mappings_.upper_bound(static_cast<const char *>(address)));
}

void NearMemory::unmap(char *begin, size_t bytes) {
  forgetInDebugger(begin, begin + bytes);
  std::lock_guard<std::mutex> guard(lock_);
  mappings_.erase(begin);
  munmap(begin, bytes);
}

/// Below the executable, where nothing else grows, then above it; null if there is no room.
char *NearMemory::map(size_t bytes) {
  std::lock_guard<std::mutex> guard(lock_);
  auto attempt = [&](uintptr_t at) -> char * {
    void *p = mmap(reinterpret_cast<void *>(at), bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p == MAP_FAILED)
      return nullptr;
    if (reinterpret_cast<uintptr_t>(p) == at) {
      mappings_[static_cast<char *>(p)] = static_cast<char *>(p) + bytes;
      return static_cast<char *>(p);
    }
    munmap(p, bytes); // a system older than MAP_FIXED_NOREPLACE takes it for a hint
    return nullptr;
  };
  uintptr_t size = (bytes + kStep - 1) & ~(kStep - 1);
  uintptr_t lowest = near_ > kReach ? near_ - kReach : kStep;
  for (int round = 0; round != 2; ++round, next_ = (near_ - kStep) & ~(kStep - 1))
    for (uintptr_t at = next_ - size; at >= lowest && at < near_; at -= kStep)
      if (char *p = attempt(at)) {
        next_ = at;
        return p;
      }
  for (uintptr_t at = (near_ + kStep) & ~(kStep - 1); at < near_ + kReach; at += kStep)
    if (char *p = attempt(at))
      return p;
  return nullptr;
}

class NearMemory::InFlight : public JITLinkMemoryManager::InFlightAlloc {
public:
  InFlight(NearMemory &owner, LinkGraph &graph, BasicLayout layout, char *begin, size_t bytes)
      : owner_(owner), graph_(graph), layout_(std::move(layout)), begin_(begin), bytes_(bytes) {}

  void finalize(OnFinalizedFunction done) override {
    // Addr has moved to the segment's end by now.
    for (auto &[group, segment] : layout_.segments()) {
      orc::MemProt prot = group.getMemProt();
      size_t bytes = alignTo(segment.ContentSize + segment.ZeroFillSize, owner_.page_);
      int flags = ((prot & orc::MemProt::Read) != orc::MemProt::None ? PROT_READ : 0) |
                  ((prot & orc::MemProt::Write) != orc::MemProt::None ? PROT_WRITE : 0) |
                  ((prot & orc::MemProt::Exec) != orc::MemProt::None ? PROT_EXEC : 0);
      if (mprotect(segment.WorkingMem, bytes, flags) != 0) {
        done(make_error<StringError>("the system refuses executable memory",
                                     inconvertibleErrorCode()));
        return;
      }
    }
    auto actions = orc::shared::runFinalizeActions(graph_.allocActions());
    if (!actions) {
      done(actions.takeError());
      return;
    }
    done(FinalizedAlloc(ExecutorAddr::fromPtr(new Mapping{begin_, bytes_, std::move(*actions)})));
  }

  void abandon(OnAbandonedFunction done) override {
    owner_.unmap(begin_, bytes_);
    done(Error::success());
  }

private:
  NearMemory &owner_;
  LinkGraph &graph_;
  BasicLayout layout_;
  char *begin_;
  size_t bytes_;
};

void NearMemory::allocate(const JITLinkDylib *, LinkGraph &graph, OnAllocatedFunction done) {
  BasicLayout layout(graph);
  auto sizes = layout.getContiguousPageBasedLayoutSizes(page_);
  if (!sizes) {
    done(sizes.takeError());
    return;
  }
  size_t bytes = size_t(sizes->total());
  char *begin = map(bytes);
  if (!begin) {
    done(make_error<StringError>("no room for code near the executable", inconvertibleErrorCode()));
    return;
  }
  char *at = begin;
  for (auto &[group, segment] : layout.segments()) {
    segment.Addr = ExecutorAddr::fromPtr(at);
    segment.WorkingMem = at;
    at += alignTo(segment.ContentSize + segment.ZeroFillSize, page_);
  }
  if (Error error = layout.apply()) {
    unmap(begin, bytes);
    done(std::move(error));
    return;
  }
  done(std::make_unique<InFlight>(*this, graph, std::move(layout), begin, bytes));
}

void NearMemory::deallocate(std::vector<FinalizedAlloc> allocations, OnDeallocatedFunction done) {
  Error error = Error::success();
  for (FinalizedAlloc &allocation : allocations) {
    auto *mapping = allocation.release().toPtr<Mapping *>();
    error = joinErrors(std::move(error), orc::shared::runDeallocActions(mapping->deallocActions));
    unmap(mapping->begin, mapping->bytes);
    delete mapping;
  }
  done(std::move(error));
}

} // namespace beamc::jit
