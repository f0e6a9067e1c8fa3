//===- OpsCall.cpp - Calls, returns, built-ins ----------------------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"
#include "runtime/jit/Jit.h"
#include <utility>

extern "C" beamc::rt::CodeFn beamc_rt_preempt, beamc_rt_raise, beamc_rt_apply, beamc_rt_apply_fun,
    beamc_rt_tail_apply_fun, beamc_rt_tail_apply, beamc_rt_call_bad_fun;
extern "C" void beamc_rt_raw_raise(beamc::rt::Process *, beamc::rt::Term, beamc::rt::Term,
                                   beamc::rt::Term);

namespace beamc::rt::interp {

OP(raiseAt) {
  Word location = 0;
  if (x2 & kWhereFrameless)
    location = x2 - kWhereFrameless;
  else
    sp[0] = x2;
  BEAMC_MUSTTAIL return beamc_rt_raise(p, hp, sp, red, location, 0, 0, 0, 0, 0);
}

//===-- Functions -------------------------------------------------------------------------===//

namespace {
OP(preempt) {
  p->resume = reinterpret_cast<CodeFn *>(PC[1]);
  p->live = uint32_t(PC[2]);
  LEAVE(beamc_rt_preempt);
}
} // namespace

/// [stub of the function, arity, calls left until it is hot, compiled code, InterpretedModule *];
/// begins every function
OP(opEntry) {
  if (UNLIKELY(--red <= 0))
    BECOME(preempt);
  NEXT(kEntryWords);
}
/// opEntry of a module that may be compiled. Schedulers may count at once and lose a call.
OP(opEntryCounting) {
  auto *count = reinterpret_cast<int32_t *>(pc_ + 3 * sizeof(Word));
  int32_t left = __atomic_load_n(count, __ATOMIC_RELAXED) - 1;
  __atomic_store_n(count, left, __ATOMIC_RELAXED);
  if (UNLIKELY(left == 0))
    requestCompilation(*reinterpret_cast<InterpretedModule *>(PC[5]));
  BECOME(opEntry);
}
/// opEntry of a function that has been compiled.
OP(opEntryCompiled) { LEAVE(reinterpret_cast<CodeFn *>(PC[4])); }

/// [site, target]
OP(opCall) {
  sp[0] = PC[1];
  GOTO(PC[2]);
}
/// [target]
OP(opTail) { GOTO(PC[1]); }
/// [bytes of the frame, target]
OP(opTailFrame) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  GOTO(PC[2]);
}

/// [site, Export *]
OP(opCallExport) {
  sp[0] = PC[1];
  auto *e = reinterpret_cast<const Export *>(PC[2]);
  LEAVE(__atomic_load_n(&e->code, __ATOMIC_RELAXED));
}
/// [Export *]
OP(opTailExport) {
  auto *e = reinterpret_cast<const Export *>(PC[1]);
  LEAVE(__atomic_load_n(&e->code, __ATOMIC_RELAXED));
}
/// [Export * of a built-in, CodeLocation *]
OP(opTailBif) {
  auto *e = reinterpret_cast<const Export *>(PC[1]);
  p->excSite = reinterpret_cast<const void *>(PC[2]);
  LEAVE(__atomic_load_n(&e->code, __ATOMIC_RELAXED));
}

OP(opReturn) {
  BEAMC_MUSTTAIL return reinterpret_cast<CodeFn *>(sp[0])(p, hp, sp, red, X[0], x_, x2, x3, x4, x5);
}
/// [bytes of the frame]
OP(opReturnFrame) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  BEAMC_MUSTTAIL return reinterpret_cast<CodeFn *>(sp[0])(p, hp, sp, red, X[0], x_, x2, x3, x4, x5);
}

//===-- Funs and apply -----------------------------------------------------------------------===//

namespace {
/// x2 = fun, x3 = number of arguments, x4 = CodeLocation * of the call
OP(callFun) {
  X[x3] = x2; // the fun's entry finds the captured values there
  auto *code = reinterpret_cast<CodeFn *>(beamc_prim_callable(x2, x3));
  if (UNLIKELY(!code)) {
    p->excReason = x2;
    p->live = uint32_t(x3);
    p->excSite = reinterpret_cast<const void *>(x4);
    code = beamc_rt_call_bad_fun;
  }
  LEAVE(code);
}
} // namespace
/// [site, number of arguments, fun, CodeLocation *]
OP(opCallFun) {
  sp[0] = PC[1];
  x2 = getAny(X, sp, PC[3]);
  x3 = PC[2];
  x4 = PC[4];
  BECOME(callFun);
}
/// [bytes of the frame, number of arguments, fun, CodeLocation *]
OP(opTailFun) {
  x2 = getAny(X, sp, PC[3]);
  x3 = PC[2];
  x4 = PC[4];
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  BECOME(callFun);
}

/// [site, CodeLocation *]
OP(opApplyFun) {
  sp[0] = PC[1];
  p->excSite = reinterpret_cast<const void *>(PC[2]);
  LEAVE(beamc_rt_apply_fun);
}
/// [bytes of the frame, CodeLocation *]
OP(opTailApplyFun) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  p->excSite = reinterpret_cast<const void *>(PC[2]);
  LEAVE(beamc_rt_tail_apply_fun);
}

namespace {
/// Module and function are in X behind the \p arguments.
INLINE void setApply(Process *p, const Word *x, Word arguments) {
  p->excReason = x[arguments];
  p->excClass = x[arguments + 1];
  p->live = uint32_t(arguments);
}
} // namespace
/// [site, number of arguments]
OP(opApply) {
  sp[0] = PC[1];
  setApply(p, X, PC[2]);
  LEAVE(beamc_rt_apply);
}
/// [bytes of the frame, number of arguments, CodeLocation *]
OP(opTailApply) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  setApply(p, X, PC[2]);
  p->excSite = reinterpret_cast<const void *>(PC[3]);
  LEAVE(beamc_rt_tail_apply);
}

//===-- Built-ins -----------------------------------------------------------------------------===//

namespace {
/// [C++ function, Export *, where]: arguments and result in X
template <unsigned N> struct CallBif {
  template <std::size_t... I>
  INLINE static Word call(const void *fn, Process *p, const Word *x, std::index_sequence<I...>) {
    return reinterpret_cast<Word (*)(Process &, decltype(Word(I))...)>(const_cast<void *>(fn))(
        *p, x[I]...);
  }
  OP_METHOD {
    STORE_STATE();
    Word r = call(reinterpret_cast<const void *>(PC[1]), p, X, std::make_index_sequence<N>());
    LOAD_STATE();
    if (UNLIKELY(r == abi::kNonValue)) {
      p->excSite = reinterpret_cast<const void *>(PC[2]);
      RAISE(PC[3]);
    }
    X[0] = r;
    NEXT(4);
  }
};
template <std::size_t... I> CodeFn *pickBif(unsigned arity, std::index_sequence<I...>) {
  static constexpr CodeFn *table[] = {&CallBif<I>::run...};
  return table[arity];
}
} // namespace
CodeFn *callBifOp(unsigned arity) {
  return pickBif(arity, std::make_index_sequence<kMaxBifArguments + 1>());
}

/// [class, where]: erlang:error/1, exit/1, throw/1 with the reason in X[0]
OP(opRaiseClass) {
  STORE_STATE();
  beamc_rt_raw_raise(p, Term(PC[1]), Term(X[0]), Term::nil());
  RAISE(PC[2]);
}

} // namespace beamc::rt::interp
