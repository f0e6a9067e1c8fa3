// A runtime in miniature: what the snippets of this folder need of the real one.
#pragma once
#include "runtime/abi/GcAnnotations.h"

namespace beamc::rt {

using uint64_t = unsigned long;
using Word = uint64_t;

struct Term {
  Word bits;
  bool isCons() const { return (bits & 7) == 1; }
  Term head() const { return Term{*reinterpret_cast<Word *>(bits - 1)}; }
};

struct BEAMC_HEAP_OBJECT HeapFragment {
  HeapFragment *next;
};

struct Process {
  Word *hp, *sp, *x;
  HeapFragment *fragments;
  Term reason;
};

BEAMC_MAY_COLLECT bool collect(Process &p, uint64_t words, unsigned live);
BEAMC_MAY_FREE_PROCESS void endProcess(Process &p);
Process *findProcess(Term pid);
struct EpochGuard {
  EpochGuard();
  BEAMC_LEAVES_EPOCH ~EpochGuard();
};
Word *allocWords(Process &p, uint64_t words);
void use(Term t);
void use(const Word *w);
void wake(Process *p);

} // namespace beamc::rt
