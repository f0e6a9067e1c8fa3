//===- HashMix.h - The mixing steps behind phash2 and the map hash ------------------------------------===//
//
// Bob Jenkins' 1996 mix of three 32-bit words (public domain), and the constants that OTP
// combines with it: multiples of the golden ratio, kGolden × n modulo 2^32.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <cstring>

namespace beamc::rt::hash {

inline constexpr uint32_t kGolden = 0x9e3779b9;
constexpr uint32_t golden(uint32_t n) { return kGolden * n; }

inline void mix(uint32_t &a, uint32_t &b, uint32_t &c) {
  a -= b, a -= c, a ^= c >> 13;
  b -= c, b -= a, b ^= a << 8;
  c -= a, c -= b, c ^= b >> 13;
  a -= b, a -= c, a ^= c >> 12;
  b -= c, b -= a, b ^= a << 16;
  c -= a, c -= b, c ^= b >> 5;
  a -= b, a -= c, a ^= c >> 3;
  b -= c, b -= a, b ^= a << 10;
  c -= a, c -= b, c ^= b >> 15;
}

/// \p h with two words mixed in.
inline uint32_t words(uint32_t h, uint32_t x, uint32_t y, uint32_t constant) {
  uint32_t a = constant + x, b = constant + y;
  mix(a, b, h);
  return h;
}
inline uint32_t word(uint32_t h, uint32_t x, uint32_t constant) { return words(h, x, 0, constant); }

/// Hash of a block of bytes.
inline uint32_t block(const uint8_t *k, uint64_t size, uint32_t initial) {
  auto load = [](const uint8_t *p, unsigned n) {
    uint32_t v = 0;
    for (unsigned i = 0; i < n; i++)
      v |= uint32_t(p[i]) << (8 * i);
    return v;
  };
  uint32_t a = kGolden, b = kGolden, c = initial;
  uint64_t left = size;
  for (; left >= 12; left -= 12, k += 12) {
    uint32_t w[3]; // little-endian
    memcpy(w, k, 12);
    a += w[0];
    b += w[1];
    c += w[2];
    mix(a, b, c);
  }
  c += uint32_t(size);
  a += load(k, left < 4 ? unsigned(left) : 4);
  if (left > 4)
    b += load(k + 4, left < 8 ? unsigned(left - 4) : 4);
  if (left > 8) // the low byte of c belongs to the length
    c += load(k + 8, unsigned(left - 8)) << 8;
  mix(a, b, c);
  return c;
}

} // namespace beamc::rt::hash
