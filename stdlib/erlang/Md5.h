//===- Md5.h - MD5 (RFC 1321) --------------------------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

/// A running digest; plain data, so that it can live in a binary.
struct Md5 {
  uint32_t state[4];
  uint64_t bytes;
  uint8_t block[64];

  void init();
  void update(const uint8_t *data, uint64_t size);
  void finish(uint8_t digest[16]);
};

} // namespace beamc::rt
