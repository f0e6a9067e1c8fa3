//===- DeadCode.cpp - Remove instructions whose result nobody uses ------------------------===//
//
//   %2 = head %1        =>   (nothing, if %2 is unused and head has no effects)
//
// Effects come from Insts.def: everything but Writes and terminators may go.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"
#include <algorithm>

namespace beamc::passes {
using namespace ssa;

bool DeadCode::run(Function &fn) {
  std::vector<uint8_t> needed(fn.valueCount, 0);
  std::vector<Inst *> work;
  auto need = [&](Value *v) {
    if (v->kind == Value::Kind::Inst && !needed[v->id]) {
      needed[v->id] = 1;
      work.push_back(static_cast<Inst *>(v));
    }
  };
  auto needUsesOf = [&](Inst *i) {
    for (Value *v : i->operands)
      need(v);
    for (Edge &e : i->succs)
      for (Value *v : e.args)
        need(v);
  };
  for (Block *b : fn.blocks)
    for (Inst *i : b->insts)
      if (i->info().effects == Effects::Writes)
        need(i);
  while (!work.empty()) {
    Inst *i = work.back();
    work.pop_back();
    needUsesOf(i);
  }
  bool changed = false;
  for (Block *b : fn.blocks) {
    auto dead = [&](Inst *i) { return !needed[i->id]; };
    auto it = std::remove_if(b->insts.begin(), b->insts.end(), dead);
    changed |= it != b->insts.end();
    b->insts.erase(it, b->insts.end());
  }
  return changed;
}

} // namespace beamc::passes
