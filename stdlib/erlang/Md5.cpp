//===- Md5.cpp - MD5 (RFC 1321) ---------------------------------------------------------------------------------------===//
#include "stdlib/erlang/Md5.h"
#include "runtime/term/Work.h"
#include <cmath>
#include <cstring>

namespace beamc::rt {
namespace {

constexpr uint8_t kShift[64] = {7, 12, 17, 22, 7, 12, 17, 22, 7, 12, 17, 22, 7, 12, 17, 22,
                                5, 9,  14, 20, 5, 9,  14, 20, 5, 9,  14, 20, 5, 9,  14, 20,
                                4, 11, 16, 23, 4, 11, 16, 23, 4, 11, 16, 23, 4, 11, 16, 23,
                                6, 10, 15, 21, 6, 10, 15, 21, 6, 10, 15, 21, 6, 10, 15, 21};

/// floor(2^32 × |sin(i + 1)|), made on first use: a race writes the same values.
const uint32_t *sines() {
  static uint32_t table[64];
  static bool ready;
  if (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE)) {
    for (int i = 0; i < 64; i++)
      table[i] = uint32_t(std::fabs(std::sin(double(i + 1))) * 4294967296.0);
    __atomic_store_n(&ready, true, __ATOMIC_RELEASE);
  }
  return table;
}

void mixBlock(uint32_t *state, const uint8_t *block) {
  const uint32_t *k = sines();
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], m[16];
  memcpy(m, block, 64); // little-endian
  for (unsigned i = 0; i < 64; i++) {
    uint32_t f;
    unsigned g;
    if (i < 16) {
      f = (b & c) | (~b & d);
      g = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      g = (5 * i + 1) % 16;
    } else if (i < 48) {
      f = b ^ c ^ d;
      g = (3 * i + 5) % 16;
    } else {
      f = c ^ (b | ~d);
      g = (7 * i) % 16;
    }
    f += a + k[i] + m[g];
    a = d;
    d = c;
    c = b;
    b += (f << kShift[i]) | (f >> (32 - kShift[i]));
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

} // namespace

void Md5::init() {
  state[0] = 0x67452301;
  state[1] = 0xefcdab89;
  state[2] = 0x98badcfe;
  state[3] = 0x10325476;
  bytes = 0;
  memset(block, 0, sizeof block);
}

void Md5::update(const uint8_t *data, uint64_t size) {
  rt::chargeBytesRead(size);
  uint64_t have = bytes % 64;
  bytes += size;
  if (have) {
    uint64_t take = 64 - have < size ? 64 - have : size;
    memcpy(block + have, data, take);
    data += take;
    size -= take;
    if (have + take < 64)
      return;
    mixBlock(state, block);
  }
  for (; size >= 64; data += 64, size -= 64)
    mixBlock(state, data);
  if (size)
    memcpy(block, data, size);
}

void Md5::finish(uint8_t digest[16]) {
  uint64_t bits = bytes * 8;
  static const uint8_t padding[64] = {0x80};
  uint64_t have = bytes % 64;
  update(padding, have < 56 ? 56 - have : 120 - have);
  update(reinterpret_cast<uint8_t *>(&bits), 8);
  memcpy(digest, state, 16);
}

} // namespace beamc::rt
