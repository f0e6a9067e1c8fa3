//===- RowArena.h - Memory for the rows of one table -----------------------------------------------------------===//
//
// Blocks of up to kLargest bytes are cut from chunks, which double in size, and go to a free list
// of their size class; larger ones come from malloc. Rows inserted together lie together, and a
// table whose rows own nothing outside is emptied without a look at them. Chunks go back when
// the last block does. Callers hold the table's lock.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

class RowArena {
public:
  RowArena() = default;
  ~RowArena() { reset(); }
  RowArena(const RowArena &) = delete;
  void *allocate(uint64_t bytes);
  void free(void *block, uint64_t bytes);
  /// Counts blocks that own something outside the arena; so do those from malloc.
  void noteOwner(int change) { owners_ += int64_t(change); }
  /// May reset() forget all blocks without freeing them one by one?
  bool plain() const { return owners_ == 0; }
  void reset();

private:
  static constexpr uint64_t kStep = 16, kLargest = 512, kClasses = kLargest / kStep + 1;
  static constexpr uint64_t kFirstChunk = 2048, kLargestChunk = 256 * 1024, kAlignment = 64;
  struct Chunk {
    Chunk *next;
  };
  struct FreeBlock {
    FreeBlock *next;
  };
  static uint64_t classOf(uint64_t bytes) { return (bytes + kStep - 1) / kStep; }
  void *fromNewChunk(uint64_t bytes);

  char *top_ = nullptr, *end_ = nullptr;
  Chunk *chunks_ = nullptr;
  FreeBlock *free_[kClasses] = {};
  uint64_t live_ = 0, nextChunk_ = kFirstChunk;
  int64_t owners_ = 0;
};

} // namespace beamc::rt
