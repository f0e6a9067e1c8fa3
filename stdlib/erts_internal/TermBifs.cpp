//===- TermBifs.cpp - Module erts_internal: terms -------------------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "runtime/term/Map.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)
namespace {

/// Pairs that one step of an iterator of a large map delivers.
constexpr unsigned kPairsPerStep = 32;
/// Levels that a path of four bits each can name in a small integer.
constexpr unsigned kPathLevels = 14;

/// A place in a trie: the node and the child's index, per level from the root.
class TrieCursor {
public:
  TrieCursor(Term map, uint64_t path) {
    Term node = map;
    for (unsigned level = 0;; level++) {
      unsigned n;
      const Word *c = hashChildren(node.object(), n);
      unsigned i = unsigned(path >> (4 * level)) & 15;
      if (level >= kPathLevels)
        i = 0;
      if (i >= n) { // not a path of this map: start at its last child
        i = n - 1;
      }
      levels_.push({c, i, n});
      if (Term(c[i]).isCons())
        return;
      node = Term(c[i]);
    }
  }
  bool atEnd() const { return levels_.empty(); }
  Term leaf() { return Term(levels_.top().children[levels_.top().index]); }
  void advance() {
    while (!levels_.empty() && ++levels_.top().index == levels_.top().count)
      levels_.drop();
    while (!levels_.empty() && !leaf().isCons()) {
      unsigned n;
      const Word *c = hashChildren(leaf().object(), n);
      levels_.push({c, 0, n});
    }
  }
  bool hasPath() const { return levels_.size() <= kPathLevels; }
  uint64_t path() const {
    uint64_t r = 0;
    for (uint64_t i = levels_.size(); i-- > 0;)
      r = r << 4 | levels_[i].index;
    return r;
  }

private:
  struct Level {
    const Word *children;
    unsigned index, count;
  };
  WorkStack<Level, 16> levels_;
};

} // namespace

/// Exact term order as an integer.
BIF(erts_internal, cmp_term, 2, Pure)
Term cmp_term_2(Process &p, Term a, Term b) {
  int64_t c = compareTermsExact(a, b);
  return Term::small(c < 0 ? -1 : c > 0);
}

/// Tuple of the keys of a flat map. badarg: anything else.
BIF(erts_internal, map_to_tuple_keys, 1, Pure)
Term map_to_tuple_keys_1(Process &p, Term map) {
  return map.isFlatMap() ? Term(map.object()[1]) : p.fail(atom::badarg);
}

/// Children of a node of a large map as a list, last first: [Key | Value] or an inner node.
BIF(erts_internal, map_hashmap_children, 1, Pure)
Term map_hashmap_children_1(Process &p, Term node) {
  if (!isHashNode(node))
    return p.fail(atom::badarg);
  unsigned n;
  const Word *c = hashChildren(node.object(), n);
  Term list = Term::nil();
  for (unsigned i = 0; i < n; i++)
    list = makeCons(p, Term(c[i]), list);
  return list;
}

/// Next pairs of a map from \p path (0 at first): for `iterator` as {K, V, {K, V, …}} that ends in
/// none or [NewPath | Map]; for a list as [{K, V} …] consed onto it, behind [NewPath, Map] when
/// there are more.
BIF(erts_internal, map_next, 3, Pure)
Term map_next_3(Process &p, Term path, Term map, Term kind) {
  bool iterator = kind == internAtom("iterator");
  if (!map.isMap() || !path.isSmall() || path.smallValue() < 0 || !(iterator || kind.isList()))
    return p.fail(atom::badarg);
  WorkStack<MapPair, 40> pairs;
  Term more = Term::nonValue();
  if (map.isFlatMap()) {
    MapIterator it(map);
    Term k, v;
    while (it.next(k, v))
      pairs.push({k, v});
  } else {
    TrieCursor at(map, uint64_t(path.smallValue()));
    while (!at.atEnd() && !(pairs.size() >= kPairsPerStep && at.hasPath())) {
      pairs.push({at.leaf().head(), at.leaf().tail()});
      at.advance();
    }
    if (!at.atEnd())
      more = Term::small(int64_t(at.path()));
  }
  if (iterator) {
    Term rest = more.isValue() ? makeCons(p, more, map) : atom::none;
    for (uint64_t i = pairs.size(); i-- > 0;)
      rest = makeTuple(p, {pairs[i].key, pairs[i].value, rest});
    return rest;
  }
  // Flat maps keep their order in the list; the pairs of large ones come out last first.
  Term list = kind;
  for (uint64_t i = 0; i < pairs.size(); i++) {
    const MapPair &pair = map.isFlatMap() ? pairs[pairs.size() - 1 - i] : pairs[i];
    list = makeCons(p, makeTuple(p, {pair.key, pair.value}), list);
  }
  return more.isValue() ? makeCons(p, more, makeCons(p, map, list)) : list;
}

/// The text that erlang:display/1 prints, of at most \p limit terms (an integer > 0, or undefined).
BIF(erts_internal, term_to_string, 2)
Term term_to_string_2(Process &p, Term t, Term limit) {
  bool isLimit = limit.isSmall() && limit.smallValue() > 0;
  if (!isLimit && limit != atom::undefined)
    return p.fail(atom::badarg);
  Text text;
  printTerm(text, t, isLimit ? uint64_t(limit.smallValue()) : UINT64_MAX);
  return makeStringUtf8(p, {text.data(), text.size()});
}

/// Kind of a term as its representation, for tests.
BIF(erts_internal, term_type, 1, Pure)
Term term_type_1(Process &p, Term t) {
  const char *name = t.isAtom()                    ? "atom"
                     : t.isSmall()                 ? "fixnum"
                     : t.isNil()                   ? "nil"
                     : t.isCons()                  ? "list"
                     : t.isBignum()                ? "bignum"
                     : t.isFloat()                 ? "hfloat"
                     : t.isLocalPid()              ? "pid"
                     : t.isPid()                   ? "external_pid"
                     : t.isLocalPort()             ? "port"
                     : t.isPort()                  ? "external_port"
                     : t.isKind(Kind::ExternalRef) ? "external_reference"
                     : t.isReference()             ? "reference"
                     : t.isTuple()                 ? "tuple"
                     : t.isFlatMap()               ? "flatmap"
                     : t.isMap()                   ? "hashmap"
                     : t.isKind(Kind::HashNode)    ? "hashmap_node"
                     : t.isFun()                   ? "fun"
                     : t.isKind(Kind::HeapBits)    ? "heap_binary"
                     : t.isKind(Kind::RefcBits)    ? "refc_binary"
                                                   : "sub_binary";
  return internAtom(name);
}

BEAMC_BIF_NAMESPACE_END
