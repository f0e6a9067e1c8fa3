//===- BitsTest.cpp - Bitstrings at odd places -----------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "test/unit/term/TermReader.h"
#include <random>
#include <vector>

using namespace beamc::rt;
using beamc::test::show;
using BitsTest = beamc::test::TermTest;

namespace {
bool bitAt(const uint8_t *b, uint64_t i) { return b[i >> 3] >> (7 - (i & 7)) & 1; }
} // namespace

extern "C" Term beamc_rt_bs_create(Process *, const void *, uint64_t);
extern "C" Term beamc_rt_bs_start_match(Process *, Term);
extern "C" Term beamc_rt_bs_get_integer(Process *, Term, uint64_t, uint64_t);

TEST(CopyBits, CopiesTheBitsAndNothingElse) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; round++) {
    uint8_t from[24], to[24], before[24];
    for (unsigned i = 0; i < sizeof from; i++) {
      from[i] = uint8_t(random());
      to[i] = before[i] = uint8_t(random());
    }
    uint64_t a = random() % 40, b = random() % 40, n = random() % 140;
    copyBits(to, a, from, b, n);
    for (uint64_t i = 0; i < sizeof to * 8; i++)
      ASSERT_EQ(bitAt(to, i), i >= a && i < a + n ? bitAt(from, b + i - a) : bitAt(before, i))
          << a << " " << b << " " << n;
  }
}

TEST_F(BitsTest, ComparisonIgnoresAlignment) {
  Term whole = term(
      "<<\"xhello, this is more than sixty-four bytes of text for a reference-counted one\">>");
  Term part = makeSubBits(p(), whole, 13, 43);
  std::vector<uint8_t> copy(6);
  BitsView v(part);
  copyBits(copy.data(), 0, v.base, v.offset, v.size);
  EXPECT_TRUE(equalBits(v, BitsView(copy.data(), 0, 43)));
  EXPECT_EQ(compareBits(v, BitsView(copy.data(), 0, 42)), 1);
}

TEST_F(BitsTest, ShortAlignedPartsAreCopies) {
  Term whole =
      term("<<\"0123456789012345678901234567890123456789012345678901234567890123456789\">>");
  EXPECT_TRUE(makeSubBits(p(), whole, 8, 64 * 8).isKind(Kind::HeapBits));
  EXPECT_TRUE(makeSubBits(p(), whole, 8, 65 * 8).isKind(Kind::SubBits));
  EXPECT_TRUE(makeSubBits(p(), whole, 3, 8).isKind(Kind::SubBits));
}

// <<A/bits, X:3>> a thousand times: the object is shared while there is room, and no older
// binary changes.
TEST_F(BitsTest, AppendingExtendsInPlace) {
  Term acc = term("<<>>"), early = Term::nil();
  unsigned moved = 0;
  const uint8_t *last = nullptr;
  for (int i = 0; i < 20000; i++) {
    BitSegment s[2] = {
        {SegmentType::Append, 1, kSegWhole, 0, acc.bits, Term::small(0).bits},
        {SegmentType::Integer, 1, 0, 0, Term::small(i & 7).bits, Term::small(3).bits}};
    acc = beamc_rt_bs_create(&p(), s, 2);
    ASSERT_TRUE(acc.isValue());
    if (i == 999)
      early = acc;
    const uint8_t *base = BitsView(acc).base;
    moved += acc.bitSize() > 64 * 8 && base != last;
    last = base;
  }
  EXPECT_LT(moved, 12u);
  EXPECT_EQ(early.bitSize(), 3000u);
  Term ctx = beamc_rt_bs_start_match(&p(), acc);
  for (int i = 0; i < 20000; i++)
    ASSERT_EQ(beamc_rt_bs_get_integer(&p(), ctx, 3, 0).smallValue(), i & 7);
  // A second append to the early one must not write over what followed it.
  BitSegment s[2] = {{SegmentType::Append, 1, kSegWhole, 0, early.bits, Term::small(0).bits},
                     {SegmentType::Integer, 1, 0, 0, Term::small(7).bits, Term::small(3).bits}};
  Term other = beamc_rt_bs_create(&p(), s, 2);
  EXPECT_NE(BitsView(other).base, BitsView(acc).base);
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
  auto length = [](std::initializer_list<uint8_t> bytes) {
    uint32_t c;
    return decodeUtf8(bytes.begin(), bytes.size(), c);
  };
  EXPECT_EQ(length({0x41}), 1u);
  EXPECT_EQ(length({0xf4, 0x8f, 0xbf, 0xbf}), 4u);
  EXPECT_EQ(length({0xc0, 0x80}), 0u);             // overlong
  EXPECT_EQ(length({0xed, 0xa0, 0x80}), 0u);       // surrogate
  EXPECT_EQ(length({0xf4, 0x90, 0x80, 0x80}), 0u); // above 16#10FFFF
  EXPECT_EQ(length({0xe2, 0x82}), 0u);             // cut
}
