//===- BeamWriter.cpp -----------------------------------------------------===//
#include "compiler/loader/BeamWriter.h"

#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/Inflate.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/loader/TextForm.h"

#include <algorithm>

namespace beamc::loader {
namespace {

void appendNumber(std::string &out, uint64_t value, unsigned size) {
  for (unsigned i = size; i-- > 0;)
    out += char(value >> (8 * i));
}

std::string_view view(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

std::string atomChunk(const Module &module) {
  bool longLengths = std::any_of(module.atoms.begin(), module.atoms.end(),
                                 [](std::string_view atom) { return atom.size() > 255; });
  uint32_t count = uint32_t(module.atoms.size() - 1);
  std::string out;
  appendNumber(out, longLengths ? 0 - count : count, 4);
  for (std::string_view atom : module.atoms.subspan(1)) {
    if (longLengths)
      appendCompact(out, CompactTag::Unsigned, int64_t(atom.size()));
    else
      out += char(atom.size());
    out += atom;
  }
  return out;
}

std::string codeChunk(const Module &module) {
  std::string out;
  appendNumber(out, 16, 4);
  appendNumber(out, module.instructionSet, 4);
  appendNumber(out, module.maxOpcode, 4);
  appendNumber(out, module.labelCount, 4);
  appendNumber(out, module.functionCount, 4);
  for (const Op &op : module.ops) {
    out += char(op.opcode);
    for (const Operand &arg : op.args)
      appendOperand(out, arg, module);
  }
  return out;
}

std::string importChunk(const Module &module) {
  std::string out;
  appendNumber(out, module.imports.size(), 4);
  for (const Import &import : module.imports) {
    appendNumber(out, import.module, 4);
    appendNumber(out, import.function, 4);
    appendNumber(out, import.arity, 4);
  }
  return out;
}

std::string exportChunk(std::span<const Export> table) {
  std::string out;
  appendNumber(out, table.size(), 4);
  for (const Export &entry : table) {
    appendNumber(out, entry.function, 4);
    appendNumber(out, entry.arity, 4);
    appendNumber(out, entry.label, 4);
  }
  return out;
}

std::string lambdaChunk(const Module &module) {
  std::string out;
  appendNumber(out, module.lambdas.size(), 4);
  for (const Lambda &lambda : module.lambdas)
    for (uint32_t word : {lambda.function, lambda.arity, lambda.label, lambda.index, lambda.numFree,
                          lambda.oldUniq})
      appendNumber(out, word, 4);
  return out;
}

std::string literalChunk(const Module &module) {
  std::string table;
  appendNumber(table, module.literals.size(), 4);
  for (const Literal *literal : module.literals) {
    std::string bytes = encodeEtf(*literal);
    appendNumber(table, bytes.size(), 4);
    table += bytes;
  }
  std::string out;
  appendNumber(out, table.size(), 4);
  return out + deflateBytes(table);
}

std::string lineChunk(const Module &module) {
  std::string out;
  auto isLine = [](const Op &op) { return op.opcode == op_line; };
  appendNumber(out, 0, 4);
  appendNumber(out, unsigned(module.executableLines) | unsigned(module.forceLineCounters) << 1, 4);
  appendNumber(out, uint64_t(std::count_if(module.ops.begin(), module.ops.end(), isLine)), 4);
  appendNumber(out, module.lines.size() - 1, 4);
  appendNumber(out, module.files.empty() ? 0 : module.files.size() - 1, 4);
  uint32_t file = 0;
  for (const LineEntry &entry : module.lines.subspan(1)) {
    if (entry.file != file)
      appendCompact(out, CompactTag::Atom, entry.file);
    file = entry.file;
    appendCompact(out, CompactTag::Integer, entry.line);
  }
  for (size_t i = 1; i < module.files.size(); ++i) {
    appendNumber(out, module.files[i].size(), 2);
    out += module.files[i];
  }
  return out;
}

/// The bits for kinds in a Type chunk of \p version; the reverse of what TypeChunk.cpp does.
uint32_t typeBits(uint32_t kinds, uint32_t version) {
  bool any = kinds == kTypeAnyTerm;
  if (version >= 3) {
    uint32_t all = version == 3 ? 0xfff : 0x1fff;
    return any ? all : kinds & all;
  }
  if (any)
    return 0x1fff;
  uint32_t bits = (kinds & 3) | (kinds & 0xffc) << 1;
  return kinds & kTypeMatchContext ? bits | 4 : bits;
}

std::string typeChunk(const Module &module) {
  std::string out;
  uint32_t version = module.typeVersion;
  appendNumber(out, version, 4);
  appendNumber(out, module.types.size(), 4);
  for (const TypeEntry &type : module.types) {
    uint32_t bits = typeBits(type.kinds, version);
    if (version == 1) {
      bool bounded = type.lower && type.upper;
      appendNumber(out, bits, 2);
      appendNumber(out, bounded ? uint64_t(*type.lower) : 0, 8);
      appendNumber(out, bounded ? uint64_t(*type.upper) : ~uint64_t(0), 8);
      continue;
    }
    unsigned shift = version == 3 ? 12 : 13;
    bits |= (unsigned(type.lower.has_value()) | unsigned(type.upper.has_value()) << 1 |
             unsigned(type.unit != 0) << 2)
            << shift;
    appendNumber(out, bits, 2);
    if (type.lower)
      appendNumber(out, uint64_t(*type.lower), 8);
    if (type.upper)
      appendNumber(out, uint64_t(*type.upper), 8);
    if (type.unit != 0)
      appendNumber(out, type.unit - 1u, 1);
  }
  return out;
}

void appendChunk(std::string &out, std::string_view id, std::string_view data) {
  out += id;
  appendNumber(out, data.size(), 4);
  out += data;
  out.append((4 - data.size() % 4) % 4, '\0');
}

} // namespace

std::string writeBeam(const Module &module) {
  std::string body = "BEAM";
  appendChunk(body, "AtU8", atomChunk(module));
  appendChunk(body, "Code", codeChunk(module));
  appendChunk(body, "StrT", view(module.strings));
  appendChunk(body, "ImpT", importChunk(module));
  appendChunk(body, "ExpT", exportChunk(module.exports));
  if (!module.lambdas.empty())
    appendChunk(body, "FunT", lambdaChunk(module));
  if (!module.literals.empty())
    appendChunk(body, "LitT", literalChunk(module));
  appendChunk(body, "LocT", exportChunk(module.locals));
  if (module.attributes)
    appendChunk(body, "Attr", encodeEtf(*module.attributes));
  if (module.compileInfo)
    appendChunk(body, "CInf", encodeEtf(*module.compileInfo));
  if (!module.lines.empty())
    appendChunk(body, "Line", lineChunk(module));
  if (module.typeVersion != 0)
    appendChunk(body, "Type", typeChunk(module));
  for (const RawChunk &chunk : module.chunks)
    if (!isTextChunk(chunk.id))
      appendChunk(body, chunk.id, view(chunk.data));
  std::string out = "FOR1";
  appendNumber(out, body.size(), 4);
  return out + body;
}

std::string writeForLoading(const Module &module) {
  static constexpr std::string_view kept[] = {"AtU8", "Code", "StrT", "ImpT", "ExpT",
                                              "FunT", "LitT", "LocT", "Attr", "CInf",
                                              "Line", "Type", "Meta", "Recs"};
  std::string body = "BEAM";
  for (const RawChunk &chunk : module.chunks)
    if (std::find(std::begin(kept), std::end(kept), chunk.id) != std::end(kept))
      appendChunk(body, chunk.id, view(chunk.data));
  std::string out = "FOR1";
  appendNumber(out, body.size(), 4);
  return out + body;
}

} // namespace beamc::loader
