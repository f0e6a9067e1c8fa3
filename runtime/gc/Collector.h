//===- Collector.h - The per-process collector ------------------------------------------===//
//
// Generational and copying; docs/design/gc.md has the whole story. Everything here runs on
// the thread that runs the process (or owns it otherwise), with hp and sp saved.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/GcAnnotations.h"
#include "runtime/heap/Heap.h"

namespace beamc::rt {

/// Calls \p visit(Word *first, uint64_t count, void *context) for each run of root words
/// outside stack and X registers. Defined by the process part.
void visitProcessRoots(Process &p, void (*visit)(Word *, uint64_t, void *), void *context);

/// The process has exceeded max_heap_size by \p words in all: logs and arranges its end as its
/// flags say; true if it may go on. Defined by the process part.
bool maxHeapReached(Process &p, uint64_t words);

/// Collects so that \p words (and the reserve) fit between hp and sp. Roots are x[0 … live-1],
/// the stack and visitProcessRoots. A full sweep when \p full or when the old heap asks for it.
/// False if the process would exceed max_heap_size and is to be killed for it.
BEAMC_MAY_COLLECT bool collect(Process &p, uint64_t words, unsigned live, bool full = false);

/// Gives \p p a first block with room for at least \p words of heap; freeHeap takes it back.
void initHeap(Process &p, uint64_t words);
/// Releases block, old heap, fragments and their off-heap objects.
BEAMC_MAY_COLLECT void freeHeap(Process &p);
/// Compacts to a block that holds what is there and nothing more (hibernate/3): not even the stack
/// that any call may use. Sets kHibernated; wakeHeap() must come before the process's code runs on.
BEAMC_MAY_COLLECT void hibernateHeap(Process &p, unsigned live);
/// Gives a hibernated process a heap to run with, of its minimum size at least.
BEAMC_MAY_COLLECT void wakeHeap(Process &p, unsigned live);

/// Called after each collection with how long it took, when not null; atomic.
BEAMC_PROMISE_NO_COLLECT("sends a message")
extern void (*gAfterCollection)(Process &p, int64_t nanoseconds);

/// Smallest block size, in words, of OTP's series (HeapSizes.cpp) that holds \p words. The series:
/// heapSizeAt(0 … heapSizeCount()-1).
uint64_t nextHeapSize(uint64_t words);
unsigned heapSizeCount();
uint64_t heapSizeAt(unsigned i);

/// Totals over all processes; atomic.
struct GcTotals {
  uint64_t collections, wordsReclaimed;
};
extern GcTotals gGcTotals;
/// Bytes in process heaps; atomic.
extern int64_t gHeapBytes;

/// Debugging (BEAMC_DEBUG): each collection moves everything into a block without slack, so
/// that every heap test collects.
extern bool gGcStress;
/// With gGcStress: free words that a collection leaves all the same.
extern uint64_t gGcStressWords;
extern bool gHeapCheck;
/// Walks all of \p p's memory and stops the program at the first bad word (Verify.cpp).
void verifyHeap(Process &p, unsigned live, const char *when);

} // namespace beamc::rt
