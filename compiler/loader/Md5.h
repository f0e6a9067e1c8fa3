//===- Md5.h - the digest that identifies module versions --------------------===//
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace beamc::loader {

/// MD5 (RFC 1321), fed piece by piece; finish ends it, once.
class Md5 {
public:
  void update(std::span<const uint8_t> bytes);
  std::array<uint8_t, 16> finish();

private:
  void block(const uint8_t *bytes);
  uint32_t state_[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  uint64_t length_ = 0;
  uint8_t pending_[64] = {};
};

} // namespace beamc::loader
