//===- Fuzz.h - What the fuzz targets share -----------------------------------------===//
//
// A target is a LLVMFuzzerTestOneInput that reads the input and states properties with
// require(). A property that does not hold ends the program, which libFuzzer reports with
// the input.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace beamc::fuzz {

/// \p holds, or the program ends with \p what (and \p detail) as its last words.
inline void require(bool holds, const char *what, const std::string &detail = {}) {
  if (holds)
    return;
  std::fprintf(stderr, "property does not hold: %s\n%s\n", what, detail.c_str());
  std::abort();
}

/// The input as a source of choices. After its end all answers are 0.
class Input {
public:
  Input(const uint8_t *bytes, size_t size) : at_(bytes), end_(bytes + size) {}
  bool atEnd() const { return at_ == end_; }
  uint8_t byte() { return at_ == end_ ? 0 : *at_++; }
  uint64_t word(unsigned bytes) {
    uint64_t v = 0;
    for (unsigned i = 0; i < bytes; i++)
      v = v << 8 | byte();
    return v;
  }
  /// 0 … n-1; n is at most 65536.
  unsigned below(unsigned n) { return unsigned(n > 256 ? word(2) : byte()) % n; }
  std::string text(size_t n) {
    std::string s;
    for (; n; n--)
      s += char(byte());
    return s;
  }

private:
  const uint8_t *at_, *end_;
};

} // namespace beamc::fuzz
