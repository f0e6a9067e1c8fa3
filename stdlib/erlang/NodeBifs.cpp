//===- NodeBifs.cpp - This node and others: a node that is not distributed --------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/term/Map.h"
#include "runtime/term/Node.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {
bool alive() { return thisNode()->name != atom::nonode_at_nohost; }
} // namespace

/// erlang:is_alive/0: whether the node takes part in distribution.
BIF(erlang, is_alive, 0, Returns(Boolean))
Term is_alive_0(Process &) { return Term::boolean(alive()); }

namespace {

/// Whether \p kinds, a kind of nodes or a list of kinds, takes in this node; false when malformed.
bool parseKinds(Term kinds, bool &self) {
  self = false;
  auto add = [&](Term kind) {
    if (kind == atom::this_ || kind == atom::known)
      self = true;
    return kind == atom::visible || kind == atom::hidden || kind == atom::connected ||
           kind == atom::this_ || kind == atom::known;
  };
  if (!kinds.isList())
    return add(kinds);
  for (; kinds.isCons(); kinds = kinds.tail())
    if (!add(kinds.head()))
      return false;
  return kinds.isNil();
}

} // namespace

/// erlang:nodes/1: nodes of a kind, or of a list of kinds.
BIF(erlang, nodes, 1)
Term nodes_1(Process &p, Term kinds) {
  bool self;
  if (!parseKinds(kinds, self))
    return p.fail(atom::badarg);
  return self ? makeCons(p, thisNode()->name, Term::nil()) : Term::nil();
}

/// erlang:nodes/2: {Node, Info} of such nodes; \p wanted names what the maps Info hold.
BIF(erlang, nodes, 2)
Term nodes_2(Process &p, Term kinds, Term wanted) {
  static const Term connectionId = internAtom("connection_id"), nodeType = internAtom("node_type");
  bool self;
  if (!parseKinds(kinds, self) || !wanted.isMap())
    return p.fail(atom::badarg);
  MapPair info[2];
  unsigned n = 0;
  bool good = true;
  MapIterator options(wanted);
  for (Term key, value; options.next(key, value);) {
    good = good && (key == connectionId || key == nodeType) && value.isBoolean();
    if (!good || !value.isTrue())
      continue;
    info[n++] = {key, key == nodeType ? atom::this_ : atom::undefined};
  }
  if (!good)
    return p.fail(atom::badarg);
  if (!self)
    return Term::nil();
  return makeCons(p, makeTuple(p, {thisNode()->name, mapFromPairs(p, info, n)}), Term::nil());
}

BIF(erlang, nodes, 0, Returns(List))
Term nodes_0(Process &) { return Term::nil(); }

/// erlang:monitor_node/2: this node is never seen to go down; to others there is no connection.
BIF(erlang, monitor_node, 2)
Term monitor_node_2(Process &p, Term node, Term on) {
  if (!node.isAtom() || !on.isBoolean())
    return p.fail(atom::badarg);
  return node == thisNode()->name ? atom::true_ : p.fail(internAtom("notalive"));
}
/// erlang:monitor_node/3: with the option allow_passive_connect.
BIF(erlang, monitor_node, 3)
Term monitor_node_3(Process &p, Term node, Term on, Term options) {
  static const Term passive = internAtom("allow_passive_connect");
  for (; options.isCons(); options = options.tail())
    if (options.head() != passive)
      return p.failInfo(atom::badarg, atom::badopt);
  return options.isNil() ? monitor_node_2(p, node, on) : p.failInfo(atom::badarg, atom::badopt);
}

/// erlang:dist_get_stat/1.
BIF(erlang, dist_get_stat, 1)
Term dist_get_stat_1(Process &p, Term) { return p.fail(atom::badarg); }

BEAMC_BIF_NAMESPACE_END
