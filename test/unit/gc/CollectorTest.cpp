//===- CollectorTest.cpp - The collector on hand-made heaps ----------------------------------------===//
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "runtime/term/Compare.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::rt;

namespace {

struct CollectorTest : testing::Test {
  void SetUp() override {
    test::startProgram();
    p = test::makeProcess();
  }
  void TearDown() override {
    gGcStress = gHeapCheck = false;
    test::dropProcess(p);
  }
  /// [N, N-1 … 1] with a tuple {I, I} for each.
  Term numbers(int n) {
    Term list = Term::nil();
    for (int i = 1; i <= n; i++)
      list = makeCons(*p, makeTuple(*p, {Term::small(i), Term::small(i)}), list);
    return list;
  }
  static void expectNumbers(Term list, int n) {
    for (int i = n; i >= 1; i--, list = list.tail()) {
      ASSERT_TRUE(list.isCons());
      ASSERT_TRUE(list.head().isTuple(2));
      ASSERT_EQ(list.head().element(1).smallValue(), i);
    }
    EXPECT_TRUE(list.isNil());
  }
  Process *p;
};

// What a register holds survives, and garbage goes.
TEST_F(CollectorTest, KeepsRegistersDropsGarbage) {
  p->x[0] = numbers(1000).bits;
  numbers(5000);
  ASSERT_NE(p->fragments, nullptr); // the block was too small: fragments took the rest
  collect(*p, 0, 1);
  EXPECT_EQ(p->fragments, nullptr);
  EXPECT_EQ(p->hp - p->heap, 5 * 1000);
  expectNumbers(Term(p->x[0]), 1000);
}

// The stack is scanned word by word; return addresses in it are left alone.
TEST_F(CollectorTest, ScansStack) {
  Term list = numbers(20);
  *--p->sp = list.bits;
  *--p->sp = 0x5555deadbee0;
  collect(*p, 100, 0);
  EXPECT_EQ(p->sp[0], 0x5555deadbee0u);
  expectNumbers(Term(p->sp[1]), 20);
  EXPECT_GE(uint64_t(p->sp - p->hp), 100 + beamc::abi::kStackReserve);
}

// Survivors of two minor collections lie in the old heap, and stay there.
TEST_F(CollectorTest, Promotes) {
  gHeapCheck = true;
  p->x[0] = numbers(30).bits;
  collect(*p, 0, 1);
  collect(*p, 0, 1);
  ASSERT_NE(p->oldHeap, nullptr);
  const Word *cell = Term(p->x[0]).cell();
  EXPECT_TRUE(cell >= p->oldHeap && cell < p->oldTop);
  numbers(100);
  collect(*p, 0, 1);
  EXPECT_EQ(Term(p->x[0]).cell(), cell);
  collect(*p, 0, 1, /*full=*/true);
  EXPECT_EQ(p->oldHeap, nullptr);
  expectNumbers(Term(p->x[0]), 30);
}

// Raw words (bignum digits, bytes of binaries) may look like pointers and are not followed.
TEST_F(CollectorTest, StepsOverRawObjects) {
  gHeapCheck = true;
  Word *big = allocWords(*p, 3);
  big[0] = beamc::abi::makeHeader(Kind::PosBignum, 2);
  big[1] = Term::cons(big).bits;
  big[2] = Term::boxed(big).bits;
  Word digits[2] = {big[1], big[2]};
  p->x[0] = makeTuple(*p, {Term::boxed(big), makeBinary(*p, "bytes"), atom::ok}).bits;
  collect(*p, 0, 1);
  Term t(p->x[0]);
  EXPECT_EQ(t.element(0).object()[1], digits[0]);
  EXPECT_EQ(t.element(0).object()[2], digits[1]);
  EXPECT_EQ(memcmp(&t.element(1).object()[2], "bytes", 5), 0);
}

// Sharing is kept: one object stays one object.
TEST_F(CollectorTest, KeepsSharing) {
  Term shared = makeTuple(*p, {});
  p->x[0] = makeTuple(*p, {shared, shared, makeCons(*p, shared, Term::nil())}).bits;
  collect(*p, 0, 1);
  Term t(p->x[0]);
  EXPECT_EQ(t.element(0), t.element(1));
  EXPECT_EQ(t.element(0), t.element(2).head());
  EXPECT_EQ(t.element(0).arity(), 0u);
}

// A binary is released when its last term is garbage, whatever generation that was in.
TEST_F(CollectorTest, ReleasesBinaries) {
  BinaryObject *kept = newBinaryObject(1000), *dropped = newBinaryObject(1000);
  retain(kept);
  retain(dropped);
  p->x[0] = makeRefcBinary(*p, kept, 8000).bits;
  p->x[1] = makeRefcBinary(*p, dropped, 8000).bits;
  collect(*p, 0, 2);
  collect(*p, 0, 2); // both are old now
  EXPECT_EQ(kept->refs, 2);
  collect(*p, 0, 1);
  EXPECT_EQ(dropped->refs, 2); // a minor collection does not look at the old heap
  collect(*p, 0, 1, /*full=*/true);
  EXPECT_EQ(kept->refs, 2);
  EXPECT_EQ(dropped->refs, 1);
  release(dropped);
  p->x[0] = 0;
  collect(*p, 0, 1, /*full=*/true);
  EXPECT_EQ(kept->refs, 1);
  release(kept);
}

// Under stress each collection moves everything and leaves no free word but those asked for.
TEST_F(CollectorTest, StressLeavesNoRoom) {
  gGcStress = gHeapCheck = true;
  p->x[0] = numbers(10).bits;
  for (int i = 0; i < 10; i++) {
    Word before = p->x[0];
    collect(*p, 7, 1);
    EXPECT_EQ(uint64_t(p->sp - p->hp), 7 + beamc::abi::kStackReserve);
    if (i < 2) {
      EXPECT_NE(p->x[0], before);
    }
    expectNumbers(Term(p->x[0]), 10);
  }
}

// A large block that is nearly empty shrinks, though not below what a busy process needs again;
// one that is nearly full grows.
TEST_F(CollectorTest, AdaptsBlockSize) {
  p->x[0] = numbers(20000).bits;
  collect(*p, 0, 1);
  EXPECT_GE(uint64_t(p->stackEnd - p->heap), 100000u);
  p->x[0] = Term::nil().bits;
  collect(*p, 0, 1, /*full=*/true);
  EXPECT_LE(uint64_t(p->stackEnd - p->heap), 20000u);
}

// Dictionary, group leader and exception fields are roots.
TEST_F(CollectorTest, KnowsProcessRoots) {
  p->excReason = numbers(5).bits;
  cold(*p).exitReason = numbers(6);
  collect(*p, 0, 0, /*full=*/true);
  expectNumbers(Term(p->excReason), 5);
  expectNumbers(p->cold->exitReason, 6);
}

// max_heap_size without kill only logs; with kill the process is to end.
TEST_F(CollectorTest, MaxHeapSize) {
  p->maxHeapSize = 1000;
  p->flags = kMaxHeapKill;
  p->x[0] = numbers(2000).bits;
  EXPECT_FALSE(collect(*p, 0, 1));
  EXPECT_TRUE(p->flags & kExiting);
  EXPECT_EQ(p->cold->exitReason, atom::killed);
}

TEST_F(CollectorTest, Hibernates) {
  p->x[0] = numbers(40).bits;
  numbers(3000);
  hibernateHeap(*p, 1);
  EXPECT_EQ(uint64_t(p->stackEnd - p->heap), uint64_t(200 + 1));
  expectNumbers(Term(p->x[0]), 40);
  wakeHeap(*p, 1);
  EXPECT_GT(uint64_t(p->sp - p->hp), uint64_t(beamc::abi::kStackReserve));
  EXPECT_FALSE(p->flags & kHibernated);
  expectNumbers(Term(p->x[0]), 40);
}

} // namespace
