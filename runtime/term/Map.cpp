//===- Map.cpp - Flat maps, and what is common to both forms ---------------------------------------------===//
#include "runtime/term/Map.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include "runtime/term/HashTrie.h"
#include <algorithm>

namespace beamc::rt {
namespace {

const Word *flatKeys(const Word *map) { return Term(map[1]).object() + 1; }

/// Index of \p key, or -1.
int64_t flatIndex(const Word *map, Term key) {
  const Word *keys = flatKeys(map);
  int64_t n = int64_t(abi::headerSize(map[0])) - 1;
  if (key.isImmediate()) { // floats and integers too: an immediate has one form
    for (int64_t i = 0; i < n; i++)
      if (keys[i] == key.bits)
        return i;
    return -1;
  }
  for (int64_t i = 0; i < n; i++)
    if (exactEqual(Term(keys[i]), key))
      return i;
  return -1;
}

/// Where \p key belongs among the sorted keys.
int64_t flatPlace(const Word *map, Term key) {
  const Word *keys = flatKeys(map);
  int64_t low = 0, high = int64_t(abi::headerSize(map[0])) - 1;
  while (low < high) {
    int64_t mid = (low + high) / 2;
    if (compareTermsExact(Term(keys[mid]), key) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

Term flatReplace(Process &p, const Word *map, int64_t index, Term value) {
  if (map[2 + index] == value.bits)
    return Term::boxed(map);
  uint64_t words = 1 + abi::headerSize(map[0]);
  Word *o = allocWords(p, words);
  memcpy(o, map, words * sizeof(Word));
  o[2 + index] = value.bits;
  return Term::boxed(o);
}

Term flatInsert(Process &p, const Word *map, Term key, Term value) {
  uint64_t n = abi::headerSize(map[0]) - 1;
  int64_t at = flatPlace(map, key);
  Word *keys = allocWords(p, 1 + (n + 1));
  keys[0] = abi::makeHeader(Kind::Tuple, n + 1);
  const Word *old = flatKeys(map);
  std::copy(old, old + at, keys + 1);
  keys[1 + at] = key.bits;
  std::copy(old + at, old + n, keys + 2 + at);
  Word *o = allocWords(p, 2 + (n + 1));
  o[0] = abi::makeHeader(Kind::FlatMap, 1 + (n + 1));
  o[1] = Term::boxed(keys).bits;
  std::copy(map + 2, map + 2 + at, o + 2);
  o[2 + at] = value.bits;
  std::copy(map + 2 + at, map + 2 + n, o + 3 + at);
  return Term::boxed(o);
}

Term flatRemove(Process &p, const Word *map, int64_t at) {
  uint64_t n = abi::headerSize(map[0]) - 1;
  Word *keys = allocWords(p, n);
  keys[0] = abi::makeHeader(Kind::Tuple, n - 1);
  const Word *old = flatKeys(map);
  std::copy(old, old + at, keys + 1);
  std::copy(old + at + 1, old + n, keys + 1 + at);
  Word *o = allocWords(p, 1 + n);
  o[0] = abi::makeHeader(Kind::FlatMap, n);
  o[1] = Term::boxed(keys).bits;
  std::copy(map + 2, map + 2 + at, o + 2);
  std::copy(map + 3 + at, map + 2 + n, o + 2 + at);
  return Term::boxed(o);
}

Term flatFromSorted(HeapTarget &target, const MapPair *pairs, uint64_t n) {
  Word *keys = target.alloc(1 + n);
  keys[0] = abi::makeHeader(Kind::Tuple, n);
  Word *o = target.alloc(2 + n);
  o[0] = abi::makeHeader(Kind::FlatMap, 1 + n);
  o[1] = Term::boxed(keys).bits;
  for (uint64_t i = 0; i < n; i++) {
    keys[1 + i] = pairs[i].key.bits;
    o[2 + i] = pairs[i].value.bits;
  }
  return Term::boxed(o);
}

/// Stable insertion sort by key.
void sortFew(MapPair *pairs, uint64_t n) {
  for (uint64_t i = 1; i < n; i++) {
    MapPair moved = pairs[i];
    uint64_t j = i;
    for (; j > 0 && compareTermsExact(pairs[j - 1].key, moved.key) > 0; j--)
      pairs[j] = pairs[j - 1];
    pairs[j] = moved;
  }
}

/// Associates \p n pairs with a flat map at once: one copy when all keys are there, else a merge of
/// the sorted keys with the new ones. Non-value when the result may not be flat.
Term flatPutAll(Process &p, Term map, const Word *pairs, uint64_t n) {
  const Word *o = map.object();
  uint64_t have = abi::headerSize(o[0]) - 1;
  if (have + n > abi::kMaxFlatMapPairs)
    return Term::nonValue();
  Word keys[abi::kMaxFlatMapPairs], values[abi::kMaxFlatMapPairs];
  memcpy(keys, flatKeys(o), have * sizeof(Word));
  memcpy(values, o + 2, have * sizeof(Word));
  uint64_t count = have;
  bool changed = false;
  for (uint64_t i = 0; i < n; i++) {
    Term key(pairs[2 * i]);
    Word value = pairs[2 * i + 1];
    uint64_t at = 0;
    if (key.isImmediate())
      while (at < count && keys[at] != key.bits)
        at++;
    else
      while (at < count && !exactEqual(Term(keys[at]), key))
        at++;
    if (at < count) {
      changed |= values[at] != value;
      values[at] = value;
      continue;
    }
    // Keys of one expression tend to come in order: look at the end first.
    if (count && compareTermsExact(Term(keys[count - 1]), key) > 0) {
      uint64_t low = 0, high = count - 1;
      while (low < high) {
        uint64_t mid = (low + high) / 2;
        if (compareTermsExact(Term(keys[mid]), key) < 0)
          low = mid + 1;
        else
          high = mid;
      }
      at = low;
    }
    memmove(keys + at + 1, keys + at, (count - at) * sizeof(Word));
    memmove(values + at + 1, values + at, (count - at) * sizeof(Word));
    keys[at] = key.bits;
    values[at] = value;
    count++;
  }
  if (count == have && !changed)
    return map;
  Word keyTuple = o[1];
  if (count != have) {
    Word *k = allocWords(p, 1 + count);
    k[0] = abi::makeHeader(Kind::Tuple, count);
    memcpy(k + 1, keys, count * sizeof(Word));
    keyTuple = Term::boxed(k).bits;
  }
  Word *r = allocWords(p, 2 + count);
  r[0] = abi::makeHeader(Kind::FlatMap, 1 + count);
  r[1] = keyTuple;
  memcpy(r + 2, values, count * sizeof(Word));
  return Term::boxed(r);
}

} // namespace

Term mapGet(Term map, Term key) {
  const Word *o = map.object();
  if (map.isFlatMap()) {
    int64_t i = flatIndex(o, key);
    return i < 0 ? Term::nonValue() : Term(o[2 + i]);
  }
  return trieGet(map, key);
}

Term mapPut(Process &p, Term map, Term key, Term value) {
  const Word *o = map.object();
  if (!map.isFlatMap())
    return triePut(p, map, key, value);
  int64_t i = flatIndex(o, key);
  if (i >= 0)
    return flatReplace(p, o, i, value);
  uint64_t n = mapSize(map);
  if (n < abi::kMaxFlatMapPairs)
    return flatInsert(p, o, key, value);
  MapPair pairs[abi::kMaxFlatMapPairs + 1];
  for (uint64_t j = 0; j < n; j++)
    pairs[j] = {Term(flatKeys(o)[j]), Term(o[2 + j])};
  pairs[n] = {key, value};
  HeapTarget target(p);
  return trieFromPairs(target, pairs, n + 1);
}

Term mapRemove(Process &p, Term map, Term key, Term *removed) {
  const Word *o = map.object();
  if (map.isFlatMap()) {
    int64_t i = flatIndex(o, key);
    if (removed)
      *removed = i < 0 ? Term::nonValue() : Term(o[2 + i]);
    return i < 0 ? map : flatRemove(p, o, i);
  }
  Term value = trieGet(map, key);
  if (removed)
    *removed = value;
  if (!value.isValue())
    return map;
  if (mapSize(map) > abi::kMaxFlatMapPairs + 1)
    return trieRemove(p, map, key);
  MapPair pairs[abi::kMaxFlatMapPairs];
  MapIterator it(map);
  Term k, v;
  uint64_t n = 0;
  while (it.next(k, v))
    if (!exactEqual(k, key))
      pairs[n++] = {k, v};
  return mapFromPairs(p, pairs, n);
}

Term emptyMap(Process &p) {
  HeapTarget target(p);
  return flatFromSorted(target, nullptr, 0);
}

Term mapFromPairs(HeapTarget &target, MapPair *pairs, uint64_t n, bool *duplicates) {
  uint64_t unique = n;
  charge(n / 8); // keys are hashed, or compared, more than once
  if (n <= abi::kMaxFlatMapPairs) {
    sortFew(pairs, n);
    unique = 0;
    for (uint64_t i = 0; i < n; i++) { // of equal keys the last one stays
      if (unique && exactEqual(pairs[unique - 1].key, pairs[i].key))
        unique--;
      pairs[unique++] = pairs[i];
    }
  } else {
    unique = dropDuplicateKeys(pairs, n);
  }
  if (duplicates)
    *duplicates = unique != n;
  if (unique > abi::kMaxFlatMapPairs)
    return trieFromPairs(target, pairs, unique);
  if (n > abi::kMaxFlatMapPairs)
    std::sort(pairs, pairs + unique, [](const MapPair &x, const MapPair &y) {
      return compareTermsExact(x.key, y.key) < 0;
    });
  return flatFromSorted(target, pairs, unique);
}

uint64_t mapWordsBound(uint64_t n) {
  // A trie of n leaves has fewer than n branching nodes, each one header and one pointer to
  // it, and as many pointers to leaves, each two words. The constant is for chains of nodes
  // with one child, which colliding hashes make: one pair of keys in 2^32.
  return n <= abi::kMaxFlatMapPairs ? 3 + 2 * n : 5 * n + n / 8 + 512;
}

} // namespace beamc::rt

// Runtime calls.
using namespace beamc::rt;

extern "C" Term beamc_rt_map_get(Term map, Term key) { return mapGet(map, key); }

extern "C" Term beamc_rt_map_put(Process *p, Term map, const Word *pairs, uint64_t n) {
  if (!map.isMap())
    return p->fail(makeTuple(*p, {beamc::atom::badmap, map}));
  if (n > 1 && map.isFlatMap())
    if (Term r = flatPutAll(*p, map, pairs, n); r.isValue())
      return r;
  for (uint64_t i = 0; i < n; i++)
    map = mapPut(*p, map, Term(pairs[2 * i]), Term(pairs[2 * i + 1]));
  return map;
}

extern "C" Term beamc_rt_map_update(Process *p, Term map, const Word *pairs, uint64_t n) {
  if (!map.isMap())
    return p->fail(makeTuple(*p, {beamc::atom::badmap, map}));
  Term missing = Term::nonValue(); // the first one in the order of keys, as OTP's loader sorts them
  for (uint64_t i = 0; i < n; i++)
    if (Term key(pairs[2 * i]);
        !mapGet(map, key).isValue() && (!missing.isValue() || compareTermsExact(key, missing) < 0))
      missing = key;
  if (missing.isValue())
    return p->fail(makeTuple(*p, {beamc::atom::badkey, missing}));
  return beamc_rt_map_put(p, map, pairs, n);
}
