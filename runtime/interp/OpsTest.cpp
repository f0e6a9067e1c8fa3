//===- OpsTest.cpp - Tests, comparisons, jumps ---------------------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"

using beamc::rt::Process;
using beamc::rt::Term;

extern "C" void beamc_rt_set_error(Process *, Term);

namespace beamc::rt::interp {
namespace {

/// [target when it fails, source]
#define TEST(Name, prim)                                                                           \
  template <int S> struct Name {                                                                   \
    OP_METHOD {                                                                                    \
      if (prim(get<S>(X, sp, PC[2])))                                                              \
        NEXT(3);                                                                                   \
      GOTO(PC[1]);                                                                                 \
    }                                                                                              \
  };
TEST(IsAtom, beamc_prim_is_atom)
TEST(IsBoolean, beamc_prim_is_boolean)
TEST(IsBinary, beamc_prim_is_binary)
TEST(IsBitstring, beamc_prim_is_bitstring)
TEST(IsFloat, beamc_prim_is_float)
TEST(IsFunction, beamc_prim_is_function)
TEST(IsInteger, beamc_prim_is_integer)
TEST(IsList, beamc_prim_is_list)
TEST(IsCons, beamc_prim_is_cons)
TEST(IsNil, beamc_prim_is_nil)
TEST(IsMap, beamc_prim_is_map)
TEST(IsNumber, beamc_prim_is_number)
TEST(IsPid, beamc_prim_is_pid)
TEST(IsPort, beamc_prim_is_port)
TEST(IsReference, beamc_prim_is_reference)
TEST(IsTuple, beamc_prim_is_tuple)
#undef TEST

/// [target, source, header word]; the source is a tuple
template <int S> struct TestArity {
  OP_METHOD {
    if (Term(get<S>(X, sp, PC[2])).object()[0] == PC[3])
      NEXT(4);
    GOTO(PC[1]);
  }
};
/// [target, source, header word, atom]
template <int S> struct IsTagged {
  OP_METHOD {
    Term t(get<S>(X, sp, PC[2]));
    if (t.isBoxed() && t.object()[0] == PC[3] && t.object()[1] == PC[4])
      NEXT(5);
    GOTO(PC[1]);
  }
};

/// [target, left, right]
#define COMPARE(Name, prim, wanted)                                                                \
  template <int A, int B> struct Name {                                                            \
    OP_METHOD {                                                                                    \
      if (prim(p, &red, get<A>(X, sp, PC[2]), get<B>(X, sp, PC[3])) == (wanted))                   \
        NEXT(4);                                                                                   \
      GOTO(PC[1]);                                                                                 \
    }                                                                                              \
  };
COMPARE(IsLess, beamc_prim_less, true)
COMPARE(IsGreaterEq, beamc_prim_greater_eq, true)
COMPARE(IsEq, beamc_prim_eq, true)
COMPARE(IsNe, beamc_prim_eq, false)
COMPARE(IsExactEq, beamc_prim_exact_eq, true)
COMPARE(IsExactNe, beamc_prim_exact_eq, false)
#undef COMPARE

} // namespace

CodeFn *testOp(Test test, int s) {
  switch (test) {
#define PICK(Name)                                                                                 \
  case Test::Name: return pick<Name, 3>(s);
    PICK(IsAtom)
    PICK(IsBoolean)
    PICK(IsBinary)
    PICK(IsBitstring)
    PICK(IsFloat)
    PICK(IsFunction)
    PICK(IsInteger)
    PICK(IsList)
    PICK(IsCons)
    PICK(IsNil)
    PICK(IsMap)
    PICK(IsNumber)
    PICK(IsPid)
    PICK(IsPort)
    PICK(IsReference)
    PICK(IsTuple)
#undef PICK
  }
  __builtin_unreachable();
}
CodeFn *testArityOp(int s) { return pick<TestArity, 3>(s); }
CodeFn *isTaggedOp(int s) { return pick<IsTagged, 3>(s); }

CodeFn *compareOp(Compare compare, int a, int b) {
  switch (compare) {
  case Compare::Less: return pick<IsLess, 3, 3>(a, b);
  case Compare::GreaterEq: return pick<IsGreaterEq, 3, 3>(a, b);
  case Compare::Eq: return pick<IsEq, 3, 3>(a, b);
  case Compare::Ne: return pick<IsNe, 3, 3>(a, b);
  case Compare::ExactEq: return pick<IsExactEq, 3, 3>(a, b);
  case Compare::ExactNe: return pick<IsExactNe, 3, 3>(a, b);
  }
  __builtin_unreachable();
}

//===-- Claims --------------------------------------------------------------------------------===//
//
// erlc leaves out tests of types that it has inferred, and the file does not say why. Here they are
// made; code that breaks its own claim raises badarg.

/// [where]
OP(opInvalid) {
  STORE_STATE();
  beamc_rt_set_error(p, atom::badarg);
  RAISE(PC[1]);
}

namespace {
/// x2 = where
OP(claimFailed) {
  STORE_STATE();
  beamc_rt_set_error(p, atom::badarg);
  RAISE(x2);
}
/// [source, size, where]
template <Require Kind> struct RequireOp {
  OP_METHOD {
    Term t(getAny(X, sp, PC[1]));
    bool good = Kind == Require::Cons    ? t.isCons()
                : Kind == Require::Tuple ? t.isTuple() && t.arity() >= PC[2]
                : Kind == Require::Map   ? t.isMap()
                                         : t.isFloat();
    if (LIKELY(good))
      NEXT(4);
    x2 = PC[3];
    BECOME(claimFailed);
  }
};
} // namespace
CodeFn *requireOp(Require kind) {
  switch (kind) {
  case Require::Cons: return RequireOp<Require::Cons>::run;
  case Require::Tuple: return RequireOp<Require::Tuple>::run;
  case Require::Map: return RequireOp<Require::Map>::run;
  case Require::Float: return RequireOp<Require::Float>::run;
  }
  __builtin_unreachable();
}

/// [target, fun, arity]
OP(opIsFunction2) {
  if (beamc_prim_is_function2(getAny(X, sp, PC[2]), getAny(X, sp, PC[3])))
    NEXT(4);
  GOTO(PC[1]);
}

/// [target]
OP(opJump) { GOTO(PC[1]); }

/// [source, default target, count, (word, target) … in ascending order of the words]
OP(opSelectWord) {
  Word v = getAny(X, sp, PC[1]), n = PC[3];
  const Word *pair = PC + 4;
  while (n > 4) {
    Word half = n / 2;
    if (v >= pair[2 * half]) {
      pair += 2 * half;
      n -= half;
    } else {
      n = half;
    }
  }
  for (; n; n--, pair += 2)
    if (pair[0] == v)
      GOTO(pair[1]);
  GOTO(PC[2]);
}

/// [source, default target, count, (constant (any), target) …]: some constants are no immediates
OP(opSelectTerm) {
  Word v = getAny(X, sp, PC[1]), n = PC[3];
  for (const Word *pair = PC + 4; n; n--, pair += 2)
    if (beamc_prim_exact_eq(p, &red, v, getAny(X, sp, pair[0])))
      GOTO(pair[1]);
  GOTO(PC[2]);
}

/// [source, default target, count, (header word, target) …]
OP(opSelectArity) {
  Word header = Term(getAny(X, sp, PC[1])).object()[0], n = PC[3];
  for (const Word *pair = PC + 4; n; n--, pair += 2)
    if (pair[0] == header)
      GOTO(pair[1]);
  GOTO(PC[2]);
}

} // namespace beamc::rt::interp
