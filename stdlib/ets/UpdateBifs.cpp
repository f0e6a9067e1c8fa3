//===- UpdateBifs.cpp - Module ets: update_counter, update_element --------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Table.h"

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

/// What becomes of a tuple element by element. A few changes are only noted, so that those which
/// take no memory can be written into the row; for more there is a copy (shallow) of the tuple.
class Draft {
public:
  /// \p start is a row's tuple or the process's own.
  Draft(Process &p, Term start) : p_(p), start_(start) {}

  uint64_t arity() const { return start_.arity(); }
  Term get(uint64_t position) const {
    if (tuple_)
      return Term(tuple_[position]);
    for (unsigned i = count_; i-- > 0;)
      if (changes_[i].position == position)
        return changes_[i].value;
    return start_.element(uint32_t(position - 1));
  }
  void set(uint64_t position, Term value) {
    if (!tuple_) {
      for (unsigned i = 0; i < count_; i++)
        if (changes_[i].position == position) {
          changes_[i].value = value;
          return;
        }
      if (count_ < kNoted) {
        changes_[count_++] = {position, value};
        return;
      }
      makeCopy();
    }
    tuple_[position] = value.bits;
  }
  /// All of it as a tuple of the process.
  Term tuple() {
    if (!tuple_)
      makeCopy();
    return Term::boxed(tuple_);
  }
  /// Writes the changes into \p row, whose tuple is the start. False, and nothing is written, when
  /// the row would have to own more or less than before.
  bool writeTo(Row &row) const {
    if (tuple_)
      return false;
    for (unsigned i = 0; i < count_; i++)
      if (!fits(row, Term(row.words[changes_[i].position]), changes_[i].value))
        return false;
    for (unsigned i = 0; i < count_; i++) {
      Word &word = row.words[changes_[i].position];
      Term value = changes_[i].value;
      if (value.isImmediate())
        word = value.bits;
      else
        memcpy(Term(word).object(), value.object(), wordsOf(value) * sizeof(Word));
    }
    return true;
  }

private:
  static constexpr unsigned kNoted = 8;
  struct Change {
    uint64_t position;
    Term value;
  };
  static uint64_t wordsOf(Term boxed) { return 1 + abi::headerSize(boxed.object()[0]); }
  /// An immediate for another, or a bignum for one of the same length that the row has a copy of.
  static bool fits(const Row &row, Term old, Term value) {
    if (old.isImmediate() || value.isImmediate())
      return old.isImmediate() && value.isImmediate();
    return old.isBignum() && value.isBignum() && wordsOf(old) == wordsOf(value) &&
           Word(old.object()) - Word(row.words) < row.size * sizeof(Word);
  }
  void makeCopy() {
    uint64_t words = 1 + uint64_t(start_.arity());
    tuple_ = allocWords(p_, words);
    memcpy(tuple_, start_.object(), words * sizeof(Word));
    for (unsigned i = 0; i < count_; i++)
      tuple_[changes_[i].position] = changes_[i].value.bits;
  }

  Process &p_;
  Term start_;
  Word *tuple_ = nullptr;
  unsigned count_ = 0;
  Change changes_[kNoted];
};

/// A position of an element that may change. False with the exception set.
bool changeable(Process &p, const EtsTable &t, const Draft &draft, Term position, uint64_t &out) {
  if (!position.isSmall() || position.smallValue() < 1)
    return p.fail(atom::badarg).isValue();
  out = uint64_t(position.smallValue());
  if (out == t.keypos)
    return p.failInfo(atom::badarg, atom::keypos).isValue();
  if (out > draft.arity())
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
  if (!changeable(p, t, draft, op.element(0), at))
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
    start = keyed.tuple();
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
  if (!row)
    t->insert(draft.tuple());
  else if (!draft.writeTo(*row))
    t->replace(row, draft.tuple());
  return result;
}

/// Sets the elements that \p specs, a proper list of {Position, Value}, names.
bool setElements(Draft &draft, Term specs) {
  for (; specs.isCons(); specs = specs.tail()) {
    uint64_t at = uint64_t(specs.head().element(0).smallValue());
    if (at > draft.arity())
      return false;
    draft.set(at, specs.head().element(1));
  }
  return true;
}

Term updateElement(Process &p, Term id, Term key, Term specs, Term otherwise) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  if (otherwise.isValue() && (!otherwise.isTuple() || otherwise.arity() < t->keypos))
    return p.failInfo(atom::badarg, atom::default_);
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
  if (!row && !otherwise.isValue())
    return atom::false_;
  Draft draft(p, row ? row->tuple() : otherwise);
  if (!setElements(draft, specs))
    return otherwise.isValue() ? p.failInfo(atom::badarg, internAtom("position"))
                               : p.fail(atom::badarg);
  if (!row) {
    draft.set(t->keypos, key);
    t->insert(draft.tuple());
  } else if (!draft.writeTo(*row)) {
    t->replace(row, draft.tuple());
  }
  return atom::true_;
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
  return updateElement(p, id, key, specs, Term::nonValue());
}

/// As update_element/3; \p otherwise, with the key and the elements, is stored when the key is
/// missing.
BIF(ets, update_element, 4)
Term update_element_4(Process &p, Term id, Term key, Term specs, Term otherwise) {
  return updateElement(p, id, key, specs, otherwise);
}

BEAMC_BIF_NAMESPACE_END
