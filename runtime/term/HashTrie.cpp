//===- HashTrie.cpp - The trie behind large maps --------------------------------------------------===//
#include "runtime/term/HashTrie.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include <algorithm>

namespace beamc::rt {
namespace {

/// The hash of a key, four bits at a time.
class HashPath {
public:
  explicit HashPath(Term key) : key_(key), bits_(internalHash(key)) {}
  HashPath(Term key, unsigned level) : key_(key), level_(level) {
    bits_ =
        (level < 8 ? internalHash(key) : internalHashOfPair(level >> 3, key)) >> (4 * (level & 7));
  }
  unsigned slot() const { return bits_ & 15; }
  unsigned level() const { return level_; }
  void descend() {
    level_++;
    bits_ = level_ & 7 ? bits_ >> 4 : internalHashOfPair(level_ >> 3, key_);
  }

private:
  Term key_;
  uint32_t bits_;
  unsigned level_ = 0;
};

unsigned skipOf(const Word *node) { return abi::headerKind(node[0]) == Kind::HashMap ? 2 : 1; }
uint32_t bitmapOf(const Word *node) { return abi::headerAux(node[0]); }
unsigned indexOf(uint32_t bitmap, unsigned slot) {
  return unsigned(__builtin_popcount(bitmap & ((1u << slot) - 1)));
}

Term makeLeaf(HeapTarget &target, Term key, Term value) {
  Word *c = target.alloc(2);
  c[0] = key.bits;
  c[1] = value.bits;
  return Term::cons(c);
}

/// A node like \p node with another bitmap and room for its children; *\p children gets their
/// place.
Word *allocNode(HeapTarget &target, Kind kind, uint64_t pairs, uint32_t bitmap, Word **children) {
  unsigned n = unsigned(__builtin_popcount(bitmap)), skip = kind == Kind::HashMap ? 2 : 1;
  Word *o = target.alloc(skip + n);
  o[0] = abi::makeHeader(kind, skip - 1 + n, bitmap);
  if (skip == 2)
    o[1] = abi::makeSmall(int64_t(pairs));
  *children = o + skip;
  return o;
}

uint64_t pairsOf(const Word *node) {
  return abi::headerKind(node[0]) == Kind::HashMap ? uint64_t(abi::smallValue(node[1])) : 0;
}

/// Node over two leaves whose paths are equal above this level.
Term joinLeaves(HeapTarget &target, Term a, HashPath pa, Term b, HashPath pb) {
  Word *children;
  if (pa.slot() != pb.slot()) {
    Word *o = allocNode(target, Kind::HashNode, 0, 1u << pa.slot() | 1u << pb.slot(), &children);
    bool aFirst = pa.slot() < pb.slot();
    children[0] = (aFirst ? a : b).bits;
    children[1] = (aFirst ? b : a).bits;
    return Term::boxed(o);
  }
  uint32_t bitmap = 1u << pa.slot();
  pa.descend();
  pb.descend();
  Term below = joinLeaves(target, a, pa, b, pb);
  Word *o = allocNode(target, Kind::HashNode, 0, bitmap, &children);
  children[0] = below.bits;
  return Term::boxed(o);
}

Term putInto(HeapTarget &target, Term node, HashPath path, Term key, Term value, bool &added) {
  const Word *o = node.object();
  uint32_t bitmap = bitmapOf(o);
  unsigned slot = path.slot(), at = indexOf(bitmap, slot);
  unsigned n;
  const Word *old = hashChildren(o, n);
  Kind kind = abi::headerKind(o[0]);
  Word *children;
  if (!(bitmap >> slot & 1)) {
    added = true;
    Term leaf = makeLeaf(target, key, value);
    Word *r = allocNode(target, kind, pairsOf(o) + 1, bitmap | 1u << slot, &children);
    std::copy(old, old + at, children);
    children[at] = leaf.bits;
    std::copy(old + at, old + n, children + at + 1);
    return Term::boxed(r);
  }
  Term child(old[at]), changed;
  if (!child.isCons()) {
    HashPath below = path;
    below.descend();
    changed = putInto(target, child, below, key, value, added);
    if (changed == child)
      return node;
  } else if (exactEqual(child.head(), key)) {
    if (child.tail() == value)
      return node;
    changed = makeLeaf(target, child.head(), value);
  } else {
    added = true;
    path.descend();
    changed = joinLeaves(target, child, HashPath(child.head(), path.level()),
                         makeLeaf(target, key, value), path);
  }
  Word *r = allocNode(target, kind, pairsOf(o) + added, bitmap, &children);
  std::copy(old, old + n, children);
  children[at] = changed.bits;
  return Term::boxed(r);
}

/// \p node without \p key, which it has; below the root a lone leaf takes its node's place.
Term removeFrom(HeapTarget &target, Term node, HashPath path, Term key) {
  const Word *o = node.object();
  Kind kind = abi::headerKind(o[0]);
  bool root = kind == Kind::HashMap;
  uint32_t bitmap = bitmapOf(o);
  unsigned slot = path.slot(), at = indexOf(bitmap, slot);
  unsigned n;
  const Word *old = hashChildren(o, n);
  Term child(old[at]);
  Word *children;
  if (child.isCons()) {
    if (!root && n == 2 && Term(old[1 - at]).isCons())
      return Term(old[1 - at]);
    Word *r = allocNode(target, kind, pairsOf(o) - 1, bitmap & ~(1u << slot), &children);
    std::copy(old, old + at, children);
    std::copy(old + at + 1, old + n, children + at);
    return Term::boxed(r);
  }
  path.descend();
  Term below = removeFrom(target, child, path, key);
  if (!root && n == 1 && below.isCons())
    return below;
  Word *r = allocNode(target, kind, pairsOf(o) - 1, bitmap, &children);
  std::copy(old, old + n, children);
  children[at] = below.bits;
  return Term::boxed(r);
}

struct Item {
  uint32_t hash; ///< what is left of it: the next slot in the low bits
  MapPair pair;
};

Term build(HeapTarget &target, Item *items, uint64_t n, unsigned level, bool root) {
  if (n == 1 && !root)
    return makeLeaf(target, items->pair.key, items->pair.value);
  if (level && (level & 7) == 0)
    for (uint64_t i = 0; i < n; i++)
      items[i].hash = internalHashOfPair(level >> 3, items[i].pair.key);
  // Stable counting sort by slot would need scratch; n log n by slot does as well for the sizes
  // at hand, as each level only sorts what shares the levels above.
  std::sort(items, items + n,
            [](const Item &x, const Item &y) { return (x.hash & 15) < (y.hash & 15); });
  uint32_t bitmap = 0;
  for (uint64_t i = 0; i < n; i++)
    bitmap |= 1u << (items[i].hash & 15);
  Word below[16];
  unsigned count = 0;
  for (uint64_t i = 0; i < n;) {
    uint64_t end = i;
    unsigned slot = items[i].hash & 15;
    while (end < n && (items[end].hash & 15) == slot)
      items[end++].hash >>= 4;
    below[count++] = build(target, items + i, end - i, level + 1, false).bits;
    i = end;
  }
  Word *children;
  Word *o = allocNode(target, root ? Kind::HashMap : Kind::HashNode, n, bitmap, &children);
  std::copy(below, below + count, children);
  return Term::boxed(o);
}

} // namespace

Term trieGet(Term map, Term key) {
  HashPath path(key);
  const Word *node = map.object();
  for (;;) {
    uint32_t bitmap = bitmapOf(node);
    unsigned slot = path.slot();
    if (!(bitmap >> slot & 1))
      return Term::nonValue();
    Term child(node[skipOf(node) + indexOf(bitmap, slot)]);
    if (child.isCons())
      return exactEqual(child.head(), key) ? child.tail() : Term::nonValue();
    node = child.object();
    path.descend();
  }
}

Term triePut(Process &p, Term map, Term key, Term value) {
  HeapTarget target(p);
  bool added = false;
  return putInto(target, map, HashPath(key), key, value, added);
}

Term trieRemove(Process &p, Term map, Term key) {
  HeapTarget target(p);
  return removeFrom(target, map, HashPath(key), key);
}

Term trieFromPairs(HeapTarget &target, const MapPair *pairs, uint64_t n) {
  WorkStack<Item, 40> items;
  items.resize(n);
  for (uint64_t i = 0; i < n; i++)
    items[i] = {internalHash(pairs[i].key), pairs[i]};
  return build(target, items.data(), n, 0, /*root=*/true);
}

uint64_t dropDuplicateKeys(MapPair *pairs, uint64_t n) {
  struct Keyed {
    uint32_t hash;
    uint64_t index;
  };
  WorkStack<Keyed, 40> order;
  order.resize(n);
  for (uint64_t i = 0; i < n; i++)
    order[i] = {internalHash(pairs[i].key), i};
  std::sort(order.begin(), order.end(), [](const Keyed &x, const Keyed &y) {
    return x.hash != y.hash ? x.hash < y.hash : x.index < y.index;
  });
  // Within a run of equal hashes a pair with a later equal key is dropped.
  bool any = false;
  for (uint64_t i = 0; i < n; i++)
    for (uint64_t j = i + 1; j < n && order[j].hash == order[i].hash; j++)
      if (exactEqual(pairs[order[i].index].key, pairs[order[j].index].key)) {
        pairs[order[i].index].key = Term::nonValue();
        any = true;
        break;
      }
  if (!any)
    return n;
  uint64_t kept = 0;
  for (uint64_t i = 0; i < n; i++)
    if (pairs[i].key.isValue())
      pairs[kept++] = pairs[i];
  return kept;
}

} // namespace beamc::rt
