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
/// keys begin as it demands. f returns false to stop. The number of rows that it was called for.
template <Walk kind, typename F>
uint64_t forEachCandidate(EtsTable &t, const MatchSpec &spec, bool reverse, F f) {
  uint64_t seen = 0;
  WorkStack<Term, 8> keys;
  bool bound = spec.eachKey(t.keypos, [&](Term key) { keys.push(key); });
  if (bound) {
    for (uint64_t i = 0; i < keys.size(); i++) {
      bool twice = false; // two clauses may demand the same key
      for (uint64_t j = 0; j < i; j++)
        twice |= t.tree ? compareTerms(keys[j], keys[i]) == 0 : exactEqual(keys[j], keys[i]);
      for (Row *r = twice ? nullptr : t.find(keys[i]); r;) {
        Row *following = t.findNext(r);
        seen++;
        if (!f(r))
          return seen;
        r = following;
      }
    }
    return seen;
  }
  if (t.tree) {
    TreeWalk walk(reverse);
    auto side = [&](Term key) { return spec.keySide(t.keypos, key); };
    Row *r =
        walk.seek(*t.tree, [&](Term key) { return reverse ? side(key) <= 0 : side(key) >= 0; });
    while (r && side(r->key()) == 0) {
      Row *following = walk.step(); // before f, which may free r
      uint64_t changes = t.tree->changes();
      seen++;
      if (!f(r))
        return seen;
      if (kind == Walk::Changing && following && t.tree->changes() != changes)
        walk.seek(*t.tree, [&](Term key) {
          int64_t c = compareTerms(key, following->key());
          return reverse ? c <= 0 : c >= 0;
        });
      r = following;
    }
    return seen;
  }
  for (uint64_t i = 0; i < t.hash->active(); i++)
    for (Row *r = t.hash->bucketOnTheWay(i); r;) {
      Row *following = r->next;
      if (!r->deleted) {
        seen++;
        if (!f(r))
          return seen;
      }
      r = following;
    }
  return seen;
}

} // namespace beamc::rt
