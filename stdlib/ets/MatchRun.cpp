//===- MatchRun.cpp - Running match specifications -------------------------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Map.h"
#include "stdlib/ets/MatchSpec.h"

namespace beamc::rt {

class MatchRun {
public:
  MatchRun(Process &p, const MatchSpec &s, Term subject, bool copyOut, uint64_t subjectWords)
      : p_(p), s_(s), subject_(subject), subjectWords_(subjectWords), copyOut_(copyOut) {
    slots_.resize(s.mostVariables_);
  }

  Term run() {
    for (const MatchClause &c : s_.clauses_) {
      if (!match(c.head, subject_))
        continue;
      clause_ = &c;
      catching_ = false;
      if (guards(c)) {
        catching_ = true;
        return body(c);
      }
    }
    return Term::nonValue();
  }

private:
  const MatchNode &at(uint32_t i) const { return s_.nodes_[i]; }
  uint32_t child(const MatchNode &n, uint32_t i) const { return s_.children_[n.child + i]; }

  bool match(uint32_t index, Term t) {
    for (;;) {
      const MatchNode &n = at(index);
      switch (n.op) {
      case MatchNode::Any: return true;
      case MatchNode::Bind: slots_[n.slot] = t; return true;
      case MatchNode::Same: return exactEqual(slots_[n.slot], t);
      case MatchNode::Constant: return exactEqual(Term(n.value), t);
      case MatchNode::Tuple:
        if (!t.isTuple() || t.arity() != n.count)
          return false;
        for (uint32_t i = 0; i < n.count; i++)
          if (!match(child(n, i), t.element(i)))
            return false;
        return true;
      case MatchNode::Cons:
        if (!t.isCons() || !match(child(n, 0), t.head()))
          return false;
        index = child(n, 1);
        t = t.tail();
        continue;
      case MatchNode::Map:
        if (!t.isMap())
          return false;
        for (uint32_t i = 0; i < n.count; i++) {
          Term v = mapGet(t, Term(at(child(n, 2 * i)).value));
          if (!v.isValue() || !match(child(n, 2 * i + 1), v))
            return false;
        }
        return true;
      default: return false;
      }
    }
  }

  bool guards(const MatchClause &c) {
    for (uint32_t i = 0; i < c.guardCount; i++)
      if (value(s_.children_[c.guards + i]) != atom::true_)
        return false;
    return true;
  }

  /// What an expression that fails is worth: the clause's guard fails, but bodies go on with
  /// 'EXIT'.
  Term failed() const { return catching_ ? atom::EXIT : Term::nonValue(); }

  Term body(const MatchClause &c) {
    Term r = Term::nonValue();
    for (uint32_t i = 0; i < c.bodyCount; i++) {
      bool last = i + 1 == c.bodyCount;
      r = last && copyOut_ ? result(s_.children_[c.body + i]) : value(s_.children_[c.body + i]);
    }
    return r;
  }

  Term copied(Term t) { return t.isValue() ? copyTerm(t, HeapTarget(p_)) : t; }

  /// Value of an expression in the process's heap throughout.
  Term result(uint32_t index) {
    const MatchNode &n = at(index);
    switch (n.op) {
    case MatchNode::Constant: return s_.fragment_ ? copied(Term(n.value)) : Term(n.value);
    case MatchNode::Whole:
      return subjectWords_ ? copyPacked(subject_.object(), subjectWords_, HeapTarget(p_))
                           : copied(subject_);
    case MatchNode::Tuple:
    case MatchNode::Cons:
    case MatchNode::Map: return construct(n, true);
    default: return copied(value(index));
    }
  }

  Term part(uint32_t index, bool copy) { return copy ? result(index) : value(index); }

  Term construct(const MatchNode &n, bool copy) {
    WorkStack<Term, 16> parts;
    uint32_t count = n.op == MatchNode::Map ? 2 * n.count : n.count;
    for (uint32_t i = 0; i < count; i++) {
      Term t = part(child(n, i), copy);
      if (!t.isValue())
        return t;
      parts.push(t);
    }
    if (n.op == MatchNode::Cons)
      return makeCons(p_, parts[0], parts[1]);
    if (n.op == MatchNode::Map)
      return mapFromPairs(p_, reinterpret_cast<MapPair *>(parts.data()), n.count);
    return makeTuple(p_, {parts.data(), count});
  }

  /// Value of an expression; it may share with the subject and the constants.
  Term value(uint32_t index) {
    const MatchNode &n = at(index);
    switch (n.op) {
    case MatchNode::Constant: return Term(n.value);
    case MatchNode::Variable: return slots_[n.slot];
    case MatchNode::Whole: return subject_;
    case MatchNode::Bindings: {
      Term list = Term::nil();
      for (uint32_t i = clause_->variables; i-- > 0;)
        list = makeCons(p_, slots_[s_.children_[clause_->bindingOrder + i]], list);
      return list;
    }
    case MatchNode::Tuple:
    case MatchNode::Cons:
    case MatchNode::Map: return construct(n, false);
    case MatchNode::AndAlso:
    case MatchNode::OrElse: {
      bool stop = n.op == MatchNode::OrElse;
      for (uint32_t i = 0; i < n.count; i++) {
        Term t = value(child(n, i));
        if (!t.isValue() || i + 1 == n.count) // the last may be any term
          return t;
        if (!t.isBoolean())
          return failed();
        if (t.isTrue() == stop)
          return t;
      }
      return Term::boolean(!stop);
    }
    case MatchNode::Call: return call(n);
    default: return Term::nonValue();
    }
  }

  Term call(const MatchNode &n) {
    Term a[3];
    for (uint32_t i = 0; i < n.arity; i++) {
      a[i] = value(child(n, i));
      if (!a[i].isValue())
        return a[i];
    }
    Term r = apply(n, a);
    return r.isValue() ? r : failed();
  }

  Term apply(const MatchNode &n, const Term *a) {
    switch (n.arity) {
    case 0: return reinterpret_cast<Term (*)(Process &)>(n.value)(p_);
    case 1: return reinterpret_cast<Term (*)(Process &, Term)>(n.value)(p_, a[0]);
    case 2: return reinterpret_cast<Term (*)(Process &, Term, Term)>(n.value)(p_, a[0], a[1]);
    default:
      return reinterpret_cast<Term (*)(Process &, Term, Term, Term)>(n.value)(p_, a[0], a[1], a[2]);
    }
  }

  Process &p_;
  const MatchSpec &s_;
  Term subject_;
  uint64_t subjectWords_;
  bool copyOut_;
  const MatchClause *clause_ = nullptr;
  bool catching_ = false; ///< in a body
  WorkStack<Term, 16> slots_;
};

Term MatchSpec::run(Process &p, Term subject, bool copyOut, uint64_t subjectWords) const {
  return MatchRun(p, *this, subject, copyOut, subjectWords).run();
}

} // namespace beamc::rt
