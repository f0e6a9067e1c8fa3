//===- ByteQueue.h - Bytes that wait to be written ------------------------------------------------===//
#pragma once
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace beamc::rt {

/// Zeroed memory is an empty queue; whoever owns it calls clear at the end.
class ByteQueue {
public:
  const uint8_t *data() const { return bytes_ + head_; }
  uint64_t size() const { return size_; }

  void append(const void *from, uint64_t n) {
    if (!n)
      return;
    if (head_ + size_ + n > capacity_)
      makeRoom(n);
    memcpy(bytes_ + head_ + size_, from, n);
    size_ += n;
  }
  /// Removes the first \p n bytes.
  void drop(uint64_t n) {
    head_ += n;
    size_ -= n;
    if (!size_)
      clear();
  }
  void clear() {
    free(bytes_);
    bytes_ = nullptr;
    head_ = size_ = capacity_ = 0;
  }

private:
  void makeRoom(uint64_t n) {
    // Bytes move to the front when that alone makes enough room, at most once per byte.
    if (size_ + n <= capacity_ && head_ >= size_) {
      memcpy(bytes_, bytes_ + head_, size_);
      head_ = 0;
      return;
    }
    uint64_t capacity = (size_ + n) * 2;
    auto *bigger = static_cast<uint8_t *>(malloc(capacity));
    if (!bigger)
      abort(); // as any other failed allocation of the runtime
    if (size_)
      memcpy(bigger, bytes_ + head_, size_);
    free(bytes_);
    bytes_ = bigger;
    head_ = 0;
    capacity_ = capacity;
  }

  uint8_t *bytes_;
  uint64_t head_, size_, capacity_;
};

} // namespace beamc::rt
