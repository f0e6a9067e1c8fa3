//===- Compare.h - Term order and equality -----------------------------------------------------===//
//
//   number < atom < reference < fun < port < pid < tuple < map < [] < list < bitstring
//
// Two orders: the arithmetic one (1 == 1.0) of the operators, and the exact one, in which an
// integer that equals a float is less than it (keys of maps are sorted and compared so).
// None of these functions recurses on the depth of a term.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

bool exactEqualSlow(Term a, Term b);
bool equalSlow(Term a, Term b);

/// =:=
inline bool exactEqual(Term a, Term b) {
  // Every immediate value has one form, but 0.0 and -0.0 (boxed both) are equal.
  return a == b || (a.isPointer() && b.isPointer() && exactEqualSlow(a, b));
}
/// ==
inline bool equal(Term a, Term b) {
  if (a == b)
    return true;
  if (a.isAtom() || b.isAtom() || (a.isSmall() && b.isSmall()))
    return false;
  return equalSlow(a, b);
}

int64_t compareSlow(Term a, Term b);
int64_t compareExactSlow(Term a, Term b);

/// Term order of the operators: <0, 0, >0.
inline int64_t compareTerms(Term a, Term b) {
  if (a == b)
    return 0;
  if (a.isSmall() && b.isSmall())
    return int64_t(a.bits) < int64_t(b.bits) ? -1 : 1;
  return compareSlow(a, b);
}
/// The exact order: 1 < 1.0.
inline int64_t compareTermsExact(Term a, Term b) {
  if (a == b)
    return 0;
  if (a.isSmall() && b.isSmall())
    return int64_t(a.bits) < int64_t(b.bits) ? -1 : 1;
  return compareExactSlow(a, b);
}

} // namespace beamc::rt
