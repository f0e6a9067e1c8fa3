//===- Range.h - Arguments of module binary's functions ---------------------------------------------------------------===//
#pragma once
#include "runtime/term/Bits.h"

namespace beamc::rt {

/// A {Start, Length} inside \p size bytes; a negative length goes backwards.
inline bool byteRange(Term start, Term length, uint64_t size, uint64_t &from, uint64_t &count) {
  if (!start.isSmall() || !length.isSmall())
    return false;
  int64_t at = start.smallValue(), n = length.smallValue();
  if (n < 0) {
    if (at + n > at)
      return false;
    at += n;
    n = -n;
  }
  if (at < 0 || at > int64_t(size) || n > int64_t(size) - at)
    return false;
  from = uint64_t(at);
  count = uint64_t(n);
  return true;
}

} // namespace beamc::rt
