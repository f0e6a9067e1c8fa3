//===- Liveness.h - Which values are live where -----------------------------------===//
//
// Live-in of a block: values defined elsewhere that the block or a successor uses. A block's
// own arguments are not in it; edge arguments are uses at the end of the edge's source. Bits are
// value ids. The usual backward data flow to a fixed point. Needs cleanCfg; holds until the
// function changes.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"
#include "llvm/ADT/BitVector.h"

namespace beamc::ssa {

class Liveness {
public:
  explicit Liveness(const Function &f);
  const llvm::BitVector &liveIn(const Block *b) const { return in_[b->id]; }
  const llvm::BitVector &liveOut(const Block *b) const { return out_[b->id]; }
  Value *value(uint32_t id) const { return values_[id]; }
  template <typename F> void forEachLiveIn(const Block *b, F fn) const {
    for (unsigned id : in_[b->id].set_bits())
      fn(values_[id]);
  }
  /// Steps \p live backwards over \p i: from what is live after it to what is live before it.
  static void stepBack(const Inst *i, llvm::BitVector &live);

private:
  std::vector<llvm::BitVector> in_, out_;
  std::vector<Value *> values_;
};

} // namespace beamc::ssa
