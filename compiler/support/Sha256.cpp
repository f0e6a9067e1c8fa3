//===- Sha256.cpp ---------------------------------------------------------===//
#include "compiler/support/Sha256.h"

#include <bit>
#include <cstring>
#include <string>

namespace beamc {

static constexpr uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void Sha256::block(const uint8_t *bytes) {
  uint32_t w[64];
  for (unsigned i = 0; i != 16; ++i)
    w[i] = uint32_t(bytes[4 * i]) << 24 | uint32_t(bytes[4 * i + 1]) << 16 |
           uint32_t(bytes[4 * i + 2]) << 8 | bytes[4 * i + 3];
  for (unsigned i = 16; i != 64; ++i) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + w[i - 7] +
           (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
  }
  uint32_t s[8];
  std::memcpy(s, state_, sizeof s);
  for (unsigned i = 0; i != 64; ++i) {
    uint32_t e = s[4], a = s[0];
    uint32_t t1 = s[7] + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                  ((e & s[5]) ^ (~e & s[6])) + kRound[i] + w[i];
    uint32_t t2 = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) +
                  ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
    std::memmove(s + 1, s, 7 * sizeof *s);
    s[4] += t1;
    s[0] = t1 + t2;
  }
  for (unsigned i = 0; i != 8; ++i)
    state_[i] += s[i];
}

void Sha256::update(std::string_view bytes) {
  for (char c : bytes) {
    pending_[length_++ % 64] = uint8_t(c);
    if (length_ % 64 == 0)
      block(pending_);
  }
}

Sha256Digest Sha256::finish() {
  uint64_t bits = length_ * 8;
  update(std::string_view("\x80", 1));
  while (length_ % 64 != 56)
    update(std::string_view("\0", 1));
  char size[8];
  for (unsigned i = 0; i != 8; ++i)
    size[i] = char(bits >> (56 - 8 * i));
  update({size, 8});
  Sha256Digest digest;
  for (unsigned i = 0; i != 32; ++i)
    digest[i] = uint8_t(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

static std::string_view textOf(const Sha256Digest &digest) {
  return {reinterpret_cast<const char *>(digest.data()), digest.size()};
}

Sha256Digest hmacSha256(std::string_view key, std::initializer_list<std::string_view> message) {
  char block[64] = {};
  if (key.size() > sizeof block) {
    Sha256 hash;
    hash.update(key);
    Sha256Digest shorter = hash.finish();
    std::memcpy(block, shorter.data(), shorter.size());
  } else if (!key.empty()) {
    std::memcpy(block, key.data(), key.size());
  }
  auto padded = [&](char pad) {
    std::string text(block, sizeof block);
    for (char &c : text)
      c = char(c ^ pad);
    return text;
  };
  Sha256 inner, outer;
  inner.update(padded(0x36));
  for (std::string_view piece : message)
    inner.update(piece);
  outer.update(padded(0x5c));
  outer.update(textOf(inner.finish()));
  return outer.finish();
}

bool sameDigest(const Sha256Digest &digest, std::string_view bytes) {
  if (bytes.size() != digest.size())
    return false;
  uint8_t difference = 0;
  for (size_t i = 0; i != digest.size(); ++i)
    difference = uint8_t(difference | (digest[i] ^ uint8_t(bytes[i])));
  return difference == 0;
}

} // namespace beamc
