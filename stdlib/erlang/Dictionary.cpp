//===- Dictionary.cpp - The process dictionary ------------------------------------------------===//
//
// Entries lie densely in an array (one run of roots for the collector); removal puts the last
// entry into the gap. They are found by linear hashing: `bucketsUsed` buckets, of which the first
// `bucketSplit` have been split in the present round. Programs see the order of get/0, get_keys
// and erase/0, so sizes, splits and the places in a bucket are those of OTP's dictionary: a key
// that is new, or whose value is exchanged for one that is no immediate while it shares the
// bucket, goes to the front. Atoms hash by their number, so where they come depends on when they
// were made, as under OTP.
//===----------------------------------------------------------------------===//
#include "stdlib/erlang/Dictionary.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include <cstdlib>

namespace beamc::rt {
namespace {

constexpr uint32_t kFirstBuckets = 8;

uint32_t hashOf(Term key) {
  if (key.isSmall())
    return uint32_t(key.smallValue());
  return key.isAtom() ? abi::atomIndex(key.bits) : internalHash(key);
}

bool same(Term a, Term b) {
  return a == b || (!a.isImmediate() && !b.isImmediate() && exactEqual(a, b));
}

uint32_t bucketOf(const ProcessCold &c, Term key) {
  uint32_t h = hashOf(key), b = h & c.bucketMask;
  return b < c.bucketsUsed ? b : h & (c.bucketMask >> 1);
}

/// The link that leads to the entry of \p key: a bucket or a `next`; it holds 0 when there is none.
uint32_t *linkOf(ProcessCold &c, Term key) {
  uint32_t *link = &c.dictionaryBuckets[bucketOf(c, key)];
  while (*link && !same(c.dictionary[*link - 1].key, key))
    link = &c.dictionaryNext[*link - 1];
  return link;
}

template <typename T> T *resized(T *array, uint32_t count) {
  auto *fresh = static_cast<T *>(realloc(static_cast<void *>(array), count * sizeof(T)));
  if (!fresh)
    outOfMemory(count * sizeof(T));
  return fresh;
}

void makeRoom(ProcessCold &c) {
  c.dictionaryCapacity = c.dictionaryCapacity ? c.dictionaryCapacity * 2 : 8;
  c.dictionary = resized(c.dictionary, c.dictionaryCapacity);
  c.dictionaryNext = resized(c.dictionaryNext, c.dictionaryCapacity);
}

void makeBuckets(ProcessCold &c, uint32_t count) {
  if (count <= c.bucketsCapacity)
    return;
  uint32_t capacity = c.bucketsCapacity ? c.bucketsCapacity * 2 : kFirstBuckets * 2;
  while (capacity < count)
    capacity *= 2;
  c.dictionaryBuckets = resized(c.dictionaryBuckets, capacity);
  c.bucketsCapacity = capacity;
}

void firstBuckets(ProcessCold &c) {
  makeBuckets(c, kFirstBuckets);
  memset(c.dictionaryBuckets, 0, kFirstBuckets * sizeof(uint32_t));
  c.bucketsUsed = kFirstBuckets;
  c.bucketMask = kFirstBuckets * 2 - 1;
  c.bucketSplit = 0;
}

/// Splits some buckets; what stays and what goes changes its order in chains of several.
void splitBuckets(ProcessCold &c) {
  uint32_t steps = (c.bucketsUsed / 4) & 0xf;
  if (!steps)
    steps = 1;
  makeBuckets(c, c.bucketsUsed + steps);
  uint32_t home = c.bucketsUsed - c.bucketSplit;
  for (; steps; steps--) {
    if (c.bucketSplit == home) {
      home *= 2;
      c.bucketMask = home * 2 - 1;
      c.bucketSplit = 0;
    }
    uint32_t from = c.bucketSplit++, to = c.bucketsUsed++, stay = 0, go = 0;
    for (uint32_t at = c.dictionaryBuckets[from]; at;) {
      uint32_t next = c.dictionaryNext[at - 1];
      uint32_t &chain = bucketOf(c, c.dictionary[at - 1].key) == from ? stay : go;
      c.dictionaryNext[at - 1] = chain;
      chain = at;
      at = next;
    }
    c.dictionaryBuckets[from] = stay;
    c.dictionaryBuckets[to] = go;
  }
}

/// Joins the chains \p low and \p high of two buckets.
uint32_t joined(ProcessCold &c, uint32_t low, uint32_t high) {
  if (!low || !high)
    return low ? low : high;
  uint32_t *next = c.dictionaryNext;
  if (!next[low - 1]) { // one entry: it stays in front
    next[low - 1] = high;
    return low;
  }
  while (high) { // each entry goes before the others
    uint32_t following = next[high - 1];
    next[high - 1] = low;
    low = high;
    high = following;
  }
  return low;
}

void joinBuckets(ProcessCold &c) {
  uint32_t steps = c.bucketsUsed * 3 / 10;
  if (c.bucketsUsed - steps < kFirstBuckets)
    steps = c.bucketsUsed - kFirstBuckets;
  for (; steps; steps--) {
    if (!c.bucketSplit) {
      c.bucketMask = c.bucketsUsed - 1;
      c.bucketSplit = c.bucketsUsed / 2;
    }
    uint32_t low = --c.bucketSplit, high = --c.bucketsUsed;
    c.dictionaryBuckets[low] = joined(c, c.dictionaryBuckets[low], c.dictionaryBuckets[high]);
  }
}

/// Calls f(entry) in the order in which OTP puts entries in front of its list.
template <typename F> void forEachEntry(const ProcessCold &c, F f) {
  for (uint32_t b = 0; b < c.bucketsUsed; b++)
    for (uint32_t at = c.dictionaryBuckets[b]; at; at = c.dictionaryNext[at - 1])
      f(c.dictionary[at - 1]);
}

} // namespace

Term dictionaryPut(Process &p, Term key, Term value) {
  ProcessCold &c = cold(p);
  if (!c.bucketsUsed)
    firstBuckets(c);
  uint32_t *link = linkOf(c, key), *bucket = &c.dictionaryBuckets[bucketOf(c, key)];
  if (uint32_t at = *link) {
    Term old = c.dictionary[at - 1].value;
    c.dictionary[at - 1].value = value;
    bool immediate =
        value.isImmediate() && !value.isInlineFloat(); // as in OTP, where floats are boxed
    if (!immediate && link != bucket) {
      *link = c.dictionaryNext[at - 1];
      c.dictionaryNext[at - 1] = *bucket;
      *bucket = at;
    }
    return old;
  }
  if (c.dictionaryCount == c.dictionaryCapacity)
    makeRoom(c);
  c.dictionary[c.dictionaryCount] = {key, value};
  c.dictionaryNext[c.dictionaryCount] = *bucket;
  *bucket = ++c.dictionaryCount;
  if (c.bucketsUsed <= c.dictionaryCount)
    splitBuckets(c);
  return atom::undefined;
}

Term dictionaryGet(Process &p, Term key) {
  ProcessCold *c = p.cold;
  if (!c || !c->dictionaryCount)
    return atom::undefined;
  uint32_t at = *linkOf(*c, key);
  return at ? c->dictionary[at - 1].value : atom::undefined;
}

Term dictionaryErase(Process &p, Term key) {
  ProcessCold *c = p.cold;
  if (!c || !c->dictionaryCount)
    return atom::undefined;
  uint32_t *link = linkOf(*c, key), at = *link, last = c->dictionaryCount;
  Term old = at ? c->dictionary[at - 1].value : atom::undefined;
  if (at) {
    *link = c->dictionaryNext[at - 1];
    if (at != last) {
      *linkOf(*c, c->dictionary[last - 1].key) = at;
      c->dictionary[at - 1] = c->dictionary[last - 1];
      c->dictionaryNext[at - 1] = c->dictionaryNext[last - 1];
    }
    c->dictionaryCount--;
  }
  if (c->bucketsUsed > kFirstBuckets && c->bucketsUsed / 2 > c->dictionaryCount)
    joinBuckets(*c);
  return old;
}

void dictionaryClear(Process &p) {
  if (!p.cold || !p.cold->dictionary)
    return;
  p.cold->dictionaryCount = 0;
  firstBuckets(*p.cold);
}

Term dictionaryList(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    forEachEntry(*p.cold, [&](const DictionaryEntry &e) {
      list = makeCons(p, makeTuple(p, {e.key, e.value}), list);
    });
  return list;
}

Term dictionaryKeys(Process &p, Term value) {
  Term list = Term::nil();
  if (p.cold)
    forEachEntry(*p.cold, [&](const DictionaryEntry &e) {
      if (!value.isValue() || same(e.value, value))
        list = makeCons(p, e.key, list);
    });
  return list;
}

} // namespace beamc::rt
