//===- IntegerTest.cpp - Arithmetic of any size -----------------------------------------------------===//
#include "runtime/term/Integer.h"
#include "test/unit/term/TermReader.h"

using namespace beamc::rt;
using beamc::test::show;
using IntegerTest = beamc::test::TermTest;

TEST_F(IntegerTest, CrossesTheBordersOfSmalls) {
  Term max = Term::small(beamc::abi::kSmallMax), min = Term::small(beamc::abi::kSmallMin);
  EXPECT_EQ(show(addIntegers(p(), max, Term::small(1))), "1152921504606846976");
  EXPECT_EQ(show(subtractIntegers(p(), min, Term::small(1))), "-1152921504606846977");
  EXPECT_EQ(show(negateInteger(p(), min)), "1152921504606846976");
  EXPECT_EQ(show(divideIntegers(p(), min, Term::small(-1))), "1152921504606846976");
  Term back = subtractIntegers(p(), addIntegers(p(), max, Term::small(1)), Term::small(1));
  EXPECT_EQ(back.bits, max.bits); // what fits is a small again
}

TEST_F(IntegerTest, DivisionIdentityHolds) {
  const char *numbers[] = {
      "1",
      "-7",
      "18446744073709551615",
      "-340282366920938463463374607431768211456",
      "123456789012345678901234567890123456789012345678901234567890",
      "-115792089237316195423570985008687907853269984665640564039457584007913129639936"};
  for (const char *x : numbers)
    for (const char *y : numbers) {
      Term a = term(x), b = term(y);
      Term q = divideIntegers(p(), a, b), r = remainderIntegers(p(), a, b);
      EXPECT_EQ(compareIntegers(addIntegers(p(), multiplyIntegers(p(), q, b), r), a), 0)
          << x << " / " << y;
    }
}

// Long factors go through another algorithm; the result is checked by division.
TEST_F(IntegerTest, LongProducts) {
  Term a = term("3"), b = term("-7");
  for (int i = 0; i < 13; i++) {
    a = multiplyIntegers(p(), a, a);
    b = multiplyIntegers(p(), b, b);
  }
  Term product = multiplyIntegers(p(), a, b);
  EXPECT_EQ(compareIntegers(divideIntegers(p(), product, a), b), 0);
  EXPECT_EQ(remainderIntegers(p(), product, b).bits, Term::small(0).bits);
}

TEST_F(IntegerTest, BitwiseIsTwosComplement) {
  Term big = term("-18446744073709551616"); // -(1 bsl 64)
  EXPECT_EQ(show(andIntegers(p(), big, term("36893488147419103231"))), "18446744073709551616");
  EXPECT_EQ(show(orIntegers(p(), big, term("5"))), "-18446744073709551611");
  EXPECT_EQ(show(xorIntegers(p(), big, term("-1"))), "18446744073709551615");
  EXPECT_EQ(show(shiftRightInteger(p(), term("-18446744073709551617"), Term::small(64))), "-2");
  EXPECT_EQ(show(shiftLeftInteger(p(), term("-3"), Term::small(100))),
            "-3802951800684688204490109616128");
}

TEST_F(IntegerTest, LimitIsOtps) {
  EXPECT_TRUE(shiftLeftInteger(p(), Term::small(1), Term::small(33554367)).isValue());
  EXPECT_FALSE(shiftLeftInteger(p(), Term::small(1), Term::small(33554368)).isValue());
}

TEST_F(IntegerTest, ComparisonWithFloatsIsExact) {
  EXPECT_LT(compareIntegerWithFloat(term("9007199254740992"), 9007199254740994.0), 0);
  EXPECT_GT(compareIntegerWithFloat(term("9007199254740993"), 9007199254740992.0), 0);
  EXPECT_EQ(compareIntegerWithFloat(term("1000000000000000000000"), 1e21), 0);
  EXPECT_GT(compareIntegerWithFloat(term("1000000000000000000001"), 1e21), 0);
  EXPECT_LT(compareIntegerWithFloat(term("-1000000000000000000001"), -1e21), 0);
}

TEST_F(IntegerTest, TextRoundTrips) {
  for (unsigned base = 2; base <= 36; base++)
    for (const char *x : {"0", "-1", "35", "1180591620717411303424",
                          "-99999999999999999999999999999999999999999"}) {
      Text text;
      integerText(term(x), base, text);
      bool tooBig;
      Term back = integerFromText(p(), {text.data(), text.size()}, base, &tooBig);
      EXPECT_EQ(show(back), x) << base;
    }
}
