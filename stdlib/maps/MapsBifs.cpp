//===- MapsBifs.cpp - Module maps --------------------------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(maps)
namespace {

Term badMap(Process &p, Term map) { return p.fail(makeTuple(p, {atom::badmap, map})); }
Term badKey(Process &p, Term key) { return p.fail(makeTuple(p, {atom::badkey, key})); }

/// One term per pair. Programs see large maps from the end of their iteration order here.
template <typename F> Term listOf(Process &p, Term map, F take) {
  MapIterator it(map);
  chargeTerms(4 * mapSize(map));
  Term k, v;
  if (map.isFlatMap()) {
    ListBuilder out(p);
    while (it.next(k, v))
      out.add(take(k, v));
    return out.finish();
  }
  Term list = Term::nil();
  while (it.next(k, v))
    list = makeCons(p, take(k, v), list);
  return list;
}

} // namespace

/// {ok, Value} or error.
BIF(maps, find, 2, Pure)
Term find_2(Process &p, Term key, Term map) {
  if (!map.isMap())
    return badMap(p, map);
  Term v = mapGet(map, key);
  return v.isValue() ? makeTuple(p, {atom::ok, v}) : atom::error;
}

/// Value of \p key.
BIF(maps, get, 2, Pure)
Term get_2(Process &p, Term key, Term map) {
  if (!map.isMap())
    return badMap(p, map);
  Term v = mapGet(map, key);
  return v.isValue() ? v : badKey(p, key);
}

/// Map of a list of {Key, Value}; the last pair of a key wins.
BIF(maps, from_list, 1, Pure, Returns(Map))
Term from_list_1(Process &p, Term list) {
  WorkStack<MapPair, 40> pairs;
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (!t.isTuple(2))
      return p.fail(atom::badarg);
    pairs.push({t.element(0), t.element(1)});
  }
  return list.isNil() ? mapFromPairs(p, pairs.data(), pairs.size()) : p.fail(atom::badarg);
}

/// Map of a list of keys, all with the same value.
BIF(maps, from_keys, 2, Pure, Returns(Map))
Term from_keys_2(Process &p, Term list, Term value) {
  WorkStack<MapPair, 40> pairs;
  for (; list.isCons(); list = list.tail())
    pairs.push({list.head(), value});
  return list.isNil() ? mapFromPairs(p, pairs.data(), pairs.size()) : p.fail(atom::badarg);
}

/// Whether \p key is in \p map.
BIF(maps, is_key, 2, Pure, Returns(Boolean))
Term is_key_2(Process &p, Term key, Term map) {
  return map.isMap() ? Term::boolean(mapGet(map, key).isValue()) : badMap(p, map);
}

/// List of the keys.
BIF(maps, keys, 1, Pure, Returns(List))
Term keys_1(Process &p, Term map) {
  return map.isMap() ? listOf(p, map, [](Term key, Term) { return key; }) : badMap(p, map);
}

/// List of the values, in the order of keys/1.
BIF(maps, values, 1, Pure, Returns(List))
Term values_1(Process &p, Term map) {
  return map.isMap() ? listOf(p, map, [](Term, Term value) { return value; }) : badMap(p, map);
}

/// Both maps in one; where both have a key the value is that of \p b.
BIF(maps, merge, 2, Pure, Returns(Map))
Term merge_2(Process &p, Term a, Term b) {
  if (!a.isMap())
    return badMap(p, a);
  if (!b.isMap())
    return badMap(p, b);
  uint64_t n = mapSize(a), m = mapSize(b);
  if (n == 0)
    return b;
  if (m == 0 || a.bits == b.bits)
    return a;
  Term k, v;
  charge((n < m ? n : m) / 4);
  if (n > abi::kMaxFlatMapPairs && m < n / 4) { // few into many
    MapIterator it(b);
    while (it.next(k, v))
      a = mapPut(p, a, k, v);
    return a;
  }
  if (m > abi::kMaxFlatMapPairs && n < m / 4) {
    MapIterator it(a);
    Term result = b;
    while (it.next(k, v))
      if (!mapGet(b, k).isValue())
        result = mapPut(p, result, k, v);
    return result;
  }
  WorkStack<MapPair, 72> pairs;
  MapIterator first(a);
  while (first.next(k, v))
    pairs.push({k, v});
  MapIterator second(b);
  while (second.next(k, v))
    pairs.push({k, v});
  return mapFromPairs(p, pairs.data(), pairs.size());
}

/// \p map with \p key associated with \p value.
BIF(maps, put, 3, Pure, Returns(Map))
Term put_3(Process &p, Term key, Term value, Term map) {
  return map.isMap() ? mapPut(p, map, key, value) : badMap(p, map);
}

/// \p map without \p key.
BIF(maps, remove, 2, Pure, Returns(Map))
Term remove_2(Process &p, Term key, Term map) {
  return map.isMap() ? mapRemove(p, map, key) : badMap(p, map);
}

/// {Value, Rest} or error.
BIF(maps, take, 2, Pure)
Term take_2(Process &p, Term key, Term map) {
  if (!map.isMap())
    return badMap(p, map);
  Term value;
  Term rest = mapRemove(p, map, key, &value);
  return value.isValue() ? makeTuple(p, {value, rest}) : atom::error;
}

/// \p map with a new value of \p key, which must be in it.
BIF(maps, update, 3, Pure, Returns(Map))
Term update_3(Process &p, Term key, Term value, Term map) {
  if (!map.isMap())
    return badMap(p, map);
  return mapGet(map, key).isValue() ? mapPut(p, map, key, value) : badKey(p, key);
}

BEAMC_BIF_NAMESPACE_END
