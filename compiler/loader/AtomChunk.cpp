//===- AtomChunk.cpp - AtU8 -------------------------------------------------===//
//
// Up to OTP 27: count:32, then length:8 and bytes for each atom. From OTP 28: the
// count is negative and lengths are compact terms, so that an atom of 255
// characters may take more than 255 bytes.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/Utf8.h"

namespace beamc::loader {

bool readAtoms(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "AtU8")) {
    diag.error(
        module.fileName,
        hasChunk(module, "Atom")
            ? "expected an 'AtU8' chunk, found the older 'Atom'; compile with OTP 24 or later"
            : "expected an 'AtU8' chunk, found none");
    return false;
  }
  ByteReader reader = chunkReader(module, "AtU8", diag);
  std::vector<const Literal *> unused;
  OperandReader operands(reader, module, unused);
  int32_t announced = int32_t(reader.u32("a number of atoms"));
  bool longLengths = announced < 0;
  uint64_t count = longLengths ? uint64_t(-int64_t(announced)) : uint64_t(announced);
  if (!reader.failed() && (count == 0 || count > reader.remaining()))
    reader.failAt(0, formatText("expected 1 to %zu atoms, found a count of %llu",
                                reader.remaining(), static_cast<unsigned long long>(count)));
  std::vector<std::string_view> atoms = {{}};
  for (uint64_t i = 0; i != count && !reader.failed(); ++i) {
    size_t start = reader.position();
    uint64_t length =
        longLengths ? operands.readUnsigned("an atom's length") : reader.u8("an atom's length");
    std::span<const uint8_t> bytes = reader.take(length, "an atom");
    std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    size_t characters = 0;
    if (!validUtf8(text, characters) || characters > 255)
      reader.failAt(start,
                    "expected an atom of at most 255 characters in UTF-8, found other bytes");
    atoms.push_back(text);
  }
  if (reader.failed())
    return false;
  module.atoms = module.arena.copy(atoms);
  module.name = module.atoms[1];
  return true;
}

} // namespace beamc::loader
