//===- Map.h - Maps: flat up to 32 pairs, a hash trie above ---------------------------------------===//
//
// A flat map has its keys in a tuple, sorted in the exact term order, and the values in the
// same order. Maps with the same keys may share the tuple.
//
// A large map is a hash array mapped trie, 4 bits of internalHash(key) per level, the least
// significant first; after eight levels the hash is that of [Level div 8 | Key]. A node has
// a 16-bit bitmap and the children whose bit is set: a leaf [Key | Value] or a HashNode.
// A node other than the root that would have one leaf as its only child is that leaf, so equal sets
// of keys make equal tries. Iteration is depth first in index order, which gives the order that
// programs see from OTP 25.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {

inline uint64_t mapSize(Term map) {
  const Word *o = map.object();
  return map.isFlatMap() ? abi::headerSize(o[0]) - 1 : uint64_t(abi::smallValue(o[1]));
}

/// Value of \p key, or the non-value.
Term mapGet(Term map, Term key);
/// \p map with \p key associated: a new map in \p p's heap that shares parts with the old one.
Term mapPut(Process &p, Term map, Term key, Term value);
/// \p map without \p key: the same term when the key is not in it. *\p removed gets the value or
/// the non-value when not null. The new map lies in \p p's heap and shares with the old one.
Term mapRemove(Process &p, Term map, Term key, Term *removed = nullptr);
/// Key and value as they stand in arrays of pairs.
struct MapPair {
  Term key, value;
};
/// A map of these pairs; a later pair wins over an earlier one with the same key.
/// *\p duplicates says whether there were any. Reorders \p pairs.
Term mapFromPairs(HeapTarget &target, MapPair *pairs, uint64_t n, bool *duplicates = nullptr);
inline Term mapFromPairs(Process &p, MapPair *pairs, uint64_t n, bool *duplicates = nullptr) {
  HeapTarget t(p);
  return mapFromPairs(t, pairs, n, duplicates);
}
Term emptyMap(Process &p);
/// Words that suffice for mapFromPairs of \p n pairs (keys and values not counted).
uint64_t mapWordsBound(uint64_t n);

inline bool isHashNode(Term t) {
  return t.isBoxed() && (t.kind() == Kind::HashNode || t.kind() == Kind::HashMap);
}
/// Children of a HashMap root or a HashNode.
inline const Word *hashChildren(const Word *node, unsigned &count) {
  unsigned skip = abi::headerKind(node[0]) == Kind::HashMap ? 2 : 1;
  count = unsigned(abi::headerSize(node[0])) + 1 - skip;
  return node + skip;
}

/// Walks the pairs of a map in iteration order. The map must stay where it is: no collection.
class MapIterator {
public:
  explicit MapIterator(Term map) {
    const Word *o = map.object();
    if (map.isFlatMap()) {
      keys_ = Term(o[1]).object() + 1;
      values_ = o + 2;
      left_ = mapSize(map);
      return;
    }
    unsigned n;
    const Word *c = hashChildren(o, n);
    stack_.push({c, n});
  }
  bool next(Term &key, Term &value) {
    if (keys_) {
      if (!left_)
        return false;
      left_--;
      key = Term(*keys_++);
      value = Term(*values_++);
      return true;
    }
    while (!stack_.empty()) {
      Position &at = stack_.top();
      if (at.left == 0) {
        stack_.drop();
        continue;
      }
      Term child(*at.next++);
      at.left--;
      if (child.isCons()) {
        key = child.head();
        value = child.tail();
        return true;
      }
      unsigned n;
      const Word *c = hashChildren(child.object(), n);
      stack_.push({c, n});
    }
    return false;
  }

private:
  struct Position {
    const Word *next;
    unsigned left;
  };
  const Word *keys_ = nullptr, *values_ = nullptr;
  uint64_t left_ = 0;
  WorkStack<Position, 12> stack_;
};

} // namespace beamc::rt
