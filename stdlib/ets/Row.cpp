//===- Row.cpp - One object of a table ---------------------------------------------------------------------===//
#include "stdlib/ets/Row.h"
#include "runtime/heap/OffHeap.h"

namespace beamc::rt {

Row *newRow(Term tuple, uint32_t keypos) {
  uint64_t words = copySize(tuple);
  auto *row = static_cast<Row *>(allocMemory(sizeof(Row) + words * sizeof(Word)));
  row->next = row->right = nullptr;
  row->hash = 0;
  row->deleted = false;
  row->fragment.next = nullptr;
  row->fragment.offHeap = nullptr;
  row->fragment.size = words;
  row->fragment.used = 0;
  row->tuple = copyTerm(tuple, words, HeapTarget(&row->fragment));
  row->keyTerm = row->tuple.element(keypos - 1);
  return row;
}

void freeRow(Row *row) {
  releaseOffHeapList(row->fragment.offHeap);
  free(row);
}

} // namespace beamc::rt
