//===- Sha256.h - SHA-256 (FIPS 180-4) and HMAC (RFC 2104) over it -------------------===//
//
// For messages that a shared secret signs; a running program and the driver both use it.
//===----------------------------------------------------------------------===//
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace beamc {

using Sha256Digest = std::array<uint8_t, 32>;

/// Fed piece by piece; finish ends it, once.
class Sha256 {
public:
  void update(std::string_view bytes);
  Sha256Digest finish();

private:
  void block(const uint8_t *bytes);
  uint32_t state_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  uint64_t length_ = 0;
  uint8_t pending_[64] = {};
};

/// HMAC-SHA-256 of the pieces of a message.
Sha256Digest hmacSha256(std::string_view key, std::initializer_list<std::string_view> message);

/// Whether \p bytes are \p digest; takes the same time wherever they differ.
bool sameDigest(const Sha256Digest &digest, std::string_view bytes);

} // namespace beamc
