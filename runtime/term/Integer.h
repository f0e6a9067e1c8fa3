//===- Integer.h - Arithmetic on integers of any size ------------------------------------===//
//
// Small integers are words, the others bignums: sign and magnitude, 64-bit digits, least
// significant first. Results are normalised: what fits a small is a small. Arguments must
// be integers unless said otherwise. A non-value result means that the number would exceed
// kMaxDigits (system_limit).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"
#include "runtime/term/WorkStack.h"
#include <string_view>

namespace beamc::rt {

/// OTP's limit on 64-bit machines: 2^(64 * kMaxDigits) - 1.
inline constexpr uint64_t kMaxDigits = (1u << 19) - 1;

using Digits = WorkStack<uint64_t, 40>;

/// Sign and magnitude of any integer term; valid as long as the view and the term are.
struct IntegerView {
  const uint64_t *digits;
  uint64_t size; ///< 0 for zero
  bool negative;
  uint64_t single;

  explicit IntegerView(Term t) {
    if (t.isSmall()) {
      int64_t v = t.smallValue();
      negative = v < 0;
      single = negative ? -uint64_t(v) : uint64_t(v);
      digits = &single;
      size = v != 0;
      return;
    }
    digits = t.object() + 1;
    size = abi::headerSize(t.header());
    negative = t.kind() == Kind::NegBignum;
    single = 0;
  }
  IntegerView(const IntegerView &) = delete;
};

/// Integer from sign and magnitude (leading zeros allowed).
Term makeInteger(HeapTarget &target, bool negative, const uint64_t *digits, uint64_t size);
inline Term makeInteger(Process &p, bool negative, const uint64_t *digits, uint64_t size) {
  HeapTarget t(p);
  return makeInteger(t, negative, digits, size);
}
inline Term makeInt128(Process &p, __int128 v) {
  unsigned __int128 m =
      v < 0 ? -static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
  uint64_t d[2] = {uint64_t(m), uint64_t(m >> 64)};
  return makeInteger(p, v < 0, d, 2);
}

Term addIntegers(Process &p, Term a, Term b);
Term subtractIntegers(Process &p, Term a, Term b);
Term multiplyIntegers(Process &p, Term a, Term b);
Term negateInteger(Process &p, Term a);
/// \p b is not 0. Truncates towards zero; the remainder has the sign of \p a.
Term divideIntegers(Process &p, Term a, Term b);
Term remainderIntegers(Process &p, Term a, Term b);
Term andIntegers(Process &p, Term a, Term b);
Term orIntegers(Process &p, Term a, Term b);
Term xorIntegers(Process &p, Term a, Term b);
Term notInteger(Process &p, Term a);
/// a bsl b and a bsr b; negative \p b shifts the other way.
Term shiftLeftInteger(Process &p, Term a, Term b);
Term shiftRightInteger(Process &p, Term a, Term b);

/// Exact order, <0, 0, >0.
int compareIntegers(Term a, Term b);
int compareIntegerWithFloat(Term a, double b);

/// False when \p t is no integer or does not fit.
bool toInt64(Term t, int64_t &out);
bool toUint64(Term t, uint64_t &out);

/// The double of an integer, rounded as OTP does; false when it overflows.
bool integerToDouble(Term t, double &out);
/// The integer part of a finite double.
Term doubleToInteger(Process &p, double d);

/// Appends the text of an integer in \p base (2…36, upper-case digits).
void integerText(Term t, unsigned base, Text &out);
/// Integer from text: optional sign, at least one digit, nothing else.
/// Non-value with *\p tooBig unset: malformed; set: beyond kMaxDigits.
Term integerFromText(Process &p, std::string_view text, unsigned base, bool *tooBig);

} // namespace beamc::rt
