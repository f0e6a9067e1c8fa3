//===- SlowPaths.cpp ------------------------------------------------------------------------===//
#include "runtime/primitives/SlowPaths.h"

__asm__(R"(
  .text
  .p2align 4
  .hidden beamc_realign_call
  .globl beamc_realign_call
  .type beamc_realign_call, @function
beamc_realign_call:
  pushq %rbp
  movq %rsp, %rbp
  andq $-16, %rsp
  call *%r11
  leave
  ret
  .size beamc_realign_call, . - beamc_realign_call
)");

namespace beamc::rt {
extern "C" {
Word beamc_rt_box_float(Process *, uint64_t);
int64_t beamc_rt_compare(Word, Word);
bool beamc_rt_equal(Word, Word);
bool beamc_rt_exact_equal(Word, Word);
Word beamc_rt_bs_get_integer(Process *, Word, uint64_t, uint64_t);
Word beamc_rt_bs_start_match(Process *, Word);
Word beamc_rt_bs_append_integer(Process *, Word, Word, uint64_t, uint64_t);
void beamc_rt_collect(Process *, uint64_t, uint64_t);
}
#define DECLARE(name, erlang)                                                                      \
  Word bif_##name(Process *, Word, Word) __asm__("bif.erlang:" erlang "/2");
BEAMC_SLOW_ARITHMETIC(DECLARE)
#undef DECLARE
Word bif_float(Process *, Word) __asm__("bif.erlang:float/1");

#define DEFINE(name, erlang)                                                                       \
  Word beamc_slow_##name(Process *p, Word a, Word b) { return bif_##name(p, a, b); }
BEAMC_SLOW_ARITHMETIC(DEFINE)
#undef DEFINE
Word beamc_slow_to_float(Process *p, Word t) { return bif_float(p, t); }
Word beamc_slow_box_float(Process *p, uint64_t bits) { return beamc_rt_box_float(p, bits); }
int64_t beamc_slow_compare(Word a, Word b) { return beamc_rt_compare(a, b); }
bool beamc_slow_equal(Word a, Word b) { return beamc_rt_equal(a, b); }
bool beamc_slow_exact_equal(Word a, Word b) { return beamc_rt_exact_equal(a, b); }
Word beamc_slow_bs_get_integer(Process *p, Word context, uint64_t bits, uint64_t flags) {
  return beamc_rt_bs_get_integer(p, context, bits, flags);
}
Word beamc_slow_bs_append_integer(Process *p, Word source, Word value, uint64_t bits,
                                  uint64_t how) {
  return beamc_rt_bs_append_integer(p, source, value, bits, how);
}
Word beamc_slow_bs_start_match(Process *p, Word t) { return beamc_rt_bs_start_match(p, t); }
void beamc_slow_collect(Process *p, uint64_t words, uint64_t live) {
  beamc_rt_collect(p, words, live);
}

} // namespace beamc::rt
