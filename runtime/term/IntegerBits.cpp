//===- IntegerBits.cpp - Bitwise operations and shifts -----------------------------------===//
//
// Integers behave as infinite two's complement numbers. A digit of -m is that of ~(m - 1),
// so negative operands are read through a borrow and negative results are negated back.
//===----------------------------------------------------------------------===//
#include "runtime/term/Integer.h"

namespace beamc::rt {
namespace {

/// Reads the digits of an integer in two's complement, from the least significant.
class TwosComplement {
public:
  explicit TwosComplement(const IntegerView &v) : view_(v), carry_(1) {}
  uint64_t next() {
    uint64_t d = at_ < view_.size ? view_.digits[at_] : 0;
    at_++;
    if (!view_.negative)
      return d;
    uint64_t r = ~d + carry_;
    carry_ = carry_ && r == 0;
    return r;
  }

private:
  const IntegerView &view_;
  uint64_t at_ = 0, carry_;
};

void negateInPlace(uint64_t *d, uint64_t n) {
  uint64_t carry = 1;
  for (uint64_t i = 0; i < n; i++) {
    d[i] = ~d[i] + carry;
    carry = carry && d[i] == 0;
  }
}

template <typename Op> Term combine(Process &p, Term a, Term b, Op op) {
  IntegerView x(a), y(b);
  uint64_t n = (x.size > y.size ? x.size : y.size) + 1;
  TwosComplement xs(x), ys(y);
  Digits out;
  out.resize(n);
  for (uint64_t i = 0; i < n; i++)
    out[i] = op(xs.next(), ys.next());
  bool negative = out[n - 1] >> 63;
  if (negative)
    negateInPlace(out.data(), n);
  return makeInteger(p, negative, out.data(), n);
}

Term shiftLeft(Process &p, Term a, uint64_t by) {
  IntegerView x(a);
  if (x.size == 0)
    return a;
  uint64_t whole = by / 64, part = by % 64;
  if (whole > kMaxDigits || x.size + whole > kMaxDigits + 1)
    return Term::nonValue();
  Digits out;
  out.resize(x.size + whole + 1);
  memset(out.data(), 0, out.size() * 8);
  for (uint64_t i = 0; i < x.size; i++) {
    out[i + whole] |= x.digits[i] << part;
    if (part)
      out[i + whole + 1] = x.digits[i] >> (64 - part);
  }
  return makeInteger(p, x.negative, out.data(), out.size());
}

/// Rounds towards minus infinity.
Term shiftRight(Process &p, Term a, uint64_t by) {
  if (a.isSmall())
    return Term::small(by > 62 ? (a.smallValue() < 0 ? -1 : 0) : a.smallValue() >> by);
  IntegerView x(a);
  uint64_t whole = by / 64, part = by % 64;
  if (whole >= x.size)
    return Term::small(x.negative ? -1 : 0);
  bool lost = false; // a negative number with bits shifted out rounds down
  for (uint64_t i = 0; i < whole; i++)
    lost |= x.digits[i] != 0;
  if (part)
    lost |= (x.digits[whole] << (64 - part)) != 0;
  Digits out;
  uint64_t n = x.size - whole;
  out.resize(n + 1);
  for (uint64_t i = 0; i < n; i++) {
    uint64_t high = i + whole + 1 < x.size ? x.digits[i + whole + 1] : 0;
    out[i] = part ? (x.digits[i + whole] >> part) | (high << (64 - part)) : x.digits[i + whole];
  }
  out[n] = 0;
  if (x.negative && lost)
    for (uint64_t i = 0; i <= n && ++out[i] == 0; i++) {
    }
  return makeInteger(p, x.negative, out.data(), n + 1);
}

/// Size of a shift that is a bignum: effectively infinite.
Term shiftByBignum(Term a, bool left) {
  if (!left)
    return Term::small(IntegerView(a).negative ? -1 : 0);
  return a == Term::small(0) ? a : Term::nonValue();
}

} // namespace

Term andIntegers(Process &p, Term a, Term b) {
  return combine(p, a, b, [](uint64_t x, uint64_t y) { return x & y; });
}
Term orIntegers(Process &p, Term a, Term b) {
  return combine(p, a, b, [](uint64_t x, uint64_t y) { return x | y; });
}
Term xorIntegers(Process &p, Term a, Term b) {
  return combine(p, a, b, [](uint64_t x, uint64_t y) { return x ^ y; });
}
Term notInteger(Process &p, Term a) {
  if (a.isSmall())
    return Term::small(~a.smallValue());
  return subtractIntegers(p, Term::small(-1), a);
}

Term shiftLeftInteger(Process &p, Term a, Term b) {
  if (!b.isSmall())
    return shiftByBignum(a, b.kind() == Kind::PosBignum);
  int64_t by = b.smallValue();
  return by >= 0 ? shiftLeft(p, a, uint64_t(by)) : shiftRight(p, a, uint64_t(-by));
}

Term shiftRightInteger(Process &p, Term a, Term b) {
  if (!b.isSmall())
    return shiftByBignum(a, b.kind() == Kind::NegBignum);
  int64_t by = b.smallValue();
  return by >= 0 ? shiftRight(p, a, uint64_t(by)) : shiftLeft(p, a, uint64_t(-by));
}

} // namespace beamc::rt
