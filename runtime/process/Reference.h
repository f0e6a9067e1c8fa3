//===- Reference.h - Numbers in local references ------------------------------------===//
//
// A local reference is 82 bits, shown as #Ref<0.w2.w1.w0>: w0 has 18 bits, w1 and w2 have
// 32. It lies in a Reference (or MagicRef) as two smalls: high = w2, low = w1 << 18 | w0.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

inline constexpr unsigned kRefLowBits = 18; ///< bits of w0

struct RefNumber {
  uint64_t high; ///< w2
  uint64_t low;  ///< w1 << 18 | w0
  bool operator==(const RefNumber &o) const { return high == o.high && low == o.low; }
  uint64_t hash() const { return (low ^ (high * 0x9e3779b97f4a7c15ull)) * 0xff51afd7ed558ccdull; }
  uint32_t word(unsigned i) const {
    return i == 0   ? uint32_t(low & ((1u << kRefLowBits) - 1))
           : i == 1 ? uint32_t(low >> kRefLowBits)
                    : uint32_t(high);
  }
};

inline constexpr uint64_t kReferenceWords = 3;

/// Never handed out before in this run.
RefNumber newRefNumber();
/// Number of a local Reference or MagicRef.
inline RefNumber refNumber(Term ref) {
  const Word *o = ref.object() + (ref.kind() == Kind::MagicRef ? 2 : 1);
  return {uint64_t(abi::smallValue(o[0])), uint64_t(abi::smallValue(o[1]))};
}
inline bool isLocalReference(Term t) {
  return t.isKind(Kind::Reference) || t.isKind(Kind::MagicRef);
}
/// Writes kReferenceWords words.
inline Term writeReference(Word *o, RefNumber n) {
  o[0] = abi::makeHeader(Kind::Reference, 2);
  o[1] = abi::makeSmall(int64_t(n.high));
  o[2] = abi::makeSmall(int64_t(n.low));
  return Term::boxed(o);
}
inline Term makeReference(Process &p, RefNumber n) {
  return writeReference(allocWords(p, kReferenceWords), n);
}
inline Term makeReference(Process &p) { return makeReference(p, newRefNumber()); }

} // namespace beamc::rt
