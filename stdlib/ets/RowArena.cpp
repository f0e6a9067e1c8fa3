//===- RowArena.cpp - Memory for the rows of one table ---------------------------------------------------------===//
#include "stdlib/ets/RowArena.h"
#include "runtime/heap/OffHeap.h"
#include <cstdlib>

namespace beamc::rt {

void *RowArena::allocate(uint64_t bytes) {
  if (bytes > kLargest) {
    owners_++;
    return allocMemory(bytes);
  }
  live_++;
  uint64_t c = classOf(bytes);
  if (FreeBlock *b = free_[c]) {
    free_[c] = b->next;
    return b;
  }
  bytes = c * kStep;
  if (uint64_t(end_ - top_) < bytes)
    return fromNewChunk(bytes);
  void *r = top_;
  top_ += bytes;
  return r;
}

/// What is left of the old chunk stays unused: less than one block of the largest class.
void *RowArena::fromNewChunk(uint64_t bytes) {
  auto *chunk = static_cast<Chunk *>(aligned_alloc(kAlignment, nextChunk_));
  if (!chunk)
    outOfMemory(nextChunk_);
  chunk->next = chunks_;
  chunks_ = chunk;
  top_ = reinterpret_cast<char *>(chunk) + kAlignment; // so that rows of a line's size are lines
  end_ = reinterpret_cast<char *>(chunk) + nextChunk_;
  if (nextChunk_ < kLargestChunk)
    nextChunk_ *= 2;
  void *r = top_;
  top_ += bytes;
  return r;
}

void RowArena::free(void *block, uint64_t bytes) {
  if (bytes > kLargest) {
    owners_--;
    ::free(block);
    return;
  }
  if (--live_ == 0 && owners_ == 0)
    return reset();
  auto *b = static_cast<FreeBlock *>(block);
  uint64_t c = classOf(bytes);
  b->next = free_[c];
  free_[c] = b;
}

void RowArena::reset() {
  while (Chunk *c = chunks_) {
    chunks_ = c->next;
    ::free(c);
  }
  top_ = end_ = nullptr;
  for (FreeBlock *&f : free_)
    f = nullptr;
  live_ = 0;
  nextChunk_ = kFirstChunk;
}

} // namespace beamc::rt
