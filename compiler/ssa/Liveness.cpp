//===- Liveness.cpp - Backward data flow to a fixed point ----------------------------===//
#include "compiler/ssa/Liveness.h"

namespace beamc::ssa {

static void use(const Value *v, llvm::BitVector &live) {
  if (v->kind != Value::Kind::Const)
    live.set(v->id);
}

void Liveness::stepBack(const Inst *i, llvm::BitVector &live) {
  live.reset(i->id);
  for (const Value *v : i->operands)
    use(v, live);
  for (const Edge &e : i->succs)
    for (const Value *v : e.args)
      use(v, live);
}

Liveness::Liveness(const Function &f) {
  values_.assign(f.valueCount, nullptr);
  in_.assign(f.blocks.size(), llvm::BitVector(f.valueCount));
  out_ = in_;
  for (Block *b : f.blocks) {
    for (Arg *a : b->args)
      values_[a->id] = a;
    for (Inst *i : b->insts)
      values_[i->id] = i;
  }
  // Blocks lie nearly in reverse post-order, so walking them backwards converges fast.
  llvm::BitVector live(f.valueCount);
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t k = f.blocks.size(); k-- > 0;) {
      Block *b = f.blocks[k];
      live.reset();
      for (const Edge &e : b->terminator()->succs)
        live |= in_[e.to->id];
      out_[b->id] = live;
      for (size_t n = b->insts.size(); n-- > 0;)
        stepBack(b->insts[n], live);
      for (Arg *a : b->args)
        live.reset(a->id);
      if (live != in_[b->id]) {
        in_[b->id] = live;
        changed = true;
      }
    }
  }
}

} // namespace beamc::ssa
