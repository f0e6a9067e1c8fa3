//===- Etf.h - tags of the external term format ------------------------------===//
//
// Source: ERTS User's Guide, External Term Format.
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace beamc::loader::etf {

inline constexpr uint8_t kVersion = 131;
inline constexpr uint8_t kCompressed = 80; ///< after the version byte only

// Numbers and atoms.
inline constexpr uint8_t kSmallInteger = 97;
inline constexpr uint8_t kInteger = 98;
inline constexpr uint8_t kSmallBig = 110;
inline constexpr uint8_t kLargeBig = 111;
inline constexpr uint8_t kFloatText = 99;
inline constexpr uint8_t kFloat = 70;
inline constexpr uint8_t kAtomLatin1 = 100;
inline constexpr uint8_t kSmallAtomLatin1 = 115;
inline constexpr uint8_t kAtomUtf8 = 118;
inline constexpr uint8_t kSmallAtomUtf8 = 119;

// Lists, tuples, maps, bitstrings.
inline constexpr uint8_t kNil = 106;
inline constexpr uint8_t kString = 107;
inline constexpr uint8_t kList = 108;
inline constexpr uint8_t kSmallTuple = 104;
inline constexpr uint8_t kLargeTuple = 105;
inline constexpr uint8_t kMap = 116;
inline constexpr uint8_t kBinary = 109;
inline constexpr uint8_t kBitBinary = 77;

// Funs and identifiers.
inline constexpr uint8_t kExport = 113;
inline constexpr uint8_t kNewFun = 112;
inline constexpr uint8_t kPid = 103;
inline constexpr uint8_t kNewPid = 88;
inline constexpr uint8_t kPort = 102;
inline constexpr uint8_t kNewPort = 89;
inline constexpr uint8_t kV4Port = 120;
inline constexpr uint8_t kReference = 101;
inline constexpr uint8_t kNewReference = 114;
inline constexpr uint8_t kNewerReference = 90;

} // namespace beamc::loader::etf
