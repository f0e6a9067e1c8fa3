//===- RowBifs.cpp - Module ets: single keys ---------------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Table.h"
#include "stdlib/ets/TreeWalk.h"

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

constexpr uint64_t kInsertsPerReduction = 4;

Term copyOut(Process &p, Term t) { return copyTerm(t, HeapTarget(p)); }

bool isObject(const EtsTable &t, Term o) { return o.isTuple() && o.arity() >= t.keypos; }

/// Rows of a key, oldest first.
Term rowsOf(Process &p, EtsTable &t, Term key) {
  Term list = Term::nil();
  for (Row *r = t.find(key); r; r = t.findNext(r))
    list = makeCons(p, r->copy(p), list);
  return list;
}

void removeKey(EtsTable &t, Term key) {
  for (Row *r = t.find(key); r;) {
    Row *following = t.findNext(r);
    t.remove(r);
    if (!following)
      t.shrink();
    r = following;
  }
}

/// What a walk gives for the row that it has come to: its key, or {Key, Rows of that key}.
enum class Visit { Key, Lookup };
Term visited(Process &p, EtsTable &t, Row *r, Visit what) {
  if (!r)
    return atom::end_of_table;
  Term key = copyOut(p, r->key());
  return what == Visit::Key ? key : makeTuple(p, {key, rowsOf(p, t, key)});
}

Term firstKey(Process &p, Term id, bool last, Visit what = Visit::Key) {
  TableLock t(p, id, Access::Read, false);
  return t ? visited(p, *t, last ? t->last() : t->first(), what) : Term::nonValue();
}

Term neighbour(Process &p, Term id, Term key, bool previous, Visit what = Visit::Key) {
  TableLock t(p, id, Access::Read, false);
  if (!t)
    return Term::nonValue();
  Row *r;
  if (t->tree) {
    if (key == atom::end_of_table) // is no key here, even if there is a row of it
      return p.fail(atom::badarg);
    r = t->tree->neighbour(key, previous);
  } else {
    uint32_t h = etsHash(key);
    r = t->hash->find(key, h); // a deleted row is still a place while the table is fixed
    if (!r)
      return p.fail(atom::badarg);
    do
      r = t->hash->next(r);
    while (r && (r->deleted || t->hash->sameKey(r, key, h)));
  }
  return visited(p, *t, r, what);
}

/// The element at \p position of the object of a key, in bags the list of them, or \p otherwise if
/// there is none; without that, badarg (badkey).
Term lookupElement(Process &p, Term id, Term key, Term position, Term otherwise) {
  TableLock t(p, id, Access::Read, false);
  if (!t)
    return Term::nonValue();
  if (!position.isSmall() || position.smallValue() < 1)
    return p.fail(atom::badarg);
  uint64_t at = uint64_t(position.smallValue());
  Row *r = t->find(key);
  if (!r)
    return otherwise.isValue() ? otherwise : p.failInfo(atom::badarg, atom::badkey);
  Term list = Term::nil();
  for (; r; r = t->findNext(r)) {
    if (at > r->tuple().arity())
      return p.fail(atom::badarg);
    Term e = copyOut(p, r->tuple().element(uint32_t(at - 1)));
    if (t->isSet())
      return e;
    list = makeCons(p, e, list);
  }
  return list;
}

/// All objects of an argument: one tuple or a list of them.
bool objects(const EtsTable &t, Term arg, WorkStack<Term, 16> &out) {
  if (isObject(t, arg)) {
    out.push(arg);
    return true;
  }
  for (; arg.isCons(); arg = arg.tail()) {
    if (!isObject(t, arg.head()))
      return false;
    out.push(arg.head());
  }
  return arg.isNil();
}

} // namespace

/// Stores an object or a list of objects.
BIF(ets, insert, 2)
Term insert_2(Process &p, Term id, Term arg) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  WorkStack<Term, 16> all;
  if (!objects(*t, arg, all))
    return p.fail(atom::badarg);
  rt::charge(all.size() / kInsertsPerReduction);
  if (t->kind == TableKind::Bag) // programs see that a list goes in from its end
    for (uint64_t i = all.size(); i-- > 0;)
      t->insert(all[i]);
  else
    for (Term o : all)
      t->insert(o);
  return atom::true_;
}

/// As insert/2 when none of the keys is there yet, else false.
BIF(ets, insert_new, 2)
Term insert_new_2(Process &p, Term id, Term arg) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  WorkStack<Term, 16> all;
  if (!objects(*t, arg, all))
    return p.fail(atom::badarg);
  rt::charge(all.size() / kInsertsPerReduction);
  for (Term o : all)
    if (t->find(t->keyOf(o)))
      return atom::false_;
  for (Term o : all)
    t->insert(o);
  return atom::true_;
}

/// List of the objects of a key.
BIF(ets, lookup, 2)
Term lookup_2(Process &p, Term id, Term key) {
  TableLock t(p, id, Access::Read, false);
  return t ? rowsOf(p, *t, key) : Term::nonValue();
}

/// Element of the object of a key; in bags the list of them. badarg (badkey): no such key.
BIF(ets, lookup_element, 3)
Term lookup_element_3(Process &p, Term id, Term key, Term position) {
  return lookupElement(p, id, key, position, Term::nonValue());
}

/// As lookup_element/3; \p otherwise when the key is missing.
BIF(ets, lookup_element, 4)
Term lookup_element_4(Process &p, Term id, Term key, Term position, Term otherwise) {
  return lookupElement(p, id, key, position, otherwise);
}

/// Whether the key is there.
BIF(ets, member, 2, Returns(Boolean))
Term member_2(Process &p, Term id, Term key) {
  TableLock t(p, id, Access::Read, false);
  return t ? Term::boolean(t->find(key)) : Term::nonValue();
}

/// Removes the objects of a key.
BIF(ets, delete, 2)
Term delete_2(Process &p, Term id, Term key) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  removeKey(*t, key);
  return atom::true_;
}

/// Removes exactly this object.
BIF(ets, delete_object, 2)
Term delete_object_2(Process &p, Term id, Term object) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  if (!isObject(*t, object))
    return p.fail(atom::badarg);
  bool removed = false;
  for (Row *r = t->find(t->keyOf(object)); r;) {
    Row *following = t->findNext(r);
    if (exactEqual(r->tuple(), object)) {
      t->remove(r);
      removed = true;
    }
    r = following;
  }
  if (removed)
    t->shrink();
  return atom::true_;
}

/// Removes the objects of a key and returns them.
BIF(ets, take, 2)
Term take_2(Process &p, Term id, Term key) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  Term list = rowsOf(p, *t, key);
  removeKey(*t, key);
  return list;
}

/// First key, or '$end_of_table'.
BIF(ets, first, 1)
Term first_1(Process &p, Term id) { return firstKey(p, id, false); }

/// Last key; the first of an unordered table.
BIF(ets, last, 1)
Term last_1(Process &p, Term id) { return firstKey(p, id, true); }

/// Next key. badarg: an unordered table has no such key.
BIF(ets, next, 2)
Term next_2(Process &p, Term id, Term key) { return neighbour(p, id, key, false); }

/// Key before; next/2 in an unordered table.
BIF(ets, prev, 2)
Term prev_2(Process &p, Term id, Term key) { return neighbour(p, id, key, true); }

/// As first/1, last/1, next/2, prev/2: {Key, Objects} instead of the key.
BIF(ets, first_lookup, 1)
Term first_lookup_1(Process &p, Term id) { return firstKey(p, id, false, Visit::Lookup); }
BIF(ets, last_lookup, 1)
Term last_lookup_1(Process &p, Term id) { return firstKey(p, id, true, Visit::Lookup); }
BIF(ets, next_lookup, 2)
Term next_lookup_2(Process &p, Term id, Term key) {
  return neighbour(p, id, key, false, Visit::Lookup);
}
BIF(ets, prev_lookup, 2)
Term prev_lookup_2(Process &p, Term id, Term key) {
  return neighbour(p, id, key, true, Visit::Lookup);
}

/// Objects of hash slot \p i, or the i-th object of an ordered table.
BIF(ets, slot, 2)
Term slot_2(Process &p, Term id, Term i) {
  TableLock t(p, id, Access::Read, false);
  if (!t)
    return Term::nonValue();
  uint64_t slots = t->tree ? t->size : t->hash->active();
  if (!i.isSmall() || i.smallValue() < 0 || uint64_t(i.smallValue()) > slots)
    return p.fail(atom::badarg);
  uint64_t n = uint64_t(i.smallValue());
  if (n == slots)
    return atom::end_of_table;
  Term list = Term::nil();
  if (t->tree) {
    TreeWalk walk;
    Row *r = walk.seek(*t->tree, [](Term) { return true; });
    while (n--)
      r = walk.step();
    return makeCons(p, r->copy(p), list);
  }
  for (Row *r = t->hash->bucket(n); r; r = r->next)
    if (!r->deleted)
      list = makeCons(p, r->copy(p), list);
  return list;
}

BEAMC_BIF_NAMESPACE_END
