//===- Store.h - Where a table keeps its rows ----------------------------------------------------------------===//
//
// HashStore: a linear hash table that grows and shrinks bucket by bucket; programs see its order,
// which is that of OTP 25. TreeStore: an AVL tree in term order, walked by TreeWalk. Callers hold
// the table's lock.
//===----------------------------------------------------------------------===//
#pragma once
#include "stdlib/ets/Row.h"
#include <atomic>
#include <cstdlib>

namespace beamc::rt {

class HashStore {
public:
  HashStore();
  ~HashStore();
  /// First row of the group with this key, deleted ones included.
  Row *find(Term key, uint32_t hash) const;
  bool sameKey(const Row *row, Term key, uint32_t hash) const;
  /// The link that points to \p row.
  Row **linkTo(const Row *row);
  /// Puts \p row before \p group (the key's first row) or at the head of its bucket.
  void insert(Row *row, Row *group);
  void unlink(Row *row);
  /// Takes out the rows marked as deleted, each of which then goes to \p gone.
  template <typename F> void unlinkDeleted(F gone) {
    for (uint64_t i = 0; i < active_; i++) {
      bucketOnTheWay(i); // only to fetch ahead
      for (Row **link = &buckets_[i]; Row *r = *link;)
        if (r->deleted) {
          *link = r->next;
          gone(r);
        } else {
          link = &r->next;
        }
    }
  }
  Row *first() const { return firstFrom(0); }
  /// Next in the chain, else the first row of the next bucket that has one.
  Row *next(const Row *row) const {
    return row->next ? row->next : firstFrom(bucketOf(row->hash) + 1);
  }
  Row *bucket(uint64_t i) const { return buckets_[i]; }
  /// As bucket, for a walk over all: rows of the buckets a few further on are fetched from memory.
  Row *bucketOnTheWay(uint64_t i) const {
    constexpr uint64_t kAhead = 8;
    if (i + kAhead < active_)
      __builtin_prefetch(buckets_[i + kAhead]);
    return buckets_[i];
  }
  uint64_t active() const { return active_; }
  uint64_t bucketOf(uint32_t hash) const {
    uint64_t i = hash & mask_;
    return i >= active_ ? i & (mask_ >> 1) : i;
  }
  /// Splits buckets until there is one per row, a few at a time.
  void grow(uint64_t rows);
  /// Joins buckets, a few at a time, when a large table has become half empty.
  void shrink(uint64_t rows);
  /// Frees all rows; the table is as small as a new one.
  void clear();
  /// Of the slots in OTP, with its tables of segments.
  uint64_t memoryWords() const;
  RowArena rows; ///< memory of all rows

private:
  Row *firstFrom(uint64_t bucket) const {
    for (; bucket < active_; bucket++)
      if (buckets_[bucket])
        return buckets_[bucket];
    return nullptr;
  }
  uint64_t shrinkLimit() const;
  void resize(uint64_t capacity);
  uint64_t active_, mask_, capacity_;
  uint64_t slots_; ///< what OTP has allocated for: a small segment and whole large ones
  Row **buckets_;
};

class TreeStore {
public:
  /// Deeper than any tree that fits in memory.
  static constexpr unsigned kMaxDepth = 96;
  TreeStore() = default;
  ~TreeStore();
  /// The row whose key compares equal.
  Row *find(Term key) const;
  /// A row whose key is not in the tree.
  void insert(Row *row);
  void unlink(Row *row);
  /// Puts \p fresh, whose key compares equal, in the place of \p row.
  void exchange(Row *row, Row *fresh);
  Row *first() const;
  Row *last() const;
  /// The nearest row with a greater or smaller key; \p key itself need not be there.
  Row *above(Term key) const;
  Row *below(Term key) const;
  /// above or below: a key that the last call of the same direction has found is not searched
  /// again. Readers of the table may call it at the same time.
  Row *neighbour(Term key, bool previous) const;
  Row *root() const { return root_; }
  /// Another number after each change of rows or links.
  uint64_t changes() const { return changes_; }
  void clear();
  RowArena rows; ///< memory of all rows

private:
  struct Place;
  void rebalance(Row ***path, unsigned depth);
  void noteChange() {
    changes_++;
    reached_.store(nullptr, std::memory_order_relaxed);
  }
  Row *root_ = nullptr;
  uint64_t changes_ = 0;                        ///< of rows or links; under the table's lock
  mutable std::atomic<Place *> places_[2] = {}; ///< by direction; null, or in somebody's hands
  /// What neighbour() returned last, which a walk by keys looks up next; null after changes.
  /// Relaxed: the row itself was there before any reader took the table's lock.
  mutable std::atomic<Row *> reached_ = nullptr;
};

/// Hash of a key as OTP's tables use it.
uint32_t etsHash(Term key);

} // namespace beamc::rt
