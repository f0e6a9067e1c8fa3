//===- Type.cpp - The type lattice: join, meet -------------------------------===//
#include "compiler/ssa/Function.h"
#include "runtime/abi/TermLayout.h"
#include <algorithm>

namespace beamc::ssa {

bool Type::isSmall() const {
  return kinds == loader::kTypeInteger && hasMin && hasMax && min >= abi::kSmallMin &&
         max <= abi::kSmallMax;
}

Type Type::integer(int64_t lo, int64_t hi) {
  Type t = of(loader::kTypeInteger);
  t.hasMin = t.hasMax = true;
  t.min = lo;
  t.max = hi;
  return t;
}

// A range says something about the integers of a union only: a union without integers has none,
// and joins as the empty range.
Type join(const Type &a, const Type &b) {
  if (a.kinds == 0)
    return b;
  if (b.kinds == 0)
    return a;
  Type t;
  t.kinds = a.kinds | b.kinds;
  bool ai = a.may(loader::kTypeInteger), bi = b.may(loader::kTypeInteger);
  if (ai && bi) {
    t.hasMin = a.hasMin && b.hasMin;
    t.hasMax = a.hasMax && b.hasMax;
    t.min = t.hasMin ? std::min(a.min, b.min) : 0;
    t.max = t.hasMax ? std::max(a.max, b.max) : 0;
  } else if (ai || bi) {
    const Type &i = ai ? a : b;
    t.hasMin = i.hasMin, t.hasMax = i.hasMax, t.min = i.min, t.max = i.max;
  }
  bool at = a.may(loader::kTypeTuple), bt = b.may(loader::kTypeTuple);
  t.arity = at && bt ? (a.arity == b.arity ? a.arity : -1) : at ? a.arity : bt ? b.arity : -1;
  return t;
}

Type meet(const Type &a, const Type &b) {
  Type t;
  t.kinds = a.kinds & b.kinds;
  if (t.may(loader::kTypeInteger)) {
    t.hasMin = a.hasMin || b.hasMin;
    t.hasMax = a.hasMax || b.hasMax;
    t.min = a.hasMin && b.hasMin ? std::max(a.min, b.min) : a.hasMin ? a.min : b.min;
    t.max = a.hasMax && b.hasMax ? std::min(a.max, b.max) : a.hasMax ? a.max : b.max;
    if (!t.hasMin)
      t.min = 0;
    if (!t.hasMax)
      t.max = 0;
    if (t.hasMin && t.hasMax && t.min > t.max) {
      t.kinds &= ~uint32_t(loader::kTypeInteger);
      t.hasMin = t.hasMax = false;
      t.min = t.max = 0;
    }
  }
  if (t.may(loader::kTypeTuple))
    t.arity = a.arity >= 0 ? a.arity : b.arity;
  return t;
}

} // namespace beamc::ssa
