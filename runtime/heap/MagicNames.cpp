//===- MagicNames.cpp - Objects found by the numbers of their references -------------------------===//
//
// Only objects whose number has left the heap (external format, text) are in the table, each linked
// through MagicObject::nextRemembered. The table counts no reference: an object whose count has
// reached zero may still be in it, until release() takes it out, and is not found any more.
// Both sides hold the lock of the bucket, so an object that is found has not been freed.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Magic.h"
#include <pthread.h>

namespace beamc::rt {
namespace {

constexpr unsigned kBuckets = 4096, kLocks = 16;

struct Lock {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
};
Lock gLocks[kLocks];
MagicObject *gBuckets[kBuckets]; // each protected by its lock

unsigned bucketOf(uint64_t high, uint64_t low) {
  return unsigned(((low ^ (high << 32)) * 0x9e3779b97f4a7c15ull) >> 52);
}
static_assert(kBuckets == 1u << (64 - 52));

class Locked {
public:
  explicit Locked(unsigned bucket) : mutex_(&gLocks[bucket % kLocks].mutex) {
    pthread_mutex_lock(mutex_);
  }
  ~Locked() { pthread_mutex_unlock(mutex_); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;

private:
  pthread_mutex_t *mutex_;
};

} // namespace

void rememberMagic(MagicObject *o) {
  if (__atomic_load_n(&o->remembered, __ATOMIC_RELAXED))
    return;
  unsigned bucket = bucketOf(o->refHigh, o->refLow);
  Locked locked(bucket);
  if (o->remembered)
    return;
  o->nextRemembered = gBuckets[bucket];
  gBuckets[bucket] = o;
  __atomic_store_n(&o->remembered, true, __ATOMIC_RELAXED);
}

MagicObject *findRemembered(uint64_t high, uint64_t low) {
  unsigned bucket = bucketOf(high, low);
  Locked locked(bucket);
  for (MagicObject *o = gBuckets[bucket]; o; o = o->nextRemembered) {
    if (o->refHigh != high || o->refLow != low)
      continue;
    int64_t refs = __atomic_load_n(&o->refs, __ATOMIC_RELAXED);
    while (refs != 0)
      if (__atomic_compare_exchange_n(&o->refs, &refs, refs + 1, true, __ATOMIC_RELAXED,
                                      __ATOMIC_RELAXED))
        return o;
    return nullptr;
  }
  return nullptr;
}

void forgetMagic(MagicObject *o) {
  unsigned bucket = bucketOf(o->refHigh, o->refLow);
  Locked locked(bucket);
  MagicObject **link = &gBuckets[bucket];
  while (*link != o)
    link = &(*link)->nextRemembered;
  *link = o->nextRemembered;
}

Term makeLocalReference(HeapTarget &target, uint64_t high, uint64_t low) {
  if (MagicObject *o = findRemembered(high, low)) {
    Term ref = makeMagicRef(target, o);
    release(o);
    return ref;
  }
  Word *w = target.alloc(3);
  w[0] = abi::makeHeader(Kind::Reference, 2);
  w[1] = abi::makeSmall(int64_t(high));
  w[2] = abi::makeSmall(int64_t(low));
  return Term::boxed(w);
}

} // namespace beamc::rt
