//===- ByteReader.h - bounds-checked reading of big-endian data --------------===//
#pragma once

#include "compiler/support/Diagnostics.h"
#include "compiler/support/Format.h"

#include <cstdint>
#include <span>
#include <string>

namespace beamc::loader {

/// Reads from the front of a byte span. The first read past the end, or the first call of fail(),
/// adds an error to the diagnostics and makes the reader failed: from then on each read gives 0 or
/// an empty span and adds nothing. Callers may therefore check once per item. Spans point into the
/// bytes that it reads, which are not its own; `what` names the item in the error's text.
class ByteReader {
public:
  /// \p where names the place of bytes[0]: errors are reported at its offset plus the position.
  ByteReader(std::span<const uint8_t> bytes, const Place &where, Diagnostics &diag)
      : bytes_(bytes), where_(where), diag_(diag),
        base_(where.offset == Place::kNoOffset ? 0 : where.offset) {}

  bool failed() const { return failed_; }
  bool atEnd() const { return position_ == bytes_.size(); }
  size_t position() const { return position_; }
  size_t remaining() const { return bytes_.size() - position_; }
  std::span<const uint8_t> rest() const { return bytes_.subspan(position_); }
  std::span<const uint8_t> slice(size_t from, size_t to) const {
    return bytes_.subspan(from, to - from);
  }

  uint8_t u8(const char *what) { return uint8_t(unsignedBytes(1, what)); }
  uint16_t u16(const char *what) { return uint16_t(unsignedBytes(2, what)); }
  uint32_t u32(const char *what) { return uint32_t(unsignedBytes(4, what)); }
  uint64_t u64(const char *what) { return unsignedBytes(8, what); }

  /// The next byte without taking it; 0 at the end.
  uint8_t peek() const { return remaining() && !failed_ ? bytes_[position_] : 0; }

  std::span<const uint8_t> take(size_t count, const char *what) {
    if (!need(count, what))
      return {};
    std::span<const uint8_t> out = bytes_.subspan(position_, count);
    position_ += count;
    return out;
  }

  /// A count of items of at least \p itemSize bytes each: fails when that many cannot follow.
  uint32_t count(size_t itemSize, const char *what) {
    size_t at = position_;
    uint32_t number = u32(what);
    if (!failed_ && number > remaining() / itemSize)
      failAt(at,
             formatText("expected at most %zu %s in the %zu bytes that follow, found a count of %u",
                        remaining() / itemSize, what, remaining(), number));
    return failed_ ? 0 : number;
  }

  /// Reports an error at the present position. Always false.
  bool fail(std::string text) { return failAt(position_, std::move(text)); }
  bool failAt(size_t position, std::string text) {
    if (!failed_) {
      failed_ = true;
      Place place = where_;
      place.offset = base_ + position;
      diag_.error(std::move(place), std::move(text));
    }
    return false;
  }

  Diagnostics &diagnostics() { return diag_; }
  const Place &where() const { return where_; }

private:
  bool need(size_t count, const char *what) {
    if (failed_)
      return false;
    if (count > remaining())
      return fail(formatText("expected %zu bytes of %s, found %zu; the file may be truncated",
                             count, what, remaining()));
    return true;
  }
  uint64_t unsignedBytes(size_t count, const char *what) {
    if (!need(count, what))
      return 0;
    uint64_t value = 0;
    for (size_t i = 0; i != count; ++i)
      value = value << 8 | bytes_[position_ + i];
    position_ += count;
    return value;
  }

  std::span<const uint8_t> bytes_;
  Place where_;
  Diagnostics &diag_;
  uint64_t base_;
  size_t position_ = 0;
  bool failed_ = false;
};

} // namespace beamc::loader
