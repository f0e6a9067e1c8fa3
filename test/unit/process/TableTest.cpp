//===- TableTest.cpp - Process table and registered names ------------------------------------------===//
#include "runtime/process/Table.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Reference.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>
#include <set>

using namespace beamc;
using namespace beamc::rt;

namespace {

struct TableTest : testing::Test {
  void SetUp() override { test::startProgram(); }
};

// Pids are numbered in order and found again; after the end they are not.
TEST_F(TableTest, FindsLivingProcesses) {
  Process *a = test::makeProcess(), *b = test::makeProcess();
  Term pidA = a->pid, pidB = b->pid;
  EXPECT_EQ(pidPayload(pidB), pidPayload(pidA) + 1);
  EXPECT_EQ(findProcess(pidA), a);
  EXPECT_EQ(findProcess(pidB), b);
  test::dropProcess(a);
  EXPECT_EQ(findProcess(pidA), nullptr);
  EXPECT_EQ(findProcess(pidB), b);
  test::dropProcess(b);
}

// A slot that is used again answers for its new process only.
TEST_F(TableTest, GenerationsDiffer) {
  Process *first = test::makeProcess();
  Term old = first->pid;
  test::dropProcess(first);
  for (uint32_t i = 0; i < processLimit(); i++)
    test::dropProcess(test::makeProcess());
  EXPECT_EQ(findProcess(old), nullptr);
}

TEST_F(TableTest, RefusesWhenFull) {
  std::vector<Process *> all;
  while (processCount() < processLimit())
    all.push_back(test::makeProcess());
  EXPECT_EQ(allocProcess(), nullptr);
  for (Process *p : all)
    test::dropProcess(p);
}

// A structure is kept while a thread is inside an epoch that began before its end.
TEST_F(TableTest, FreesByEpoch) {
  Process *p = test::makeProcess();
  {
    EpochGuard guard;
    test::dropProcess(p);
    reclaimProcesses();
    EXPECT_NE(p->retiredAt, 0u); // readable
  }
  reclaimProcesses();
}

TEST_F(TableTest, Names) {
  Process *p = test::makeProcess(), *q = test::makeProcess();
  EXPECT_TRUE(registerName(*p, atom::user));
  EXPECT_FALSE(registerName(*p, atom::logger)); // one name each
  EXPECT_FALSE(registerName(*q, atom::user));   // one owner each
  EXPECT_EQ(whereisName(atom::user), p->pid);
  test::dropProcess(p); // the name goes with the process
  EXPECT_FALSE(whereisName(atom::user).isValue());
  EXPECT_TRUE(registerName(*q, atom::user));
  EXPECT_TRUE(unregisterName(atom::user));
  EXPECT_FALSE(unregisterName(atom::user));
  test::dropProcess(q);
}

TEST_F(TableTest, ReferencesAreUnique) {
  std::set<std::pair<uint64_t, uint64_t>> seen;
  for (int i = 0; i < 300000; i++) {
    RefNumber n = newRefNumber();
    ASSERT_TRUE(seen.insert({n.high, n.low}).second);
  }
}

} // namespace
