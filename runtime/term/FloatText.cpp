//===- FloatText.cpp - Floats to and from text --------------------------------------------------------===//
#include "runtime/term/FloatText.h"
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace beamc::rt {
namespace {

/// Shortest digits of a positive double and the place of the decimal point: 0.d1d2… × 10^place.
unsigned shortestDigits(double d, char *digits, int &place) {
  char buffer[40];
  auto r = std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::scientific);
  *r.ptr = 0;
  char *e = strchr(buffer, 'e');
  place = atoi(e + 1) + 1;
  unsigned n = 0;
  for (char *c = buffer; c < e; c++)
    if (*c != '.')
      digits[n++] = *c;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  return n;
}

/// d.ddde±x with the shortest exponent.
char *putExponential(char *o, const char *digits, unsigned n, int exponent) {
  *o++ = digits[0];
  *o++ = '.';
  if (n == 1)
    *o++ = '0';
  memcpy(o, digits + 1, n - 1);
  o += n - 1;
  *o++ = 'e';
  if (exponent < 0)
    *o++ = '-';
  unsigned e = unsigned(exponent < 0 ? -exponent : exponent);
  if (e >= 100)
    *o++ = char('0' + e / 100);
  if (e >= 10)
    *o++ = char('0' + e / 10 % 10);
  *o++ = char('0' + e % 10);
  return o;
}

int exponentLength(int e) {
  unsigned m = unsigned(e < 0 ? -e : e);
  return (e < 0) + (m >= 100 ? 3 : m >= 10 ? 2 : 1);
}

} // namespace

unsigned floatTextShort(double d, char *out) {
  char *o = out;
  if (std::signbit(d)) {
    *o++ = '-';
    d = -d;
  }
  if (d == 0) {
    memcpy(o, "0.0", 3);
    return unsigned(o + 3 - out);
  }
  char digits[24];
  int place;
  int n = int(shortestDigits(d, digits, place));
  auto zeros = [&](int count) {
    for (; count > 0; count--)
      *o++ = '0';
  };
  int cost = exponentLength(place - 1) + 1 + (n == 1 ? 2 : 1);
  if (d >= 9007199254740992.0) { // 2^53: not every integer is a float any more
    o = putExponential(o, digits, unsigned(n), place - 1);
  } else if (place <= 0) {
    if (place == 0 || 2 - place <= cost) {
      *o++ = '0';
      *o++ = '.';
      zeros(-place);
      memcpy(o, digits, unsigned(n));
      o += n;
    } else {
      o = putExponential(o, digits, unsigned(n), place - 1);
    }
  } else if (place >= n) {
    if (place - n + 2 <= cost) {
      memcpy(o, digits, unsigned(n));
      o += n;
      zeros(place - n);
      *o++ = '.';
      *o++ = '0';
    } else {
      o = putExponential(o, digits, unsigned(n), place - 1);
    }
  } else {
    memcpy(o, digits, unsigned(place));
    o += place;
    *o++ = '.';
    memcpy(o, digits + place, unsigned(n - place));
    o += n - place;
  }
  return unsigned(o - out);
}

unsigned floatTextScientific(double d, unsigned decimals, char *out) {
  return unsigned(snprintf(out, kFloatTextSize, "%.*e", int(decimals), d));
}

unsigned floatTextDecimals(double d, unsigned decimals, bool compact, char *out) {
  constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  int n;
  double a = std::fabs(d);
  bool large = a > 9007199254740992.0 || decimals >= sizeof kPowers / sizeof *kPowers;
  if (large) {
    n = snprintf(out, kFloatTextSize, "%.*f", int(decimals), d);
    if (n >= 256)
      return 0;
  } else {
    // Programs see this rounding: the fraction is scaled and rounded half away from zero.
    const char *sign = std::signbit(d) ? "-" : "";
    if (decimals == 0) {
      n = snprintf(out, kFloatTextSize, "%s%llu", sign,
                   static_cast<unsigned long long>(std::llround(a)));
    } else {
      double whole = std::floor(a);
      double fraction = std::round((a - whole) * kPowers[decimals]);
      unsigned long long w = static_cast<unsigned long long>(whole),
                         f = static_cast<unsigned long long>(fraction);
      if (fraction >= kPowers[decimals]) {
        w++;
        f = 0;
      }
      n = snprintf(out, kFloatTextSize, "%s%llu.%0*llu", sign, w, int(decimals), f);
    }
  }
  if (compact && (decimals || large)) { // large whole numbers lose their zeros as well, as in OTP
    while (out[n - 1] == '0')
      n--;
    if (out[n - 1] == '.')
      n++; // keep one zero
  }
  return unsigned(n);
}

bool floatFromText(std::string_view t, double &out) {
  size_t i = 0, n = t.size();
  auto digits = [&] {
    size_t start = i;
    while (i < n && t[i] >= '0' && t[i] <= '9')
      i++;
    return i > start;
  };
  if (i < n && (t[i] == '+' || t[i] == '-'))
    i++;
  if (!digits() || i >= n || (t[i] != '.' && t[i] != ','))
    return false;
  size_t point = i++;
  if (!digits())
    return false;
  if (i < n && (t[i] == 'e' || t[i] == 'E')) {
    i++;
    if (i < n && (t[i] == '+' || t[i] == '-'))
      i++;
    if (!digits())
      return false;
  }
  if (i != n)
    return false;
  char small[64];
  char *text = n < sizeof small ? small : static_cast<char *>(malloc(n + 1));
  memcpy(text, t.data(), n);
  text[n] = 0;
  text[point] = '.';
  out = strtod(text, nullptr);
  if (text != small)
    free(text);
  return std::isfinite(out);
}

} // namespace beamc::rt
