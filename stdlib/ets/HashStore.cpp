//===- HashStore.cpp - Linear hashing --------------------------------------------------------------------------===//
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include "stdlib/ets/Store.h"

namespace beamc::rt {
namespace {
constexpr uint64_t kFirstBuckets = 256;
constexpr uint64_t kSegment = 2048; ///< slots that OTP allocates and frees at once
constexpr unsigned kStepsAtOnce = 5;
} // namespace

uint32_t etsHash(Term key) {
  return (key.isAtom() ? atomHash(key) : internalHash(key)) & 0x7fffffff;
}

HashStore::HashStore() {
  active_ = capacity_ = slots_ = kFirstBuckets;
  mask_ = kFirstBuckets - 1;
  buckets_ = static_cast<Row **>(calloc(capacity_, sizeof(Row *)));
}

HashStore::~HashStore() {
  clear();
  free(buckets_);
}

void HashStore::clear() {
  if (rows.plain()) {
    rows.reset();
  } else {
    for (uint64_t i = 0; i < active_; i++)
      for (Row *r = buckets_[i]; r;) {
        Row *next = r->next;
        freeRow(rows, r);
        r = next;
      }
  }
  active_ = slots_ = kFirstBuckets;
  mask_ = kFirstBuckets - 1;
  resize(kFirstBuckets);
  memset(buckets_, 0, kFirstBuckets * sizeof(Row *));
}

void HashStore::resize(uint64_t capacity) {
  if (capacity == capacity_)
    return;
  auto **moved = static_cast<Row **>(allocMemory(capacity * sizeof(Row *)));
  memcpy(moved, buckets_, active_ * sizeof(Row *));
  memset(moved + active_, 0, (capacity - active_) * sizeof(Row *));
  free(buckets_);
  buckets_ = moved;
  capacity_ = capacity;
}

bool HashStore::sameKey(const Row *row, Term key, uint32_t hash) const {
  return row->hash == hash && exactEqual(row->key(), key);
}

Row *HashStore::find(Term key, uint32_t hash) const {
  for (Row *r = buckets_[bucketOf(hash)]; r; r = r->next)
    if (sameKey(r, key, hash))
      return r;
  return nullptr;
}

Row **HashStore::linkTo(const Row *row) {
  Row **link = &buckets_[bucketOf(row->hash)];
  while (*link != row)
    link = &(*link)->next;
  return link;
}

void HashStore::insert(Row *row, Row *group) {
  // A new key goes to the end of its bucket, another row of a key before that key's others.
  Row **link = &buckets_[bucketOf(row->hash)];
  while (*link && *link != group)
    link = &(*link)->next;
  row->next = *link;
  *link = row;
}

void HashStore::unlink(Row *row) { *linkTo(row) = row->next; }

void HashStore::grow(uint64_t rows) {
  for (unsigned limit = kStepsAtOnce; limit && rows > active_; limit--) {
    if (active_ == capacity_)
      resize(capacity_ * 2);
    if (active_ == slots_)
      slots_ += kSegment;
    uint64_t from;
    if (active_ <= mask_) {
      from = active_ & (mask_ >> 1);
    } else {
      from = 0;
      mask_ = mask_ << 1 | 1;
    }
    uint64_t to = active_++;
    Row **stay = &buckets_[from], **go = &buckets_[to];
    for (Row *r = buckets_[from]; r; r = r->next) {
      Row **&tail = (r->hash & mask_) == to ? go : stay;
      *tail = r;
      tail = &r->next;
    }
    *stay = *go = nullptr;
  }
}

uint64_t HashStore::memoryWords() const {
  // OTP begins with a table of 256 segments beside the first one, and adds one with 128 entries
  // more than the last whenever that is full; the older ones stay.
  constexpr uint64_t kHeader = 6, kFirstEntries = 256, kMoreEntries = 128;
  uint64_t words = slots_, segments = 1 + (slots_ - kFirstBuckets) / kSegment;
  for (uint64_t entries = kFirstEntries, full = 1; segments > full; entries += kMoreEntries) {
    words += kHeader + entries;
    full = entries;
  }
  return words;
}

/// Without one segment the table would still be at most half full; the first two stay.
uint64_t HashStore::shrinkLimit() const {
  return slots_ >= kFirstBuckets + 2 * kSegment ? (slots_ - kSegment) / 2 : 0;
}

void HashStore::shrink(uint64_t rows) {
  for (unsigned limit = kStepsAtOnce; limit && rows < shrinkLimit(); limit--) {
    uint64_t from = --active_, to = from & (mask_ >> 1);
    if (to == 0)
      mask_ >>= 1;
    if (slots_ - from >= kSegment)
      slots_ -= kSegment;
    if (Row *joined = buckets_[from]) {
      Row *last = joined;
      while (last->next)
        last = last->next;
      last->next = buckets_[to];
      buckets_[to] = joined;
      buckets_[from] = nullptr;
    }
    if (active_ <= capacity_ / 4 && capacity_ > kFirstBuckets)
      resize(capacity_ / 2);
  }
}

} // namespace beamc::rt
