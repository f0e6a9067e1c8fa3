//===- Integer.cpp - Addition to division on magnitudes ----------------------------------===//
//
// Schoolbook on 64-bit digits, Karatsuba where both factors are long. (LibTomMath's digits of
// 60 bits need conversion, and its products took four times as long at 850 digits.)
//===----------------------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include <utility>

namespace beamc::rt {
namespace {

using Wide = unsigned __int128;

/// Factors shorter than this are multiplied digit by digit.
constexpr uint64_t kLongFactor = 40;

int compareMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn) {
  if (an != bn)
    return an < bn ? -1 : 1;
  for (uint64_t i = an; i-- > 0;)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

/// out[0 … max(an, bn)] = a + b.
void addMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out) {
  if (an < bn) {
    std::swap(a, b);
    std::swap(an, bn);
  }
  uint64_t carry = 0;
  for (uint64_t i = 0; i < an; i++) {
    Wide s = Wide(a[i]) + (i < bn ? b[i] : 0) + carry;
    out[i] = uint64_t(s);
    carry = uint64_t(s >> 64);
  }
  out[an] = carry;
}

/// out[0 … an-1] = a - b; a >= b.
void subtractMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn,
                        uint64_t *out) {
  uint64_t borrow = 0;
  for (uint64_t i = 0; i < an; i++) {
    Wide s = Wide(a[i]) - (i < bn ? b[i] : 0) - borrow;
    out[i] = uint64_t(s);
    borrow = uint64_t(s >> 64) & 1;
  }
}

Term addSigned(Process &p, const IntegerView &a, const IntegerView &b, bool flipB) {
  bool bNegative = b.negative != flipB;
  Digits out;
  uint64_t n = (a.size > b.size ? a.size : b.size) + 1;
  out.resize(n);
  if (a.negative == bNegative) {
    addMagnitudes(a.digits, a.size, b.digits, b.size, out.data());
    return makeInteger(p, a.negative, out.data(), n);
  }
  if (compareMagnitudes(a.digits, a.size, b.digits, b.size) >= 0) {
    subtractMagnitudes(a.digits, a.size, b.digits, b.size, out.data());
    return makeInteger(p, a.negative, out.data(), a.size);
  }
  subtractMagnitudes(b.digits, b.size, a.digits, a.size, out.data());
  return makeInteger(p, bNegative, out.data(), b.size);
}

void multiplyMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn,
                        uint64_t *out) {
  memset(out, 0, (an + bn) * 8);
  for (uint64_t i = 0; i < an; i++) {
    uint64_t carry = 0, x = a[i];
    if (!x)
      continue;
    for (uint64_t j = 0; j < bn; j++) {
      Wide s = Wide(x) * b[j] + out[i + j] + carry;
      out[i + j] = uint64_t(s);
      carry = uint64_t(s >> 64);
    }
    out[i + bn] = carry;
  }
}

/// to[0 … n] += from[0 … fn-1], n digits of room; the carry stays inside.
void addInto(uint64_t *to, uint64_t n, const uint64_t *from, uint64_t fn) {
  uint64_t carry = 0;
  for (uint64_t i = 0; i < fn || (carry && i < n); i++) {
    Wide s = Wide(to[i]) + (i < fn ? from[i] : 0) + carry;
    to[i] = uint64_t(s);
    carry = uint64_t(s >> 64);
  }
}
void subtractFrom(uint64_t *from, uint64_t n, const uint64_t *what, uint64_t wn) {
  uint64_t borrow = 0;
  for (uint64_t i = 0; i < wn || (borrow && i < n); i++) {
    Wide s = Wide(from[i]) - (i < wn ? what[i] : 0) - borrow;
    from[i] = uint64_t(s);
    borrow = uint64_t(s >> 64) & 1;
  }
}

void multiply(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out,
              uint64_t *scratch);

/// Karatsuba: n digits each, n even or odd; scratch has 4n + 128 digits or more.
void multiplyEqual(const uint64_t *a, const uint64_t *b, uint64_t n, uint64_t *out,
                   uint64_t *scratch) {
  uint64_t low = n / 2, high = n - low;
  // a = a1 B + a0 with B = 2^(64 low); the middle term is (a0 + a1)(b0 + b1) - a0 b0 - a1 b1.
  multiply(a, low, b, low, out, scratch);
  multiply(a + low, high, b + low, high, out + 2 * low, scratch);
  uint64_t *sums = scratch, *middle = scratch + 2 * (high + 1);
  addMagnitudes(a + low, high, a, low, sums);
  addMagnitudes(b + low, high, b, low, sums + high + 1);
  uint64_t mn = 2 * (high + 1);
  multiply(sums, high + 1, sums + high + 1, high + 1, middle, middle + mn);
  subtractFrom(middle, mn, out, 2 * low);
  subtractFrom(middle, mn, out + 2 * low, 2 * high);
  while (mn && middle[mn - 1] == 0)
    mn--;
  addInto(out + low, 2 * n - low, middle, mn);
}

/// out[0 … an+bn-1] = a × b.
void multiply(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out,
              uint64_t *scratch) {
  if (an < bn) {
    std::swap(a, b);
    std::swap(an, bn);
  }
  if (bn < kLongFactor)
    return multiplyMagnitudes(a, an, b, bn, out);
  if (an == bn)
    return multiplyEqual(a, b, an, out, scratch);
  // The longer factor in pieces of the shorter one's length.
  memset(out, 0, (an + bn) * 8);
  uint64_t *product = scratch;
  for (uint64_t at = 0; at < an; at += bn) {
    uint64_t n = an - at < bn ? an - at : bn;
    multiply(a + at, n, b, bn, product, scratch + n + bn);
    addInto(out + at, an + bn - at, product, n + bn);
  }
}

/// Divides in place by one digit, returns the remainder.
uint64_t divideByDigit(uint64_t *a, uint64_t n, uint64_t d) {
  Wide r = 0;
  for (uint64_t i = n; i-- > 0;) {
    Wide v = (r << 64) | a[i];
    a[i] = uint64_t(v / d);
    r = v % d;
  }
  return uint64_t(r);
}

/// Knuth's algorithm D. q gets an - bn + 1 digits, r gets bn; an >= bn >= 2, b's top digit set.
void divideMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *q,
                      uint64_t *r) {
  unsigned shift = unsigned(__builtin_clzll(b[bn - 1]));
  Digits us, vs;
  us.resize(an + 1);
  vs.resize(bn);
  uint64_t *u = us.data(), *v = vs.data();
  for (uint64_t i = bn; i-- > 0;)
    v[i] = shift ? (b[i] << shift) | (i ? b[i - 1] >> (64 - shift) : 0) : b[i];
  u[an] = shift ? a[an - 1] >> (64 - shift) : 0;
  for (uint64_t i = an; i-- > 0;)
    u[i] = shift ? (a[i] << shift) | (i ? a[i - 1] >> (64 - shift) : 0) : a[i];

  for (uint64_t j = an - bn + 1; j-- > 0;) {
    Wide top = (Wide(u[j + bn]) << 64) | u[j + bn - 1];
    Wide guess, rest;
    if (u[j + bn] >= v[bn - 1]) {
      guess = ~uint64_t(0);
      rest = top - guess * v[bn - 1];
    } else {
      guess = top / v[bn - 1];
      rest = top % v[bn - 1];
    }
    while (!(rest >> 64) && guess * v[bn - 2] > ((rest << 64) | u[j + bn - 2])) {
      guess--;
      rest += v[bn - 1];
    }
    uint64_t borrow = 0, carry = 0, digit = uint64_t(guess);
    for (uint64_t i = 0; i < bn; i++) {
      Wide product = Wide(digit) * v[i] + carry;
      carry = uint64_t(product >> 64);
      Wide d = Wide(u[i + j]) - uint64_t(product) - borrow;
      u[i + j] = uint64_t(d);
      borrow = uint64_t(d >> 64) & 1;
    }
    Wide d = Wide(u[j + bn]) - carry - borrow;
    u[j + bn] = uint64_t(d);
    if (uint64_t(d >> 64) & 1) { // the guess was one too large
      digit--;
      uint64_t c = 0;
      for (uint64_t i = 0; i < bn; i++) {
        Wide s = Wide(u[i + j]) + v[i] + c;
        u[i + j] = uint64_t(s);
        c = uint64_t(s >> 64);
      }
      u[j + bn] += c;
    }
    q[j] = digit;
  }
  for (uint64_t i = 0; i < bn; i++)
    r[i] = shift ? (u[i] >> shift) | (u[i + 1] << (64 - shift)) : u[i];
}

/// Quotient and remainder, either may be null.
void divide(Process &p, Term a, Term b, Term *quotient, Term *remainder) {
  IntegerView x(a), y(b);
  if (compareMagnitudes(x.digits, x.size, y.digits, y.size) < 0) {
    if (quotient)
      *quotient = Term::small(0);
    if (remainder)
      *remainder = a;
    return;
  }
  Digits q, r;
  uint64_t rn = y.size;
  if (y.size == 1) {
    q.append(x.digits, x.size);
    r.resize(1);
    r[0] = divideByDigit(q.data(), x.size, y.digits[0]);
  } else {
    chargeTerms((x.size - y.size) * y.size);
    q.resize(x.size - y.size + 1);
    r.resize(rn);
    divideMagnitudes(x.digits, x.size, y.digits, y.size, q.data(), r.data());
  }
  if (quotient)
    *quotient = makeInteger(p, x.negative != y.negative, q.data(), q.size());
  if (remainder)
    *remainder = makeInteger(p, x.negative, r.data(), rn);
}

} // namespace

Term makeInteger(HeapTarget &target, bool negative, const uint64_t *digits, uint64_t size) {
  while (size && digits[size - 1] == 0)
    size--;
  if (size == 0)
    return Term::small(0);
  if (size == 1) {
    if (digits[0] <= uint64_t(abi::kSmallMax))
      return Term::small(negative ? -int64_t(digits[0]) : int64_t(digits[0]));
    if (negative && digits[0] == uint64_t(abi::kSmallMax) + 1)
      return Term::small(abi::kSmallMin);
  }
  if (size > kMaxDigits)
    return Term::nonValue();
  Word *o = target.alloc(1 + size);
  o[0] = abi::makeHeader(negative ? Kind::NegBignum : Kind::PosBignum, size);
  memcpy(o + 1, digits, size * 8);
  return Term::boxed(o);
}

Term addIntegers(Process &p, Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return makeInt(p, a.smallValue() + b.smallValue());
  IntegerView x(a), y(b);
  return addSigned(p, x, y, /*flipB=*/false);
}

Term subtractIntegers(Process &p, Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return makeInt(p, a.smallValue() - b.smallValue());
  IntegerView x(a), y(b);
  return addSigned(p, x, y, /*flipB=*/true);
}

Term multiplyIntegers(Process &p, Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return makeInt128(p, __int128(a.smallValue()) * b.smallValue());
  IntegerView x(a), y(b);
  if (x.size == 0 || y.size == 0)
    return Term::small(0);
  if (x.size + y.size > kMaxDigits + 1)
    return Term::nonValue();
  chargeTerms(x.size * y.size);
  Digits out;
  out.resize(x.size + y.size);
  if (x.size < kLongFactor || y.size < kLongFactor) {
    multiplyMagnitudes(x.digits, x.size, y.digits, y.size, out.data());
  } else {
    Digits scratch;
    scratch.resize(6 * (x.size + y.size) + 1024);
    multiply(x.digits, x.size, y.digits, y.size, out.data(), scratch.data());
  }
  return makeInteger(p, x.negative != y.negative, out.data(), out.size());
}

Term negateInteger(Process &p, Term a) {
  if (a.isSmall())
    return makeInt(p, -a.smallValue());
  IntegerView x(a);
  return makeInteger(p, !x.negative, x.digits, x.size);
}

Term divideIntegers(Process &p, Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return makeInt(p, a.smallValue() / b.smallValue());
  Term q;
  divide(p, a, b, &q, nullptr);
  return q;
}

Term remainderIntegers(Process &p, Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return Term::small(b.smallValue() == -1 ? 0 : a.smallValue() % b.smallValue());
  Term r;
  divide(p, a, b, nullptr, &r);
  return r;
}

int compareIntegers(Term a, Term b) {
  if (a.isSmall() && b.isSmall())
    return a.smallValue() < b.smallValue() ? -1 : a.smallValue() > b.smallValue();
  IntegerView x(a), y(b);
  if (x.negative != y.negative)
    return x.negative ? -1 : 1;
  int c = compareMagnitudes(x.digits, x.size, y.digits, y.size);
  return x.negative ? -c : c;
}

bool toInt64(Term t, int64_t &out) {
  if (t.isSmall()) {
    out = t.smallValue();
    return true;
  }
  if (!t.isBignum() || abi::headerSize(t.header()) != 1)
    return false;
  uint64_t d = t.object()[1];
  if (t.kind() == Kind::NegBignum) {
    if (d > uint64_t(1) << 63)
      return false;
    out = int64_t(-d);
    return true;
  }
  if (d >> 63)
    return false;
  out = int64_t(d);
  return true;
}

bool toUint64(Term t, uint64_t &out) {
  if (t.isSmall()) {
    out = uint64_t(t.smallValue());
    return t.smallValue() >= 0;
  }
  if (!t.isKind(Kind::PosBignum) || abi::headerSize(t.header()) != 1)
    return false;
  out = t.object()[1];
  return true;
}

} // namespace beamc::rt
