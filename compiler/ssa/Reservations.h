//===- Reservations.h - Is every term built in reserved words? -----------------------===//
//
// An instruction with the effect Heap builds its term at the heap top without looking whether
// there is room: a heap_test before it, on every path to it, must have made room for it and for
// what was built since. A reservation ends where something else may take the words or move the
// heap top:
//   * memory taken through the runtime (effects Alloc and Writes, unless the instruction is known
//     to take none); boxing a float takes its words, but leaves the others;
//   * a call, wait or raise: other code of the process runs, and it may collect;
//   * an edge back to a block that was entered before, so that the words of one heap_test are not
//     counted once for each round.
// Part of the verifier.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Dominators.h"
#include <optional>

namespace beamc::ssa {

/// Words that \p i builds its term in; 0 unless its effect is Heap.
int64_t heapWords(const Inst *i);

struct Unreserved {
  Block *block;
  Inst *inst;
  int64_t needed, reserved; ///< words
};
/// The first instruction that builds a term in words that are not reserved for it. Needs preds.
std::optional<Unreserved> findUnreserved(const Function &f, const Dominators &dom);

} // namespace beamc::ssa
