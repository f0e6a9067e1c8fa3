//===- FlatTableTest.cpp - The small hash table ----------------------------------------------------===//
#include "runtime/process/FlatTable.h"
#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace beamc::rt;

namespace {

struct Entry {
  uint64_t key;
  int value;
};

// Inserts, lookups and removals agree with std::map, below and above the indexed size.
TEST(FlatTable, BehavesLikeMap) {
  std::mt19937 random(7);
  FlatTable<uint64_t, Entry> table{};
  std::map<uint64_t, int> model;
  for (int step = 0; step < 20000; step++) {
    uint64_t key = random() % (step < 5000 ? 8 : 300);
    if (random() % 3) {
      Entry *e = table.find(key);
      if (!e)
        e = table.insert(key);
      e->value = step;
      model[key] = step;
    } else {
      EXPECT_EQ(table.erase(key), model.erase(key) == 1);
    }
    ASSERT_EQ(table.size(), model.size());
    for (auto &[k, v] : model) {
      Entry *e = table.find(k);
      ASSERT_NE(e, nullptr);
      ASSERT_EQ(e->value, v);
    }
  }
  table.clear();
}

} // namespace
