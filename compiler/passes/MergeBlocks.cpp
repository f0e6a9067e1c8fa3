//===- MergeBlocks.cpp - Join a block with its only successor --------------------------------===//
//
//   b1: …; br b2                 b1: …; ret %x
//   b2: ret %x            =>
//
// If b2 has no other predecessor. Its arguments are those that b1 passes.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"

namespace beamc::passes {
using namespace ssa;

bool MergeBlocks::run(Function &fn) {
  std::vector<Value *> map(fn.valueCount, nullptr);
  bool changed = false;
  std::vector<uint8_t> gone(fn.blockCount, 0);
  for (Block *b : fn.blocks) {
    if (gone[b->id])
      continue;
    for (;;) {
      Inst *t = b->terminator();
      if (t->op != Opcode::Br)
        break;
      Block *next = t->succs[0].to;
      if (next == b || next == fn.blocks[0] || next->entry != Block::Entry::Plain ||
          next->preds.size() != 1)
        break;
      for (unsigned k = 0; k != next->args.size(); ++k) {
        Value *v = t->succs[0].args[k];
        map[next->args[k]->id] = v;
        if (v->kind != Value::Kind::Const && v->slotHint < 0)
          v->slotHint = next->args[k]->slotHint;
      }
      b->insts.pop_back();
      b->insts.insert(b->insts.end(), next->insts.begin(), next->insts.end());
      b->cold = b->cold && next->cold;
      for (Edge &e : b->terminator()->succs)
        for (PredEdge &p : e.to->preds)
          if (p.from == next)
            p.from = b;
      gone[next->id] = 1;
      next->insts.assign(1, t); // unreachable now; cleanCfg drops it
      next->preds.clear();
      changed = true;
    }
  }
  if (changed) {
    replaceValues(fn, map);
    fn.cleanCfg();
  }
  return changed;
}

} // namespace beamc::passes
