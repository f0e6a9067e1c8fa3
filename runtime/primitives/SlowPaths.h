//===- SlowPaths.h - Out-of-line halves of the primitives --------------------------------===//
//
// preserve_most: the callee saves what it uses, so the fast path around a call needs neither
// spills nor a stack frame. Heap top, stack pointer and reductions must have been stored into
// the process where a Process * is passed; hp and reductions are reloaded afterwards.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

#define BEAMC_PRESERVE_MOST __attribute__((preserve_most))

namespace beamc::rt {
extern "C" {
/// Arithmetic on any terms: value, or non-value with badarith set.
#define BEAMC_SLOW_ARITHMETIC(X)                                                                   \
  X(add, "+")                                                                                      \
  X(sub, "-")                                                                                      \
  X(mul, "*")                                                                                      \
  X(int_div, "div")                                                                                \
  X(int_rem, "rem")                                                                                \
  X(band, "band")                                                                                  \
  X(bor, "bor")                                                                                    \
  X(bxor, "bxor")                                                                                  \
  X(bsl, "bsl")                                                                                    \
  X(bsr, "bsr")
#define DECLARE(name, erlang)                                                                      \
  BEAMC_PRESERVE_MOST Word beamc_slow_##name(Process *p, Word a, Word b);
BEAMC_SLOW_ARITHMETIC(DECLARE)
#undef DECLARE
BEAMC_PRESERVE_MOST Word beamc_slow_to_float(Process *p, Word t);
BEAMC_PRESERVE_MOST Word beamc_slow_box_float(Process *p, uint64_t bits);
BEAMC_PRESERVE_MOST int64_t beamc_slow_compare(Word a, Word b);
BEAMC_PRESERVE_MOST bool beamc_slow_equal(Word a, Word b);
BEAMC_PRESERVE_MOST bool beamc_slow_exact_equal(Word a, Word b);
BEAMC_PRESERVE_MOST Word beamc_slow_bs_get_integer(Process *p, Word context, uint64_t bits,
                                                   uint64_t flags);
BEAMC_PRESERVE_MOST Word beamc_slow_bs_start_match(Process *p, Word t);
/// beamc_rt_collect: may move everything; compiled code reloads hp, sp and what it saved in x.
BEAMC_PRESERVE_MOST void beamc_slow_collect(Process *p, uint64_t words, uint64_t live);
}
} // namespace beamc::rt
