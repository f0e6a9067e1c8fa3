//===- Table.cpp - Rows of a table -------------------------------------------------------------------------------===//
#include "stdlib/ets/Table.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include <time.h>

namespace beamc::rt {

Row *EtsTable::alive(Row *row) const {
  while (row && row->deleted)
    row = hash->next(row);
  return row;
}

Row *EtsTable::find(Term key) const {
  if (tree)
    return tree->find(key);
  uint32_t h = etsHash(key);
  Row *r = hash->find(key, h);
  while (r && r->deleted)
    r = r->next && hash->sameKey(r->next, key, h) ? r->next : nullptr;
  return r;
}

Row *EtsTable::findNext(Row *row) const {
  if (tree || kind == TableKind::Set)
    return nullptr;
  Term key = row->key();
  for (Row *r = row->next; r && hash->sameKey(r, key, row->hash); r = r->next)
    if (!r->deleted)
      return r;
  return nullptr;
}

void EtsTable::replace(Row *row, Term tuple, bool mayShare) {
  uint64_t before = row->memoryWords(tree);
  if (rewriteRow(rows(), row, tuple, mayShare)) {
    rowWords += row->memoryWords(tree) - before;
    row->deleted = false;
    return;
  }
  Row *fresh = newRow(rows(), tuple, keypos);
  rowWords += fresh->memoryWords(tree) - row->memoryWords(tree);
  fresh->hash = row->hash;
  if (tree) {
    tree->exchange(row, fresh);
  } else {
    Row **link = hash->linkTo(row);
    fresh->next = row->next;
    *link = fresh;
  }
  freeRow(rows(), row);
}

void EtsTable::insert(Term tuple) {
  Term key = keyOf(tuple);
  if (tree) {
    if (Row *old = tree->find(key))
      return replace(old, tuple, /*mayShare=*/false);
    Row *row = newRow(rows(), tuple, keypos);
    tree->insert(row);
    rowWords += row->memoryWords(tree);
    size++;
    return;
  }
  uint32_t h = etsHash(key);
  Row *group = hash->find(key, h);
  if (group && kind == TableKind::Set) {
    if (group->deleted)
      size++;
    return replace(group, tuple, /*mayShare=*/false);
  }
  if (group && kind == TableKind::Bag)
    for (Row *r = group; r && hash->sameKey(r, key, h); r = r->next)
      if (exactEqual(r->tuple(), tuple)) {
        if (r->deleted) { // revived as the key's newest
          r->deleted = false;
          size++;
          if (r != group) {
            hash->unlink(r);
            hash->insert(r, group);
          }
        }
        return;
      }
  Row *row = newRow(rows(), tuple, keypos);
  row->hash = h;
  hash->insert(row, group);
  rowWords += row->memoryWords(tree);
  size++;
  if (!isFixed())
    hash->grow(size);
}

void EtsTable::remove(Row *row) {
  size--;
  if (!tree && isFixed()) {
    row->deleted = true;
    hasDeleted = true;
    return;
  }
  rowWords -= row->memoryWords(tree);
  if (tree)
    tree->unlink(row);
  else
    hash->unlink(row);
  freeRow(rows(), row);
}

uint64_t EtsTable::removeAll() {
  uint64_t n = size;
  if (hash && isFixed()) {
    for (Row *r = hash->first(); r; r = hash->next(r))
      r->deleted = true;
    hasDeleted = true;
  } else {
    rowWords = 0;
    if (tree)
      tree->clear();
    else
      hash->clear();
  }
  size = 0;
  return n;
}

Row *EtsTable::first() const { return tree ? tree->first() : alive(hash->first()); }
Row *EtsTable::next(Row *row) const {
  return tree ? tree->above(row->key()) : alive(hash->next(row));
}
Row *EtsTable::last() const { return tree ? tree->last() : first(); }
Row *EtsTable::previousRow(Row *row) const { return tree ? tree->below(row->key()) : next(row); }

void EtsTable::fix(Term pid) {
  if (!fixations)
    fixations = new (malloc(sizeof(*fixations))) WorkStack<Fixation, 2>;
  if (fixations->empty()) {
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    fixedSince = int64_t(now.tv_sec) * 1000000000 + now.tv_nsec;
  }
  for (Fixation &f : *fixations)
    if (f.pid == pid) {
      f.count++;
      return;
    }
  fixations->push({pid, 1});
  noteTableHolder(pid, 1);
}

void EtsTable::unfix(Term pid, bool all) {
  if (!fixations)
    return;
  for (Fixation &f : *fixations)
    if (f.pid == pid) {
      if (!all && --f.count)
        return;
      f = fixations->top();
      fixations->drop();
      noteTableHolder(pid, -1);
      break;
    }
  if (fixations->empty())
    purgeDeleted();
}

void EtsTable::purgeDeleted() {
  if (!hasDeleted)
    return;
  hasDeleted = false;
  hash->unlinkDeleted([&](Row *r) {
    rowWords -= r->memoryWords(tree);
    freeRow(rows(), r);
  });
  hash->grow(size);
}

} // namespace beamc::rt
