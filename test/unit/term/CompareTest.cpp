//===- CompareTest.cpp - Term order and equality -----------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/heap/Build.h"
#include "test/unit/term/TermReader.h"

using namespace beamc::rt;
using CompareTest = beamc::test::TermTest;

// Ascending, as lists:sort/1 of OTP 25 leaves them.
TEST_F(CompareTest, OrderOfKinds) {
  const char *sorted[] = {"-1.0e300", "0",         "1",       "1.5",     "1180591620717411303424",
                          "a",        "b",         "{}",      "{1}",     "{a,b}",
                          "#{}",      "#{1=>a}",   "#{a=>1}", "#{a=>2}", "#{b=>1}",
                          "[]",       "[1|2]",     "[1,2]",   "\"a\"",   "<<>>",
                          "<<1>>",    "<<1,0:1>>", "<<2>>"};
  for (size_t i = 0; i < std::size(sorted); i++)
    for (size_t j = 0; j < std::size(sorted); j++) {
      int64_t c = compareTerms(term(sorted[i]), term(sorted[j]));
      EXPECT_EQ(i < j, c < 0) << sorted[i] << " " << sorted[j];
      EXPECT_EQ(i == j, c == 0) << sorted[i] << " " << sorted[j];
    }
}

TEST_F(CompareTest, IntegersAndFloats) {
  EXPECT_TRUE(equal(term("1"), term("1.0")));
  EXPECT_FALSE(exactEqual(term("1"), term("1.0")));
  EXPECT_TRUE(equal(term("{1,[2]}"), term("{1.0,[2.0]}")));
  EXPECT_TRUE(exactEqual(term("0.0"), term("-0.0")));
  EXPECT_LT(compareTermsExact(term("5"), term("1.0")), 0); // integers first
  EXPECT_FALSE(equal(term("#{1=>a}"), term("#{1.0=>a}"))); // keys compare exactly
  EXPECT_TRUE(equal(term("#{a=>1}"), term("#{a=>1.0}")));
}

TEST_F(CompareTest, DeepTermsNeedNoStack) {
  Term a = Term::nil(), b = Term::nil();
  for (int i = 0; i < 1000000; i++) {
    a = makeCons(p(), a, Term::nil());
    b = makeCons(p(), b, Term::nil());
  }
  EXPECT_TRUE(exactEqual(a, b));
  EXPECT_EQ(compareTerms(a, b), 0);
}
