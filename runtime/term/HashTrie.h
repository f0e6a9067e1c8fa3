//===- HashTrie.h - The trie behind large maps ---------------------------------------------------===//
//
// Used by Map.cpp alone; see Map.h for the structure. Bagwell, "Ideal Hash Trees" (2001). New nodes
// lie in \p p's heap (the target's); old ones are shared.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Map.h"

namespace beamc::rt {

/// The value, or the non-value.
Term trieGet(Term map, Term key);
Term triePut(Process &p, Term map, Term key, Term value);
/// \p key is in \p map.
Term trieRemove(Process &p, Term map, Term key);
/// \p n > 0 pairs with different keys, in any order.
Term trieFromPairs(HeapTarget &target, const MapPair *pairs, uint64_t n);
/// Keeps the last pair of each key; returns how many are left. Reorders.
uint64_t dropDuplicateKeys(MapPair *pairs, uint64_t n);

} // namespace beamc::rt
