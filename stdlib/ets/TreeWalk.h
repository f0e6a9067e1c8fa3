//===- TreeWalk.h - The rows of a tree, one after the other ----------------------------------===//
//
// A walk keeps the rows above its own that are still to come, so that a step touches the rows it
// passes and compares no keys. It is good for as long as the tree does not change: under the
// table's lock, or with TreeStore's count of changes. A walk that has changed the tree itself seeks
// its place again.
//===----------------------------------------------------------------------===//
#pragma once
#include "stdlib/ets/Store.h"

namespace beamc::rt {

class TreeWalk {
public:
  /// \p reverse: from the last row to the first.
  explicit TreeWalk(bool reverse = false) : reverse_(reverse) {}
  /// To the first row on the way whose key has been \p reached; all keys before it have not, all
  /// behind it have. Null if there is none.
  template <typename F> Row *seek(const TreeStore &tree, F reached) {
    depth_ = 0;
    for (Row *r = tree.root(); r;)
      if (reached(r->key())) {
        pending_[depth_++] = r;
        r = near(r);
      } else {
        r = far(r);
      }
    return row();
  }
  /// Where the walk is; null at its end.
  Row *row() const { return depth_ ? pending_[depth_ - 1] : nullptr; }
  /// The row behind row(), which must not be null.
  Row *step() {
    Row *r = pending_[--depth_];
    for (r = far(r); r; r = near(r))
      pending_[depth_++] = r;
    r = row();
    // The rows behind this one, if it has none of its own those behind the one above it.
    if (r)
      __builtin_prefetch(far(r) || depth_ < 2 ? far(r) : far(pending_[depth_ - 2]));
    return r;
  }

private:
  Row *near(Row *r) const { return reverse_ ? r->right : r->left; }
  Row *far(Row *r) const { return reverse_ ? r->left : r->right; }
  bool reverse_;
  unsigned depth_ = 0;
  Row *pending_[TreeStore::kMaxDepth];
};

} // namespace beamc::rt
