//===- SlowPaths.h - Out-of-line halves of the primitives --------------------------------===//
//
// preserve_most: the callee saves what it uses, so the fast path around a call needs no spills.
// Compiled code reaches them by inline assembly, through beamc_realign_call: LLVM aligns the C
// stack at the entry of every function that contains a call, hence on the fast path too; of an
// asm statement it does not know that it calls. beamc_realign_call aligns the stack and calls the
// function whose address is in r11. Functions that do so may not use the red zone.
//
// Heap top, stack pointer and reductions must have been stored into the process where a
// Process * is passed; hp and reductions are reloaded afterwards.
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
/// The others, by name: X(name) for beamc_slow_name.
#define BEAMC_SLOW_OTHERS(X)                                                                       \
  X(to_float)                                                                                      \
  X(box_float)                                                                                     \
  X(compare)                                                                                       \
  X(equal)                                                                                         \
  X(exact_equal)                                                                                   \
  X(bs_get_integer)                                                                                \
  X(bs_start_match)                                                                                \
  X(bs_append_integer)                                                                             \
  X(collect)
BEAMC_PRESERVE_MOST Word beamc_slow_to_float(Process *p, Word t);
BEAMC_PRESERVE_MOST Word beamc_slow_box_float(Process *p, uint64_t bits);
BEAMC_PRESERVE_MOST int64_t beamc_slow_compare(Word a, Word b);
BEAMC_PRESERVE_MOST bool beamc_slow_equal(Word a, Word b);
BEAMC_PRESERVE_MOST bool beamc_slow_exact_equal(Word a, Word b);
BEAMC_PRESERVE_MOST Word beamc_slow_bs_get_integer(Process *p, Word context, uint64_t bits,
                                                   uint64_t flags);
BEAMC_PRESERVE_MOST Word beamc_slow_bs_start_match(Process *p, Word t);
/// \p source with an integer of \p bits bits appended; \p how is as beamc_rt_bs_append_integer has
/// it.
BEAMC_PRESERVE_MOST Word beamc_slow_bs_append_integer(Process *p, Word source, Word value,
                                                      uint64_t bits, uint64_t how);
/// beamc_rt_collect: may move everything; compiled code reloads hp, sp and what it saved in x.
BEAMC_PRESERVE_MOST void beamc_slow_collect(Process *p, uint64_t words, uint64_t live);
}

#define BEAMC_SLOW_CLOBBERS                                                                        \
  "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",  \
      "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "memory", "cc"
/// Calls a function above from a primitive; the result as a word.
#define BEAMC_SLOW_CALL(name, ...) BEAMC_SLOW_PICK(__VA_ARGS__, 5, 4, 3, 2)(#name, __VA_ARGS__)
#define BEAMC_SLOW_PICK(a, b, c, d, e, n, ...) BEAMC_SLOW_CALL_##n
#define BEAMC_SLOW_ASM(name, ...)                                                                  \
  ({                                                                                               \
    Word slow_;                                                                                    \
    __asm__ volatile("leaq " name "(%%rip), %%r11\n\tcall beamc_realign_call"                      \
                     : "=a"(slow_)                                                                 \
                     : __VA_ARGS__                                                                 \
                     : BEAMC_SLOW_CLOBBERS);                                                       \
    slow_;                                                                                         \
  })
#define BEAMC_SLOW_CALL_2(name, a, b) BEAMC_SLOW_ASM(name, "D"(a), "S"(b))
#define BEAMC_SLOW_CALL_3(name, a, b, c) BEAMC_SLOW_ASM(name, "D"(a), "S"(b), "d"(c))
#define BEAMC_SLOW_CALL_4(name, a, b, c, d) BEAMC_SLOW_ASM(name, "D"(a), "S"(b), "d"(c), "c"(d))
#define BEAMC_SLOW_CALL_5(name, a, b, c, d, e)                                                     \
  ({                                                                                               \
    register Word r8_ __asm__("r8") = (e);                                                         \
    BEAMC_SLOW_ASM(name, "D"(a), "S"(b), "d"(c), "c"(d), "r"(r8_));                                \
  })
} // namespace beamc::rt
