//===- Chaos.h - BEAMC_DEBUG=chaos: scheduling at random --------------------------------------===//
//
// Slices get a random length, and a scheduler takes now its own processes, now those of others,
// and sometimes lets one wait. All of that is allowed at any time, so no program may depend on
// it. Each scheduler draws from its own sequence, which the seed fixes.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/scheduler/Scheduler.h"

namespace beamc::rt {

/// The seed, or 0 when chaos is off.
extern uint64_t gChaosSeed;

inline bool chaos() { return __builtin_expect(gChaosSeed != 0, 0); }

/// 0 … \p bound - 1 (splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014).
inline uint64_t chaosRandom(Scheduler &s, uint64_t bound) {
  if (!s.random)
    s.random = gChaosSeed * 0x9e3779b97f4a7c15ull + s.id;
  uint64_t z = s.random += 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return (z ^ (z >> 31)) % bound;
}

/// Reductions of the slice that begins: mostly a few, sometimes many.
inline int64_t sliceReductions(Scheduler &s) {
  if (!chaos())
    return abi::kReductions;
  return chaosRandom(s, 8) ? 1 + int64_t(chaosRandom(s, 40))
                           : 1 + int64_t(chaosRandom(s, abi::kReductions));
}

} // namespace beamc::rt
