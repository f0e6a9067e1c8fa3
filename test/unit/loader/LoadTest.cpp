//===- LoadTest.cpp - a loaded module holds what was written ----------------------===//
#include "SampleModule.h"
#include "compiler/loader/Inflate.h"
#include "compiler/loader/Md5.h"
#include "compiler/loader/OpInfo.h"

#include <gtest/gtest.h>
#include <zlib.h>

using namespace beamc;
using namespace beamc::loader;

class LoadSample : public ::testing::Test {
protected:
  void SetUp() override {
    Diagnostics diag;
    module = loadModule(bytesOf(sampleBeam()), "sample.beam", diag);
    EXPECT_EQ(diag.render(), "");
    ASSERT_NE(module, nullptr);
  }
  std::unique_ptr<Module> module;
};

TEST_F(LoadSample, Tables) {
  EXPECT_EQ(module->name, "sample");
  EXPECT_EQ(module->atom(1), "sample");
  ASSERT_EQ(module->exports.size(), 2u);
  EXPECT_EQ(module->atom(module->exports[1].function), "g");
  ASSERT_EQ(module->lambdas.size(), 1u);
  EXPECT_EQ(module->lambdas[0].numFree, 1u);
  EXPECT_EQ(module->lambdas[0].oldUniq, 12345u);
  EXPECT_EQ(module->strings.size(), 11u);
  ASSERT_EQ(module->lines.size(), 4u);
  EXPECT_EQ(module->lines[3].file, 1u);
  EXPECT_EQ(module->lines[3].line, 70000u);
  EXPECT_EQ(module->files[1], "sample.hrl");
  ASSERT_EQ(module->literals.size(), 2u);
  EXPECT_EQ(module->literals[0]->kind, LiteralKind::Tuple);
  ASSERT_EQ(module->bigIntegers.size(), 1u);
  EXPECT_EQ(printLiteral(*module->bigIntegers[0]), "16#18EE90FF6C373E0EE4E3F0AD2");
  EXPECT_EQ(module->chunk("Meta").size(), 29u);
}

TEST_F(LoadSample, Types) {
  ASSERT_EQ(module->types.size(), 3u);
  EXPECT_EQ(module->types[0].kinds, uint32_t(kTypeAnyTerm));
  EXPECT_EQ(module->types[1].kinds, uint32_t(kTypeInteger));
  EXPECT_EQ(module->types[1].upper, 255);
  EXPECT_EQ(module->types[2].kinds, uint32_t(kTypeCons | kTypeNil));
  EXPECT_FALSE(module->types[2].lower);
}

TEST_F(LoadSample, Functions) {
  ASSERT_EQ(module->functions.size(), 3u);
  const FunctionInfo &f = module->functions[0];
  EXPECT_EQ(module->atom(f.name), "f");
  EXPECT_EQ(f.arity, 2u);
  EXPECT_EQ(f.entryLabel, 2u);
  EXPECT_EQ(f.ops.front().opcode, op_label);
  EXPECT_EQ(f.ops.back().opcode, op_call_ext_last);
  EXPECT_EQ(module->functions[1].ops.front().args[0].value, 5);
  EXPECT_EQ(module->functionAt(6), &module->functions[1]);
  EXPECT_EQ(module->functionAt(7), nullptr);
  EXPECT_EQ(module->functionAt(100000), nullptr);
  EXPECT_EQ(module->ops.back().opcode, op_int_code_end);
}

TEST_F(LoadSample, Operands) {
  std::span<const Op> ops = module->functions[0].ops;
  const Op &allocate = ops[4];
  ASSERT_EQ(allocate.opcode, op_allocate_heap);
  EXPECT_EQ(allocate.args[1].kind, OperandKind::AllocList);
  EXPECT_EQ(allocate.args[1].value, 3);
  const Op &add = ops[7];
  EXPECT_EQ(add.args[3].kind, OperandKind::X);
  EXPECT_EQ(add.args[3].type, 1);
  EXPECT_EQ(add.args[4].value, 70000);
  EXPECT_EQ(module->atom(module->imports[size_t(add.args[2].value)].function), "+");
  EXPECT_EQ(ops[9].args[4].value, INT64_MIN);
}

TEST(Load, GzippedFile) {
  std::string plain = sampleBeam();
  std::string packed(plain.size() + 200, '\0');
  z_stream stream{};
  ASSERT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef *>(plain.data());
  stream.avail_in = uInt(plain.size());
  stream.next_out = reinterpret_cast<Bytef *>(packed.data());
  stream.avail_out = uInt(packed.size());
  ASSERT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  Diagnostics diag;
  EXPECT_NE(loadModule(bytesOf(packed), "packed.beam", diag), nullptr) << diag.render();
}

TEST(Load, Md5OfRfc1321) {
  auto hex = [](std::string_view text) {
    Md5 md5;
    for (char c : text) // Byte by byte, to cross block boundaries.
      md5.update(bytesOf(std::string_view(&c, 1)));
    std::string out;
    for (uint8_t byte : md5.finish()) {
      char digits[3];
      std::snprintf(digits, sizeof digits, "%02x", byte);
      out += digits;
    }
    return out;
  };
  EXPECT_EQ(hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  EXPECT_EQ(hex("12345678901234567890123456789012345678901234567890123456789012345678901234567890"),
            "57edf4a22be3c955ac49da2e2107b67a");
}
