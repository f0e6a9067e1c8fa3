//===- Integer.cpp - Addition to division on magnitudes ----------------------------------===//
//
// Schoolbook on 64-bit digits; LibTomMath multiplies where both factors are long (it knows
// Karatsuba and Toom-Cook).
//===----------------------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include <tommath.h>

namespace beamc::rt {
namespace {

using Wide = unsigned __int128;

/// Factors shorter than this are multiplied here.
constexpr uint64_t kLongFactor = 64;

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
void subtractMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out) {
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

void multiplyMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out) {
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

bool multiplyLong(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *out) {
  mp_int x, y, z;
  if (mp_init_multi(&x, &y, &z, nullptr) != MP_OKAY)
    return false;
  size_t written = 0;
  bool ok = mp_unpack(&x, an, MP_LSB_FIRST, 8, MP_NATIVE_ENDIAN, 0, a) == MP_OKAY &&
            mp_unpack(&y, bn, MP_LSB_FIRST, 8, MP_NATIVE_ENDIAN, 0, b) == MP_OKAY &&
            mp_mul(&x, &y, &z) == MP_OKAY;
  if (ok) {
    memset(out, 0, (an + bn) * 8);
    ok = mp_pack(out, an + bn, &written, MP_LSB_FIRST, 8, MP_NATIVE_ENDIAN, 0, &z) == MP_OKAY;
  }
  mp_clear_multi(&x, &y, &z, nullptr);
  return ok;
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
void divideMagnitudes(const uint64_t *a, uint64_t an, const uint64_t *b, uint64_t bn, uint64_t *q, uint64_t *r) {
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
  Digits out;
  out.resize(x.size + y.size);
  if (x.size < kLongFactor || y.size < kLongFactor ||
      !multiplyLong(x.digits, x.size, y.digits, y.size, out.data()))
    multiplyMagnitudes(x.digits, x.size, y.digits, y.size, out.data());
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
