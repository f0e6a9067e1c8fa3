//===- Dominators.h - Dominator tree of a function -------------------------------===//
//
// Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001). Needs cleanCfg; holds until
// the CFG changes.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"

namespace beamc::ssa {

class Dominators {
public:
  explicit Dominators(const Function &f);
  /// Each block dominates itself.
  bool dominates(const Block *a, const Block *b) const {
    return in_[a->id] <= in_[b->id] && out_[b->id] <= out_[a->id];
  }
  /// Null for the entry block.
  Block *immediate(const Block *b) const { return idom_[b->id]; }
  llvm::ArrayRef<Block *> children(const Block *b) const { return children_[b->id]; }

  /// The blocks in post-order: each after those that are first reached from it.
  llvm::ArrayRef<Block *> postOrder() const { return order_; }

private:
  std::vector<Block *> idom_;
  std::vector<std::vector<Block *>> children_;
  std::vector<Block *> order_;
  std::vector<uint32_t> in_, out_;
};

} // namespace beamc::ssa
