//===- FloatTextTest.cpp - Floats to and from text ------------------------------------------------------------===//
#include "runtime/term/FloatText.h"
#include <gtest/gtest.h>
#include <string>

using namespace beamc::rt;

namespace {
std::string shortest(double d) {
  char text[kFloatTextSize];
  return {text, floatTextShort(d, text)};
}
std::string decimals(double d, unsigned n, bool compact = false) {
  char text[kFloatTextSize];
  return {text, floatTextDecimals(d, n, compact, text)};
}
} // namespace

// float_to_list(F, [short]) of OTP 25.2.3.
TEST(FloatText, ShortestForm) {
  EXPECT_EQ(shortest(0.0), "0.0");
  EXPECT_EQ(shortest(-0.0), "-0.0");
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(1.0e-5), "1.0e-5");
  EXPECT_EQ(shortest(0.0001), "0.0001");
  EXPECT_EQ(shortest(123.456e10), "1.23456e12");
  EXPECT_EQ(shortest(9007199254740991.0), "9007199254740991.0");
  EXPECT_EQ(shortest(9007199254740992.0), "9.007199254740992e15");
  EXPECT_EQ(shortest(5.0e-324), "5.0e-324");
  EXPECT_EQ(shortest(1.7976931348623157e308), "1.7976931348623157e308");
}

// float_to_list(F, [{decimals, N}]): halves round away from zero up to 2^53.
TEST(FloatText, Decimals) {
  EXPECT_EQ(decimals(0.125, 2), "0.13");
  EXPECT_EQ(decimals(1.005, 2), "1.00");
  EXPECT_EQ(decimals(-0.0, 2), "-0.00");
  EXPECT_EQ(decimals(2.5, 0), "3");
  EXPECT_EQ(decimals(1.5, 10, true), "1.5");
  EXPECT_EQ(decimals(1.0, 4, true), "1.0");
  EXPECT_EQ(decimals(1.0e300, 2), "");
}

TEST(FloatText, SyntaxIsErlangs) {
  double d;
  EXPECT_TRUE(floatFromText("-1.5e10", d));
  EXPECT_EQ(d, -1.5e10);
  EXPECT_TRUE(floatFromText("1,5", d));
  EXPECT_EQ(d, 1.5);
  for (const char *bad :
       {"1", "1.", ".5", "1.0e", "1.0e400", " 1.0", "1.0 ", "1e5", "1,", "1,2,3", ""})
    EXPECT_FALSE(floatFromText(bad, d)) << bad;
}
