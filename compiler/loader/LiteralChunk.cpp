//===- LiteralChunk.cpp - LitT; Attr and CInf ---------------------------------===//
//
// LitT: uncompressed size:32, then zlib data; a size of 0 (from OTP 28) means that
// plain data follow. The data: count:32, then size:32 and a term for each literal.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/EtfDecoder.h"
#include "compiler/loader/Inflate.h"

namespace beamc::loader {

static bool readLiteralTable(Module &module, std::span<const uint8_t> data, uint64_t base,
                             const char *chunk, Diagnostics &diag) {
  Place where{.file = std::string(module.fileName), .chunk = chunk, .offset = base};
  ByteReader reader(data, where, diag);
  uint32_t count = reader.count(5, "literals");
  std::vector<const Literal *> literals;
  literals.reserve(count);
  for (uint32_t i = 0; i != count && !reader.failed(); ++i) {
    uint32_t size = reader.u32("a literal's size");
    Place at = where;
    at.offset = base + reader.position();
    std::span<const uint8_t> bytes = reader.take(size, "a literal");
    if (reader.failed())
      return false;
    const Literal *literal = decodeEtfInArena(bytes, module.arena, at, diag);
    if (!literal)
      return false;
    literals.push_back(literal);
  }
  module.literals = module.arena.copy(literals);
  return !reader.failed();
}

bool readLiterals(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "LitT"))
    return true;
  ByteReader reader = chunkReader(module, "LitT", diag);
  uint32_t size = reader.u32("an uncompressed size");
  if (reader.failed())
    return false;
  if (size == 0)
    return readLiteralTable(module, reader.rest(), reader.position(), "LitT", diag);
  std::vector<uint8_t> inflated;
  const char *problem = inflateBytes(reader.rest(), Compression::Zlib, size, inflated);
  if (problem)
    return reader.fail(formatText("expected %u bytes of compressed literals: %s", size, problem));
  if (inflated.size() != size)
    return reader.fail(
        formatText("expected %u bytes of compressed literals, found %zu", size, inflated.size()));
  return readLiteralTable(module, module.arena.copy(inflated), 0, "LitT (uncompressed)", diag);
}

/// A chunk that begins with one term, or is empty; anything else is an error, as to OTP's loader.
static bool readTermChunk(Module &module, std::string_view id, const Literal *&term,
                          Diagnostics &diag) {
  term = nullptr;
  if (module.chunk(id).empty())
    return true;
  term = decodeEtfInArena(
      module.chunk(id), module.arena,
      Place{.file = std::string(module.fileName), .chunk = std::string(id), .offset = 0}, diag,
      /*allowMore=*/true);
  return term != nullptr;
}

bool readAttributes(Module &module, Diagnostics &diag) {
  return readTermChunk(module, "Attr", module.attributes, diag) &&
         readTermChunk(module, "CInf", module.compileInfo, diag);
}

} // namespace beamc::loader
