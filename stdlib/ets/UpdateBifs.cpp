//===- UpdateBifs.cpp - Module ets: update_counter, update_element --------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Table.h"

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

/// A tuple of the process that begins as a copy (shallow) of a row's.
class Draft {
public:
  Draft(Process &p, Term tuple) {
    uint64_t words = 1 + uint64_t(tuple.arity());
    object_ = allocWords(p, words);
    memcpy(object_, tuple.object(), words * sizeof(Word));
  }
  Term term() const { return Term::boxed(object_); }
  Term get(uint64_t position) const { return Term(object_[position]); }
  void set(uint64_t position, Term t) { object_[position] = t.bits; }

private:
  Word *object_;
};

/// A position of an element that may change. False with the exception set.
bool changeable(Process &p, const EtsTable &t, Term tuple, Term position, uint64_t &out) {
  if (!position.isSmall() || position.smallValue() < 1)
    return p.fail(atom::badarg).isValue();
  out = uint64_t(position.smallValue());
  if (out == t.keypos)
    return p.failInfo(atom::badarg, atom::keypos).isValue();
  if (out > tuple.arity())
    return p.failInfo(atom::badarg, internAtom("position")).isValue();
  return true;
}

/// One {Position, Increment} or {Position, Increment, Threshold, SetValue}; the new value, or the
/// non-value with the exception set.
Term count(Process &p, const EtsTable &t, Draft &draft, Term op) {
  bool limited = op.isTuple(4);
  uint64_t at;
  if (!(limited || op.isTuple(2)) || !op.element(1).isInteger() ||
      (limited && !(op.element(2).isInteger() && op.element(3).isInteger())))
    return p.fail(atom::badarg);
  if (!changeable(p, t, draft.term(), op.element(0), at))
    return Term::nonValue();
  if (!draft.get(at).isInteger())
    return p.fail(atom::badarg);
  Term by = op.element(1), value = addIntegers(p, draft.get(at), by);
  if (!value.isValue())
    return p.fail(atom::system_limit);
  if (limited) {
    int c = compareIntegers(value, op.element(2));
    if (compareIntegers(by, Term::small(0)) >= 0 ? c > 0 : c < 0)
      value = op.element(3);
  }
  draft.set(at, value);
  return value;
}

/// The common case without a new row: a small integer added to a small one. Non-value, and
/// nothing changed, when it is not that.
Term countInPlace(const EtsTable &t, Row &row, Term op) {
  Term by = op;
  uint64_t at = t.keypos + 1;
  if (op.isTuple(2)) {
    if (!op.element(0).isSmall())
      return Term::nonValue();
    at = uint64_t(op.element(0).smallValue());
    by = op.element(1);
  }
  if (!by.isSmall() || at == 0 || at == t.keypos || at > row.tuple().arity())
    return Term::nonValue();
  Term old = row.tuple().element(uint32_t(at - 1));
  int64_t sum;
  if (!old.isSmall() || __builtin_add_overflow(old.smallValue(), by.smallValue(), &sum) ||
      !abi::fitsSmall(sum))
    return Term::nonValue();
  row.words[at] = Term::small(sum).bits;
  return Term::small(sum);
}

Term updateCounter(Process &p, Term id, Term key, Term op, Term otherwise) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  if (!t->isSet())
    return p.fail(atom::badarg);
  Row *row = t->find(key);
  if (row)
    if (Term sum = countInPlace(*t, *row, op); sum.isValue())
      return sum;
  Term start;
  if (row) {
    start = row->tuple();
  } else if (!otherwise.isValue()) {
    return p.failInfo(atom::badarg, atom::badkey);
  } else {
    if (!otherwise.isTuple() || otherwise.arity() < t->keypos)
      return p.fail(atom::badarg);
    Draft keyed(p, otherwise);
    keyed.set(t->keypos, key);
    start = keyed.term();
  }
  Draft draft(p, start);
  Term result;
  if (op.isList()) {
    ListBuilder out(p);
    for (; op.isCons(); op = op.tail()) {
      Term v = count(p, *t, draft, op.head());
      if (!v.isValue())
        return v;
      out.add(v);
    }
    if (!op.isNil())
      return p.fail(atom::badarg);
    result = out.finish();
  } else {
    Term one = op;
    if (op.isInteger())
      one = makeTuple(p, {Term::small(t->keypos + 1), op});
    result = count(p, *t, draft, one);
    if (!result.isValue())
      return result;
  }
  if (row)
    t->replace(row, draft.term());
  else
    t->insert(draft.term());
  return result;
}

} // namespace

/// Adds to integer elements of the object of a key.
BIF(ets, update_counter, 3)
Term update_counter_3(Process &p, Term id, Term key, Term op) {
  return updateCounter(p, id, key, op, Term::nonValue());
}

/// As update_counter/3; \p otherwise is stored first when the key is missing.
BIF(ets, update_counter, 4)
Term update_counter_4(Process &p, Term id, Term key, Term op, Term otherwise) {
  return updateCounter(p, id, key, op, otherwise);
}

/// Sets elements of the object of a key; false when there is none.
BIF(ets, update_element, 3)
Term update_element_3(Process &p, Term id, Term key, Term specs) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  if (!t->isSet())
    return p.fail(atom::badarg);
  if (specs.isTuple())
    specs = makeCons(p, specs, Term::nil());
  for (Term s = specs; !s.isNil(); s = s.tail()) {
    Term one = s.isCons() ? s.head() : Term::nil();
    if (!one.isTuple(2) || !one.element(0).isSmall() || one.element(0).smallValue() < 1)
      return p.fail(atom::badarg);
    if (one.element(0) == Term::small(t->keypos))
      return p.failInfo(atom::badarg, atom::keypos);
  }
  Row *row = t->find(key);
  if (!row)
    return atom::false_;
  Draft draft(p, row->tuple());
  for (; specs.isCons(); specs = specs.tail()) {
    uint64_t at = uint64_t(specs.head().element(0).smallValue());
    if (at > row->tuple().arity())
      return p.fail(atom::badarg);
    draft.set(at, specs.head().element(1));
  }
  t->replace(row, draft.term());
  return atom::true_;
}

BEAMC_BIF_NAMESPACE_END
