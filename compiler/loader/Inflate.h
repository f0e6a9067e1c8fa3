//===- Inflate.h - zlib and gzip data ----------------------------------------===//
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace beamc::loader {

enum class Compression : uint8_t { Zlib, Gzip };

/// Inflates \p bytes into \p out. Null on success, otherwise a constant text that says what
/// was wrong; what was in \p out before is gone either way. Output beyond \p limit bytes is an
/// error.
const char *inflateBytes(std::span<const uint8_t> bytes, Compression compression, size_t limit,
                         std::vector<uint8_t> &out);

/// \p bytes as a zlib stream.
std::string deflateBytes(std::string_view bytes);

} // namespace beamc::loader
