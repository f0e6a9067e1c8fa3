//===- BifAttributes.h - What a BIF annotation may say ----------------------------===//
//
// Bits for the attributes that stdlib/Bif.h explains. The runtime's table (code/BifTable.h)
// and the compiler's list (generated/Bifs.inc) carry them.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::abi {

enum BifAttribute : uint32_t {
  kBifGuard = 1,
  kBifPure = 2,
  kBifLeaf = 4,
  kBifMayTrap = 8,
  kBifSched = 16,
  kBifDirty = 32,
  kBifCode = 64,      ///< BIF_CODE: the symbol is a CodeFn, not a C++ function
  kBifSeparate = 128, ///< linked only into programs that reach its module (code/BifTable.h)
  kBifNoHeap = 256,
  kBifFunction = 512,
};
/// May compiled code call the BIF as a C++ function in the middle of a piece?
constexpr bool isDirectBif(uint32_t attributes) {
  return !(attributes & (kBifMayTrap | kBifSched | kBifDirty | kBifCode));
}
constexpr uint32_t operator|(BifAttribute a, BifAttribute b) { return uint32_t(a) | uint32_t(b); }

} // namespace beamc::abi
