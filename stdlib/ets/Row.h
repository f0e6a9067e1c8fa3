//===- Row.h - One object of a table, outside all processes -------------------------------------------------===//
#pragma once
#include "runtime/heap/Copy.h"
#include "runtime/heap/Heap.h"
#include <cstdlib>

namespace beamc::rt {

/// A tuple copied into memory of its own. Hash tables chain rows through `next`; trees use
/// left and right.
struct Row {
  union {
    Row *next;
    Row *left;
  };
  Row *right;
  Term keyTerm;  ///< the key, for comparisons without a look at the tuple
  uint32_t hash; ///< of the key; in a tree the height of the subtree
  bool deleted;  ///< hash tables, while fixed: gone for all but iteration
  Term tuple;
  HeapFragment fragment; ///< must be last: its words follow

  /// As info(memory) counts: the words that OTP takes for the object.
  uint64_t memoryWords(bool inTree) const { return fragment.size + (inTree ? 5 : 4); }
};

/// \p tuple copied.
Row *newRow(Term tuple, uint32_t keypos);
void freeRow(Row *row);

} // namespace beamc::rt
