//===- OpsBits.cpp - Bit syntax -----------------------------------------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"

using beamc::abi::Word;
using beamc::rt::Process;
using beamc::rt::Term;

extern "C" {
Term beamc_rt_bs_get_float(Process *, Term, uint64_t, uint64_t);
Term beamc_rt_bs_get_binary(Process *, Term, uint64_t);
Term beamc_rt_bs_get_tail(Process *, Term);
Term beamc_rt_bs_get_rest(Process *, Term, uint64_t);
bool beamc_rt_bs_match_string(Term, const void *, uint64_t);
Term beamc_rt_bs_get_utf8(Term);
Term beamc_rt_bs_get_utf16(Term, uint64_t);
Term beamc_rt_bs_get_utf32(Term, uint64_t);
Term beamc_rt_bs_create(Process *, const beamc::rt::BitSegment *, uint64_t);
}

namespace beamc::rt::interp {

//===-- Matching ------------------------------------------------------------------------------===//

/// [target, source, destination]
OP(opBsStartMatch) {
  Word r = beamc_prim_bs_start_match(p, &hp, sp, &red, getAny(X, sp, PC[2]));
  if (r == abi::kNonValue)
    GOTO(PC[1]);
  putAny(X, sp, PC[3], r);
  NEXT(4);
}

/// [target, context, size, unit, flags, destination]
OP(opBsGetInteger) {
  int64_t bits = beamc_prim_bs_bits(getAny(X, sp, PC[3]), PC[4]);
  Word r = beamc_prim_bs_get_integer(p, &hp, sp, &red, getAny(X, sp, PC[2]), bits, PC[5]);
  if (r == abi::kNonValue)
    GOTO(PC[1]);
  putAny(X, sp, PC[6], r);
  NEXT(7);
}
#define GET_SIZED(name, call)                                                                      \
  OP(name) {                                                                                       \
    int64_t bits = beamc_prim_bs_bits(getAny(X, sp, PC[3]), PC[4]);                                \
    if (bits < 0)                                                                                  \
      GOTO(PC[1]);                                                                                 \
    Term context(getAny(X, sp, PC[2]));                                                            \
    STORE_STATE();                                                                                 \
    Word r = (call).bits;                                                                          \
    LOAD_STATE();                                                                                  \
    if (r == abi::kNonValue)                                                                       \
      GOTO(PC[1]);                                                                                 \
    putAny(X, sp, PC[6], r);                                                                       \
    NEXT(7);                                                                                       \
  }
GET_SIZED(opBsGetFloat, beamc_rt_bs_get_float(p, context, uint64_t(bits), PC[5]))
GET_SIZED(opBsGetBinary, beamc_rt_bs_get_binary(p, context, uint64_t(bits)))
#undef GET_SIZED

/// [target, context, bits, expected]: an unsigned integer that must be the expected one
OP(opBsMatchInteger) {
  Word r = beamc_prim_bs_get_integer(p, &hp, sp, &red, getAny(X, sp, PC[2]), int64_t(PC[3]), 0);
  if (r == abi::kNonValue || !beamc_prim_exact_eq(p, &red, r, getAny(X, sp, PC[4])))
    GOTO(PC[1]);
  NEXT(5);
}

/// [target, context, unit, destination; kNoDestination to skip]
OP(opBsGetRest) {
  STORE_STATE();
  Word r = beamc_rt_bs_get_rest(p, Term(getAny(X, sp, PC[2])), PC[3]).bits;
  LOAD_STATE();
  if (r == abi::kNonValue)
    GOTO(PC[1]);
  if (PC[4] != kNoDestination)
    putAny(X, sp, PC[4], r);
  NEXT(5);
}
/// [context, destination]
OP(opBsGetTail) {
  STORE_STATE();
  Word r = beamc_rt_bs_get_tail(p, Term(getAny(X, sp, PC[1]))).bits;
  LOAD_STATE();
  putAny(X, sp, PC[2], r);
  NEXT(3);
}
/// [target, context, size, unit]
OP(opBsSkip) {
  if (beamc_prim_bs_skip(getAny(X, sp, PC[2]), beamc_prim_bs_bits(getAny(X, sp, PC[3]), PC[4])))
    NEXT(5);
  GOTO(PC[1]);
}

/// [target, context, bits]
#define TEST_BITS(name, prim)                                                                      \
  OP(name) {                                                                                       \
    if (prim(getAny(X, sp, PC[2]), PC[3]))                                                         \
      NEXT(4);                                                                                     \
    GOTO(PC[1]);                                                                                   \
  }
TEST_BITS(opBsTestTail, beamc_prim_bs_test_tail)
TEST_BITS(opBsTestUnit, beamc_prim_bs_test_unit)
#undef TEST_BITS

/// [target, context, bits, unit]
OP(opBsHasBits) {
  if (beamc_prim_bs_has_bits(getAny(X, sp, PC[2]), PC[3], PC[4]))
    NEXT(5);
  GOTO(PC[1]);
}

/// [target, context, bits, bytes *]
OP(opBsMatchString) {
  if (beamc_rt_bs_match_string(Term(getAny(X, sp, PC[2])), reinterpret_cast<const void *>(PC[4]),
                               PC[3]))
    NEXT(5);
  GOTO(PC[1]);
}

/// [target, context, flags, destination; kNoDestination to skip]
#define GET_UTF(name, call)                                                                        \
  OP(name) {                                                                                       \
    Term context(getAny(X, sp, PC[2]));                                                            \
    Word r = (call).bits;                                                                          \
    if (r == abi::kNonValue)                                                                       \
      GOTO(PC[1]);                                                                                 \
    if (PC[4] != kNoDestination)                                                                   \
      putAny(X, sp, PC[4], r);                                                                     \
    NEXT(5);                                                                                       \
  }
GET_UTF(opBsGetUtf8, beamc_rt_bs_get_utf8(context))
GET_UTF(opBsGetUtf16, beamc_rt_bs_get_utf16(context, PC[3]))
GET_UTF(opBsGetUtf32, beamc_rt_bs_get_utf32(context, PC[3]))
#undef GET_UTF

/// [context, destination]
OP(opBsGetPosition) {
  putAny(X, sp, PC[2], beamc_prim_bs_get_position(getAny(X, sp, PC[1])));
  NEXT(3);
}
/// [context, position]
OP(opBsSetPosition) {
  // The position may be another context's.
  Word context = getAny(X, sp, PC[1]), position = getAny(X, sp, PC[2]);
  Word end = Term(context).object()[3];
  beamc_prim_bs_set_position(context, position < end ? position : end);
  NEXT(3);
}

//===-- Construction ------------------------------------------------------------------------------===//

/// \p operands: number of segments; type, unit, flags, value, size of each. The value of a string
/// is its address.
[[gnu::noinline]] static Word createBits(Process *p, const Word *x, const Word *sp,
                                         const Word *operands) {
  Word n = operands[0];
  auto *segments = static_cast<BitSegment *>(__builtin_alloca((n + 1) * sizeof(BitSegment)));
  for (Word i = 0; i != n; i++) {
    const Word *o = operands + 1 + 5 * i;
    auto type = SegmentType(o[0]);
    segments[i] = {type,
                   uint32_t(o[1]),
                   uint32_t(o[2]),
                   0,
                   type == SegmentType::String ? o[3] : getAny(x, sp, o[3]),
                   getAny(x, sp, o[4])};
  }
  return beamc_rt_bs_create(p, segments, n).bits;
}

/// [fail, destination, number of segments, (type, unit, flags, value, size) …]
OP(opBsCreate) {
  STORE_STATE();
  Word r = createBits(p, X, sp, PC + 3);
  LOAD_STATE();
  if (UNLIKELY(r == abi::kNonValue)) {
    p->excSite = nullptr;
    FAIL(PC[1]);
  }
  putAny(X, sp, PC[2], r);
  NEXT(4 + 5 * PC[3]);
}

} // namespace beamc::rt::interp
