//===- Work.h - Reductions for the work of built-ins ---------------------------------------------===//
//
// A call costs one reduction. A built-in whose work depends on its arguments costs more: what
// walks, copies or builds says how much it did, and the process that runs on this thread pays. So a
// process that repeats a long built-in leaves its scheduler after a few calls. Small amounts are
// free: the test is all that a short call pays.
//
// Compiled code reloads the reductions after each call that it saved them for, that is all but
// those of BIFs without need for the process (Leaf, NoHeap ones are reloaded too).
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

/// Process::reductions of the process that runs on this thread, or null.
extern thread_local int64_t *tReductions;

/// About a microsecond each: terms visited, bytes copied, bytes that a checksum or a conversion
/// reads.
constexpr uint64_t kTermsPerReduction = 256, kBytesPerReduction = 4096,
                   kBytesReadPerReduction = 512;

void chargeSlow(uint64_t reductions);
inline void charge(uint64_t reductions) {
  if (__builtin_expect(reductions != 0, 0))
    chargeSlow(reductions);
}
inline void chargeTerms(uint64_t n) { charge(n / kTermsPerReduction); }
inline void chargeBytes(uint64_t n) { charge(n / kBytesPerReduction); }
inline void chargeBytesRead(uint64_t n) { charge(n / kBytesReadPerReduction); }

/// Counts the terms that a walk visits and charges them at its end.
struct TermCount {
  uint64_t terms = 0;
  ~TermCount() { chargeTerms(terms); }
};

} // namespace beamc::rt
