//===- TreeStore.cpp - An AVL tree in term order --------------------------------------------------------------------===//
//
// Row::hash holds the height of a row's subtree. Insertion and removal keep the links they went
// through and mend heights on the way back.
//===----------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "stdlib/ets/TreeWalk.h"

namespace beamc::rt {

/// Where the last neighbour() ended.
struct TreeStore::Place {
  explicit Place(bool reverse) : walk(reverse) {}
  TreeWalk walk;
  uint64_t changes = 0; ///< TreeStore::changes_ when the walk got there
};

namespace {

uint32_t height(const Row *r) { return r ? r->hash : 0; }
void measure(Row *r) {
  uint32_t a = height(r->left), b = height(r->right);
  r->hash = (a > b ? a : b) + 1;
}

/// The right child takes its parent's place.
Row *rotateLeft(Row *r) {
  Row *up = r->right;
  r->right = up->left;
  up->left = r;
  measure(r);
  measure(up);
  return up;
}
Row *rotateRight(Row *r) {
  Row *up = r->left;
  r->left = up->right;
  up->right = r;
  measure(r);
  measure(up);
  return up;
}

} // namespace

/// Mends the subtrees at the links of \p path, deepest first.
void TreeStore::rebalance(Row ***path, unsigned depth) {
  while (depth > 0) {
    Row **link = path[--depth];
    Row *r = *link;
    uint32_t before = r->hash, a = height(r->left), b = height(r->right);
    if (a > b + 1) {
      if (height(r->left->left) < height(r->left->right))
        r->left = rotateLeft(r->left);
      *link = rotateRight(r);
    } else if (b > a + 1) {
      if (height(r->right->right) < height(r->right->left))
        r->right = rotateRight(r->right);
      *link = rotateLeft(r);
    } else {
      measure(r);
    }
    if ((*link)->hash == before)
      return; // nothing changes further up
  }
}

Row *TreeStore::find(Term key) const {
  if (Row *r = reached_.load(std::memory_order_relaxed); r && compareTerms(key, r->key()) == 0)
    return r;
  Row *r = root_;
  uint32_t keypos = r ? r->keypos : 0; // the same in all rows
  while (r) {
    Term other(r->words[keypos]);
    if (other == key)
      return r;
    bool less;
    if (key.isSmall() && other.isSmall()) {
      less = int64_t(key.bits) < int64_t(other.bits);
    } else {
      int64_t c = compareTerms(key, other);
      if (c == 0)
        return r;
      less = c < 0;
    }
    // Both are loaded, so that which of them does not need a prediction, wrong half of the time.
    Row *left = r->left, *right = r->right;
    r = less ? left : right;
  }
  return nullptr;
}

void TreeStore::insert(Row *row) {
  noteChange();
  Row **path[kMaxDepth];
  unsigned depth = 0;
  Row **link = &root_;
  while (*link) {
    path[depth++] = link;
    link = compareTerms(row->key(), (*link)->key()) < 0 ? &(*link)->left : &(*link)->right;
  }
  row->left = row->right = nullptr;
  row->hash = 1;
  *link = row;
  rebalance(path, depth);
}

void TreeStore::unlink(Row *row) {
  noteChange();
  Row **path[kMaxDepth];
  unsigned depth = 0;
  Row **link = &root_;
  while (*link != row) {
    path[depth++] = link;
    link = compareTerms(row->key(), (*link)->key()) < 0 ? &(*link)->left : &(*link)->right;
  }
  if (!row->left || !row->right) {
    *link = row->left ? row->left : row->right;
    return rebalance(path, depth);
  }
  // The next row in order takes the place of the one that leaves.
  unsigned place = depth;
  path[depth++] = link;
  Row **low = &row->right;
  while ((*low)->left) {
    path[depth++] = low;
    low = &(*low)->left;
  }
  Row *heir = *low;
  *low = heir->right;
  heir->left = row->left;
  heir->right = row->right;
  heir->hash = row->hash;
  *link = heir;
  if (place + 1 < depth)
    path[place + 1] = &heir->right; // was the leaving row's own link
  rebalance(path, depth);
}

void TreeStore::exchange(Row *row, Row *fresh) {
  noteChange();
  Row **link = &root_;
  while (*link != row)
    link = compareTerms(row->key(), (*link)->key()) < 0 ? &(*link)->left : &(*link)->right;
  fresh->left = row->left;
  fresh->right = row->right;
  fresh->hash = row->hash;
  *link = fresh;
}

Row *TreeStore::first() const {
  Row *r = root_;
  while (r && r->left)
    r = r->left;
  return r;
}

Row *TreeStore::last() const {
  Row *r = root_;
  while (r && r->right)
    r = r->right;
  return r;
}

Row *TreeStore::above(Term key) const {
  Row *best = nullptr;
  for (Row *r = root_; r;) {
    if (compareTerms(key, r->key()) < 0) {
      best = r;
      r = r->left;
    } else {
      r = r->right;
    }
  }
  return best;
}

Row *TreeStore::below(Term key) const {
  Row *best = nullptr;
  for (Row *r = root_; r;) {
    if (compareTerms(key, r->key()) > 0) {
      best = r;
      r = r->right;
    } else {
      r = r->left;
    }
  }
  return best;
}

/// Whoever takes the place out of its slot has it alone; who finds none there makes do without one.
Row *TreeStore::neighbour(Term key, bool previous) const {
  std::atomic<Place *> &slot = places_[previous];
  Place *place = slot.exchange(nullptr, std::memory_order_acquire);
  if (!place)
    place = new (malloc(sizeof(Place))) Place(previous);
  Row *r = place->changes == changes_ ? place->walk.row() : nullptr;
  if (r && compareTerms(r->key(), key) == 0) {
    r = place->walk.step();
  } else {
    r = place->walk.seek(*this, [&](Term k) {
      int64_t c = compareTerms(k, key);
      return previous ? c < 0 : c > 0;
    });
    place->changes = changes_;
  }
  // Back, for the next call; of two that readers hold at the same time one is enough.
  Place *none = nullptr;
  if (!slot.compare_exchange_strong(none, place, std::memory_order_release,
                                    std::memory_order_relaxed))
    free(place);
  reached_.store(r, std::memory_order_relaxed);
  return r;
}

TreeStore::~TreeStore() {
  clear();
  for (std::atomic<Place *> &slot : places_)
    free(slot.load(std::memory_order_relaxed));
}

void TreeStore::clear() {
  noteChange();
  if (rows.plain()) {
    rows.reset();
    root_ = nullptr;
    return;
  }
  while (root_) { // rotate left children away, so that freeing needs no stack
    Row *r = root_;
    if (Row *l = r->left) {
      r->left = l->right;
      l->right = r;
      root_ = l;
    } else {
      root_ = r->right;
      freeRow(rows, r);
    }
  }
}

} // namespace beamc::rt
