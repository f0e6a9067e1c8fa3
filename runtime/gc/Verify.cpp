//===- Verify.cpp - Heap verifier (BEAMC_DEBUG=heapcheck) -----------------------------------===//
//
// Each word of stack, X registers, roots, blocks and fragments must be a term whose pointer
// leads to an object of this process, a literal, or memory outside all of it (a queued
// message); an object of the process must begin with a header (boxed) or must not (cons).
// Old objects must not point to young ones.
//===----------------------------------------------------------------------===//
#include "runtime/gc/Collector.h"
#include "runtime/heap/Copy.h"
#include <cstdio>
#include <cstdlib>

namespace beamc::rt {
namespace {

struct Verifier {
  Process &p;
  const char *when;

  [[noreturn]] void bad(const char *where, const Word *at, const char *why) {
    fprintf(stderr, "beamc: heap check %s: %s in %s at %p: %016lx (block %p-%p-%p-%p, old %p-%p)\n",
            when, why, where, static_cast<const void *>(at), static_cast<unsigned long>(*at),
            static_cast<void *>(p.heap), static_cast<void *>(p.hp), static_cast<void *>(p.sp),
            static_cast<void *>(p.stackEnd), static_cast<void *>(p.oldHeap),
            static_cast<void *>(p.oldTop));
    abort();
  }
  void check(const char *where, const Word *at, bool old) {
    Term t(*at);
    if ((t.bits & abi::kTagMask) == 7)
      bad(where, at, "reserved tag");
    if (!t.isPointer())
      return;
    const Word *o = t.pointer();
    if (o >= p.hp && o < p.stackEnd)
      bad(where, at, "pointer into free space or stack");
    bool young = o >= p.heap && o < p.hp, inOld = o >= p.oldHeap && o < p.oldTop;
    if (old && young)
      bad(where, at, "old object points to a young one");
    if (o >= p.oldTop && o < p.oldEnd)
      bad(where, at, "pointer into the free part of the old heap");
    if (!young && !inOld && !isLiteral(o))
      return;
    bool header = Term(o[0]).isHeaderWord();
    if (header != t.isBoxed())
      bad(where, at, t.isBoxed() ? "boxed pointer to no header" : "cons pointer to a header");
  }
  void area(const char *where, const Word *from, const Word *to, bool old) {
    while (from < to) {
      if (Term(*from).isHeaderWord()) {
        if (abi::headerKind(*from) >= Kind::Moved)
          bad(where, from, "bad header");
        if (from + 1 + abi::headerSize(*from) > to)
          bad(where, from, "object overruns its area");
        from += abi::isRawKind(abi::headerKind(*from)) ? 1 + abi::headerSize(*from) : 1;
      } else {
        check(where, from++, old);
      }
    }
  }
};

} // namespace

void verifyHeap(Process &p, unsigned live, const char *when) {
  Verifier v{p, when};
  if (p.hp > p.sp)
    v.bad("registers", p.heap, "heap and stack overlap");
  v.area("young heap", p.heap, p.hp, false);
  v.area("old heap", p.oldHeap, p.oldTop, true);
  for (const Word *w = p.sp; w < p.stackEnd; w++)
    v.check("stack", w, false);
  for (unsigned i = 0; i < live; i++)
    v.check("X registers", &p.x[i], false);
  visitProcessRoots(
      p,
      [](Word *w, uint64_t n, void *self) {
        for (uint64_t i = 0; i < n; i++)
          static_cast<Verifier *>(self)->check("roots", &w[i], false);
      },
      &v);
}

} // namespace beamc::rt
