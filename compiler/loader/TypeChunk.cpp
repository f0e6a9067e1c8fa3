//===- TypeChunk.cpp - Type, all versions to one form -------------------------===//
//
//   version  release  an entry
//   1        25       kinds:16 lower:64 upper:64, lower > upper meaning no bounds
//   2        26       kinds and flags:16, then what the flags announce
//   3        27, 28   likewise; the bit for match contexts is gone
//   4        29       likewise; a bit for native records
//
// Flags are the top three bits used: has lower bound (8 bytes), has upper bound
// (8 bytes), has unit (1 byte, less one). A chunk of another version is ignored,
// as types are hints.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"

namespace beamc::loader {
namespace {

struct TypeLayout {
  unsigned kindBits; ///< match context included
  bool hasMatchContext;
  bool hasFlags;
};

constexpr TypeLayout kLayouts[] = {
    {13, true, false}, // 1
    {13, true, true},  // 2
    {12, false, true}, // 3
    {13, false, true}, // 4
};

/// In versions 1 and 2 the kind with this bit is a match context.
constexpr uint32_t kOldMatchContextBit = 1u << 2;

uint32_t convertKinds(uint32_t bits, const TypeLayout &layout) {
  uint32_t all = (1u << layout.kindBits) - 1;
  uint32_t kinds = bits & all;
  // "All kinds" means "nothing is known", also about kinds that the release did not have.
  if (kinds == all)
    return kTypeAnyTerm;
  if (!layout.hasMatchContext)
    return kinds;
  uint32_t context = kinds & kOldMatchContextBit ? uint32_t(kTypeMatchContext) : 0;
  return (kinds & 3) | ((kinds & ~uint32_t(7)) >> 1) | context;
}

TypeEntry readEntry(ByteReader &reader, const TypeLayout &layout) {
  TypeEntry entry;
  uint32_t bits = reader.u16("a type");
  entry.kinds = convertKinds(bits, layout);
  if (!layout.hasFlags) {
    int64_t lower = int64_t(reader.u64("a lower bound"));
    int64_t upper = int64_t(reader.u64("an upper bound"));
    if (lower <= upper) {
      entry.lower = lower;
      entry.upper = upper;
    }
    return entry;
  }
  uint32_t flags = bits >> layout.kindBits;
  if (flags & 1)
    entry.lower = int64_t(reader.u64("a lower bound"));
  if (flags & 2)
    entry.upper = int64_t(reader.u64("an upper bound"));
  if (flags & 4)
    entry.unit = uint16_t(reader.u8("a unit") + 1);
  return entry;
}

} // namespace

bool readTypes(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "Type"))
    return true;
  ByteReader reader = chunkReader(module, "Type", diag);
  uint32_t version = reader.u32("a version");
  if (reader.failed())
    return false;
  if (version == 0 || version > std::size(kLayouts)) {
    diag.warning(Place{.file = std::string(module.fileName), .chunk = "Type", .offset = 0},
                 formatText("expected version 1 to %zu, found %u; the types are ignored",
                            std::size(kLayouts), version));
    return true;
  }
  module.typeVersion = version;
  uint32_t count = reader.count(2, "types");
  std::span<TypeEntry> types = module.arena.array<TypeEntry>(count);
  for (TypeEntry &entry : types)
    entry = readEntry(reader, kLayouts[version - 1]);
  module.types = types;
  return !reader.failed();
}

} // namespace beamc::loader
