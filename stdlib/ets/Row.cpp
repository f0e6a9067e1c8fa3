//===- Row.cpp - One object of a table ---------------------------------------------------------------------===//
#include "stdlib/ets/Row.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/FlatSize.h"
#include <algorithm>

namespace beamc::rt {

/// After the words of \p row have been written.
static void setSurplus(Row *row) {
  constexpr int64_t kMost = (int64_t(1) << 27) - 1;
  int64_t surplus = int64_t(flatSizeOfBlock(row->words, row->size)) - int64_t(row->size);
  row->surplus = std::clamp(surplus, -kMost, kMost);
}

Row *newRow(RowArena &arena, Term tuple, uint32_t keypos) {
  uint64_t words = copySize(tuple);
  // A literal needs no copy elsewhere, but a row holds its tuple itself.
  uint64_t own = words ? words : 1 + uint64_t(tuple.arity());
  auto *row = static_cast<Row *>(arena.allocate(sizeof(Row) + own * sizeof(Word)));
  row->next = row->right = nullptr;
  row->hash = 0;
  row->keypos = keypos;
  row->deleted = false;
  row->size = own;
  row->offHeap = nullptr;
  if (words)
    copyTermTo(tuple, row->words, row->offHeap);
  else
    memcpy(row->words, tuple.object(), own * sizeof(Word));
  setSurplus(row);
  if (row->offHeap)
    arena.noteOwner(1);
  return row;
}

bool rewriteRow(RowArena &arena, Row *row, Term tuple, bool mayShare) {
  uint64_t flat = 1 + uint64_t(tuple.arity()), words = copySize(tuple);
  if (row->size != (words ? words : flat))
    return false;
  if (row->size == flat) { // neither the old tuple nor the new one has parts of its own
    memmove(row->words, tuple.object(), flat * sizeof(Word));
    setSurplus(row);
    return true;
  }
  if (mayShare)
    return false;
  if (row->offHeap) {
    releaseOffHeapList(row->offHeap);
    row->offHeap = nullptr;
    arena.noteOwner(-1);
  }
  copyTermTo(tuple, row->words, row->offHeap);
  setSurplus(row);
  if (row->offHeap)
    arena.noteOwner(1);
  return true;
}

void freeRow(RowArena &arena, Row *row) {
  if (row->offHeap) {
    releaseOffHeapList(row->offHeap);
    arena.noteOwner(-1);
  }
  arena.free(row, sizeof(Row) + row->size * sizeof(Word));
}

} // namespace beamc::rt
