//===- AtomSlot.h - How the atom table keeps an atom ----------------------------------------------===//
//
// For Atom.cpp and for tools/gdb, which reads the table of a stopped program: the array `chunks`
// of Atom.cpp points to arrays of 2^kAtomChunkBits slots.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

struct AtomSlot {
  const char *text; ///< UTF-8, not terminated
  uint32_t bytes;
  uint32_t hash;
  uint32_t next; ///< index + 1 of the next slot of the chain, 0 = end
};
inline constexpr uint32_t kAtomChunkBits = 12;

} // namespace beamc::rt
