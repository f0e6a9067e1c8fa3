//===- WorkStack.h - A growing array of plain values -----------------------------------===//
//
// Explicit stacks for walks over deep terms, and scratch buffers: the first N entries are
// inline, more come from malloc. T must be trivially copyable.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Work.h"
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

namespace beamc::rt {

template <typename T, unsigned N = 64> class WorkStack {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  WorkStack() = default;
  WorkStack(const WorkStack &) = delete;
  WorkStack &operator=(const WorkStack &) = delete;
  ~WorkStack() {
    if (data_ != inlineData())
      free(data_);
  }

  void push(const T &v) {
    if (__builtin_expect(size_ == capacity_, 0))
      grow(size_ + 1);
    data_[size_++] = v;
  }
  T pop() { return data_[--size_]; }
  T &top() { return data_[size_ - 1]; }
  void drop() { size_--; }
  bool empty() const { return size_ == 0; }
  uint64_t size() const { return size_; }
  T *data() { return data_; }
  const T *data() const { return data_; }
  T &operator[](uint64_t i) { return data_[i]; }
  const T &operator[](uint64_t i) const { return data_[i]; }
  T *begin() { return data_; }
  T *end() { return data_ + size_; }
  const T *begin() const { return data_; }
  const T *end() const { return data_ + size_; }
  void clear() { size_ = 0; }
  /// Appends \p n uninitialised entries and returns the first.
  T *extend(uint64_t n) {
    if (size_ + n > capacity_)
      grow(size_ + n);
    T *r = data_ + size_;
    size_ += n;
    return r;
  }
  void append(const T *from, uint64_t n) {
    if (n)
      memcpy(static_cast<void *>(extend(n)), from, n * sizeof(T));
  }
  void resize(uint64_t n) {
    if (n > capacity_)
      grow(n);
    size_ = n;
  }

private:
  T *inlineData() { return reinterpret_cast<T *>(inline_); }
  void grow(uint64_t needed) {
    uint64_t capacity = capacity_ * 2 > needed ? capacity_ * 2 : needed;
    T *bigger = static_cast<T *>(malloc(capacity * sizeof(T)));
    if (!bigger)
      abort(); // as any other failed allocation of the runtime
    memcpy(static_cast<void *>(bigger), data_, size_ * sizeof(T));
    if (data_ != inlineData())
      free(data_);
    data_ = bigger;
    capacity_ = capacity;
    chargeBytesRead(capacity * sizeof(T));
  }

  uint64_t size_ = 0, capacity_ = N;
  alignas(T) char inline_[N * sizeof(T)];
  T *data_ = inlineData();
};

using Text = WorkStack<char, 256>;
using Bytes = WorkStack<uint8_t, 1024>;

} // namespace beamc::rt
