//===- Pattern.h - Search patterns of module binary ----------------------------------------------------------------------===//
//
// One pattern or a set. Of several patterns that match at the same place the longest wins.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Magic.h"
#include "runtime/term/Bits.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {

/// Bytes of all patterns and a 256-bit set of first bytes.
struct PatternSet {
  MagicObject magic; ///< used when it was compiled
  uint32_t count;
  uint32_t shortest;
  uint64_t first[4];
  struct Piece {
    const uint8_t *bytes;
    uint64_t size;
  };
  Piece *pieces;  ///< longest first
  uint8_t *bytes; ///< memory of all pieces

  Term kind() const; ///< OTP's name of the algorithm: bm for one pattern, ac for several
  bool mayStart(uint8_t c) const { return first[c >> 6] >> (c & 63) & 1; }
  /// First match at or after \p from whose bytes lie before \p end; false when there is none.
  bool find(const uint8_t *text, uint64_t from, uint64_t end, uint64_t &at, uint64_t &size) const;
};

/// A pattern argument: a non-empty binary, a non-empty list of them, or a compiled pattern.
class PatternArgument {
public:
  explicit PatternArgument(Term t);
  ~PatternArgument();
  PatternArgument(const PatternArgument &) = delete;
  const PatternSet *set() const { return set_; } ///< null when the term is no pattern

private:
  PatternSet *set_ = nullptr;
  bool owned_ = false;
};

/// A new set from binaries; null when \p t is not one or a list of non-empty ones. malloc'd.
PatternSet *makePatternSet(Term t);
void freePatternSet(PatternSet *s);
extern const MagicType kPatternType;

} // namespace beamc::rt
