//===- Heap.cpp - Fragments, binaries and other off-heap objects ----------------------===//
#include "runtime/heap/Heap.h"
#include "runtime/heap/Magic.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Reference.h"
#include "runtime/term/Work.h"
#include <cstdlib>

namespace beamc::rt {

int64_t gAllocationsLeft = INT64_MAX;

void *allocMemory(uint64_t bytes) {
  if (__builtin_expect(gAllocationsLeft != INT64_MAX, 0) &&
      __atomic_sub_fetch(&gAllocationsLeft, 1, __ATOMIC_RELAXED) == 0)
    outOfMemory(bytes);
  void *r = malloc(bytes);
  if (__builtin_expect(!r, 0))
    outOfMemory(bytes);
  return r;
}

HeapFragment *newFragment(uint64_t words) {
  auto *f = static_cast<HeapFragment *>(allocMemory(sizeof(HeapFragment) + words * 8));
  f->next = nullptr;
  f->offHeap = nullptr;
  f->size = words;
  f->used = 0;
  return f;
}

void freeFragment(HeapFragment *f) {
  releaseOffHeapList(f->offHeap);
  free(f);
}

Word *allocWordsSlow(Process &p, uint64_t words) {
  constexpr uint64_t kMinFragment = 64;
  HeapFragment *f = p.fragments;
  if (!f || f->size - f->used < words) {
    // Doubling keeps the number of fragments of one long BIF small.
    uint64_t size = f && f->size > kMinFragment ? f->size : kMinFragment;
    if (size > 8192)
      size = 8192;
    f = newFragment(words > size ? words : size);
    chargeTerms(f->size);
    f->next = p.fragments;
    p.fragments = f;
  }
  Word *r = f->words + f->used;
  f->used += words;
  p.fragmentWords += words;
  requestCollection(p);
  return r;
}

BinaryObject *newBinaryObject(uint64_t capacity) {
  auto *b = static_cast<BinaryObject *>(allocMemory(sizeof(BinaryObject) + capacity));
  b->refs = 1;
  b->capacity = capacity;
  b->size = capacity;
  b->flags = 0;
  b->reserved = 0;
  chargeBytes(capacity);
  __atomic_add_fetch(&gBinaryBytes, int64_t(capacity), __ATOMIC_RELAXED);
  return b;
}

void release(BinaryObject *b) {
  if (__atomic_sub_fetch(&b->refs, 1, __ATOMIC_ACQ_REL) == 0) {
    __atomic_sub_fetch(&gBinaryBytes, int64_t(b->capacity), __ATOMIC_RELAXED);
    free(b);
  }
}
int64_t gBinaryBytes;

void initMagic(MagicObject *o, const MagicType *type) {
  RefNumber n = newRefNumber();
  o->refs = 1;
  o->type = type;
  o->refHigh = n.high;
  o->refLow = n.low;
  o->remembered = false;
  o->nextRemembered = nullptr;
}

void release(MagicObject *o) {
  if (__atomic_sub_fetch(&o->refs, 1, __ATOMIC_ACQ_REL) != 0)
    return;
  if (__atomic_load_n(&o->remembered, __ATOMIC_RELAXED))
    forgetMagic(o);
  o->type->destroy(o);
}

Term makeMagicRef(HeapTarget target, MagicObject *o) {
  Word *w = target.alloc(kMagicRefWords);
  w[0] = abi::makeHeader(Kind::MagicRef, kMagicRefWords - 1);
  w[2] = abi::makeSmall(int64_t(o->refHigh));
  w[3] = abi::makeSmall(int64_t(o->refLow));
  w[4] = reinterpret_cast<Word>(o);
  retain(o);
  linkOffHeap(target.offHeap(), w);
  return Term::boxed(w);
}

void retainOffHeapObject(const Word *object) {
  switch (abi::headerKind(object[0])) {
  case Kind::RefcBits: retain(reinterpret_cast<BinaryObject *>(object[2])); break;
  case Kind::MagicRef: retain(reinterpret_cast<MagicObject *>(object[4])); break;
  default: // nodes are never freed
    break;
  }
}

void releaseOffHeapObject(const Word *object) {
  switch (abi::headerKind(object[0])) {
  case Kind::RefcBits: release(reinterpret_cast<BinaryObject *>(object[2])); break;
  case Kind::MagicRef: release(reinterpret_cast<MagicObject *>(object[4])); break;
  default: break;
  }
}

void releaseOffHeapList(Word *first) {
  while (first) {
    Word *next = nextOffHeap(first);
    releaseOffHeapObject(first);
    first = next;
  }
}

} // namespace beamc::rt
