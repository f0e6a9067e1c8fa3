//===- Trampoline.h - Entries made at run time ------------------------------------------------===//
//
// A jump through an Export or a FunEntry does not say through which one. Code that must know
// (undefined exports, funs from outside, interpreted functions) is entered through a trampoline:
// a few instructions of its own that load its context and jump to its target. A trampoline has
// a code prefix like every entry (code/Code.h).
//
// The instructions are written once per block of trampolines and are executable and read-only
// from then on; what differs lies in a data block at a fixed distance behind them. Nothing is
// ever writable and executable. (The technique is that of libffi's static trampolines.)
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"
#include <mutex>
#include <unordered_map>

namespace beamc::rt {

/// What a trampoline jumps to: a CodeFn that also gets the trampoline's context.
using ContextCodeFn = void BEAMC_PRESERVE_NONE(Process *p, Word *hp, Word *sp, int64_t reductions,
                                               Word x0, Word x1, Word x2, Word x3, Word x4, Word x5,
                                               void *context);

/// \p code as a callee that gets one argument more than it takes: the others are in the same
/// registers, and it does not look at that one.
inline ContextCodeFn *withContext(CodeFn *code) {
  return reinterpret_cast<ContextCodeFn *>(reinterpret_cast<void *>(code));
}

/// The variable half of a trampoline.
struct TrampolineData {
  ContextCodeFn *target;
  void *context;
  CodeLocation location; ///< what CodePrefix::locationOf(entry) answers: none
};

/// A new trampoline, for ever; entries are 16-byte aligned. Thread-safe. Ends the program when
/// memory ends.
CodeFn *makeTrampoline(ContextCodeFn *target, void *context);

/// Trampolines to one target: one for each context that ever asks for one. Thread-safe.
class Trampolines {
public:
  explicit Trampolines(ContextCodeFn *target) : target_(target) {}
  CodeFn *of(void *context) {
    std::lock_guard<std::mutex> guard(lock_);
    CodeFn *&entry = made_[context];
    if (!entry)
      entry = makeTrampoline(target_, context);
    return entry;
  }

private:
  ContextCodeFn *target_;
  std::mutex lock_;
  std::unordered_map<void *, CodeFn *> made_;
};

} // namespace beamc::rt
