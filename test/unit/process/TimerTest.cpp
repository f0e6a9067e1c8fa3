//===- TimerTest.cpp - Timer heaps ------------------------------------------------------------------===//
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Timers.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>
#include <random>

using namespace beamc;
using namespace beamc::rt;

extern "C" {
Term beamc_rt_receive_peek(Process *p);
void beamc_rt_receive_remove(Process *p);
}

namespace {

struct TimerTest : testing::Test {
  void SetUp() override {
    test::startProgram();
    p = test::makeProcess();
  }
  void TearDown() override { test::dropProcess(p); }
  RefNumber start(int64_t deadline, int value) {
    RefNumber ref = newRefNumber();
    Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 0);
    s->value = Term::small(value);
    startMessageTimer(ref, deadline, p->pid, s);
    return ref;
  }
  void fireAll(int64_t now);
  Process *p;
};

} // namespace

namespace {

void TimerTest::fireAll(int64_t now) {
  EpochGuard guard;
  schedulerAt(0)->timers.fire(now);
}

// Timers fire in the order of their deadlines, those with the same one in the order of their start.
TEST_F(TimerTest, FiresInOrder) {
  std::mt19937 random(3);
  int64_t base = monotonicNow() + 1000000000;
  std::vector<std::pair<int64_t, int>> expected;
  for (int i = 0; i < 500; i++) {
    int64_t deadline = base + random() % 50;
    expected.push_back({deadline, i});
    start(deadline, i);
  }
  std::sort(expected.begin(), expected.end());
  fireAll(base - 1);
  EXPECT_FALSE(beamc_rt_receive_peek(p).isValue());
  fireAll(base + 100);
  for (auto &[deadline, value] : expected) {
    ASSERT_EQ(beamc_rt_receive_peek(p), Term::small(value));
    beamc_rt_receive_remove(p);
  }
  EXPECT_EQ(schedulerAt(0)->timers.next(), INT64_MAX);
}

// A cancelled timer does not fire; the time left is told once.
TEST_F(TimerTest, Cancel) {
  RefNumber a = start(monotonicNow() + 1000000000, 1), b = start(monotonicNow() + 2000000000, 2);
  EXPECT_GT(readMessageTimer(a), 0);
  EXPECT_GT(cancelMessageTimer(a), 0);
  EXPECT_EQ(cancelMessageTimer(a), -1);
  EXPECT_EQ(readMessageTimer(a), -1);
  fireAll(monotonicNow() + 3000000000);
  EXPECT_EQ(beamc_rt_receive_peek(p), Term::small(2));
  beamc_rt_receive_remove(p);
  EXPECT_FALSE(beamc_rt_receive_peek(p).isValue());
  EXPECT_EQ(cancelMessageTimer(b), -1);
}

// The message of a timer for a process that has ended is dropped.
TEST_F(TimerTest, ReceiverGone) {
  Process *q = test::makeProcess();
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 0);
  s->value = atom::ok;
  RefNumber ref = newRefNumber();
  startMessageTimer(ref, monotonicNow() + 1000000000, q->pid, s);
  test::dropProcess(q);
  EXPECT_GT(readMessageTimer(ref), 0);
  fireAll(monotonicNow() + 2000000000);
  EXPECT_EQ(readMessageTimer(ref), -1);
  EXPECT_EQ(schedulerAt(0)->timers.next(), INT64_MAX);
  EXPECT_FALSE(beamc_rt_receive_peek(p).isValue());
}

} // namespace
