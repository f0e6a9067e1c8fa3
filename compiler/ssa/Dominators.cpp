//===- Dominators.cpp ------------------------------------------------------------===//
#include "compiler/ssa/Dominators.h"

namespace beamc::ssa {

Dominators::Dominators(const Function &f) {
  size_t n = f.blocks.size();
  idom_.assign(n, nullptr);
  children_.resize(n);
  in_.assign(n, 0);
  out_.assign(n, 0);
  // Post-order numbers.
  std::vector<uint32_t> post(n, 0);
  std::vector<uint8_t> seen(n, 0);
  std::vector<std::pair<Block *, unsigned>> work{{f.blocks[0], 0}};
  seen[f.blocks[0]->id] = 1;
  while (!work.empty()) {
    auto &[b, next] = work.back();
    auto &succs = b->terminator()->succs;
    if (next == succs.size()) {
      post[b->id] = order_.size();
      order_.push_back(b);
      work.pop_back();
      continue;
    }
    Block *s = succs[next++].to;
    if (!seen[s->id]) {
      seen[s->id] = 1;
      work.push_back({s, 0});
    }
  }
  Block *entry = f.blocks[0];
  idom_[entry->id] = entry;
  auto intersect = [&](Block *a, Block *b) {
    while (a != b) {
      while (post[a->id] < post[b->id])
        a = idom_[a->id];
      while (post[b->id] < post[a->id])
        b = idom_[b->id];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t k = order_.size(); k-- > 0;) {
      Block *b = order_[k];
      if (b == entry)
        continue;
      Block *d = nullptr;
      for (PredEdge &p : b->preds)
        if (idom_[p.from->id])
          d = d ? intersect(d, p.from) : p.from;
      if (d != idom_[b->id]) {
        idom_[b->id] = d;
        changed = true;
      }
    }
  }
  for (Block *b : f.blocks)
    if (b != entry && idom_[b->id])
      children_[idom_[b->id]->id].push_back(b);
  idom_[entry->id] = nullptr;
  uint32_t clock = 0;
  std::vector<std::pair<Block *, size_t>> walk{{entry, 0}};
  in_[entry->id] = clock++;
  while (!walk.empty()) {
    auto &[b, next] = walk.back();
    if (next == children_[b->id].size()) {
      out_[b->id] = clock++;
      walk.pop_back();
      continue;
    }
    Block *c = children_[b->id][next++];
    in_[c->id] = clock++;
    walk.push_back({c, 0});
  }
}

} // namespace beamc::ssa
