//===- TableBifs.cpp - Module ets: tables as a whole -----------------------------------------------------------------===//
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Exit.h"
#include "runtime/process/Reference.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/signal/Signal.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Ets.h"
#include "stdlib/ets/Table.h"
#include <algorithm>
#include <cmath>

BEAMC_BIF_NAMESPACE_BEGIN(ets)
namespace {

constexpr uint64_t kRowsFreedPerReduction = 16;

struct NewOptions {
  TableKind kind = TableKind::Set;
  Protection protection = Protection::Protected;
  bool named = false, read = false, write = false, decentralized = false, compressed = false;
  uint32_t keypos = 1;
  Term heir = atom::none, heirData = Term::nil();
};

bool flagOption(Term value, bool &flag) {
  flag = value == atom::true_;
  return value.isBoolean();
}

bool pairOption(Term name, Term value, NewOptions &o) {
  if (name == atom::keypos) {
    o.keypos = value.isSmall() && value.smallValue() > 0 ? uint32_t(value.smallValue()) : 0;
    return o.keypos != 0;
  }
  if (name == atom::read_concurrency)
    return flagOption(value, o.read);
  if (name == atom::decentralized_counters)
    return flagOption(value, o.decentralized);
  if (name == atom::write_concurrency) {
    o.write = value == atom::true_;
    return value.isBoolean() || value == internAtom("auto");
  }
  if (name == atom::heir) {
    o.heir = value;
    return value == atom::none;
  }
  return false;
}

bool parseOption(Term t, NewOptions &o) {
  if (t == atom::set)
    o.kind = TableKind::Set;
  else if (t == atom::ordered_set)
    o.kind = TableKind::OrderedSet;
  else if (t == atom::bag)
    o.kind = TableKind::Bag;
  else if (t == atom::duplicate_bag)
    o.kind = TableKind::DuplicateBag;
  else if (t == atom::public_)
    o.protection = Protection::Public;
  else if (t == atom::protected_)
    o.protection = Protection::Protected;
  else if (t == atom::private_)
    o.protection = Protection::Private;
  else if (t == atom::named_table)
    o.named = true;
  else if (t == atom::compressed)
    o.compressed = true;
  else if (t.isTuple(2))
    return pairOption(t.element(0), t.element(1), o);
  else if (t.isTuple(3) && t.element(0) == atom::heir && t.element(1).isLocalPid()) {
    o.heir = t.element(1);
    o.heirData = t.element(2);
  } else
    return false;
  return true;
}

/// {protection, Access}, which only setopts/2 takes.
bool protectionOption(Term t, NewOptions &o) {
  if (!t.isTuple(2) || t.element(0) != internAtom("protection"))
    return false;
  Term access = t.element(1);
  bool ok = access == atom::public_ || access == atom::protected_ || access == atom::private_;
  return ok && parseOption(access, o);
}

void setHeir(EtsTable &t, Term heir, Term data) {
  if (t.heirFragment)
    freeFragment(t.heirFragment);
  t.heir = heir;
  t.heirFragment = copyToFragment(data, &t.heirData);
}

Term kindAtom(TableKind k) {
  return k == TableKind::Set          ? atom::set
         : k == TableKind::OrderedSet ? atom::ordered_set
         : k == TableKind::Bag        ? atom::bag
                                      : atom::duplicate_bag;
}
Term protectionAtom(Protection p) {
  return p == Protection::Public    ? atom::public_
         : p == Protection::Private ? atom::private_
                                    : atom::protected_;
}

Term safeFixed(Process &p, EtsTable &t, bool monotonic) {
  if (!t.isFixed())
    return atom::false_;
  Term list = Term::nil();
  for (const Fixation &f : *t.fixations)
    list = makeCons(p, makeTuple(p, {f.pid, makeUint(p, f.count)}), list);
  int64_t ns = t.fixedSince;
  Term time = monotonic ? makeInt(p, ns)
                        : makeTuple(p, {Term::small(ns / 1000000000 / 1000000),
                                        Term::small(ns / 1000000000 % 1000000),
                                        Term::small(ns / 1000 % 1000000)});
  return makeTuple(p, {time, list});
}

/// {Buckets, Average, StandardDeviation, ExpectedDeviation, Shortest, Longest, 0, Locks} of the
/// chains.
Term chainStatistics(Process &p, const HashStore &store) {
  uint64_t rows = 0, squares = 0, shortest = UINT64_MAX, longest = 0, buckets = store.active();
  for (uint64_t i = 0; i != buckets; i++) {
    uint64_t n = 0;
    for (const Row *r = store.bucket(i); r; r = r->next)
      n++;
    rows += n;
    squares += n * n;
    shortest = std::min(shortest, n);
    longest = std::max(longest, n);
  }
  // OTP reckons in single precision.
  double count = double(buckets), average = double(float(double(rows) / count));
  double variance = (double(squares) - average * double(rows)) / count;
  double expected = average * (1 - 1 / count);
  auto root = [&](double v) { return makeFloat(p, double(float(sqrt(v)))); };
  return makeTuple(p,
                   {makeUint(p, buckets), makeFloat(p, average), root(variance), root(expected),
                    makeUint(p, shortest), makeUint(p, longest), Term::small(0), Term::small(1)});
}

/// {Address, Bytes, References} of each binary that a row refers to outside of itself.
Term binariesOf(Process &p, EtsTable &t) {
  Term list = Term::nil();
  for (Row *row = t.first(); row; row = t.next(row))
    for (Word *o = row->offHeap; o; o = nextOffHeap(o)) {
      if (abi::headerKind(o[0]) != Kind::RefcBits)
        continue;
      auto *b = reinterpret_cast<BinaryObject *>(o[2]);
      int64_t refs = __atomic_load_n(&b->refs, __ATOMIC_RELAXED);
      list = makeCons(
          p, makeTuple(p, {makeUint(p, uint64_t(b)), makeUint(p, b->size), makeInt(p, refs)}),
          list);
    }
  return list;
}

/// Value of one item, or the non-value for an unknown one.
Term infoItem(Process &p, EtsTable &t, Term item) {
  if (item == atom::id)
    return tableReference(p, t);
  if (item == atom::size)
    return makeUint(p, t.size);
  if (item == atom::memory)
    return makeUint(p, t.memoryWords());
  if (item == atom::type)
    return kindAtom(t.kind);
  if (item == atom::keypos)
    return Term::small(t.keypos);
  if (item == atom::owner)
    return t.owner;
  if (item == atom::heir)
    return t.heir;
  if (item == atom::name)
    return t.name;
  if (item == atom::node)
    return atom::nonode_at_nohost;
  if (item == atom::named_table)
    return Term::boolean(t.named);
  if (item == atom::compressed)
    return Term::boolean(t.compressed);
  if (item == atom::read_concurrency)
    return Term::boolean(t.readConcurrency);
  if (item == atom::write_concurrency)
    return Term::boolean(t.writeConcurrency);
  if (item == atom::decentralized_counters)
    return Term::boolean(t.decentralized);
  if (item == atom::fixed)
    return Term::boolean(t.isFixed());
  if (item == atom::safe_fixed)
    return safeFixed(p, t, false);
  if (item == atom::safe_fixed_monotonic_time)
    return safeFixed(p, t, true);
  if (item == atom::stats)
    return t.hash ? chainStatistics(p, *t.hash) : atom::false_;
  if (item == internAtom("protection")) // last, because the atom has to be looked up
    return protectionAtom(t.protection);
  return Term::nonValue();
}

/// Items of info/1 in their order; protection comes last.
constexpr Term kInfoItems[] = {atom::id,
                               atom::decentralized_counters,
                               atom::read_concurrency,
                               atom::write_concurrency,
                               atom::compressed,
                               atom::memory,
                               atom::owner,
                               atom::heir,
                               atom::name,
                               atom::size,
                               atom::node,
                               atom::named_table,
                               atom::type,
                               atom::keypos};

/// Once per run: processes that end give up their tables.
void watchProcessEnds() {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, [] { onProcessEnd(etsOwnerExits); });
}

} // namespace

/// Makes a table; its name or reference. badarg (already_exists): the name is taken.
BIF(ets, new, 2)
Term new_2(Process &p, Term name, Term options) {
  NewOptions o;
  for (; options.isCons(); options = options.tail())
    if (!parseOption(options.head(), o))
      return p.fail(atom::badarg);
  if (!name.isAtom() || !options.isNil())
    return p.fail(atom::badarg);
  watchProcessEnds();
  auto *t = static_cast<EtsTable *>(calloc(1, sizeof(EtsTable)));
  initMagic(&t->magic, &kTableType);
  pthread_rwlock_init(&t->lock, nullptr);
  t->name = name;
  t->kind = o.kind;
  t->protection = o.protection;
  t->named = o.named;
  t->readConcurrency = o.read;
  t->writeConcurrency = o.write;
  t->decentralized = o.decentralized;
  t->compressed = o.compressed;
  t->keypos = o.keypos;
  t->owner = p.pid;
  if (o.kind == TableKind::OrderedSet)
    t->tree = new (malloc(sizeof(TreeStore))) TreeStore;
  else
    t->hash = new (malloc(sizeof(HashStore))) HashStore;
  setHeir(*t, o.heir, o.heirData);
  Term id = tableId(p, *t);
  if (registerTable(t))
    return id;
  pthread_rwlock_wrlock(&t->lock);
  t->dead = true;
  if (t->tree) {
    t->tree->~TreeStore();
    free(t->tree);
  } else {
    t->hash->~HashStore();
    free(t->hash);
  }
  pthread_rwlock_unlock(&t->lock);
  release(&t->magic);
  return p.failInfo(atom::badarg, internAtom("already_exists"));
}

/// Deletes a table.
BIF(ets, delete, 1)
Term delete_1(Process &p, Term id) {
  TableLock t(p, id, Access::Write, /*exclusive=*/true);
  if (!t)
    return Term::nonValue();
  charge(t->size / kRowsFreedPerReduction);
  destroyTableLocked(*t);
  return atom::true_;
}

/// Gives a table a new name.
BIF(ets, rename, 2)
Term rename_2(Process &p, Term id, Term name) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  if (!name.isAtom() || !renameTable(*t, name))
    return p.fail(atom::badarg);
  return tableId(p, *t);
}

/// Reference of a named table, or undefined.
BIF(ets, whereis, 1)
Term whereis_1(Process &p, Term name) {
  EtsTable *t = findTable(name);
  if (!t)
    return name.isAtom() ? atom::undefined : p.fail(atom::badarg);
  pthread_rwlock_rdlock(&t->lock);
  bool dead = t->dead;
  pthread_rwlock_unlock(&t->lock);
  Term ref = !dead ? tableReference(p, *t) : name.isAtom() ? atom::undefined : p.fail(atom::badarg);
  release(&t->magic);
  return ref;
}

/// All usual items, or undefined.
BIF(ets, info, 1)
Term info_1(Process &p, Term id) {
  if (!isTableId(id))
    return p.failInfo(atom::badarg, atom::type);
  TableLock t(p, id, Access::Any, false);
  if (!t)
    return atom::undefined;
  Term protection = internAtom("protection");
  Term list = makeCons(p, makeTuple(p, {protection, infoItem(p, *t, protection)}), Term::nil());
  for (unsigned i = sizeof kInfoItems / sizeof *kInfoItems; i-- > 0;)
    list = makeCons(p, makeTuple(p, {kInfoItems[i], infoItem(p, *t, kInfoItems[i])}), list);
  return list;
}

/// One item, or undefined when there is no table. badarg: unknown item.
BIF(ets, info, 2)
Term info_2(Process &p, Term id, Term item) {
  if (item == atom::binary) { // looks at the rows
    TableLock t(p, id, Access::Read, false);
    return t ? binariesOf(p, *t) : Term::nonValue();
  }
  if (!isTableId(id))
    return p.failInfo(atom::badarg, atom::type);
  TableLock t(p, id, Access::Any, false);
  if (!t)
    return atom::undefined;
  Term r = infoItem(p, *t, item);
  return r.isValue() ? r : p.fail(atom::badarg);
}

/// Sets the heir ({heir, none} or {heir, Pid, Data}) and the protection ({protection, Access}), one
/// of them alone or each at most once in a list. badarg: nothing has been set.
BIF(ets, setopts, 2)
Term setopts_2(Process &p, Term id, Term options) {
  TableLock t(p, id, Access::Owner, true);
  if (!t)
    return Term::nonValue();
  if (!options.isList())
    options = makeCons(p, options, Term::nil());
  NewOptions set;
  bool heir = false, protection = false;
  for (; options.isCons(); options = options.tail()) {
    Term o = options.head();
    if (!(o.isTuple(2) || o.isTuple(3)))
      return p.fail(atom::badarg);
    bool isHeir = o.element(0) == atom::heir;
    bool known = isHeir ? parseOption(o, set) : protectionOption(o, set);
    if (!known || (isHeir ? heir : protection))
      return p.fail(atom::badarg);
    (isHeir ? heir : protection) = true;
  }
  if (!options.isNil())
    return p.fail(atom::badarg);
  if (heir)
    setHeir(*t, set.heir, set.heirData);
  if (protection)
    t->protection = set.protection;
  return atom::true_;
}

/// Keeps the table's rows findable by first and next while they are deleted.
BIF(ets, safe_fixtable, 2)
Term safe_fixtable_2(Process &p, Term id, Term on) {
  TableLock t(p, id, Access::Read, true);
  if (!t)
    return Term::nonValue();
  if (!on.isBoolean())
    return p.fail(atom::badarg);
  if (on.isTrue())
    t->fix(p.pid);
  else
    t->unfix(p.pid, /*all=*/false);
  return atom::true_;
}

/// Removes all rows; their number.
BIF(ets, internal_delete_all, 2)
Term internal_delete_all_2(Process &p, Term id, Term unused) {
  TableLock t(p, id, Access::Write, true);
  if (!t)
    return Term::nonValue();
  charge(t->size / kRowsFreedPerReduction);
  return makeUint(p, t->removeAll());
}

/// Sends {Reference, Tables} to the caller once per scheduler, the first with all tables.
BIF(ets, internal_request_all, 0)
Term internal_request_all_0(Process &p) {
  Term ref = makeReference(p), list = Term::nil();
  forEachTable([&](EtsTable &t) {
    if (!t.dead)
      list = makeCons(p, tableId(p, t), list);
  });
  for (unsigned i = schedulerCount(); i > 0; i--) {
    sendMessage(&p, p.pid, makeTuple(p, {ref, list}));
    list = Term::nil();
  }
  return ref;
}

BEAMC_BIF_NAMESPACE_END
