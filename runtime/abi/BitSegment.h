//===- BitSegment.h - Construction of bitstrings from segments ----------------------===//
//
// Compiled code fills an array of segments on the C stack and calls beamc_rt_bs_create.
// The first segment alone may be Append or PrivateAppend: then a writable binary that is
// its sole owner's is extended in place.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/TermLayout.h"

namespace beamc::abi {

enum class SegmentType : uint32_t {
  Integer,
  Float,
  Binary,
  Append,
  PrivateAppend,
  Utf8,
  Utf16,
  Utf32,
  String
};
/// Bits of BitSegment::flags and of the flags of bs_get_*, as in the BEAM's genop operands.
/// kSegWhole is of segments only: the instruction's size is the literal `all`. The size operand is
/// not looked at then, and in all other segments the atom `all` is no size.
enum SegmentFlag : uint32_t { kSegLittle = 2, kSegSigned = 4, kSegNative = 16, kSegWhole = 32 };
/// From this bit of BitSegment::flags on: the number of the segment in the source, from 1, for
/// errors; 0 of the instructions of OTP 24, which do not tell and whose errors have no cause.
constexpr unsigned kSegNumberShift = 8;

struct BitSegment {
  SegmentType type;
  uint32_t unit; ///< multiplies size; 0 = size does not apply (utf*)
  uint32_t flags;
  uint32_t reserved;
  Word value; ///< term; String: const char *
  Word size;  ///< term, in units; String: bytes, as small
};

} // namespace beamc::abi

namespace beamc::rt {
using abi::BitSegment;
using abi::kSegLittle;
using abi::kSegNative;
using abi::kSegNumberShift;
using abi::kSegSigned;
using abi::kSegWhole;
using abi::SegmentFlag;
using abi::SegmentType;
} // namespace beamc::rt
