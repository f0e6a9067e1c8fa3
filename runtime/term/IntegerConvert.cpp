//===- IntegerConvert.cpp - Integers to and from floats and text ---------------------------===//
#include "runtime/term/Integer.h"
#include <cmath>

namespace beamc::rt {
namespace {

struct Chunk {
  uint64_t power; ///< base^digits, the largest that fits a word
  unsigned digits;
};

Chunk chunkOf(unsigned base) {
  Chunk c{base, 1};
  while (c.power <= ~uint64_t(0) / base) {
    c.power *= base;
    c.digits++;
  }
  return c;
}

constexpr char kDigitChars[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

unsigned digitValue(char c) {
  if (c >= '0' && c <= '9')
    return unsigned(c - '0');
  if (c >= 'A' && c <= 'Z')
    return unsigned(c - 'A' + 10);
  if (c >= 'a' && c <= 'z')
    return unsigned(c - 'a' + 10);
  return 255;
}

} // namespace

bool integerToDouble(Term t, double &out) {
  if (t.isSmall()) {
    out = double(t.smallValue());
    return true;
  }
  IntegerView v(t);
  double d = 0;
  for (uint64_t i = v.size; i-- > 0;) {
    d = d * 18446744073709551616.0 + double(v.digits[i]);
    if (!std::isfinite(d))
      return false;
  }
  out = v.negative ? -d : d;
  return true;
}

Term doubleToInteger(Process &p, double d) {
  if (std::fabs(d) < 1152921504606846976.0) // 2^60
    return Term::small(int64_t(d));
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent); // exponent > 60
  uint64_t mantissa = uint64_t(std::ldexp(fraction, 53));
  unsigned shift = unsigned(exponent - 53);
  Digits out;
  out.resize(shift / 64 + 2);
  memset(out.data(), 0, out.size() * 8);
  out[shift / 64] = mantissa << (shift % 64);
  if (shift % 64)
    out[shift / 64 + 1] = mantissa >> (64 - shift % 64);
  return makeInteger(p, d < 0, out.data(), out.size());
}

int compareIntegerWithFloat(Term a, double b) {
  if (a.isSmall()) {
    int64_t v = a.smallValue();
    if (b >= 1152921504606846976.0)
      return -1;
    if (b < -1152921504606846976.0)
      return 1;
    int64_t whole = int64_t(b);
    if (v != whole)
      return v < whole ? -1 : 1;
    double rest = b - double(whole);
    return rest > 0 ? -1 : rest < 0;
  }
  IntegerView v(a);
  bool negative = b < 0;
  if (v.negative != negative)
    return v.negative ? -1 : 1;
  int exponent;
  double fraction = std::frexp(std::fabs(b), &exponent);
  // The bignum's magnitude is at least 2^60, so it is in [2^(bits-1), 2^bits).
  int64_t bits = int64_t(v.size * 64) - __builtin_clzll(v.digits[v.size - 1]);
  int c;
  if (bits != exponent) {
    c = bits < exponent ? -1 : 1;
  } else {
    uint64_t mantissa = uint64_t(std::ldexp(fraction, 64)); // exact, top bit set
    c = 0;
    for (uint64_t taken = 0; c == 0 && taken < uint64_t(bits); taken += 64) {
      // The next 64 bits of the magnitude, from the top.
      int64_t low = bits - int64_t(taken) - 64;
      uint64_t d;
      if (low >= 0) {
        uint64_t i = uint64_t(low) / 64, s = uint64_t(low) % 64;
        d = v.digits[i] >> s;
        if (s && i + 1 < v.size)
          d |= v.digits[i + 1] << (64 - s);
      } else {
        d = v.digits[0] << uint64_t(-low);
      }
      uint64_t m = taken == 0 ? mantissa : 0;
      c = d < m ? -1 : d > m;
    }
  }
  return v.negative ? -c : c;
}

/// Decimal digits of \p v at the end of the 20 bytes before \p end; their start.
static char *decimalDigits(uint64_t v, char *end) {
  static constexpr char kPairs[] = "000102030405060708091011121314151617181920212223242526272829303"
                                   "1323334353637383940414243444546474849"
                                   "505152535455565758596061626364656667686970717273747576777879808"
                                   "1828384858687888990919293949596979899";
  for (; v >= 100; v /= 100) {
    end -= 2;
    memcpy(end, kPairs + 2 * (v % 100), 2);
  }
  if (v >= 10) {
    end -= 2;
    memcpy(end, kPairs + 2 * v, 2);
  } else {
    *--end = char('0' + v);
  }
  return end;
}

void integerText(Term t, unsigned base, Text &out) {
  if (base == 10 && t.isSmall()) {
    char digits[24], *end = digits + sizeof digits;
    int64_t v = t.smallValue();
    char *start = decimalDigits(v < 0 ? -uint64_t(v) : uint64_t(v), end);
    if (v < 0)
      *--start = '-';
    return out.append(start, uint64_t(end - start));
  }
  IntegerView v(t);
  if (v.size == 0) {
    out.push('0');
    return;
  }
  if (v.negative)
    out.push('-');
  uint64_t start = out.size();
  Digits rest;
  rest.append(v.digits, v.size);
  uint64_t n = v.size;
  Chunk chunk = chunkOf(base);
  TermCount count;
  while (n) { // least significant chunk first, reversed below
    unsigned __int128 r = 0;
    if (n == 1 && rest[0] < chunk.power) {
      r = rest[0];
      n = 0;
    } else {
      count.terms += n;
      for (uint64_t i = n; i-- > 0;) {
        unsigned __int128 d = (r << 64) | rest[i];
        rest[i] = uint64_t(d / chunk.power);
        r = d % chunk.power;
      }
      while (n && rest[n - 1] == 0)
        n--;
    }
    uint64_t value = uint64_t(r);
    for (unsigned i = 0; n ? i < chunk.digits : value != 0; i++) {
      out.push(kDigitChars[value % base]);
      value /= base;
    }
  }
  for (uint64_t i = start, j = out.size() - 1; i < j; i++, j--) {
    char c = out[i];
    out[i] = out[j];
    out[j] = c;
  }
}

Term integerFromText(Process &p, std::string_view text, unsigned base, bool *tooBig) {
  *tooBig = false;
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty())
    return Term::nonValue();
  for (char c : text)
    if (digitValue(c) >= base)
      return Term::nonValue();
  while (text.size() > 1 && text[0] == '0')
    text.remove_prefix(1);
  Chunk chunk = chunkOf(base);
  // 64 bits hold chunk.digits digits, so this bounds the magnitude well enough to stop early.
  if (text.size() / chunk.digits > (kMaxDigits + 1) * 2) {
    *tooBig = true;
    return Term::nonValue();
  }
  Digits out;
  TermCount count;
  while (!text.empty()) {
    // The first piece takes what does not fill a chunk.
    size_t take = text.size() % chunk.digits ? text.size() % chunk.digits : chunk.digits;
    uint64_t value = 0, scale = 1;
    for (char c : text.substr(0, take)) {
      value = value * base + digitValue(c);
      scale *= base;
    }
    text.remove_prefix(take);
    uint64_t carry = value;
    count.terms += out.size();
    for (uint64_t i = 0; i < out.size(); i++) {
      unsigned __int128 d = static_cast<unsigned __int128>(out[i]) * scale + carry;
      out[i] = uint64_t(d);
      carry = uint64_t(d >> 64);
    }
    if (carry)
      out.push(carry);
  }
  Term r = makeInteger(p, negative, out.data(), out.size());
  *tooBig = !r.isValue();
  return r;
}

} // namespace beamc::rt
