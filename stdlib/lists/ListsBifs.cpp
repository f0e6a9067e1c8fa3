//===- ListsBifs.cpp - Module lists ----------------------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(lists)
namespace {

/// First tuple of \p list with a field \p position equal (==) to \p key; the non-value when there
/// is none. badarg: \p position is not positive, or the list is not proper.
Term findTuple(Process &p, Term key, Term position, Term list, bool &ok) {
  ok = false;
  if (!position.isSmall() || position.smallValue() < 1) {
    p.fail(atom::badarg);
    return Term::nonValue();
  }
  uint64_t at = uint64_t(position.smallValue());
  TermCount count;
  for (; list.isCons(); list = list.tail(), count.terms += 4) { // each is another object
    Term t = list.head();
    if (t.isTuple() && at <= t.arity() && equal(t.element(uint32_t(at - 1)), key)) {
      ok = true;
      return t;
    }
  }
  ok = list.isNil();
  if (!ok)
    p.fail(atom::badarg);
  return Term::nonValue();
}

} // namespace

/// Whether an element is exactly equal. badarg: no proper list.
BIF(lists, member, 2, Pure, Returns(Boolean))
Term member_2(Process &p, Term value, Term list) {
  TermCount count;
  if (value.isImmediate()) {
    for (; list.isCons(); list = list.tail(), count.terms++)
      if (list.head() == value)
        return atom::true_;
  } else {
    for (; list.isCons(); list = list.tail(), count.terms += 4)
      if (exactEqual(list.head(), value))
        return atom::true_;
  }
  return list.isNil() ? atom::false_ : p.fail(atom::badarg);
}

/// The list reversed, then \p tail. badarg: no proper list.
BIF(lists, reverse, 2, Pure)
Term reverse_2(Process &p, Term list, Term tail) {
  int64_t n = listLength(list);
  if (n < 0)
    return p.fail(atom::badarg);
  if (n == 0)
    return tail;
  Word *c = allocWords(p, 2 * uint64_t(n));
  for (; list.isCons(); list = list.tail(), c += 2) {
    c[0] = list.head().bits;
    c[1] = tail.bits;
    tail = Term::cons(c);
  }
  return tail;
}

/// The tuple found, or false.
BIF(lists, keyfind, 3, Pure)
Term keyfind_3(Process &p, Term key, Term position, Term list) {
  bool ok;
  Term t = findTuple(p, key, position, list, ok);
  return !ok ? Term::nonValue() : t.isValue() ? t : atom::false_;
}

/// Whether there is such a tuple.
BIF(lists, keymember, 3, Pure, Returns(Boolean))
Term keymember_3(Process &p, Term key, Term position, Term list) {
  bool ok;
  Term t = findTuple(p, key, position, list, ok);
  return !ok ? Term::nonValue() : Term::boolean(t.isValue());
}

/// {value, Tuple} or false.
BIF(lists, keysearch, 3, Pure)
Term keysearch_3(Process &p, Term key, Term position, Term list) {
  bool ok;
  Term t = findTuple(p, key, position, list, ok);
  return !ok ? Term::nonValue() : t.isValue() ? makeTuple(p, {atom::value, t}) : atom::false_;
}

BEAMC_BIF_NAMESPACE_END
