//===- Arena.h - bump allocation for immutable data -----------------------===//
//
// A module and everything that hangs off it (atoms, operands, literals) live as
// long as the module does and are never freed one by one: an arena hands out
// memory by moving a pointer and returns all of it when it dies. Only trivially
// destructible types may be placed in it.
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace beamc {

class Arena {
public:
  Arena() = default;
  ~Arena();
  Arena(const Arena &) = delete;
  Arena &operator=(const Arena &) = delete;

  /// \p size bytes aligned to \p align (a power of two, at most 16). Never null: running out of
  /// memory ends the program.
  void *allocate(size_t size, size_t align);

  /// A new object of type T, constructed from \p args.
  template <typename T, typename... Args> T *make(Args &&...args) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// \p count value-initialised objects of type T.
  template <typename T> std::span<T> array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    if (count == 0)
      return {};
    T *first = static_cast<T *>(allocate(count * sizeof(T), alignof(T)));
    for (size_t i = 0; i != count; ++i)
      new (first + i) T{};
    return {first, count};
  }

  /// A copy of \p items inside the arena.
  template <typename T> std::span<T> copy(std::span<const T> items) {
    std::span<T> out = array<std::remove_const_t<T>>(items.size());
    for (size_t i = 0; i != items.size(); ++i)
      out[i] = items[i];
    return out;
  }
  template <typename T> std::span<T> copy(const std::vector<T> &items) {
    return copy(std::span<const T>(items));
  }
  std::string_view copy(std::string_view text);

  /// Bytes handed out so far, for statistics.
  size_t bytesUsed() const { return used_; }

private:
  char *next_ = nullptr;
  char *end_ = nullptr;
  size_t used_ = 0;
  std::vector<char *> blocks_;
};

} // namespace beamc
