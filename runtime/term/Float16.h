//===- Float16.h - IEEE half precision ------------------------------------------------------------===//
//
// binary16 of IEEE 754-2008 for bit syntax: sign, 5 bits of exponent (bias 15), 10 of fraction.
//===----------------------------------------------------------------------===//
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>

namespace beamc::rt {

inline double halfToDouble(uint16_t h) {
  unsigned exponent = (h >> 10) & 31, fraction = h & 1023;
  double d = exponent == 31  ? (fraction ? NAN : INFINITY)
             : exponent == 0 ? std::ldexp(double(fraction), -24)
                             : std::ldexp(double(fraction + 1024), int(exponent) - 25);
  return h >> 15 ? -d : d;
}

/// Rounds to nearest even; infinity when \p d is too large.
inline uint16_t doubleToHalf(double d) {
  uint16_t sign = std::signbit(d) ? 0x8000 : 0;
  d = std::fabs(d);
  if (d == 0)
    return sign;
  int exponent;
  std::frexp(d, &exponent); // d in [2^(exponent-1), 2^exponent)
  if (exponent - 1 < -14) { // subnormal: units of 2^-24
    return sign | uint16_t(std::nearbyint(std::ldexp(d, 24)));
  }
  double m = std::nearbyint(std::ldexp(d, 11 - exponent)); // 1024 … 2048
  if (m == 2048) {
    m = 1024;
    exponent++;
  }
  if (exponent - 1 > 15)
    return sign | 0x7c00;
  return sign | uint16_t((exponent - 1 + 15) << 10) | uint16_t(unsigned(m) - 1024);
}

} // namespace beamc::rt
