//===- OpsArithmetic.cpp - Arithmetic, guard built-ins, floats ------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"
#include <utility>

namespace beamc::rt::interp {

//===-- Arithmetic --------------------------------------------------------------------------===//

namespace {

/// x2, x3 = operands, x4 = the result or the non-value. The end of an operation's slow half.
OP(finishArithmetic) {
  LOAD_STATE();
  if (UNLIKELY(x4 == abi::kNonValue)) {
    X[0] = PC[4] & kFailLabel ? X[0] : x2; // arguments of the built-in that fails
    X[1] = PC[4] & kFailLabel ? X[1] : x3;
    p->excSite = reinterpret_cast<const void *>(PC[5]);
    FAIL(PC[4]);
  }
  putAny(X, sp, PC[6], x4);
  NEXT(7);
}

/// [left, right, destination, fail, Export * of the built-in or null, destination (any)]
#define ARITHMETIC(Name, name)                                                                     \
  OP(slow_##name) {                                                                                \
    STORE_STATE();                                                                                 \
    x4 = BEAMC_SLOW_CALL(beamc_slow_##name, p, x2, x3);                                            \
    BECOME(finishArithmetic);                                                                      \
  }                                                                                                \
  template <int A, int B, int D> struct Name {                                                     \
    OP_METHOD {                                                                                    \
      Word a = get<A>(X, sp, PC[1]), b = get<B>(X, sp, PC[2]), r;                                  \
      if (LIKELY(beamc_prim_try_##name(a, b, &r))) {                                               \
        put<D>(X, sp, PC[3], r);                                                                   \
        NEXT(7);                                                                                   \
      }                                                                                            \
      x2 = a;                                                                                      \
      x3 = b;                                                                                      \
      BECOME(slow_##name);                                                                         \
    }                                                                                              \
  };
ARITHMETIC(Add, add)
ARITHMETIC(Sub, sub)
ARITHMETIC(Mul, mul)
ARITHMETIC(IntDiv, int_div)
ARITHMETIC(IntRem, int_rem)
ARITHMETIC(Band, band)
ARITHMETIC(Bor, bor)
ARITHMETIC(Bxor, bxor)
ARITHMETIC(Bsl, bsl)
ARITHMETIC(Bsr, bsr)
#undef ARITHMETIC

} // namespace

CodeFn *arithmeticOp(Arithmetic op, int a, int b, int d) {
  switch (op) {
#define PICK(Name)                                                                                 \
  case Arithmetic::Name: return pick<Name, 3, 3, 2>(a, b, d);
    PICK(Add)
    PICK(Sub)
    PICK(Mul)
    PICK(IntDiv)
    PICK(IntRem)
    PICK(Band)
    PICK(Bor)
    PICK(Bxor)
    PICK(Bsl)
    PICK(Bsr)
#undef PICK
  }
  __builtin_unreachable();
}

//===-- Built-ins with operands ------------------------------------------------------------------===//

namespace {

/// [C++ function, Export *, fail, destination, arguments …]
template <unsigned N> struct GuardBif {
  template <std::size_t... I>
  INLINE static Word call(const void *fn, Process *p, const Word *args, std::index_sequence<I...>) {
    return reinterpret_cast<Word (*)(Process &, decltype(Word(I))...)>(const_cast<void *>(fn))(
        *p, args[I]...);
  }
  OP_METHOD {
    Word args[N + 1];
    for (unsigned i = 0; i < N; i++)
      args[i] = getAny(X, sp, PC[5 + i]);
    STORE_STATE();
    Word r = call(reinterpret_cast<const void *>(PC[1]), p, args, std::make_index_sequence<N>());
    LOAD_STATE();
    if (UNLIKELY(r == abi::kNonValue)) {
      if (PC[3] & kFailLabel)
        GOTO(PC[3] - kFailLabel);
      for (unsigned i = 0; i < N; i++)
        X[i] = args[i];
      p->excSite = reinterpret_cast<const void *>(PC[2]);
      RAISE(PC[3]);
    }
    putAny(X, sp, PC[4], r);
    NEXT(5 + N);
  }
};

} // namespace

CodeFn *guardBifOp(unsigned arity) {
  static constexpr CodeFn *table[] = {GuardBif<0>::run, GuardBif<1>::run, GuardBif<2>::run,
                                      GuardBif<3>::run};
  return table[arity];
}

//===-- Floats -------------------------------------------------------------------------------------===//
//
// Float registers lie behind the X registers. They never live across a call.

namespace {

extern "C" void beamc_rt_set_error(Process *, Term);

INLINE double *floatRegister(Word x, Word n) {
  return reinterpret_cast<double *>(reinterpret_cast<Word *>(x) + abi::kXRegisters) + n;
}

/// x2 = where
OP(badArithmetic) {
  STORE_STATE();
  beamc_rt_set_error(p, atom::badarith);
  RAISE(x2);
}

/// [where, left, right, result]
template <Float Op> struct FloatOp {
  OP_METHOD {
    double a = *floatRegister(x_, PC[2]), b = *floatRegister(x_, PC[3]);
    double r = Op == Float::Add   ? a + b
               : Op == Float::Sub ? a - b
               : Op == Float::Mul ? a * b
                                  : a / b;
    *floatRegister(x_, PC[4]) = r;
    if (LIKELY(__builtin_isfinite(r)))
      NEXT(5);
    x2 = PC[1];
    BECOME(badArithmetic);
  }
};

} // namespace

CodeFn *floatOp(Float op) {
  switch (op) {
  case Float::Add: return FloatOp<Float::Add>::run;
  case Float::Sub: return FloatOp<Float::Sub>::run;
  case Float::Mul: return FloatOp<Float::Mul>::run;
  case Float::Div: return FloatOp<Float::Div>::run;
  }
  __builtin_unreachable();
}

/// [operand, result]
OP(opFloatNegate) {
  *floatRegister(x_, PC[2]) = 0.0 - *floatRegister(x_, PC[1]); // 0.0 of 0.0, as OTP's JIT has it
  NEXT(3);
}
/// [float term, float register]
OP(opFloatLoad) {
  *floatRegister(x_, PC[2]) = Term(getAny(X, sp, PC[1])).floatValue();
  NEXT(3);
}
/// [float register, float register]
OP(opFloatMove) {
  *floatRegister(x_, PC[2]) = *floatRegister(x_, PC[1]);
  NEXT(3);
}
/// [term, float register, where]
OP(opFloatConvert) {
  Word t = beamc_prim_to_float(p, &hp, sp, &red, getAny(X, sp, PC[1]));
  if (UNLIKELY(t == abi::kNonValue)) {
    x2 = PC[3];
    BECOME(badArithmetic);
  }
  *floatRegister(x_, PC[2]) = Term(t).floatValue();
  NEXT(4);
}
/// [float register, destination]
OP(opFloatStore) {
  Word t = beamc_prim_box(p, &hp, sp, &red, *floatRegister(x_, PC[1]));
  putAny(X, sp, PC[2], t);
  NEXT(3);
}

} // namespace beamc::rt::interp
