//===- TableChunks.cpp - ImpT, ExpT, LocT, FunT ------------------------------===//
//
// Tables of 32-bit words: a count, then that many rows of three (FunT: six).
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"

namespace beamc::loader {

static constexpr uint32_t kMaxArity = 255;

static uint32_t readAtomIndex(ByteReader &reader, const Module &module, const char *what) {
  size_t start = reader.position();
  uint32_t atom = reader.u32(what);
  if (!reader.failed() && (atom == 0 || atom >= module.atoms.size()))
    reader.failAt(start, formatText("expected %s as an atom index from 1 to %zu, found %u", what,
                                    module.atoms.size() - 1, atom));
  return atom;
}

static uint32_t readArity(ByteReader &reader) {
  size_t start = reader.position();
  uint32_t arity = reader.u32("an arity");
  if (arity > kMaxArity)
    reader.failAt(start, formatText("expected an arity of at most %u, found %u", kMaxArity, arity));
  return arity;
}

bool readImports(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "ImpT")) {
    diag.error(module.fileName, "expected an 'ImpT' chunk, found none");
    return false;
  }
  ByteReader reader = chunkReader(module, "ImpT", diag);
  uint32_t count = reader.count(12, "imports");
  std::span<Import> imports = module.arena.array<Import>(count);
  for (Import &import : imports) {
    import.module = readAtomIndex(reader, module, "an import's module");
    import.function = readAtomIndex(reader, module, "an import's function");
    import.arity = readArity(reader);
  }
  module.imports = imports;
  return !reader.failed();
}

static bool readExportTable(Module &module, std::string_view id, std::span<const Export> &out,
                            Diagnostics &diag) {
  ByteReader reader = chunkReader(module, id, diag);
  uint32_t count = reader.count(12, "functions");
  std::span<Export> table = module.arena.array<Export>(count);
  for (Export &entry : table) {
    entry.function = readAtomIndex(reader, module, "a function's name");
    entry.arity = readArity(reader);
    entry.label = reader.u32("a label");
  }
  out = table;
  return !reader.failed();
}

bool readExports(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "ExpT")) {
    diag.error(module.fileName, "expected an 'ExpT' chunk, found none");
    return false;
  }
  if (!readExportTable(module, "ExpT", module.exports, diag))
    return false;
  return !hasChunk(module, "LocT") || readExportTable(module, "LocT", module.locals, diag);
}

bool readLambdas(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "FunT"))
    return true;
  ByteReader reader = chunkReader(module, "FunT", diag);
  uint32_t count = reader.count(24, "funs");
  std::span<Lambda> lambdas = module.arena.array<Lambda>(count);
  for (Lambda &lambda : lambdas) {
    lambda.function = readAtomIndex(reader, module, "a fun's name");
    lambda.arity = readArity(reader);
    lambda.label = reader.u32("a label");
    lambda.index = reader.u32("a fun's index");
    size_t start = reader.position();
    lambda.numFree = reader.u32("a number of free variables");
    lambda.oldUniq = reader.u32("a fun's unique number");
    if (lambda.numFree > lambda.arity)
      reader.failAt(start, formatText("expected at most %u free variables, found %u", lambda.arity,
                                      lambda.numFree));
  }
  module.lambdas = lambdas;
  return !reader.failed();
}

} // namespace beamc::loader
