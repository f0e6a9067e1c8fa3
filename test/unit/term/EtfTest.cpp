//===- EtfTest.cpp - The external term format ---------------------------------------------------------------===//
#include "runtime/term/Etf.h"
#include "runtime/heap/Copy.h"
#include "runtime/term/Compare.h"
#include "test/unit/term/TermReader.h"
#include <random>

using namespace beamc::rt;
using beamc::test::show;
using EtfTest = beamc::test::TermTest;

namespace {
std::string encode(Term t, const EtfOptions &o = {}) {
  Bytes out;
  EXPECT_TRUE(encodeEtf(t, o, out));
  return {reinterpret_cast<char *>(out.data()), out.size()};
}
std::string bytes(std::initializer_list<int> b) { return {b.begin(), b.end()}; }
} // namespace

// Bytes of term_to_binary/1 of OTP 25.2.3.
TEST_F(EtfTest, EncodesAsOtp) {
  EXPECT_EQ(encode(term("a")), bytes({131, 100, 0, 1, 97}));
  EXPECT_EQ(encode(term("'é'")), bytes({131, 100, 0, 1, 233}));
  EXPECT_EQ(encode(term("'λ'")), bytes({131, 119, 2, 206, 187}));
  EXPECT_EQ(encode(term("1.5")), bytes({131, 70, 63, 248, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(encode(term("[1,2,3]")), bytes({131, 107, 0, 3, 1, 2, 3}));
  EXPECT_EQ(encode(term("[1,300]")), bytes({131, 108, 0, 0, 0, 2, 97, 1, 98, 0, 0, 1, 44, 106}));
  EXPECT_EQ(encode(term("2147483648")), bytes({131, 110, 4, 0, 0, 0, 0, 128}));
  EXPECT_EQ(encode(term("-2147483649")), bytes({131, 110, 4, 1, 1, 0, 0, 128}));
  EXPECT_EQ(encode(term("#{a=>1}")), bytes({131, 116, 0, 0, 0, 1, 100, 0, 1, 97, 97, 1}));
  EXPECT_EQ(encode(term("<<1:3>>")), bytes({131, 77, 0, 0, 0, 1, 3, 32}));
  EtfOptions two;
  two.minorVersion = 2;
  EXPECT_EQ(encode(term("a"), two), bytes({131, 119, 1, 97}));
}

TEST_F(EtfTest, RoundTripsIntoAProcessAndAFragment) {
  for (const char *s :
       {"0", "-1", "1180591620717411303424", "{a,[b|c],\"string\",<<\"bin\">>,#{x=>{y},2=>[]}}",
        "[]", "{}", "#{}", "-0.0", "<<5:3>>", "[[[[]]]]"}) {
    std::string e = encode(term(s));
    auto *b = reinterpret_cast<const uint8_t *>(e.data());
    HeapTarget here(p());
    EXPECT_TRUE(exactEqual(decodeEtf(b, e.size(), here), term(s))) << s;
    HeapFragment *f = newFragment(etfHeapWords(b, e.size()));
    HeapTarget there(f);
    EXPECT_TRUE(exactEqual(decodeEtf(b, e.size(), there), term(s))) << s;
    freeFragment(f);
  }
}

// Whatever the bytes, the answer is a term or the non-value, and the bound on words holds.
TEST_F(EtfTest, DamagedInputIsRefused) {
  std::string good = encode(term(
      "{a,[b|c],\"string\",<<\"binary\">>,#{x=>{y},2=>[]},1180591620717411303424,1.5,[1,2,300]}"));
  std::mt19937 random(1);
  for (int i = 0; i < 20000; i++) {
    std::string s = good.substr(0, random() % 4 ? good.size() : random() % good.size());
    for (unsigned n = random() % 3; n && s.size() > 1; n--)
      s[1 + random() % (s.size() - 1)] = char(random());
    auto *b = reinterpret_cast<const uint8_t *>(s.data());
    uint64_t words = etfHeapWords(b, s.size());
    if (!words || words > 1 << 20)
      continue;
    HeapFragment *f = newFragment(words);
    HeapTarget target(f);
    Term t = decodeEtf(b, s.size(), target, /*safe=*/true);
    EXPECT_LE(f->used, f->size);
    if (t.isValue())
      show(t);
    freeFragment(f);
  }
}
