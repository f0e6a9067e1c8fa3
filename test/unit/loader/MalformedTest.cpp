//===- MalformedTest.cpp - bad input ends in diagnostics ---------------------------===//
//
// Thousands of damaged variations of one file: whatever the loader makes of them, it
// must not crash (run under the address sanitizer), must say why when it refuses, and
// what it accepts must print. Damage is repeatable: a fixed generator, no seeds from
// outside.
//===----------------------------------------------------------------------===//
#include "SampleModule.h"
#include "compiler/loader/Assembler.h"
#include "compiler/loader/Printer.h"

#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::loader;

namespace {

/// xorshift64: small, good enough, the same everywhere.
class Random {
public:
  explicit Random(uint64_t seed) : state_(seed * 2 + 1) {}
  uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  size_t below(size_t limit) { return size_t(next() % limit); }

private:
  uint64_t state_;
};

/// Loads \p bytes; counts what was accepted.
void tryLoad(std::string_view bytes, unsigned &accepted) {
  Diagnostics diag;
  std::unique_ptr<Module> module = loadModule(bytesOf(bytes), "damaged.beam", diag);
  if (!module) {
    ASSERT_TRUE(diag.hasErrors());
    return;
  }
  ++accepted;
  PrintOptions options;
  options.allChunks = true;
  ASSERT_FALSE(printModule(*module, options).empty());
}

} // namespace

TEST(Malformed, Truncations) {
  std::string bytes = sampleBeam();
  unsigned accepted = 0;
  for (size_t size = 0; size != bytes.size(); ++size)
    tryLoad(std::string_view(bytes).substr(0, size), accepted);
  EXPECT_EQ(accepted, 0u);
}

TEST(Malformed, SingleBits) {
  std::string bytes = sampleBeam();
  unsigned accepted = 0;
  for (size_t bit = 0; bit != bytes.size() * 8; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = char(damaged[bit / 8] ^ 1 << bit % 8);
    tryLoad(damaged, accepted);
  }
  EXPECT_LT(accepted, bytes.size() * 8);
}

TEST(Malformed, SeveralBytes) {
  std::string bytes = sampleBeam();
  Random random(1);
  unsigned accepted = 0;
  for (unsigned round = 0; round != 4000; ++round) {
    std::string damaged = bytes;
    for (size_t i = 0, count = 1 + random.below(8); i != count; ++i)
      damaged[random.below(damaged.size())] = char(random.next());
    tryLoad(damaged, accepted);
  }
}

TEST(Malformed, CutsAndRepeats) {
  std::string bytes = sampleBeam();
  Random random(2);
  unsigned accepted = 0;
  for (unsigned round = 0; round != 2000; ++round) {
    size_t from = random.below(bytes.size()), to = random.below(bytes.size());
    size_t length = random.below(64);
    std::string damaged = bytes;
    if (round % 2 == 0)
      damaged.erase(from, length);
    else
      damaged.insert(to, bytes.substr(from, length));
    tryLoad(damaged, accepted);
  }
}

TEST(Malformed, Nonsense) {
  Random random(3);
  unsigned accepted = 0;
  for (unsigned round = 0; round != 1000; ++round) {
    std::string bytes = round % 2 ? "FOR1" : "";
    size_t length = random.below(300);
    for (size_t i = 0; i != length; ++i)
      bytes += char(random.next());
    tryLoad(bytes, accepted);
  }
  EXPECT_EQ(accepted, 0u);
}

/// As to OTP's loader: attributes that are no term make the file bad, bytes behind the term do not.
TEST(Malformed, Attributes) {
  for (const char *id : {"Attr", "CInf"}) {
    std::string bytes = sampleBeam();
    size_t chunk = bytes.find(id), size = size_t(uint8_t(bytes[chunk + 7]));
    ASSERT_LT(chunk, bytes.size());
    ASSERT_EQ(uint8_t(bytes[chunk + 8]), 131u);
    for (size_t damaged : {0u, 1u}) { // the version, then the tag
      std::string bad = bytes;
      bad[chunk + 8 + damaged] = 1;
      Diagnostics diag;
      EXPECT_EQ(loadModule(bytesOf(bad), "bad.beam", diag), nullptr);
      EXPECT_TRUE(diag.hasErrors());
    }
    // A short term, 131 and [], in a chunk of the old size.
    ASSERT_GE(size, 3u);
    bytes[chunk + 9] = 106;
    Diagnostics diag;
    std::unique_ptr<Module> module = loadModule(bytesOf(bytes), "longer.beam", diag);
    ASSERT_NE(module, nullptr) << diag.render();
    const Literal *term = id[0] == 'A' ? module->attributes : module->compileInfo;
    ASSERT_NE(term, nullptr);
    EXPECT_EQ(term->kind, LiteralKind::Nil);
    EXPECT_EQ(term->etf.size(), 2u);
  }
}

/// Random bytes where the code was, inside an intact file.
TEST(Malformed, NonsenseCode) {
  std::string bytes = sampleBeam();
  size_t code = bytes.find("Code");
  Random random(4);
  unsigned accepted = 0;
  for (unsigned round = 0; round != 3000; ++round) {
    std::string damaged = bytes;
    size_t start = code + 8 + 20 + random.below(100);
    for (size_t i = 0; i != 40; ++i)
      damaged[start + i] = char(random.next());
    tryLoad(damaged, accepted);
  }
}

TEST(Malformed, Terms) {
  Random random(5);
  for (unsigned round = 0; round != 5000; ++round) {
    std::vector<uint8_t> bytes = {131};
    static constexpr uint8_t kTags[] = {97,  98,  70,  99,  100, 115, 118, 119, 106, 107,
                                        108, 104, 105, 116, 109, 77,  110, 111, 113, 112,
                                        103, 88,  102, 89,  120, 101, 114, 90,  80};
    for (size_t i = 0, count = random.below(60); i != count; ++i)
      bytes.push_back(random.below(2) ? kTags[random.below(std::size(kTags))]
                                      : uint8_t(random.below(6)));
    Arena arena;
    Diagnostics diag;
    const Literal *literal = decodeEtf(bytes, arena, Place{.file = "t", .chunk = {}}, diag);
    ASSERT_EQ(literal == nullptr, diag.hasErrors());
    if (!literal)
      continue;
    std::string encoded = encodeEtf(*literal);
    const Literal *again =
        decodeEtf(bytesOf(encoded), arena, Place{.file = "t", .chunk = {}}, diag);
    ASSERT_NE(again, nullptr) << diag.render();
    ASSERT_TRUE(sameLiteral(*literal, *again)) << printLiteral(*literal);
  }
}

TEST(Malformed, Text) {
  std::string text(kSampleText);
  Random random(6);
  for (unsigned round = 0; round != 3000; ++round) {
    std::string damaged = text;
    for (size_t i = 0, count = 1 + random.below(4); i != count; ++i) {
      size_t at = random.below(damaged.size());
      if (random.below(2))
        damaged[at] = char(random.below(256));
      else
        damaged.erase(at, random.below(20));
    }
    Diagnostics diag;
    std::string bytes = assembleBeam(damaged, "damaged.S", diag);
    ASSERT_EQ(bytes.empty(), diag.hasErrors());
  }
}
