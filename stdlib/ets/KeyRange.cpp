//===- KeyRange.cpp - Which keys of an ordered table can a specification match? --------------------===//
//
//   [{{{invoice, Year, '_'}, '$1'}, …}]     keys from {invoice, Year, …} on, up to the last of that
//   shape
//
// Terms before the first variable of a key's pattern are known, and with them the keys that match
// lie together in term order. sideOf compares a key with that part of the pattern.
//===----------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "stdlib/ets/MatchSpec.h"

namespace beamc::rt {
namespace {

int sign(int64_t c) { return c < 0 ? -1 : c > 0; }

/// Side of a term of another type than a tuple or a cons cell.
int sideOfType(Term t, Term sample) { return sign(compareTerms(t, sample)); }

alignas(16) const Word kEmptyTuple[] = {abi::makeHeader(Kind::Tuple, 0), 0};
alignas(16) const Word kCell[] = {abi::kNil, abi::kNil};

} // namespace

/// \p open becomes true at the first part that can be anything: what follows does not count.
int MatchSpec::sideOf(uint32_t node, Term t, bool &open) const {
  for (;;) { // once for each cell of a list
    if (Term known = constantOf(node); known.isValue())
      return sign(compareTerms(t, known));
    const MatchNode &n = nodes_[node];
    switch (n.op) {
    case MatchNode::Tuple:
      if (!t.isTuple())
        return sideOfType(t, Term::boxed(kEmptyTuple));
      if (t.arity() != n.count)
        return t.arity() < n.count ? -1 : 1;
      for (uint32_t i = 0; i < n.count; i++) {
        int c = sideOf(children_[n.child + i], t.element(i), open);
        if (c || open)
          return c;
      }
      return 0;
    case MatchNode::Cons: {
      if (!t.isCons())
        return sideOfType(t, Term::cons(kCell));
      int c = sideOf(children_[n.child], t.head(), open);
      if (c || open)
        return c;
      node = children_[n.child + 1];
      t = t.tail();
      break;
    }
    default: open = true; return 0;
    }
  }
}

int MatchSpec::keySide(uint32_t keypos, Term key) const {
  int all = 0;
  for (const MatchClause &c : clauses_) {
    const MatchNode &head = nodes_[c.head];
    int side = 0;
    if (head.op == MatchNode::Constant) {
      Term row(head.value);
      if (!row.isTuple() || row.arity() < keypos)
        continue; // matches nothing
      side = sign(compareTerms(key, row.element(keypos - 1)));
    } else if (head.op == MatchNode::Tuple) {
      if (head.count < keypos)
        continue;
      bool open = false;
      side = sideOf(children_[head.child + keypos - 1], key, open);
    }
    if (!side || (all && side != all))
      return 0;
    all = side;
  }
  return all;
}

} // namespace beamc::rt
