//===- EtfTest.cpp - terms in external format, and as text ------------------------===//
#include "SampleModule.h"
#include "compiler/loader/Inflate.h"
#include "compiler/loader/TextParser.h"

#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::loader;

static const Literal *parse(std::string_view text, Arena &arena) {
  Diagnostics diag;
  TextParser parser(lexText(text, "t", diag), "t", arena, diag);
  const Literal *literal = parser.term();
  EXPECT_EQ(diag.render(), "") << text;
  return literal;
}

/// Decodes bytes given as a list; null and a message on error.
static const Literal *decode(std::vector<uint8_t> bytes, Arena &arena, std::string &message) {
  Diagnostics diag;
  const Literal *literal = decodeEtf(bytes, arena, Place{.file = "t", .chunk = {}}, diag);
  message = diag.render();
  return literal;
}

TEST(Etf, TextEncodeDecodePrint) {
  const char *terms[] = {"0",
                         "255",
                         "256",
                         "-1",
                         "9223372036854775807",
                         "-9223372036854775808",
                         "16#8000000000000000",
                         "-16#123456789ABCDEF0123456789ABCDEF",
                         "1.5",
                         "-0.0",
                         "1.0e+100",
                         "5.0e-324",
                         "foo",
                         "'Foo bar'",
                         "'it\\'s'",
                         "''",
                         "[]",
                         "[1,2,300]",
                         "\"text\\n\"",
                         "[a|b]",
                         "[[[]]]",
                         "{}",
                         "{a,{b,[c]}}",
                         "#{}",
                         "#{a => 1,\"k\" => []}",
                         "<<>>",
                         "<<\"abc\">>",
                         "<<1,255,5:3>>",
                         "fun lists:map/2",
                         "'\u00e4\u03b1'"};
  for (const char *text : terms) {
    Arena arena;
    const Literal *literal = parse(text, arena);
    ASSERT_NE(literal, nullptr);
    EXPECT_EQ(printLiteral(*literal), text);
    std::string bytes = encodeEtf(*literal), message;
    const Literal *again = decode({bytes.begin(), bytes.end()}, arena, message);
    ASSERT_NE(again, nullptr) << message;
    EXPECT_TRUE(sameLiteral(*literal, *again)) << text;
    EXPECT_EQ(again->etf.size(), bytes.size());
  }
}

TEST(Etf, ListsInTailPositionAreJoined) {
  Arena arena;
  std::string message;
  // [1 | [2 | "A"]] with lists of one element each, and an empty list header between.
  const Literal *list =
      decode({131, 108, 0, 0, 0, 1, 97, 1, 108, 0, 0, 0, 0, 108, 0, 0, 0, 1, 97, 2, 107, 0, 1, 65},
             arena, message);
  ASSERT_NE(list, nullptr) << message;
  EXPECT_EQ(list->elements.size(), 3u);
  EXPECT_TRUE(list->isProperList());
}

TEST(Etf, Compressed) {
  Arena arena;
  std::string message;
  const Literal *list = parse("[1,2,{three,\"text\"}]", arena);
  std::string plain = encodeEtf(*list).substr(1);
  std::string packed = deflateBytes(plain);
  std::vector<uint8_t> bytes = {131, 80, 0, 0, 0, uint8_t(plain.size())};
  bytes.insert(bytes.end(), packed.begin(), packed.end());
  const Literal *again = decode(bytes, arena, message);
  ASSERT_NE(again, nullptr) << message;
  EXPECT_TRUE(sameLiteral(*list, *again));
  bytes[5] += 1;
  EXPECT_EQ(decode(bytes, arena, message), nullptr);
  EXPECT_NE(message.find("expected a compressed term of"), std::string::npos);
}

TEST(Etf, Errors) {
  Arena arena;
  std::string message;
  EXPECT_EQ(decode({}, arena, message), nullptr);
  EXPECT_NE(message.find("found 0; the file may be truncated"), std::string::npos);
  EXPECT_EQ(decode({130, 106}, arena, message), nullptr);
  EXPECT_NE(message.find("first byte 131"), std::string::npos);
  EXPECT_EQ(decode({131, 108, 255, 255, 255, 255, 106}, arena, message), nullptr);
  EXPECT_NE(message.find("found a count of 4294967295"), std::string::npos);
  EXPECT_EQ(decode({131, 106, 106}, arena, message), nullptr);
  EXPECT_NE(message.find("found 1 more bytes"), std::string::npos);
  EXPECT_EQ(decode({131, 70, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0}, arena, message), nullptr);
  EXPECT_NE(message.find("finite float"), std::string::npos);
  EXPECT_EQ(decode({131, 119, 1, 0xff}, arena, message), nullptr);
  EXPECT_NE(message.find("UTF-8"), std::string::npos);
}

TEST(Etf, DepthIsLimited) {
  Arena arena;
  std::string message;
  std::vector<uint8_t> bytes = {131};
  for (uint32_t i = 0; i != kMaxLiteralDepth - 1; ++i)
    bytes.insert(bytes.end(), {104, 1});
  bytes.push_back(106);
  const Literal *deep = decode(bytes, arena, message);
  ASSERT_NE(deep, nullptr) << message;
  EXPECT_EQ(printLiteral(*deep).size(), 2 * size_t(kMaxLiteralDepth));
  EXPECT_EQ(encodeEtf(*deep).size(), bytes.size());
  bytes.insert(bytes.begin() + 1, {104, 1, 104, 1});
  EXPECT_EQ(decode(bytes, arena, message), nullptr);
  EXPECT_NE(message.find("nested at most"), std::string::npos);
}

TEST(Etf, PidsStayRaw) {
  Arena arena;
  std::string message;
  const Literal *pid =
      decode({131, 88, 119, 1, 'n', 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3}, arena, message);
  ASSERT_NE(pid, nullptr) << message;
  EXPECT_EQ(pid->kind, LiteralKind::Pid);
  EXPECT_EQ(printLiteral(*pid), "etf\"5877016e000000010000000200000003\"");
  EXPECT_TRUE(sameLiteral(*pid, *parse(printLiteral(*pid), arena)));
}
