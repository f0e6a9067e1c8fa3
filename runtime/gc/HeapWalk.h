//===- HeapWalk.h - Every word of a process's memory ------------------------------------------===//
//
// A linear walk over blocks, fragments, stack, X registers and roots, garbage included. The
// process is the caller's, with hp and sp saved and x[0 … live-1] current.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/gc/Collector.h"

namespace beamc::rt {

namespace detail {
template <typename Visit> void walkArea(Word *from, Word *to, Visit &visit) {
  while (from < to) {
    if (Term(*from).isHeaderWord()) {
      visit.header(from);
      from += abi::isRawKind(abi::headerKind(*from)) ? 1 + abi::headerSize(*from) : 1;
    } else {
      visit.word(from++);
    }
  }
}
} // namespace detail

/// Calls visit.header(Word *) for each object's header and visit.word(Word *) for each word that
/// holds a term (or reads as one, like raw pointers inside objects, which look like small
/// integers). What the visitor itself adds to the heap is not visited.
template <typename Visit> void walkHeap(Process &p, unsigned live, Visit &visit) {
  Word *top = p.hp;
  HeapFragment *fragments = p.fragments;
  uint64_t firstUsed = fragments ? fragments->used : 0;
  for (HeapFragment *f = fragments; f; f = f->next)
    detail::walkArea(f->words, f->words + (f == fragments ? firstUsed : f->used), visit);
  detail::walkArea(p.heap, top, visit);
  detail::walkArea(p.oldHeap, p.oldTop, visit);
  for (Word *w = p.sp; w < p.stackEnd; w++)
    visit.word(w);
  for (unsigned i = 0; i < live; i++)
    visit.word(&p.x[i]);
  visitProcessRoots(
      p,
      [](Word *w, uint64_t n, void *v) {
        for (uint64_t i = 0; i < n; i++)
          static_cast<Visit *>(v)->word(&w[i]);
      },
      &visit);
}

} // namespace beamc::rt
