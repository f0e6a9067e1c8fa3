//===- Select.h - Walking a table with a match specification ------------------------------------------------------------===//
#pragma once
#include "runtime/term/Compare.h"
#include "stdlib/ets/MatchSpec.h"
#include "stdlib/ets/Table.h"
#include "stdlib/ets/TreeWalk.h"

namespace beamc::rt {

/// What f of forEachCandidate may do to the table.
enum class Walk : bool {
  Reading,
  Changing ///< remove or replace the row that it is called for
};

/// Calls f(row) for each live row that \p spec can match, in iteration order (or from the end):
/// all rows, those of the keys that the specification demands, or those of an ordered table whose
/// keys begin as it demands. f returns false to stop.
template <Walk kind, typename F>
void forEachCandidate(EtsTable &t, const MatchSpec &spec, bool reverse, F f) {
  WorkStack<Term, 8> keys;
  bool bound = spec.eachKey(t.keypos, [&](Term key) { keys.push(key); });
  if (bound) {
    for (uint64_t i = 0; i < keys.size(); i++) {
      bool seen = false; // two clauses may demand the same key
      for (uint64_t j = 0; j < i; j++)
        seen |= t.tree ? compareTerms(keys[j], keys[i]) == 0 : exactEqual(keys[j], keys[i]);
      for (Row *r = seen ? nullptr : t.find(keys[i]); r;) {
        Row *following = t.findNext(r);
        if (!f(r))
          return;
        r = following;
      }
    }
    return;
  }
  if (t.tree) {
    TreeWalk walk(reverse);
    auto side = [&](Term key) { return spec.keySide(t.keypos, key); };
    Row *r =
        walk.seek(*t.tree, [&](Term key) { return reverse ? side(key) <= 0 : side(key) >= 0; });
    while (r && side(r->key()) == 0) {
      Row *following = kind == Walk::Reading ? nullptr : reverse ? t.previousRow(r) : t.next(r);
      if (!f(r))
        return;
      r = kind == Walk::Reading ? walk.step() : following;
    }
    return;
  }
  for (uint64_t i = 0; i < t.hash->active(); i++)
    for (Row *r = t.hash->bucketOnTheWay(i); r;) {
      Row *following = r->next;
      if (!r->deleted && !f(r))
        return;
      r = following;
    }
}

} // namespace beamc::rt
