//===- PersistentTermBifs.cpp - Module persistent_term --------------------------------------------------------------------------===//
//
// An open-addressing table of {Key, Value} tuples in immortal memory. Readers take no lock: a
// slot changes in one store, and a grown table replaces the old one in one store. Old tables
// and replaced terms stay in memory, since a process may still read or hold them.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"
#include <pthread.h>

namespace beamc::rt {
namespace {

constexpr Word kFree = 0, kErased = abi::kNonValue;

struct Table {
  uint64_t capacity; ///< a power of two
  uint64_t used;     ///< slots that are not free; under the lock
  Word slots[];      ///< {Key, Value} tuples
};
Table *table;
uint64_t liveCount, liveWords;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

Table *newTable(uint64_t capacity) {
  auto *t = static_cast<Table *>(calloc(1, sizeof(Table) + capacity * sizeof(Word)));
  t->capacity = capacity;
  return t;
}

/// The slot with \p key, else a free one where it would go.
Word *slotOf(Table *t, Term key) {
  for (uint64_t i = internalHash(key);; i++) {
    Word *s = &t->slots[i & (t->capacity - 1)];
    Word w = __atomic_load_n(s, __ATOMIC_ACQUIRE);
    if (w == kFree || (w != kErased && exactEqual(Term(w).element(0), key)))
      return s;
  }
}

Term lookup(Term key) {
  Table *t = __atomic_load_n(&table, __ATOMIC_ACQUIRE);
  Word w = t ? __atomic_load_n(slotOf(t, key), __ATOMIC_ACQUIRE) : kFree;
  return w == kFree || w == kErased ? Term::nonValue() : Term(w).element(1);
}

void growLocked() {
  uint64_t capacity = 64;
  while (capacity < liveCount * 4)
    capacity *= 2;
  Table *bigger = newTable(capacity);
  for (uint64_t i = 0; table && i < table->capacity; i++) {
    Word w = table->slots[i];
    if (w != kFree && w != kErased) {
      *slotOf(bigger, Term(w).element(0)) = w;
      bigger->used++;
    }
  }
  __atomic_store_n(&table, bigger, __ATOMIC_RELEASE);
}

/// False when immortal memory is full.
bool store(Process &p, Term key, Term value) {
  Term pair = makeTuple(p, {key, value});
  uint64_t words = copySize(pair);
  Term kept = copyImmortal(pair);
  if (!kept.isValue())
    return false;
  pthread_mutex_lock(&lock);
  if (!table || table->used * 2 >= table->capacity)
    growLocked();
  Word *s = slotOf(table, key);
  if (*s == kFree) {
    table->used++;
    liveCount++;
  }
  liveWords += words;
  __atomic_store_n(s, kept.bits, __ATOMIC_RELEASE);
  pthread_mutex_unlock(&lock);
  return true;
}

} // namespace
} // namespace beamc::rt

BEAMC_BIF_NAMESPACE_BEGIN(persistent_term)

/// Stores a term under a key.
BIF(persistent_term, put, 2)
Term put_2(Process &p, Term key, Term value) {
  Term old = lookup(key);
  if (old.isValue() && exactEqual(old, value))
    return atom::ok;
  return store(p, key, value) ? atom::ok : p.fail(atom::system_limit);
}

/// Stores a term under a key that has none, or the same. badarg: it has another.
BIF(persistent_term, put_new, 2)
Term put_new_2(Process &p, Term key, Term value) {
  Term old = lookup(key);
  if (old.isValue())
    return exactEqual(old, value) ? atom::ok : p.fail(atom::badarg);
  return store(p, key, value) ? atom::ok : p.fail(atom::system_limit);
}

/// The term of a key, not copied. badarg: there is none.
BIF(persistent_term, get, 1)
Term get_1(Process &p, Term key) {
  Term t = lookup(key);
  return t.isValue() ? t : p.fail(atom::badarg);
}

/// The term of a key, or \p otherwise.
BIF(persistent_term, get, 2)
Term get_2(Process &p, Term key, Term otherwise) {
  Term t = lookup(key);
  return t.isValue() ? t : otherwise;
}

/// List of all {Key, Value}.
BIF(persistent_term, get, 0)
Term get_0(Process &p) {
  Table *t = __atomic_load_n(&table, __ATOMIC_ACQUIRE);
  Term list = Term::nil();
  for (uint64_t i = 0; t && i < t->capacity; i++) {
    Word w = __atomic_load_n(&t->slots[i], __ATOMIC_ACQUIRE);
    if (w != kFree && w != kErased)
      list = makeCons(p, Term(w), list);
  }
  return list;
}

/// Forgets a key; whether it was there.
BIF(persistent_term, erase, 1)
Term erase_1(Process &p, Term key) {
  pthread_mutex_lock(&lock);
  bool found = false;
  if (table) {
    Word *s = slotOf(table, key);
    found = *s != kFree;
    if (found) {
      liveCount--;
      __atomic_store_n(s, kErased, __ATOMIC_RELEASE);
    }
  }
  pthread_mutex_unlock(&lock);
  return Term::boolean(found);
}

/// #{count, memory}.
BIF(persistent_term, info, 0)
Term info_0(Process &p) {
  pthread_mutex_lock(&lock);
  uint64_t count = liveCount, words = liveWords + (table ? table->capacity : 0);
  pthread_mutex_unlock(&lock);
  MapPair pairs[] = {{internAtom("count"), makeUint(p, count)},
                     {atom::memory, makeUint(p, words * 8)}};
  return mapFromPairs(p, pairs, 2);
}

BEAMC_BIF_NAMESPACE_END

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)

/// Forgets all persistent terms.
BIF(erts_internal, erase_persistent_terms, 0)
Term erase_persistent_terms_0(Process &p) {
  pthread_mutex_lock(&lock);
  liveCount = liveWords = 0;
  growLocked();
  for (uint64_t i = 0; i < table->capacity; i++)
    __atomic_store_n(&table->slots[i], kFree, __ATOMIC_RELEASE);
  table->used = 0;
  pthread_mutex_unlock(&lock);
  return atom::true_;
}

BEAMC_BIF_NAMESPACE_END
