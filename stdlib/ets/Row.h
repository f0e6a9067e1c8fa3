//===- Row.h - One object of a table, outside all processes -------------------------------------------------===//
#pragma once
#include "runtime/heap/Copy.h"
#include "stdlib/ets/RowArena.h"
#include <cstring>

namespace beamc::rt {

/// A copied tuple with what its table needs to find it, in one block of the table's arena. A row
/// of two immediates is 64 bytes, one cache line. Hash tables chain rows through `next`; trees
/// use left and right.
struct Row {
  union {
    Row *next;
    Row *left;
  };
  Row *right;
  uint32_t hash;        ///< of the key; in a tree the height of the subtree
  uint32_t keypos : 24; ///< of the table, so that a row knows its key
  uint32_t deleted : 8; ///< hash tables, while fixed: gone for all but iteration
  uint64_t size : 36;   ///< of words
  int64_t surplus : 28; ///< words that OTP takes for the tuple beyond size; the limits when out of
                        ///< range
  Word *offHeap;        ///< off-heap objects of the copy, linked through their word 1
  Word words[];         ///< the tuple, then what it refers to

  Term tuple() const { return Term::boxed(words); }
  Term key() const { return Term(words[keypos]); }
  /// A copy of the tuple.
  Term copy(Process &p) const { return copyPacked(words, size, HeapTarget(p)); }
  /// As info(memory) counts: the words that OTP takes for the object.
  uint64_t memoryWords(bool inTree) const {
    return uint64_t(int64_t(size) + surplus) + (inTree ? 5 : 4);
  }
};

/// \p tuple copied.
Row *newRow(RowArena &arena, Term tuple, uint32_t keypos);
/// Copies \p tuple over the row's own when it takes as many words; else nothing is done: false.
/// With \p mayShare (parts of \p tuple may lie in the row) only when nothing but words of the
/// tuple itself is to be copied.
bool rewriteRow(RowArena &arena, Row *row, Term tuple, bool mayShare);
void freeRow(RowArena &arena, Row *row);

} // namespace beamc::rt
