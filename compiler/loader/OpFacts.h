//===- OpFacts.h - What instructions mean, beyond their operands -------------------------------===//
//
// Readings of the instruction stream that the compiler and the interpreter share.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/loader/Module.h"
#include "runtime/abi/BitSegment.h"
#include <optional>

namespace beamc::loader {

/// What the validator knows of one instruction, one bit each. An engine that runs code of unknown
/// origin goes by them.
enum OpFact : uint8_t {
  kReached = 1,  ///< some path leads here; others have not been checked and never run
  kUnproven = 2, ///< relies on a type that the code does not show
};

/// Words of a fun: header, entry and creator. The captured values follow.
inline constexpr uint32_t kFunWords = 3;

/// Words of heap that a "heap need" operand asks for: a number, or an AllocList.
int64_t heapWordsOf(const Operand &need);

/// abi::SegmentFlag bits of a flags operand: a number, or a literal list of atoms.
int64_t segmentFlagsOf(const Module &m, const Operand &flags);

/// abi::kSegWhole when a segment of type \p type and size \p size takes all of its bitstring: a
/// literal `all`. A register that holds this atom at run time is a bad size.
int64_t wholeFlagOf(const Module &m, abi::SegmentType type, const Operand &size);

/// Of the name that bs_create_bin gives a segment's type.
std::optional<abi::SegmentType> segmentTypeOf(std::string_view name);

/// Do `deallocate; return` follow \p o, which is in \p ops? OTP makes a tail call of a call of a
/// fun (or by name) there: a loop through a fun must not grow the stack.
bool returnsNext(std::span<const Op> ops, const Op &o);

} // namespace beamc::loader
