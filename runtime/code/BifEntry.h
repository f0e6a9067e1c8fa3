//===- BifEntry.h - The code behind the export of a built-in ------------------------===//
//
// Calls through an export reach a BIF here, with the prototype of compiled code: state is
// saved, the C++ function called, and its answer
//
//   a term       returned in x0 to the continuation at sp[0];
//   a trap       turned into a tail call of p->trapTo with x[0 … arity-1];
//   a failure    raised, with the BIF and its arguments as the top of the stack trace.
//
// A tail call may set p->excSite to its CodeLocation *; without, it is null. A failure shows that
// place below the BIF, although no frame stands for it.
//
// A BIF that suspends its caller traps to one of the CodeFns of scheduler/Suspend.h: all
// that must survive is on the Erlang stack or in x[…] by then, so the CodeFn may leave
// compiled code by returning.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/BifAttributes.h"
#include "runtime/process/Process.h"
#include <utility>

extern "C" beamc::rt::CodeFn beamc_rt_raise;

namespace beamc::rt {

template <auto Fn, Export *Self, uint32_t Attributes> struct BifCode;

template <typename... Args, Term (*Fn)(Process &, Args...), Export *Self, uint32_t Attributes>
struct BifCode<Fn, Self, Attributes> {
  static constexpr unsigned kArity = sizeof...(Args);

  template <std::size_t... I>
  static Term call(Process &p, const Word *args, std::index_sequence<I...>) {
    return Fn(p, Term(args[I])...);
  }

  /// Failure: the stack trace wants the arguments, in x[0 … arity-1].
  [[gnu::noinline]] static void saveArguments(Process &p, const Word *args) {
    for (unsigned i = 0; i < kArity; i++)
      p.x[i] = args[i];
    p.excSite = Self;
  }

  [[gnu::aligned(16)]] static void BEAMC_PRESERVE_NONE entry(Process *p, Word *hp, Word *sp,
                                                             int64_t reductions, Word x0, Word x1,
                                                             Word x2, Word x3, Word x4, Word x5) {
    Word args[kArity > 6 ? kArity : 6] = {x0, x1, x2, x3, x4, x5};
    for (unsigned i = 6; i < kArity; i++)
      args[i] = p->x[i];
    p->hp = hp;
    p->sp = sp;
    p->reductions = reductions - 1;
    auto place = reinterpret_cast<Word>(p->excSite);
    p->excSite = nullptr;
    Term r = call(*p, args, std::make_index_sequence<kArity>());
    if (__builtin_expect(r.isValue(), 1))
      BEAMC_MUSTTAIL return reinterpret_cast<CodeFn *>(p->sp[0])(p, p->hp, p->sp, p->reductions,
                                                                 r.bits, x1, x2, x3, x4, x5);
    if (p->trapTo) {
      const Export *target = static_cast<const Export *>(p->trapTo);
      p->trapTo = nullptr;
      Word *x = p->x;
      BEAMC_MUSTTAIL return target->code(p, p->hp, p->sp, p->reductions, x[0], x[1], x[2], x[3],
                                         x[4], x[5]);
    }
    saveArguments(*p, args);
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, place, 0, 0, 0, 0, 0);
  }
};

template <auto Fn, Export *Self, uint32_t Attributes>
inline constexpr CodeFn *bifEntry = &BifCode<Fn, Self, Attributes>::entry;

} // namespace beamc::rt
