//===- SignalTest.cpp - Signals, receiving, exits, with processes written in C++ ----------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/signal/Handle.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>
#include <thread>

using namespace beamc;
using namespace beamc::rt;

extern "C" {
CodeFn beamc_rt_wait;
Term beamc_rt_receive_peek(Process *p);
void beamc_rt_receive_remove(Process *p);
void beamc_rt_receive_next(Process *p);
Term beamc_rt_recv_marker_reserve(Process *p);
void beamc_rt_recv_marker_bind(Process *p, Term marker, Term reference);
void beamc_rt_recv_marker_use(Process *p, Term reference);
void beamc_rt_recv_marker_clear(Process *p, Term reference);
}

namespace {

struct SignalTest : testing::Test {
  void SetUp() override {
    test::startProgram();
    p = test::makeProcess();
    q = test::makeProcess();
  }
  void TearDown() override {
    test::dropProcess(q);
    test::dropProcess(p);
  }
  Term receive() {
    Term t = beamc_rt_receive_peek(p);
    if (t.isValue())
      beamc_rt_receive_remove(p);
    return t;
  }
  void link(Process *a, Process *b) {
    cold(*a).links.insert(b->pid.bits);
    cold(*b).links.insert(a->pid.bits);
  }
  Process *p, *q;
};

// Messages of one sender arrive in order, as copies.
TEST_F(SignalTest, OrderAndCopy) {
  for (int i = 0; i < 100; i++)
    sendMessage(p, q->pid, makeTuple(*q, {Term::small(i)}));
  for (int i = 0; i < 100; i++) {
    Term t = receive();
    ASSERT_TRUE(t.isTuple(1));
    EXPECT_EQ(t.element(0).smallValue(), i);
  }
  EXPECT_FALSE(receive().isValue());
  collect(*p, 0, 0);
}

// Several threads push at once; nothing is lost and each thread's order is kept.
TEST_F(SignalTest, ManySenders) {
  constexpr int kEach = 5000;
  std::thread senders[4];
  for (int s = 0; s < 4; s++)
    senders[s] = std::thread([this, s] {
      for (int i = 0; i < kEach; i++)
        sendMessage(p, Term::nonValue(), Term::small(s * kEach + i));
    });
  int next[4] = {}, got = 0;
  while (got < 4 * kEach) {
    Term t = receive();
    if (!t.isValue())
      continue;
    int64_t v = t.smallValue();
    ASSERT_EQ(next[v / kEach]++, v % kEach);
    got++;
  }
  for (std::thread &t : senders)
    t.join();
}

// Selective receive: what does not match stays, in order.
TEST_F(SignalTest, Selective) {
  for (int i = 0; i < 3; i++)
    sendMessage(p, q->pid, Term::small(i));
  beamc_rt_receive_peek(p);
  beamc_rt_receive_next(p);
  EXPECT_EQ(beamc_rt_receive_peek(p), Term::small(1));
  beamc_rt_receive_remove(p);
  EXPECT_EQ(receive(), Term::small(0));
  EXPECT_EQ(receive(), Term::small(2));
}

// A bound marker makes the scan begin behind the messages that were there before.
TEST_F(SignalTest, ReceiveMarkers) {
  sendMessage(p, q->pid, Term::small(1));
  beamc_rt_receive_peek(p);
  Term marker = beamc_rt_recv_marker_reserve(p);
  Term ref = makeReference(*p);
  beamc_rt_recv_marker_bind(p, marker, ref);
  sendMessage(p, q->pid, Term::small(2));
  beamc_rt_recv_marker_use(p, ref);
  EXPECT_EQ(beamc_rt_receive_peek(p), Term::small(2));
  beamc_rt_receive_remove(p);
  beamc_rt_recv_marker_clear(p, ref);
  EXPECT_EQ(receive(), Term::small(1));
  EXPECT_FALSE(receive().isValue());
}

// A message's terms live on after the receive and a collection.
TEST_F(SignalTest, MessageBecomesHeap) {
  sendMessage(p, q->pid, makeTuple(*q, {makeStringLatin1(*q, "text"), makeBinary(*q, "binary")}));
  p->x[0] = receive().bits;
  collect(*p, 0, 1);
  Term t(p->x[0]);
  EXPECT_EQ(t.element(0).head(), Term::small('t'));
  EXPECT_TRUE(t.element(1).isBinary());
}

TEST_F(SignalTest, TrappedExit) {
  link(p, q);
  p->flags |= kTrapExit;
  sendLinkExit(q->pid, p->pid, atom::killed);
  Term t = receive();
  ASSERT_TRUE(t.isTuple(3));
  EXPECT_EQ(t.element(0), atom::EXIT);
  EXPECT_EQ(t.element(1), q->pid);
  EXPECT_EQ(t.element(2), atom::killed);
}

TEST_F(SignalTest, UntrappedExitEnds) {
  link(p, q);
  sendLinkExit(q->pid, p->pid, atom::badarg);
  handleSignals(*p);
  EXPECT_TRUE(p->flags & kExiting);
  EXPECT_EQ(p->cold->exitReason, atom::badarg);
}

// Without a link (any more) the signal has no effect.
TEST_F(SignalTest, StaleLinkExitIsIgnored) {
  sendLinkExit(q->pid, p->pid, atom::badarg);
  handleSignals(*p);
  EXPECT_FALSE(p->flags & kExiting);
}

TEST_F(SignalTest, KillCannotBeTrapped) {
  p->flags |= kTrapExit;
  sendSignal(p, newSignalWith(SignalKind::Exit, q->pid, atom::kill, kSignalSpare));
  handleSignals(*p);
  EXPECT_EQ(p->cold->exitReason, atom::killed);
}

// A monitored process ends: 'DOWN' with its reason, and only once.
TEST_F(SignalTest, MonitorDown) {
  Process *r = test::makeProcess();
  RefNumber n = newRefNumber();
  Monitor *m = cold(*p).monitors.insert(n);
  m->target = m->pid = r->pid;
  m->tag = atom::DOWN;
  m->kind = atom::process;
  Watcher *w = cold(*r).watchers.insert(n);
  w->pid = p->pid;
  Term pid = r->pid;
  cold(*r).exitReason = atom::shutdown;
  test::dropProcess(r);
  Term t = receive();
  ASSERT_TRUE(t.isTuple(5));
  EXPECT_EQ(t.element(0), atom::DOWN);
  EXPECT_TRUE(refNumber(t.element(1)) == n);
  EXPECT_EQ(t.element(3), pid);
  EXPECT_EQ(t.element(4), atom::shutdown);
  EXPECT_EQ(p->cold->monitors.size(), 0u);
}

// Sending to a process that has ended fails, and what was on its way is answered.
TEST_F(SignalTest, ClosedQueue) {
  Process *r = test::makeProcess();
  EpochGuard guard;
  cold(*p).links.insert(r->pid.bits);
  sendSignal(r, newSignal(SignalKind::Link, p->pid, 0)); // not handled before its end
  p->flags |= kTrapExit;
  test::dropProcess(r);
  Signal *s = newSignal(SignalKind::Message, q->pid, 0);
  EXPECT_FALSE(sendSignal(r, s));
  freeSignal(s);
  Term t = receive();
  ASSERT_TRUE(t.isTuple(3));
  EXPECT_EQ(t.element(2), atom::noproc);
}

//===-- Processes that run ---------------------------------------------------------------===//

int gSteps;

DEFINE_CODE(test_counts_down) {
  // x0 counts down over many slices: each visit preempts.
  gSteps++;
  p->hp = hp;
  p->sp = sp;
  p->reductions = 0;
  p->x[0] = x0 - 8;
  p->live = 1;
  p->resume = test_counts_down;
  if (Term(x0).smallValue() == 1)
    JUMP(returnAddress(p));
  p->switchTo = kSwitchReady;
}

// A preempted process goes on with its registers; return from the first function ends it.
TEST_F(SignalTest, SlicesAndEnd) {
  gSteps = 0;
  Term n = Term::small(10);
  Process *r = spawnProcess(p, test_counts_down, &n, 1, {}, atom::erlang, atom::apply, 2);
  Term pid = r->pid;
  startProcess(r);
  test::runUntilIdle();
  EXPECT_EQ(gSteps, 10);
  EXPECT_EQ(findProcess(pid), nullptr);
}

// A continuation with prefix data, as the compiler lays it out.
asm(".text\n.p2align 4\n.long 0\n.long 0\n.long 0\n.long 0\ntest_after_wait: jmp "
    "test_after_wait_body\n");
extern "C" CodeFn test_after_wait;
Term gReceived;

DEFINE_CODE(test_after_wait_body) {
  p->hp = hp;
  p->sp = sp + 1;
  p->reductions = reductions;
  gReceived = beamc_rt_receive_peek(p);
  beamc_rt_receive_remove(p);
  JUMP(returnAddress(p));
}

DEFINE_CODE(test_waits_blindly) {
  BEAMC_MUSTTAIL return beamc_rt_wait(p, hp, sp, reductions, 0, 0, 0, 0, 0, 0);
}

DEFINE_CODE(test_waits) {
  beamc_rt_receive_peek(p); // sees the end of the queue, as each receive with clauses does
  *--sp = reinterpret_cast<Word>(&test_after_wait);
  BEAMC_MUSTTAIL return beamc_rt_wait(p, hp, sp, reductions, 0, 0, 0, 0, 0, 0);
}

// A receive without clauses is not ended by messages.
TEST_F(SignalTest, BlindWait) {
  Process *r = spawnProcess(p, test_waits_blindly, nullptr, 0, {}, atom::erlang, atom::apply, 2);
  Term pid = r->pid;
  startProcess(r);
  test::runUntilIdle();
  sendMessage(r, p->pid, atom::ok);
  test::runUntilIdle();
  EXPECT_EQ(findProcess(pid), r);
  EXPECT_EQ(r->state, 0u);
  sendSignal(r, newSignalWith(SignalKind::Exit, p->pid, atom::kill, kSignalSpare));
  test::runUntilIdle();
  EXPECT_EQ(findProcess(pid), nullptr);
}

// A waiting process is in no queue; a message brings it back to its continuation.
TEST_F(SignalTest, WaitAndWake) {
  gReceived = Term::nonValue();
  Process *r = spawnProcess(p, test_waits, nullptr, 0, {}, atom::erlang, atom::apply, 2);
  Term pid = r->pid;
  startProcess(r);
  test::runUntilIdle();
  EXPECT_EQ(findProcess(pid), r);
  EXPECT_EQ(r->state, 0u);
  EXPECT_FALSE(gReceived.isValue());
  sendMessage(r, p->pid, atom::ok);
  test::runUntilIdle();
  EXPECT_EQ(gReceived, atom::ok);
  EXPECT_EQ(findProcess(pid), nullptr);
}

} // namespace
