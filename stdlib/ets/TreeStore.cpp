//===- TreeStore.cpp - A treap in term order --------------------------------------------------------------------===//
//
// A binary search tree by key whose rows have random priorities, greatest at the root: its
// depth is logarithmic with high probability, and insertion and removal are short loops.
//===----------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "stdlib/ets/Store.h"

namespace beamc::rt {

Row *TreeStore::find(Term key) const {
  Row *r = root_;
  while (r) {
    int64_t c = compareTerms(key, r->key(keypos_));
    if (c == 0)
      return r;
    r = c < 0 ? r->left : r->right;
  }
  return nullptr;
}

void TreeStore::insert(Row *row) {
  seed_ ^= seed_ << 13;
  seed_ ^= seed_ >> 17;
  seed_ ^= seed_ << 5;
  row->hash = seed_;
  Term key = row->key(keypos_);
  Row **link = &root_;
  while (*link && (*link)->hash >= row->hash)
    link = compareTerms(key, (*link)->key(keypos_)) < 0 ? &(*link)->left : &(*link)->right;
  // The subtree here becomes the two sides of the new row.
  Row *rest = *link, **less = &row->left, **greater = &row->right;
  *link = row;
  while (rest) {
    if (compareTerms(rest->key(keypos_), key) < 0) {
      *less = rest;
      less = &rest->right;
      rest = rest->right;
    } else {
      *greater = rest;
      greater = &rest->left;
      rest = rest->left;
    }
  }
  *less = *greater = nullptr;
}

void TreeStore::unlink(Row *row) {
  Term key = row->key(keypos_);
  Row **link = &root_;
  while (*link != row)
    link = compareTerms(key, (*link)->key(keypos_)) < 0 ? &(*link)->left : &(*link)->right;
  Row *a = row->left, *b = row->right;
  while (a && b) {
    if (a->hash >= b->hash) {
      *link = a;
      link = &a->right;
      a = a->right;
    } else {
      *link = b;
      link = &b->left;
      b = b->left;
    }
  }
  *link = a ? a : b;
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
    if (compareTerms(key, r->key(keypos_)) < 0) {
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
    if (compareTerms(key, r->key(keypos_)) > 0) {
      best = r;
      r = r->right;
    } else {
      r = r->left;
    }
  }
  return best;
}

void TreeStore::clear() {
  while (root_) { // rotate left children away, so that freeing needs no stack
    Row *r = root_;
    if (Row *l = r->left) {
      r->left = l->right;
      l->right = r;
      root_ = l;
    } else {
      root_ = r->right;
      freeRow(r);
    }
  }
}

} // namespace beamc::rt
