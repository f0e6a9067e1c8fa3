//===- Dictionary.cpp - The process dictionary ------------------------------------------------===//
//
// Entries lie densely in an array (one run of roots for the collector); a table of positions
// plus one finds them by the hash of the key. Removal puts the last entry into the gap.
//===----------------------------------------------------------------------===//
#include "stdlib/erlang/Dictionary.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include <cstdlib>

namespace beamc::rt {
namespace {

uint32_t hashOf(Term key) {
  if (key.isImmediate()) {
    uint64_t h = key.bits * 0x9e3779b97f4a7c15ull;
    return uint32_t(h >> 32);
  }
  return internalHash(key);
}

bool same(Term a, Term b) {
  return a == b || (!a.isImmediate() && !b.isImmediate() && exactEqual(a, b));
}

uint32_t slotOf(ProcessCold &c, Term key) {
  uint32_t mask = c.indexSize - 1, s = hashOf(key) & mask;
  while (c.dictionaryIndex[s] && !same(c.dictionary[c.dictionaryIndex[s] - 1].key, key))
    s = (s + 1) & mask;
  return s;
}

void eraseSlot(ProcessCold &c, uint32_t hole) {
  uint32_t mask = c.indexSize - 1, s = hole;
  for (;;) {
    s = (s + 1) & mask;
    if (!c.dictionaryIndex[s])
      break;
    uint32_t home = hashOf(c.dictionary[c.dictionaryIndex[s] - 1].key) & mask;
    if (((s - home) & mask) >= ((s - hole) & mask)) {
      c.dictionaryIndex[hole] = c.dictionaryIndex[s];
      hole = s;
    }
  }
  c.dictionaryIndex[hole] = 0;
}

void grow(ProcessCold &c) {
  c.dictionaryCapacity = c.dictionaryCapacity ? c.dictionaryCapacity * 2 : 8;
  size_t bytes = c.dictionaryCapacity * sizeof(DictionaryEntry);
  auto *entries = static_cast<DictionaryEntry *>(realloc(static_cast<void *>(c.dictionary), bytes));
  free(c.dictionaryIndex);
  c.indexSize = c.dictionaryCapacity * 2;
  c.dictionaryIndex = static_cast<uint32_t *>(calloc(c.indexSize, sizeof(uint32_t)));
  if (!entries || !c.dictionaryIndex)
    outOfMemory(bytes);
  c.dictionary = entries;
  for (uint32_t i = 0; i < c.dictionaryCount; i++)
    c.dictionaryIndex[slotOf(c, c.dictionary[i].key)] = i + 1;
}

} // namespace

Term dictionaryPut(Process &p, Term key, Term value) {
  ProcessCold &c = cold(p);
  if (c.dictionaryCount == c.dictionaryCapacity)
    grow(c);
  uint32_t s = slotOf(c, key);
  if (uint32_t at = c.dictionaryIndex[s]) {
    Term old = c.dictionary[at - 1].value;
    c.dictionary[at - 1].value = value;
    return old;
  }
  c.dictionary[c.dictionaryCount++] = {key, value};
  c.dictionaryIndex[s] = c.dictionaryCount;
  return atom::undefined;
}

Term dictionaryGet(Process &p, Term key) {
  ProcessCold *c = p.cold;
  if (!c || !c->dictionaryCount)
    return atom::undefined;
  uint32_t at = c->dictionaryIndex[slotOf(*c, key)];
  return at ? c->dictionary[at - 1].value : atom::undefined;
}

Term dictionaryErase(Process &p, Term key) {
  ProcessCold *c = p.cold;
  if (!c || !c->dictionaryCount)
    return atom::undefined;
  uint32_t s = slotOf(*c, key), at = c->dictionaryIndex[s];
  if (!at)
    return atom::undefined;
  Term old = c->dictionary[at - 1].value;
  uint32_t last = c->dictionaryCount;
  eraseSlot(*c, s);
  if (at != last) {
    uint32_t moved = slotOf(*c, c->dictionary[last - 1].key);
    c->dictionary[at - 1] = c->dictionary[last - 1];
    c->dictionaryIndex[moved] = at;
  }
  c->dictionaryCount--;
  return old;
}

void dictionaryClear(Process &p) {
  if (!p.cold || !p.cold->dictionary)
    return;
  p.cold->dictionaryCount = 0;
  memset(p.cold->dictionaryIndex, 0, p.cold->indexSize * sizeof(uint32_t));
}

Term dictionaryList(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    for (uint32_t i = p.cold->dictionaryCount; i--;)
      list =
          makeCons(p, makeTuple(p, {p.cold->dictionary[i].key, p.cold->dictionary[i].value}), list);
  return list;
}

Term dictionaryKeys(Process &p, Term value) {
  Term list = Term::nil();
  if (p.cold)
    for (uint32_t i = p.cold->dictionaryCount; i--;)
      if (!value.isValue() || same(p.cold->dictionary[i].value, value))
        list = makeCons(p, p.cold->dictionary[i].key, list);
  return list;
}

} // namespace beamc::rt
