//===- CompactTermTest.cpp - operands are read as they were written ----------------===//
#include "compiler/loader/CompactTerm.h"
#include "SampleModule.h"
#include "compiler/loader/EtfDecoder.h"

#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::loader;

static Operand readBack(const std::string &bytes, Module &module,
                        std::vector<const Literal *> &bigs) {
  Diagnostics diag;
  ByteReader reader(bytesOf(bytes), Place{.file = "t", .chunk = "Code", .offset = 0}, diag);
  Operand operand = OperandReader(reader, module, bigs).read();
  EXPECT_EQ(diag.render(), "");
  EXPECT_TRUE(reader.atEnd());
  return operand;
}

TEST(CompactTerm, Integers) {
  Module module;
  std::vector<const Literal *> bigs;
  std::vector<int64_t> values = {0,      1,         15,        16,        2047,     2048,
                                 -1,     -16,       -2048,     32767,     32768,    -32768,
                                 -32769, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN};
  for (int64_t value : values) {
    std::string bytes;
    appendCompact(bytes, CompactTag::Integer, value);
    Operand operand = readBack(bytes, module, bigs);
    EXPECT_EQ(operand.kind, OperandKind::Integer);
    EXPECT_EQ(operand.value, value);
  }
}

TEST(CompactTerm, ShortestForms) {
  auto size = [](int64_t value) {
    std::string bytes;
    appendCompact(bytes, CompactTag::Integer, value);
    return bytes.size();
  };
  EXPECT_EQ(size(15), 1u);
  EXPECT_EQ(size(16), 2u);
  EXPECT_EQ(size(2047), 2u);
  EXPECT_EQ(size(2048), 3u);
  EXPECT_EQ(size(-1), 3u);
  EXPECT_EQ(size(INT64_MIN), 9u);
}

TEST(CompactTerm, BigIntegers) {
  Module module;
  std::vector<uint8_t> magnitudes[] = {{0, 0, 0, 0, 0, 0, 0, 0x80},
                                       {1, 0, 0, 0, 0, 0, 0, 0x80},
                                       {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
                                       {0, 0, 0, 0, 0, 0, 0, 0, 1},
                                       std::vector<uint8_t>(40, 0xab)};
  for (const std::vector<uint8_t> &magnitude : magnitudes)
    for (bool negative : {false, true}) {
      std::vector<const Literal *> bigs;
      std::string bytes;
      const Literal *expected = makeBigInteger(module.arena, negative, magnitude);
      if (expected->kind == LiteralKind::Integer)
        continue; // -2^63 fits.
      appendCompactBig(bytes, negative, magnitude);
      Operand operand = readBack(bytes, module, bigs);
      ASSERT_EQ(operand.kind, OperandKind::BigInteger);
      EXPECT_TRUE(sameLiteral(*bigs[0], *expected));
    }
}

TEST(CompactTerm, RegistersAboveTheLimitAreRefused) {
  Module module;
  std::vector<const Literal *> bigs;
  std::string bytes;
  appendCompact(bytes, CompactTag::X, 1024);
  Diagnostics diag;
  ByteReader reader(bytesOf(bytes), Place{.file = "t", .chunk = "Code", .offset = 7}, diag);
  OperandReader(reader, module, bigs).read();
  EXPECT_EQ(diag.render(), "t: Code+7: error: expected a register below 1024, found 1024\n");
}
