//===- DefineCode.h - Writing a CodeFn in C++ ---------------------------------------------===//
//
//   DEFINE_CODE(beamc_rt_yield) {
//     SAVE();            // state and x0 … x5 from registers to the process
//     …                  // ordinary calls
//     JUMP(next);        // goes on at `next` with the saved state, or
//   }                    // returning: back to the scheduler
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

#define CODE_PARAMS                                                                                \
  ::beamc::rt::Process *p, ::beamc::abi::Word *hp, ::beamc::abi::Word *sp, int64_t reductions,     \
      ::beamc::abi::Word x0, ::beamc::abi::Word x1, ::beamc::abi::Word x2, ::beamc::abi::Word x3,  \
      ::beamc::abi::Word x4, ::beamc::abi::Word x5

#define DEFINE_CODE(name)                                                                          \
  extern "C" ::beamc::rt::CodeFn name;                                                             \
  extern "C" [[gnu::aligned(16), gnu::visibility("default")]] void BEAMC_PRESERVE_NONE name(       \
      CODE_PARAMS)

#define JUMP(code)                                                                                 \
  BEAMC_MUSTTAIL return (code)(p, p->hp, p->sp, p->reductions, p->x[0], p->x[1], p->x[2], p->x[3], \
                               p->x[4], p->x[5])

#define SAVE() ::beamc::rt::saveState(p, hp, sp, reductions, x0, x1, x2, x3, x4, x5)

namespace beamc::rt {
[[gnu::always_inline]] inline void saveState(CODE_PARAMS) {
  p->hp = hp;
  p->sp = sp;
  p->reductions = reductions;
  p->x[0] = x0;
  p->x[1] = x1;
  p->x[2] = x2;
  p->x[3] = x3;
  p->x[4] = x4;
  p->x[5] = x5;
}
inline CodeFn *returnAddress(const Process *p) { return reinterpret_cast<CodeFn *>(p->sp[0]); }
} // namespace beamc::rt
