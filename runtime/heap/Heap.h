//===- Heap.h - Memory for terms ------------------------------------------------===//
//
// Where terms are built. Three places hold terms of a process: its young block, its old
// block, and heap fragments (messages received, and what a BIF built when the block was
// full). Allocation NEVER collects: a full block makes a fragment, and the next heap test
// or scheduling point moves fragments into the block. So C++ may hold raw terms freely.
//
//   Word *o = allocWords(p, 3);            // p.hp must be current (it is inside a BIF)
//
// Terms outside any process (messages in flight, ETS, literals) are built in a
// HeapFragment through the same HeapTarget interface.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/GcAnnotations.h"
#include "runtime/process/Process.h"

namespace beamc::rt {

/// A block of words outside the heap. Freed with freeFragment, which also releases the
/// off-heap objects still on its list.
struct BEAMC_HEAP_OBJECT HeapFragment {
  HeapFragment *next;
  Word *offHeap; ///< off-heap objects in this fragment, linked through their word 1
  uint64_t size; ///< capacity in words
  uint64_t used;
  Word words[];
};

/// Empty, with room for \p words; the caller's. Ends the program when memory ends.
HeapFragment *newFragment(uint64_t words);
void freeFragment(HeapFragment *f);

/// Slow half of allocWords: takes words from a (new) fragment of \p p, and makes the process
/// collect at its next scheduling point by zeroing p.reductions.
Word *allocWordsSlow(Process &p, uint64_t words);

/// \p words uninitialised words of \p p's heap. All must be filled before the BIF returns.
inline Word *allocWords(Process &p, uint64_t words) {
  if (__builtin_expect(uint64_t(p.sp - p.hp) >= words + abi::kStackReserve, 1)) {
    Word *r = p.hp;
    p.hp += words;
    return r;
  }
  return allocWordsSlow(p, words);
}

/// A place to build terms in: a process's heap or a fragment. `offHeap` is the list that
/// new off-heap objects join.
struct HeapTarget {
  Process *process = nullptr;       ///< either this …
  HeapFragment *fragment = nullptr; ///< … or this (large enough for all that is taken)
  explicit HeapTarget(Process &p) : process(&p) {}
  explicit HeapTarget(HeapFragment *f) : fragment(f) {}
  Word *alloc(uint64_t words) {
    if (process)
      return allocWords(*process, words);
    Word *r = fragment->words + fragment->used;
    fragment->used += words;
    assert(fragment->used <= fragment->size && "fragment reservation too small");
    return r;
  }
  Word *&offHeap() { return process ? process->offHeap : fragment->offHeap; }
};

/// Payload of binaries above kMaxHeapBytes; shared between heaps and threads by count.
struct BinaryObject {
  int64_t refs;      ///< atomic
  uint64_t capacity; ///< bytes in data
  uint64_t size;     ///< bytes in use; grows only through the writable-append owner
  uint32_t flags;    ///< kWritable: may be appended to in place by its one owner
  uint32_t reserved;
  uint64_t usedBits; ///< kWritable: how far it is filled; atomic (see term/Bits.h)
  uint8_t data[];
  static constexpr uint32_t kWritable = 1;
};
/// \p capacity bytes, uninitialised and all in use, not writable; the caller has the one reference.
BinaryObject *newBinaryObject(uint64_t capacity);
inline void retain(BinaryObject *b) { __atomic_add_fetch(&b->refs, 1, __ATOMIC_RELAXED); }
void release(BinaryObject *b); ///< frees at zero

} // namespace beamc::rt
