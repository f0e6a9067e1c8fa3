//===- Copy.h - Copying terms between heaps --------------------------------------------===//
//
// Breadth first into one contiguous area, lists spine first (Cheney, "A nonrecursive list
// compacting algorithm", 1970; Copy.cpp). Sharing inside a term is lost, as in OTP. Sources are
// only read: they may belong to another thread's message or table as long as that stays in place.
// Sizes are in words.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

/// True for literals: in the executable's constant data or in the immortal area. They are
/// shared by all heaps and never copied, moved or freed. Lock-free.
bool isLiteral(const void *p);
/// Words in the immortal area (late literals, persistent terms, literals of loaded modules).
/// Never freed. Null when the area is full. Any thread.
Word *allocImmortal(uint64_t words);

/// Words that a copy of \p t takes; shared subterms count each time they are met.
uint64_t copySize(Term t);
/// A copy of \p t in \p target; \p words is copySize(t) (0 when \p t needs no copy).
Term copyTerm(Term t, uint64_t words, HeapTarget target);
inline Term copyTerm(Term t, HeapTarget target) {
  return t.isImmediate() ? t : copyTerm(t, copySize(t), target);
}
/// A copy of \p t, which is boxed and no literal, in copySize(t) words at \p area; the copy of the
/// object itself comes first. Off-heap objects gain a reference and join \p offHeap, whose owner
/// releases them (releaseOffHeapList).
void copyTermTo(Term t, Word *area, Word *&offHeap);
/// As copyTerm, of what copyTermTo has put into \p words words at \p block (or of a tuple there
/// that has no parts but immediates and literals): one pass, as all pointers move by the same
/// distance.
Term copyPacked(const Word *block, uint64_t words, HeapTarget target);
/// A fragment of its own with a copy of \p t, whose address goes to \p *copy; null (and
/// *copy == t) when \p t needs none. The caller owns the fragment (freeFragment).
HeapFragment *copyToFragment(Term t, Term *copy);
/// \p t copied into immortal memory, or the non-value when that is full. Any thread.
Term copyImmortal(Term t);

} // namespace beamc::rt
