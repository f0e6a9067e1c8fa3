//===- Module.cpp - loadModule ------------------------------------------------===//
#include "compiler/loader/Module.h"

#include "compiler/loader/Chunks.h"
#include "compiler/loader/Container.h"
#include "compiler/loader/Md5.h"

namespace beamc::loader {

std::span<const uint8_t> Module::chunk(std::string_view id) const {
  for (const RawChunk &chunk : chunks)
    if (chunk.id == id)
      return chunk.data;
  return {};
}

const FunctionInfo *Module::functionAt(uint32_t label) const {
  if (label >= functionByLabel.size() || functionByLabel[label] == 0)
    return nullptr;
  return &functions[functionByLabel[label] - 1];
}

bool hasChunk(const Module &module, std::string_view id) {
  for (const RawChunk &chunk : module.chunks)
    if (chunk.id == id)
      return true;
  return false;
}

/// The digest covers these chunks' data in this order; absent ones count as empty.
std::array<uint8_t, 16> computeMd5(const Module &module) {
  static constexpr uint32_t kFunRow = 24;
  Md5 md5;
  for (std::string_view id : {"AtU8", "Code", "StrT", "ImpT", "ExpT"})
    md5.update(module.chunk(id));
  // The unique number of a fun is derived from the digest, so it counts as zero.
  std::span<const uint8_t> funs = module.chunk("FunT");
  std::vector<uint8_t> zeroed(funs.begin(), funs.end());
  for (size_t row = 4; row + kFunRow <= zeroed.size(); row += kFunRow)
    std::fill_n(zeroed.begin() + long(row) + 20, 4, uint8_t(0));
  md5.update(zeroed);
  md5.update(module.chunk("LitT"));
  md5.update(module.chunk("Meta"));
  return md5.finish();
}

std::unique_ptr<Module> loadModule(std::span<const uint8_t> bytes, std::string_view fileName,
                                   Diagnostics &diag) {
  auto module = std::make_unique<Module>();
  module->fileName = module->arena.copy(fileName);
  Module &m = *module;
  if (!readContainer(bytes, m.fileName, m.arena, m.chunks, diag))
    return nullptr;
  m.strings = m.chunk("StrT");
  bool loaded = readAtoms(m, diag) && readImports(m, diag) && readExports(m, diag) &&
                readLambdas(m, diag) && readLiterals(m, diag) && readLines(m, diag) &&
                readTypes(m, diag) && readAttributes(m, diag) && readCodeHeader(m, diag) &&
                readRecords(m, diag) && readCode(m, diag) && checkCode(m, diag);
  if (!loaded)
    return nullptr;
  m.md5 = computeMd5(m);
  return module;
}

} // namespace beamc::loader
