//===- Copy.h - Copying terms between heaps --------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

/// True for literals: in the executable's constant data or in the immortal area. They are
/// shared by all heaps and never copied, moved or freed.
bool isLiteral(const void *p);
/// Words in the immortal area (late literals, persistent terms, literals of loaded modules).
/// Never freed. Null when the area is full.
Word *allocImmortal(uint64_t words);

/// Words that a copy of \p t takes; shared subterms count each time they are met.
uint64_t copySize(Term t);
/// A copy of \p t in \p target; \p words is copySize(t) (0 when \p t needs no copy).
Term copyTerm(Term t, uint64_t words, HeapTarget target);
inline Term copyTerm(Term t, HeapTarget target) {
  return t.isImmediate() ? t : copyTerm(t, copySize(t), target);
}
/// A copy of \p t, which is boxed and no literal, in copySize(t) words at \p area; the copy of the
/// object itself comes first. Off-heap objects join \p offHeap.
void copyTermTo(Term t, Word *area, Word *&offHeap);
/// A fragment of its own with a copy of \p t, whose address goes to \p *copy; null (and
/// *copy == t) when \p t needs none.
HeapFragment *copyToFragment(Term t, Term *copy);
/// \p t copied into immortal memory, or the non-value when that is full.
Term copyImmortal(Term t);

} // namespace beamc::rt
