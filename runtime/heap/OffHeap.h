//===- OffHeap.h - Objects that own something outside the heap -------------------------===//
//
// RefcBits, MagicRef and External* objects are linked through their word 1, one list per
// place (young heap, old heap, each fragment), so that the collector finds the dead ones.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

inline bool isOffHeapKind(Kind k) {
  return k == Kind::RefcBits || k == Kind::MagicRef ||
         (k >= Kind::ExternalPid && k <= Kind::ExternalRef);
}
inline Word *nextOffHeap(const Word *object) { return reinterpret_cast<Word *>(object[1]); }
inline void linkOffHeap(Word *&list, Word *object) {
  object[1] = reinterpret_cast<Word>(list);
  list = object;
}
/// A second object with the same contents exists now; one is gone (what it owned alone is freed);
/// all of a list are gone. Counts are atomic: any thread.
void retainOffHeapObject(const Word *object);
void releaseOffHeapObject(const Word *object);
void releaseOffHeapList(Word *first);

/// malloc that ends the program when memory is exhausted, as erl does. Freed with free().
void *allocMemory(uint64_t bytes);
[[noreturn]] void outOfMemory(uint64_t bytes);
/// BEAMC_DEBUG=allocfail=N: allocations until one fails; INT64_MAX = none will. Atomic.
extern int64_t gAllocationsLeft;
/// Bytes in BinaryObjects; atomic.
extern int64_t gBinaryBytes;

/// Makes \p p collect at its next call: its slice pauses (kNeedsCollection), see Suspend.h.
inline void requestCollection(Process &p) {
  if (p.reductions > 0) {
    p.pausedReductions += p.reductions;
    p.reductions = 0;
  }
  p.flags |= kNeedsCollection;
}

/// \p p refers to a binary of \p bits bits more. Many of them are as good a reason to collect as a
/// full block: a process may fill the memory with them in one slice.
inline void countBinary(Process &p, uint64_t bits) {
  p.virtualBinaryWords += bits / 64 + 1;
  if (__builtin_expect(p.virtualBinaryWords > p.virtualBinaryLimit, 0))
    requestCollection(p);
}

} // namespace beamc::rt
