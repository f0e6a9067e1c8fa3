//===- Stubs.h - Machine code entries of an interpreted module -----------------------------===//
//
// Everything outside knows code by addresses with a CodePrefix: exports, funs, return addresses,
// handlers. So each function, fun, call, landing place of a `try` and raising place of an
// interpreted module has a stub: a prefix and two instructions that load its context and jump to
// its target (Enter.h). Frames of interpreted functions thus look like those of compiled ones
// to whatever walks the stack.
//
// All stubs of a module and their CodeLocations lie in one mapping, written once and from then on
// readable and executable; it goes with the module.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Trampoline.h"
#include <vector>

namespace beamc::rt::interp {

inline constexpr uint32_t kNone = ~uint32_t(0);

struct StubSpec {
  ContextCodeFn *target;
  Word context;      ///< handed to the target
  uint32_t location; ///< index of the CodeLocation, or kNone
  uint32_t handler;  ///< index of the stub that handles exceptions from below, or kNone
  uint32_t frameSize = CodePrefix::kNotAContinuation;
};

class StubArea {
public:
  StubArea() = default;
  StubArea(const StubArea &) = delete;
  StubArea &operator=(const StubArea &) = delete;
  ~StubArea();
  /// Makes room; addresses are known from then on. False when memory ends.
  bool reserve(size_t stubs, size_t locations);
  /// Writes everything and makes it executable. Once. False when the system refuses.
  bool finish(const std::vector<StubSpec> &stubs, const std::vector<CodeLocation> &locations);
  CodeFn *stub(uint32_t index) const {
    return reinterpret_cast<CodeFn *>(memory_ + index * kStubBytes + sizeof(CodePrefix));
  }
  const CodeLocation *location(uint32_t index) const {
    return reinterpret_cast<const CodeLocation *>(memory_ + locations_) + index;
  }
  const char *begin() const { return memory_; }
  const char *end() const { return memory_ + bytes_; }

private:
  static constexpr size_t kStubBytes = 32;
  char *memory_ = nullptr;
  size_t bytes_ = 0, locations_ = 0, targets_ = 0;
};

} // namespace beamc::rt::interp
