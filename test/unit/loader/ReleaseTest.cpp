//===- ReleaseTest.cpp - forms that differ between OTP 24 and 29 ------------------===//
#include "SampleModule.h"
#include "compiler/loader/Assembler.h"
#include "compiler/loader/BeamWriter.h"
#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/OpInfo.h"

#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::loader;

static void appendNumber(std::string &out, uint64_t value, unsigned size) {
  for (unsigned i = size; i-- > 0;)
    out += char(value >> (8 * i));
}

/// \p beam with the data of chunk \p id replaced, or the chunk added.
static std::string withChunk(const std::string &beam, std::string_view id, std::string_view data) {
  std::string body = "BEAM";
  bool replaced = false;
  auto append = [&](std::string_view name, std::string_view bytes) {
    body += name;
    appendNumber(body, bytes.size(), 4);
    body += bytes;
    body.append((4 - bytes.size() % 4) % 4, '\0');
  };
  for (size_t at = 12; at + 8 <= beam.size();) {
    std::string_view name(beam.data() + at, 4);
    size_t size = 0;
    for (size_t i = 4; i != 8; ++i)
      size = size << 8 | uint8_t(beam[at + i]);
    append(name, name == id ? data : std::string_view(beam).substr(at + 8, size));
    replaced |= name == id;
    at += 8 + (size + 3) / 4 * 4;
  }
  if (!replaced)
    append(id, data);
  std::string out = "FOR1";
  appendNumber(out, body.size(), 4);
  return out + body;
}

static std::unique_ptr<Module> load(const std::string &beam, std::string &messages) {
  Diagnostics diag;
  std::unique_ptr<Module> module = loadModule(bytesOf(beam), "t.beam", diag);
  messages = diag.render();
  return module;
}

static std::string assemble(std::string_view text) {
  Diagnostics diag;
  std::string bytes = assembleBeam(text, "t.S", diag);
  EXPECT_EQ(diag.render(), "");
  return bytes;
}

TEST(Releases, AtomsWithLongLengths) { // OTP 28
  std::string beam = sampleBeam(), messages;
  std::unique_ptr<Module> module = load(beam, messages);
  ASSERT_NE(module, nullptr);
  std::string atoms;
  appendNumber(atoms, uint32_t(-int32_t(module->atoms.size() - 1)), 4);
  for (std::string_view atom : module->atoms.subspan(1)) {
    appendCompact(atoms, CompactTag::Unsigned, int64_t(atom.size()));
    atoms += atom;
  }
  std::unique_ptr<Module> again = load(withChunk(beam, "AtU8", atoms), messages);
  ASSERT_NE(again, nullptr) << messages;
  EXPECT_TRUE(std::ranges::equal(module->atoms, again->atoms));
}

TEST(Releases, AtomOf255WideCharacters) {
  std::string wide;
  for (unsigned i = 0; i != 255; ++i)
    wide += "\u03b1";
  std::string beam = assemble("module m\ncode\nL1:\n  func_info m, f, #0\nL2:\n  move '" + wide +
                              "', x0\n  return\n");
  std::string messages;
  std::unique_ptr<Module> module = load(beam, messages);
  ASSERT_NE(module, nullptr) << messages;
  EXPECT_EQ(module->atoms.back(), wide);
}

TEST(Releases, UncompressedLiterals) { // OTP 28
  std::string beam = sampleBeam(), messages;
  std::unique_ptr<Module> module = load(beam, messages);
  ASSERT_NE(module, nullptr);
  std::string literals;
  appendNumber(literals, 0, 4);
  appendNumber(literals, module->literals.size(), 4);
  for (const Literal *literal : module->literals) {
    appendNumber(literals, literal->etf.size(), 4);
    literals.append(reinterpret_cast<const char *>(literal->etf.data()), literal->etf.size());
  }
  std::unique_ptr<Module> again = load(withChunk(beam, "LitT", literals), messages);
  ASSERT_NE(again, nullptr) << messages;
  for (size_t i = 0; i != module->literals.size(); ++i)
    EXPECT_TRUE(sameLiteral(*module->literals[i], *again->literals[i]));
}

TEST(Releases, TypesOfEachVersion) {
  for (const char *version : {"1", "2", "3", "4"}) {
    std::string text = "module m\ntypes version " + std::string(version) +
                       "\n  any\n  atom|tuple\n  integer >= 0 <= 255\n  cons|nil|reference\n";
    if (version[0] > '1')
      text += "  integer >= 1\n  integer <= -1\n  bitstring unit 8\n  bitstring unit 256\n";
    if (version[0] < '3')
      text += "  match_context\n";
    if (version[0] == '4')
      text += "  record|tuple\n";
    text += "code\nL1:\n  func_info m, f, #0\nL2:\n  return\n";
    std::string messages;
    std::unique_ptr<Module> module = load(assemble(text), messages);
    ASSERT_NE(module, nullptr) << messages;
    EXPECT_EQ(module->types[0].kinds, uint32_t(kTypeAnyTerm));
    EXPECT_EQ(module->types[1].kinds, uint32_t(kTypeAtom | kTypeTuple)) << version;
    EXPECT_EQ(module->types[2].lower, 0);
    EXPECT_EQ(module->types[3].kinds, uint32_t(kTypeCons | kTypeNil | kTypeReference));
    if (version[0] > '1') {
      EXPECT_EQ(module->types[4].lower, 1);
      EXPECT_FALSE(module->types[4].upper);
      EXPECT_EQ(module->types[5].upper, -1);
      EXPECT_EQ(module->types[7].unit, 256);
    }
    if (version[0] == '4')
      EXPECT_EQ(module->types.back().kinds, uint32_t(kTypeRecord | kTypeTuple));
    if (version[0] < '3')
      EXPECT_EQ(module->types.back().kinds, uint32_t(kTypeMatchContext));
  }
}

/// The bits of a Type chunk as each release writes them.
TEST(Releases, TypeBits) {
  std::string beam = sampleBeam(), messages;
  auto kindsOf = [&](uint32_t version, uint32_t bits) {
    std::string chunk;
    appendNumber(chunk, version, 4);
    appendNumber(chunk, 3, 4);
    for (unsigned i = 0; i != 3; ++i) {
      appendNumber(chunk, bits, 2);
      if (version == 1) {
        appendNumber(chunk, 0, 8);
        appendNumber(chunk, ~uint64_t(0), 8);
      }
    }
    std::unique_ptr<Module> module = load(withChunk(beam, "Type", chunk), messages);
    EXPECT_NE(module, nullptr) << messages;
    return module ? module->types[0].kinds : 0;
  };
  EXPECT_EQ(kindsOf(1, 0x1fff), uint32_t(kTypeAnyTerm));
  EXPECT_EQ(kindsOf(2, 1 << 6), uint32_t(kTypeInteger));
  EXPECT_EQ(kindsOf(2, 1 << 2), uint32_t(kTypeMatchContext));
  EXPECT_EQ(kindsOf(3, 1 << 5), uint32_t(kTypeInteger));
  EXPECT_EQ(kindsOf(3, 0xfff), uint32_t(kTypeAnyTerm));
  EXPECT_EQ(kindsOf(4, 0xfff), uint32_t(kTypeAnyTerm & ~kTypeRecord));
  EXPECT_EQ(kindsOf(4, 0x1fff), uint32_t(kTypeAnyTerm));
}

TEST(Releases, UnknownTypeVersionIsIgnored) {
  std::string chunk, messages;
  appendNumber(chunk, 9, 4);
  appendNumber(chunk, 0, 4);
  std::unique_ptr<Module> module = load(withChunk(sampleBeam(), "Type", chunk), messages);
  ASSERT_NE(module, nullptr) << messages;
  EXPECT_TRUE(module->types.empty());
  EXPECT_NE(messages.find("warning: expected version 1 to 4, found 9"), std::string::npos);
  for (const Op &op : module->ops)
    for (const Operand &arg : op.args)
      EXPECT_EQ(arg.type, -1);
}

TEST(Releases, NewInstructions) { // OTP 26 to 29
  std::string beam = assemble(R"(module m
lines
  flags executable_line
  0:1
code
L1:
  line #1
  func_info m, f, #2
L2:
  executable_line #1, #1
  update_record reuse, #3, x0, x0, {#2, x1, #3, 17}
  bs_start_match4 no_fail, #2, x1, x1
  bs_match L1, x1, {ensure_exactly, #16, integer, 2, [], 8, #1, x2, '=:=', [], 8, 255}
  bif3 L0, erlang:is_integer/3, x0, 1, 2, x0
  is_any_native_record L1, x0
  is_native_record L1, x0, m, r
  is_record_accessible L1, x0, external
  get_record_elements L1, x0, {a, x1, b, x2}
  get_record_field L1, x0, r, a, x1
  return
)");
  std::string messages;
  std::unique_ptr<Module> module = load(beam, messages);
  ASSERT_NE(module, nullptr) << messages;
  EXPECT_EQ(module->maxOpcode, uint32_t(op_get_record_field));
  EXPECT_TRUE(module->executableLines);
  EXPECT_EQ(writeBeam(*module), beam);
}

TEST(Releases, NativeRecords) { // OTP 29
  std::string beam = sampleBeam(), messages, chunk;
  appendNumber(chunk, 0, 4);
  appendNumber(chunk, 1, 4);
  appendNumber(chunk, 2, 4);
  chunk += char(op_call_last);
  // sample, f, [f: no default, g: 5]; the atoms stand for themselves here.
  std::unique_ptr<Module> module = load(beam, messages);
  auto operand = [&](OperandKind kind, int64_t value, std::span<const Operand> list = {}) {
    return Operand{.kind = kind, .value = value, .list = list};
  };
  Operand fields[] = {operand(OperandKind::Atom, 2), operand(OperandKind::Unsigned, 0),
                      operand(OperandKind::Atom, 1), operand(OperandKind::Integer, 5)};
  appendOperand(chunk, operand(OperandKind::Atom, 1), *module);
  appendOperand(chunk, operand(OperandKind::Atom, 2), *module);
  appendOperand(chunk, operand(OperandKind::List, 4, fields), *module);
  std::unique_ptr<Module> again = load(withChunk(beam, "Recs", chunk), messages);
  ASSERT_NE(again, nullptr) << messages;
  ASSERT_EQ(again->records.size(), 1u);
  EXPECT_EQ(again->atom(again->records[0].name), "sample");
  EXPECT_FALSE(again->records[0].exported);
  EXPECT_FALSE(again->records[0].fields[0].hasDefault);
  EXPECT_EQ(again->records[0].fields[1].defaultValue.value, 5);
  chunk[3] = 1;
  EXPECT_EQ(load(withChunk(beam, "Recs", chunk), messages), nullptr);
  EXPECT_NE(messages.find("the file comes from a newer compiler"), std::string::npos);
}

TEST(Releases, NewerThanKnown) {
  std::string messages, beam = sampleBeam();
  size_t code = beam.find("Code");
  beam[code + 8 + 11] = char(200);
  EXPECT_EQ(load(beam, messages), nullptr);
  EXPECT_EQ(messages,
            "t.beam: Code+8: error: expected instructions up to 191 (OTP 29), found 200; the "
            "file comes from a newer compiler\n");
}
