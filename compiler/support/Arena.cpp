//===- Arena.cpp ----------------------------------------------------------===//
#include "compiler/support/Arena.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace beamc {

static constexpr size_t kFirstBlock = size_t(16) << 10;
static constexpr size_t kLargestBlock = size_t(4) << 20;

Arena::~Arena() {
  for (char *block : blocks_)
    std::free(block);
}

void *Arena::allocate(size_t size, size_t align) {
  assert(align <= 16 && (align & (align - 1)) == 0 && "malloc aligns to 16 only");
  uintptr_t start = (reinterpret_cast<uintptr_t>(next_) + align - 1) & ~uintptr_t(align - 1);
  if (!next_ || start > reinterpret_cast<uintptr_t>(end_) ||
      size > reinterpret_cast<uintptr_t>(end_) - start) {
    size_t wanted = kFirstBlock << std::min<size_t>(blocks_.size(), 8);
    size_t blockSize = std::max(std::min(wanted, kLargestBlock), size);
    char *block = static_cast<char *>(std::malloc(blockSize));
    if (!block) {
      std::fputs("beamc: out of memory\n", stderr);
      std::abort();
    }
    blocks_.push_back(block);
    next_ = block;
    end_ = block + blockSize;
    start = reinterpret_cast<uintptr_t>(block);
  }
  used_ += size;
  next_ = reinterpret_cast<char *>(start + size);
  return reinterpret_cast<void *>(start);
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty())
    return {};
  char *bytes = static_cast<char *>(allocate(text.size(), 1));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

} // namespace beamc
