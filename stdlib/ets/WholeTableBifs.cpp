//===- WholeTableBifs.cpp - Module ets: select, match, count, delete and replace -----------------------===//
//
// A specification that demands keys, or a small table, is done with in one call. A walk over a
// large table is cut into slices, between which the process gives up its time slice, as in OTP: the
// lock is free then, so others see a delete or a replace in progress and may change the table. What
// is left to do is a tuple:
//   {Table, CompiledSpec, Operation, Place, Result, Fixed}
// Place is the next bucket of a hash table; of a tree {Key} of the last row, {} at the beginning. A
// hash table that others may change is fixed by the process meanwhile (Fixed), so that its buckets
// and the rows of each stay where they are; a process that ends gives up its fixations.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/scheduler/Suspend.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Select.h"

namespace beamc::rt {

Term patternSpec(Process &p, Term pattern, const char *result) {
  Term body = makeCons(p, internAtom(result), Term::nil());
  return makeCons(p, makeTuple(p, {pattern, Term::nil(), body}), Term::nil());
}

} // namespace beamc::rt

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

enum class Operation : uint8_t { Select, SelectReverse, Count, Delete, Replace };

bool changes(Operation op) { return op == Operation::Delete || op == Operation::Replace; }
Access accessOf(Operation op) { return changes(op) ? Access::Write : Access::Read; }
Term emptyResult(Operation op) {
  return op <= Operation::SelectReverse ? Term::nil() : Term::small(0);
}
/// Lists are built from their end: trees are walked backwards for them.
bool isBackwards(const EtsTable &t, Operation op) {
  return t.tree ? op == Operation::Select : op == Operation::SelectReverse;
}

constexpr uint64_t kRowsPerReduction = 4, kLeastRows = 1000;

/// Rows that the rest of the process's time slice pays for.
uint64_t rowsAtOnce(const Process &p) {
  uint64_t rows = p.reductions > 0 ? uint64_t(p.reductions) * kRowsPerReduction : 0;
  return rows > kLeastRows ? rows : kLeastRows;
}
/// A walk that has cost all of the slice ends it at the next call.
void charge(Process &p, uint64_t rows) {
  int64_t cost = int64_t(rows / kRowsPerReduction);
  if (p.reductions > 0)
    p.reductions = cost < p.reductions ? p.reductions - cost : 0;
}

/// Does \p op for the rows that \p walk calls the function that it gets for; \p result is a list or
/// a number.
template <typename WalkRows>
void perform(Process &p, EtsTable &t, const MatchSpec &spec, Operation op, Term &result,
             WalkRows walk) {
  int64_t count = op <= Operation::SelectReverse ? 0 : result.smallValue();
  switch (op) {
  case Operation::Select:
  case Operation::SelectReverse:
    walk([&](Row *r) {
      Term v = spec.run(p, r->tuple(), /*copyOut=*/true, r->size);
      if (v.isValue())
        result = makeCons(p, v, result);
    });
    return;
  case Operation::Count:
    walk([&](Row *r) { count += spec.run(p, r->tuple(), false) == atom::true_; });
    break;
  case Operation::Delete:
    walk([&](Row *r) {
      if (spec.run(p, r->tuple(), false) == atom::true_) {
        t.remove(r);
        count++;
      }
    });
    break;
  case Operation::Replace:
    walk([&](Row *r) {
      Term v = spec.run(p, r->tuple(), false);
      if (v.isValue() && v.isTuple() && v.arity() >= t.keypos && exactEqual(t.keyOf(v), r->key())) {
        t.replace(r, v);
        count++;
      }
    });
    break;
  }
  result = Term::small(count);
}

/// The walk of \p op over the rows from \p place on, at most about \p limit of them.
uint64_t walkSome(Process &p, EtsTable &t, const MatchSpec &spec, Operation op, uint64_t limit,
                  WalkPlace &place, Term &result) {
  uint64_t seen = 0;
  bool backwards = isBackwards(t, op);
  perform(p, t, spec, op, result, [&](auto f) {
    seen = changes(op) ? walkRows<Walk::Changing>(p, t, spec, backwards, limit, place, f)
                       : walkRows<Walk::Reading>(p, t, spec, backwards, limit, place, f);
  });
  return seen;
}

/// A walk that is cut into slices.
struct LongWalk {
  Term table, spec;
  Operation op;
  WalkPlace place;
  Term result;
  bool isTree, fixed;

  Term store(Process &p) const {
    Term at = Term::small(int64_t(place.bucket));
    if (isTree)
      at = place.after.isValue() ? makeTuple(p, {place.after}) : makeTuple(p, {});
    return makeTuple(p, {table, spec, Term::small(int64_t(op)), at, result, Term::boolean(fixed)});
  }
  void load(Term t) {
    table = t.element(0);
    spec = t.element(1);
    op = Operation(t.element(2).smallValue());
    Term at = t.element(3);
    isTree = at.isTuple();
    if (!isTree)
      place.bucket = uint64_t(at.smallValue());
    else if (at.arity())
      place.after = at.element(0);
    result = t.element(4);
    fixed = t.element(5).isTrue();
  }
  /// To be called when there are no more rows, with the table locked exclusively.
  void end(const Process &p, EtsTable &t) const {
    if (fixed)
      t.unfix(p.pid, /*all=*/false);
    // OTP fixes public tables only, which then do not shrink; the order of rows shows it.
    if (op == Operation::Delete && !(fixed && t.protection == Protection::Public))
      t.shrink();
  }
};

/// The process goes on with the walk in its next time slice.
Term suspend(Process &p, const LongWalk &w) {
  static Export *const again = ensureExport("ets", "beamc_walk", 1);
  p.x[0] = w.store(p).bits;
  return callLater(p, again);
}

/// One slice.
Term goOn(Process &p, LongWalk &w) {
  const MatchSpec &spec = compiledSpec(w.spec)->spec;
  TableLock t(p, w.table, Access::Any, changes(w.op));
  if (!t)
    return Term::nonValue();
  charge(p, walkSome(p, *t, spec, w.op, rowsAtOnce(p), w.place, w.result));
  if (!w.place.done)
    return suspend(p, w);
  if (changes(w.op)) {
    w.end(p, *t);
  } else if (w.fixed) {
    t.unlock();
    if (TableLock alone(p, w.table, Access::Any, /*exclusive=*/true); alone)
      w.end(p, *alone);
  }
  return w.result;
}

/// Must a walk over \p t fix it? A private table changes only when its owner, who walks, does.
bool needsFixation(const EtsTable &t, const Process &p) {
  return t.hash && t.protection != Protection::Private && t.size + t.hash->active() > rowsAtOnce(p);
}

Term walkAll(Process &p, Term id, Term specTerm, Operation op) {
  LongWalk w{};
  w.op = op;
  w.result = emptyResult(op);
  {
    TableLock t(p, id, accessOf(op), changes(op));
    if (!t)
      return Term::nonValue();
    MatchSpec spec;
    if ((op == Operation::Replace && t->kind == TableKind::Bag) || !spec.compile(specTerm) ||
        (op == Operation::Replace && !spec.keepsKey(t->keypos)))
      return p.fail(spec.failure());
    perform(p, *t, spec, op, w.result,
            [&](auto f) { w.place.done = forEachWithKeys(*t, spec, f); });
    w.fixed = !w.place.done && needsFixation(*t, p);
    if (!w.place.done && !w.fixed)
      charge(p, walkSome(p, *t, spec, op, rowsAtOnce(p), w.place, w.result));
    if (w.place.done) {
      w.end(p, *t);
      return w.result;
    }
    w.isTree = t->tree;
    w.table = tableReference(p, *t);
  }
  Term failure;
  CompiledSpec *compiled = newCompiledSpec(specTerm, failure); // has been compiled before
  w.spec = makeMagicRef(HeapTarget(p), &compiled->magic);
  release(&compiled->magic);
  if (!w.fixed)
    return suspend(p, w);
  {
    TableLock t(p, w.table, Access::Any, /*exclusive=*/true);
    if (!t)
      return Term::nonValue();
    t->fix(p.pid);
  }
  return goOn(p, w);
}

} // namespace

/// The next slice of a walk, which the others below begin.
BIF(ets, beamc_walk, 1, Sched)
Term beamc_walk_1(Process &p, Term state) {
  LongWalk w{};
  w.load(state);
  return goOn(p, w);
}

/// Results of a match specification over all objects.
BIF(ets, select, 2, Sched)
Term select_2(Process &p, Term id, Term spec) { return walkAll(p, id, spec, Operation::Select); }

/// As select/2, an ordered table from its end.
BIF(ets, select_reverse, 2, Sched)
Term select_reverse_2(Process &p, Term id, Term spec) {
  return walkAll(p, id, spec, Operation::SelectReverse);
}

/// Lists of the variables of a pattern.
BIF(ets, match, 2, Sched)
Term match_2(Process &p, Term id, Term pattern) {
  return walkAll(p, id, patternSpec(p, pattern, "$$"), Operation::Select);
}

/// Objects that match a pattern.
BIF(ets, match_object, 2, Sched)
Term match_object_2(Process &p, Term id, Term pattern) {
  return walkAll(p, id, patternSpec(p, pattern, "$_"), Operation::Select);
}

/// Number of objects for which the body is true.
BIF(ets, select_count, 2, Sched)
Term select_count_2(Process &p, Term id, Term spec) {
  return walkAll(p, id, spec, Operation::Count);
}

/// Removes the objects for which the body is true; their number.
BIF(ets, internal_select_delete, 2, Sched)
Term internal_select_delete_2(Process &p, Term id, Term spec) {
  return walkAll(p, id, spec, Operation::Delete);
}

/// Exchanges matching objects for the value of the body, a tuple with the same key; their number.
/// badarg: a bag, or a body that need not keep the key.
BIF(ets, select_replace, 2, Sched)
Term select_replace_2(Process &p, Term id, Term spec) {
  return walkAll(p, id, spec, Operation::Replace);
}

BEAMC_BIF_NAMESPACE_END
