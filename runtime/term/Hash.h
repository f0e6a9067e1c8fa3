//===- Hash.h - Hash values of terms -----------------------------------------------------------------===//
//
// Bob Jenkins' mix of 1996 (HashMix.h), as OTP 25 applies it to each kind of term; portableHash is
// the older sum of products. Terms that are exactly equal have equal hashes.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

/// erlang:phash2/1 before the reduction to a range (all 32 bits).
uint32_t portableHash2(Term t);
/// erlang:phash/2 before the reduction to a range.
uint32_t portableHash(Term t);
/// Where the hash of map keys starts.
inline constexpr uint32_t kMapSalt = 3432918353;
/// Hash that orders large maps. Numbers, strings, binaries, tuples and lists of them hash as in
/// OTP 25, so such maps iterate in OTP's order.
uint32_t internalHash(Term t, uint32_t salt = kMapSalt);
/// internalHash([Small | t]): the hash of the levels from 8 × \p small on.
uint32_t internalHashOfPair(int64_t small, Term t);

} // namespace beamc::rt
