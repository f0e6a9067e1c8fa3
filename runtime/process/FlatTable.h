//===- FlatTable.h - A small hash table of plain structs --------------------------------===//
//
// Entries lie densely in order of insertion until one is removed (the last takes its place);
// up to eight are searched linearly, more through an open-addressing index (linear probing, removal
// by moving back: Knuth, "The Art of Computer Programming" 3, 6.4, algorithm R). An entry type
// begins with `key` and is trivially copyable.
//
// Zeroed memory is an empty table. Whoever owns it calls clear() at the end: that frees the table's
// own memory, not what entries point to. Pointers to entries hold until the next insert or erase.
// No lock of its own. Memory that ends ends the program (allocMemory).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/OffHeap.h"
#include <cstdlib>
#include <cstring>

namespace beamc::rt {

/// The index uses the upper half.
inline uint64_t flatHash(uint64_t k) { return (k ^ (k >> 29)) * 0x9e3779b97f4a7c15ull; }
template <typename K> inline uint64_t flatHash(const K &k) { return k.hash(); }

template <typename K, typename E> class FlatTable {
public:
  uint32_t size() const { return count_; }
  E *begin() { return entries_; }
  E *end() { return entries_ + count_; }

  /// Null: not there.
  E *find(const K &key) {
    if (!index_) {
      for (uint32_t i = 0; i < count_; i++)
        if (entries_[i].key == key)
          return &entries_[i];
      return nullptr;
    }
    uint32_t s = slotOf(key);
    return index_[s] ? &entries_[index_[s] - 1] : nullptr;
  }
  /// \p key must not be there. The entry is zeroed but for its key.
  E *insert(const K &key) {
    if (count_ == capacity_)
      grow();
    E *e = &entries_[count_++];
    memset(static_cast<void *>(e), 0, sizeof(E));
    e->key = key;
    if (index_)
      index_[slotOf(key)] = count_;
    return e;
  }
  /// \p e is in the table; another entry may lie there afterwards.
  void erase(E *e) {
    uint32_t at = uint32_t(e - entries_), last = count_ - 1;
    if (index_) {
      eraseSlot(slotOf(e->key));
      if (at != last)
        index_[slotOf(entries_[last].key)] = at + 1;
    }
    if (at != last)
      memcpy(static_cast<void *>(e), static_cast<void *>(&entries_[last]), sizeof(E));
    count_--;
  }
  /// False: it was not there.
  bool erase(const K &key) {
    E *e = find(key);
    if (e)
      erase(e);
    return e;
  }
  void clear() {
    free(entries_);
    free(index_);
    entries_ = nullptr;
    index_ = nullptr;
    count_ = capacity_ = 0;
  }

private:
  uint32_t mask() const { return capacity_ * 2 - 1; }
  uint32_t home(const K &key) const { return uint32_t(flatHash(key) >> 32) & mask(); }
  uint32_t slotOf(const K &key) const {
    uint32_t s = home(key);
    while (index_[s] && !(entries_[index_[s] - 1].key == key))
      s = (s + 1) & mask();
    return s;
  }
  /// Removal that keeps probe sequences whole: later entries of the run move back.
  void eraseSlot(uint32_t hole) {
    uint32_t s = hole;
    for (;;) {
      s = (s + 1) & mask();
      if (!index_[s])
        break;
      uint32_t h = home(entries_[index_[s] - 1].key);
      if (((s - h) & mask()) >= ((s - hole) & mask())) {
        index_[hole] = index_[s];
        hole = s;
      }
    }
    index_[hole] = 0;
  }
  void grow() {
    capacity_ = capacity_ ? capacity_ * 2 : 4;
    auto *moved = static_cast<E *>(allocMemory(capacity_ * sizeof(E)));
    if (count_)
      memcpy(static_cast<void *>(moved), static_cast<void *>(entries_), count_ * sizeof(E));
    free(entries_);
    entries_ = moved;
    if (capacity_ <= 8)
      return;
    free(index_);
    uint64_t indexBytes = uint64_t(capacity_) * 2 * sizeof(uint32_t);
    index_ = static_cast<uint32_t *>(allocMemory(indexBytes));
    memset(index_, 0, indexBytes);
    for (uint32_t i = 0; i < count_; i++)
      index_[slotOf(entries_[i].key)] = i + 1;
  }

  E *entries_;
  uint32_t *index_;
  uint32_t count_, capacity_;
};

} // namespace beamc::rt
