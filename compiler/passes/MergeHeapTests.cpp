//===- MergeHeapTests.cpp - One heap test instead of several -------------------------------===//
//
//   heap_test #2                 heap_test #5
//   %3 = cons %1, %2             %3 = cons %1, %2
//   heap_test #3          =>
//   %4 = tuple %3, %2            %4 = tuple %3, %2
//
// Within a block, as long as nothing between the tests takes memory through the runtime (that
// could use up the reservation) or has effects.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"
#include <algorithm>

namespace beamc::passes {
using namespace ssa;

bool MergeHeapTests::run(Function &fn) {
  bool changed = false;
  for (Block *b : fn.blocks) {
    Inst *first = nullptr;
    std::vector<Inst *> dead;
    for (Inst *i : b->insts) {
      if (i->op == Opcode::HeapTest) {
        if (first) {
          first->imm += i->imm;
          dead.push_back(i);
        } else {
          first = i;
        }
        continue;
      }
      Effects e = i->info().effects;
      if (e == Effects::Alloc || e == Effects::Writes)
        first = nullptr;
    }
    if (dead.empty())
      continue;
    changed = true;
    auto isDead = [&](Inst *i) { return std::find(dead.begin(), dead.end(), i) != dead.end(); };
    b->insts.erase(std::remove_if(b->insts.begin(), b->insts.end(), isDead), b->insts.end());
  }
  return changed;
}

} // namespace beamc::passes
