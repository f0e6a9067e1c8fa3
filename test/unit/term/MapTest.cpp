//===- MapTest.cpp - Maps of both forms ----------------------------------------------------------------===//
#include "runtime/term/Map.h"
#include "runtime/term/Compare.h"
#include "test/unit/term/TermReader.h"
#include <vector>

using namespace beamc::rt;
using beamc::test::show;
using MapTest = beamc::test::TermTest;

namespace {
Term sequence(Process &p, int64_t from, int64_t to) {
  std::vector<MapPair> pairs;
  for (int64_t i = from; i <= to; i++)
    pairs.push_back({Term::small(i), Term::small(i)});
  return mapFromPairs(p, pairs.data(), pairs.size());
}
} // namespace

TEST_F(MapTest, FlatKeysAreSortedExactly) {
  EXPECT_EQ(show(term("#{b=>1, 1.0=>2, 1=>3, a=>4}")), "#{1=>3,1.000000e+00=>2,a=>4,b=>1}");
}

TEST_F(MapTest, LastPairWins) {
  MapPair pairs[] = {{term("a"), term("1")}, {term("b"), term("2")}, {term("a"), term("3")}};
  bool duplicates;
  EXPECT_EQ(show(mapFromPairs(p(), pairs, 3, &duplicates)), "#{a=>3,b=>2}");
  EXPECT_TRUE(duplicates);
}

TEST_F(MapTest, FormFollowsSize) {
  Term m = sequence(p(), 1, 32);
  EXPECT_TRUE(m.isFlatMap());
  Term larger = mapPut(p(), m, term("x"), term("y"));
  EXPECT_TRUE(larger.isHashMap());
  EXPECT_EQ(mapSize(larger), 33u);
  Term back = mapRemove(p(), larger, term("x"));
  EXPECT_TRUE(back.isFlatMap());
  EXPECT_TRUE(exactEqual(back, m));
}

// Iteration order of OTP 25: maps:next(maps:iterator(maps:from_list([{I,I} || I <-
// lists:seq(1,33)]))) and so on.
TEST_F(MapTest, LargeMapsIterateAsInOtp) {
  const int64_t expected[] = {16, 18, 5,  19, 27, 10, 24, 4, 21, 22, 17, 3,  8,  1,  7,  2, 14,
                              15, 20, 13, 6,  28, 25, 32, 9, 11, 31, 26, 30, 29, 23, 12, 33};
  MapIterator it(sequence(p(), 1, 33));
  Term k, v;
  for (int64_t e : expected) {
    ASSERT_TRUE(it.next(k, v));
    EXPECT_EQ(k.smallValue(), e);
  }
  EXPECT_FALSE(it.next(k, v));
}

TEST_F(MapTest, TriesAreTheSameHoweverBuilt) {
  Term whole = sequence(p(), 1, 2000), grown = sequence(p(), 1, 40),
       shrunk = sequence(p(), 1, 3000);
  for (int64_t i = 2000; i > 40; i--)
    grown = mapPut(p(), grown, Term::small(i), Term::small(i));
  for (int64_t i = 2001; i <= 3000; i++)
    shrunk = mapRemove(p(), shrunk, Term::small(i));
  EXPECT_TRUE(exactEqual(whole, grown));
  EXPECT_TRUE(exactEqual(whole, shrunk));
  EXPECT_EQ(mapGet(whole, Term::small(1234)).bits, Term::small(1234).bits);
  EXPECT_FALSE(mapGet(whole, Term::small(2001)).isValue());
  EXPECT_TRUE(mapPut(p(), whole, Term::small(7), Term::small(7)) ==
              whole); // nothing changes, nothing is copied
}
