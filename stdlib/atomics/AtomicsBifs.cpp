//===- AtomicsBifs.cpp - Modules atomics and counters -----------------------------------------------------------------===//
//
// Arrays of 64-bit integers shared by reference. All operations are sequentially consistent
// as atomics promises. Counters with write concurrency are one array per few threads'
// worth of cache lines; a read sums them up.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Magic.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"

namespace beamc::rt {
namespace {

struct AtomicArray {
  MagicObject magic;
  uint64_t size;
  bool isSigned;
  unsigned stripes; ///< 1 for atomics
  uint64_t values[];

  uint64_t *at(unsigned stripe, uint64_t i) { return &values[stripe * padded() + i]; }
  uint64_t padded() const { return (size + 7) & ~uint64_t(7); } ///< whole cache lines
};

constexpr unsigned kStripes = 8;

void destroyArray(MagicObject *o) { free(o); }
constexpr MagicType kAtomicsType{"atomics", destroyArray};
constexpr MagicType kCountersType{"counters", destroyArray};

Term newArray(Process &p, Term size, bool isSigned, unsigned stripes, const MagicType *type) {
  if (!size.isInteger() || IntegerView(size).negative || size == Term::small(0))
    return p.fail(atom::badarg);
  if (!size.isSmall() || size.smallValue() > int64_t(1) << 40)
    return p.fail(atom::system_limit);
  uint64_t n = uint64_t(size.smallValue()), words = ((n + 7) & ~uint64_t(7)) * stripes;
  auto *a = static_cast<AtomicArray *>(calloc(1, sizeof(AtomicArray) + words * 8));
  if (!a)
    return p.fail(atom::system_limit);
  initMagic(&a->magic, type);
  a->size = n;
  a->isSigned = isSigned;
  a->stripes = stripes;
  Term ref = makeMagicRef(HeapTarget(p), &a->magic);
  release(&a->magic); // the reference holds it now
  return ref;
}

AtomicArray *arrayOf(Term ref, const MagicType *type) {
  return reinterpret_cast<AtomicArray *>(magicOfType(ref, type));
}

bool index(AtomicArray *a, Term t, uint64_t &i) {
  if (!a || !t.isSmall() || t.smallValue() < 1 || uint64_t(t.smallValue()) > a->size)
    return false;
  i = uint64_t(t.smallValue() - 1);
  return true;
}

/// An integer in the array's range as 64 bits.
bool operand(AtomicArray *a, Term t, uint64_t &v) {
  if (!t.isInteger())
    return false;
  int64_t s;
  if (a->isSigned) {
    if (!toInt64(t, s))
      return false;
    v = uint64_t(s);
    return true;
  }
  return toUint64(t, v);
}
/// An increment: either sign is fine, arithmetic wraps.
bool increment(Term t, uint64_t &v) {
  int64_t s;
  if (!t.isInteger())
    return false;
  if (toInt64(t, s)) {
    v = uint64_t(s);
    return true;
  }
  return toUint64(t, v);
}
Term result(Process &p, AtomicArray *a, uint64_t v) {
  return a->isSigned ? makeInt(p, int64_t(v)) : makeUint(p, v);
}

/// The stripe of this thread.
unsigned stripeOf(const AtomicArray *a) {
  static thread_local char marker;
  return unsigned((uintptr_t(&marker) >> 12) % a->stripes);
}

} // namespace
} // namespace beamc::rt

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)

/// atomics:new/2 with options as bits: 1 = signed.
BIF(erts_internal, atomics_new, 2)
Term atomics_new_2(Process &p, Term size, Term options) {
  if (!options.isSmall())
    return p.fail(atom::badarg);
  return newArray(p, size, options.smallValue() & 1, 1, &kAtomicsType);
}

/// counters:new/2 with write_concurrency.
BIF(erts_internal, counters_new, 1)
Term counters_new_1(Process &p, Term size) {
  return newArray(p, size, true, kStripes, &kCountersType);
}

/// Sum over all stripes.
BIF(erts_internal, counters_get, 2)
Term counters_get_2(Process &p, Term ref, Term at) {
  AtomicArray *a = arrayOf(ref, &kCountersType);
  uint64_t i, sum = 0;
  if (!index(a, at, i))
    return p.fail(atom::badarg);
  for (unsigned s = 0; s < a->stripes; s++)
    sum += __atomic_load_n(a->at(s, i), __ATOMIC_SEQ_CST);
  return makeInt(p, int64_t(sum));
}

/// Adds to one stripe.
BIF(erts_internal, counters_add, 3)
Term counters_add_3(Process &p, Term ref, Term at, Term by) {
  AtomicArray *a = arrayOf(ref, &kCountersType);
  uint64_t i, v;
  if (!index(a, at, i) || !increment(by, v))
    return p.fail(atom::badarg);
  __atomic_fetch_add(a->at(stripeOf(a), i), v, __ATOMIC_SEQ_CST);
  return atom::ok;
}

/// Sets the sum; inaccurate while others add.
BIF(erts_internal, counters_put, 3)
Term counters_put_3(Process &p, Term ref, Term at, Term value) {
  AtomicArray *a = arrayOf(ref, &kCountersType);
  uint64_t i, v;
  if (!index(a, at, i) || !operand(a, value, v))
    return p.fail(atom::badarg);
  for (unsigned s = 1; s < a->stripes; s++)
    __atomic_store_n(a->at(s, i), 0, __ATOMIC_SEQ_CST);
  __atomic_store_n(a->at(0, i), v, __ATOMIC_SEQ_CST);
  return atom::ok;
}

/// #{size, memory}.
BIF(erts_internal, counters_info, 1)
Term counters_info_1(Process &p, Term ref) {
  AtomicArray *a = arrayOf(ref, &kCountersType);
  if (!a)
    return p.fail(atom::badarg);
  MapPair pairs[] = {
      {atom::size, makeUint(p, a->size)},
      {atom::memory, makeUint(p, sizeof(AtomicArray) + a->padded() * a->stripes * 8)}};
  return mapFromPairs(p, pairs, 2);
}

BEAMC_BIF_NAMESPACE_END

BEAMC_BIF_NAMESPACE_BEGIN(atomics)

/// Stores a value.
BIF(atomics, put, 3)
Term put_3(Process &p, Term ref, Term at, Term value) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i, v;
  if (!index(a, at, i) || !operand(a, value, v))
    return p.fail(atom::badarg);
  __atomic_store_n(a->at(0, i), v, __ATOMIC_SEQ_CST);
  return atom::ok;
}

/// Value.
BIF(atomics, get, 2)
Term get_2(Process &p, Term ref, Term at) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i;
  return index(a, at, i) ? result(p, a, __atomic_load_n(a->at(0, i), __ATOMIC_SEQ_CST))
                         : p.fail(atom::badarg);
}

/// Adds, wrapping.
BIF(atomics, add, 3)
Term add_3(Process &p, Term ref, Term at, Term by) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i, v;
  if (!index(a, at, i) || !increment(by, v))
    return p.fail(atom::badarg);
  __atomic_fetch_add(a->at(0, i), v, __ATOMIC_SEQ_CST);
  return atom::ok;
}

/// Adds and returns the new value.
BIF(atomics, add_get, 3)
Term add_get_3(Process &p, Term ref, Term at, Term by) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i, v;
  if (!index(a, at, i) || !increment(by, v))
    return p.fail(atom::badarg);
  return result(p, a, __atomic_add_fetch(a->at(0, i), v, __ATOMIC_SEQ_CST));
}

/// Stores a value and returns the one before.
BIF(atomics, exchange, 3)
Term exchange_3(Process &p, Term ref, Term at, Term value) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i, v;
  if (!index(a, at, i) || !operand(a, value, v))
    return p.fail(atom::badarg);
  return result(p, a, __atomic_exchange_n(a->at(0, i), v, __ATOMIC_SEQ_CST));
}

/// ok when the value was \p expected and is \p desired now, else the value found.
BIF(atomics, compare_exchange, 4)
Term compare_exchange_4(Process &p, Term ref, Term at, Term expected, Term desired) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  uint64_t i, e, d;
  if (!index(a, at, i) || !operand(a, expected, e) || !operand(a, desired, d))
    return p.fail(atom::badarg);
  if (__atomic_compare_exchange_n(a->at(0, i), &e, d, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    return atom::ok;
  return result(p, a, e);
}

/// #{size, min, max, memory}.
BIF(atomics, info, 1)
Term info_1(Process &p, Term ref) {
  AtomicArray *a = arrayOf(ref, &kAtomicsType);
  if (!a)
    return p.fail(atom::badarg);
  MapPair pairs[] = {{atom::size, makeUint(p, a->size)},
                     {atom::min, a->isSigned ? makeInt(p, INT64_MIN) : Term::small(0)},
                     {atom::max, a->isSigned ? makeInt(p, INT64_MAX) : makeUint(p, UINT64_MAX)},
                     {atom::memory, makeUint(p, 40 + a->size * 8)}};
  return mapFromPairs(p, pairs, 4);
}

BEAMC_BIF_NAMESPACE_END
