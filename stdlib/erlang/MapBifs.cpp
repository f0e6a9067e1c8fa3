//===- MapBifs.cpp - Maps in module erlang ----------------------------------------------------------------------------------===//
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// Value of \p key. {badmap, M} or {badkey, K}.
BIF(erlang, map_get, 2, Guard, Pure, NoHeap)
Term map_get_2(Process &p, Term key, Term map) {
  if (!map.isMap())
    return p.fail(makeTuple(p, {atom::badmap, map}));
  Term v = mapGet(map, key);
  return v.isValue() ? v : p.fail(makeTuple(p, {atom::badkey, key}));
}

/// Number of pairs.
BIF(erlang, map_size, 1, Guard, Pure, Returns(Size))
Term map_size_1(Process &p, Term map) {
  return map.isMap() ? Term::small(int64_t(mapSize(map)))
                     : p.fail(makeTuple(p, {atom::badmap, map}));
}

BEAMC_BIF_NAMESPACE_END
