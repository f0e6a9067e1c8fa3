//===- Select.h - Walking a table with a match specification ------------------------------------------------------------===//
#pragma once
#include "runtime/term/Compare.h"
#include "stdlib/ets/MatchSpec.h"
#include "stdlib/ets/Table.h"
#include "stdlib/ets/TreeWalk.h"

namespace beamc::rt {

/// What f of a walk may do to the table.
enum class Walk : bool {
  Reading,
  Changing ///< remove or replace the row that it is called for
};

/// How far a walk over a table has got.
struct WalkPlace {
  uint64_t bucket = 0;           ///< hash: the next one
  Term after = Term::nonValue(); ///< tree: key of the last row, in the process's heap; non-value at
                                 ///< the beginning
  bool done = false;
};

/// Calls f(row) for each live row whose key is one of those that \p spec demands. False, and
/// nothing is called, when it does not demand keys.
template <typename F> bool forEachWithKeys(EtsTable &t, const MatchSpec &spec, F f) {
  WorkStack<Term, 8> keys;
  if (!spec.eachKey(t.keypos, [&](Term key) { keys.push(key); }))
    return false;
  for (uint64_t i = 0; i < keys.size(); i++) {
    bool twice = false; // two clauses may demand the same key
    for (uint64_t j = 0; j < i; j++)
      twice |= t.tree ? compareTerms(keys[j], keys[i]) == 0 : exactEqual(keys[j], keys[i]);
    for (Row *r = twice ? nullptr : t.find(keys[i]); r;) {
      Row *following = t.findNext(r);
      f(r);
      r = following;
    }
  }
  return true;
}

template <Walk kind, typename F>
uint64_t walkTree(Process &p, EtsTable &t, const MatchSpec &spec, bool reverse, uint64_t limit,
                  WalkPlace &place, F f) {
  uint64_t seen = 0;
  TreeWalk walk(reverse);
  auto side = [&](Term key) { return spec.keySide(t.keypos, key); };
  Row *r = walk.seek(*t.tree, [&](Term key) {
    if (!place.after.isValue())
      return reverse ? side(key) <= 0 : side(key) >= 0;
    int64_t c = compareTerms(key, place.after);
    return reverse ? c < 0 : c > 0;
  });
  while (r && side(r->key()) == 0) {
    if (++seen == limit)
      place.after = copyTerm(r->key(), HeapTarget(p)); // before f, which may free r
    Row *following = walk.step();
    uint64_t changes = t.tree->changes();
    f(r);
    if (seen == limit)
      return seen;
    if (kind == Walk::Changing && following && t.tree->changes() != changes)
      walk.seek(*t.tree, [&](Term key) {
        int64_t c = compareTerms(key, following->key());
        return reverse ? c <= 0 : c >= 0;
      });
    r = following;
  }
  place.done = true;
  return seen;
}

template <typename F> uint64_t walkHash(EtsTable &t, uint64_t limit, WalkPlace &place, F f) {
  uint64_t seen = 0, until = t.hash->active();
  for (; place.bucket < until && seen < limit; place.bucket++) {
    seen++; // an empty bucket costs something too
    for (Row *r = t.hash->bucketOnTheWay(place.bucket); r;) {
      Row *following = r->next;
      if (!r->deleted)
        f(r);
      seen++;
      r = following;
    }
  }
  place.done = place.bucket >= until;
  return seen;
}

/// Goes on from \p place with f(row) for each live row that \p spec can match, in iteration order
/// (or a tree from the end): all rows, or those of a tree whose keys begin as it demands. Stops
/// when about \p limit rows have been looked at; returns how many were.
template <Walk kind, typename F>
uint64_t walkRows(Process &p, EtsTable &t, const MatchSpec &spec, bool reverse, uint64_t limit,
                  WalkPlace &place, F f) {
  return t.tree ? walkTree<kind>(p, t, spec, reverse, limit, place, f)
                : walkHash(t, limit, place, f);
}

/// [{Pattern, [], [Result]}] for match ('$$') and match_object ('$_').
Term patternSpec(Process &p, Term pattern, const char *result);

} // namespace beamc::rt
