//===- Chunks.h - one reader per chunk, private to the loader ----------------===//
//
// Each function reads its chunk into the module. False after an error. An absent
// chunk is an error only where the format requires it. Order matters: Code comes
// last, since its operands are checked against all other tables.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/ByteReader.h"
#include "compiler/loader/Module.h"

namespace beamc::loader {

/// The reader of one chunk's data, with places that name the chunk.
inline ByteReader chunkReader(const Module &module, std::string_view id, Diagnostics &diag) {
  return ByteReader(
      module.chunk(id),
      Place{.file = std::string(module.fileName), .chunk = std::string(id), .offset = 0}, diag);
}

bool hasChunk(const Module &module, std::string_view id);

bool readAtoms(Module &module, Diagnostics &diag);      // AtU8
bool readImports(Module &module, Diagnostics &diag);    // ImpT
bool readExports(Module &module, Diagnostics &diag);    // ExpT, LocT
bool readLambdas(Module &module, Diagnostics &diag);    // FunT
bool readLiterals(Module &module, Diagnostics &diag);   // LitT
bool readLines(Module &module, Diagnostics &diag);      // Line
bool readTypes(Module &module, Diagnostics &diag);      // Type
bool readAttributes(Module &module, Diagnostics &diag); // Attr, CInf
bool readCodeHeader(Module &module, Diagnostics &diag); // Code
bool readRecords(Module &module, Diagnostics &diag);    // Recs
bool readCode(Module &module, Diagnostics &diag);       // Code
bool checkCode(Module &module, Diagnostics &diag);      // operands, labels, functions, exports
/// What module_info(md5) returns.
std::array<uint8_t, 16> computeMd5(const Module &module);

} // namespace beamc::loader
