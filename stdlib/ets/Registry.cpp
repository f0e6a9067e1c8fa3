//===- Registry.cpp - All tables, their names, and locking -------------------------------------------------------===//
#include "runtime/term/Atom.h"
#include "stdlib/ets/Ets.h"
#include "stdlib/ets/Table.h"

namespace beamc::rt {
namespace {

/// Guards the list, the names and `dead` of tables on their way out.
pthread_rwlock_t registryLock = PTHREAD_RWLOCK_INITIALIZER;
EtsTable *tables;
uint32_t tableCount;

struct Name {
  Word atom; ///< 0 = free, 1 = removed
  EtsTable *table;
};
Name *names;
uint64_t nameCapacity, nameUsed;

/// Processes that own or fix tables, counted by a hash of the pid; atomic.
uint32_t holders[4096];
uint32_t &holderOf(Term pid) { return holders[(pid.bits >> abi::kImmShift) & 4095]; }

Name *findName(Term atom) {
  if (!nameCapacity)
    return nullptr;
  for (uint64_t i = atom.atomIndex() * 2654435761u;; i++) {
    Name *n = &names[i & (nameCapacity - 1)];
    if (n->atom == atom.bits)
      return n;
    if (n->atom == 0)
      return nullptr;
  }
}

void addNameLocked(Term atom, EtsTable *t) {
  if ((nameUsed + 1) * 2 > nameCapacity) {
    Name *old = names;
    uint64_t n = nameCapacity;
    nameCapacity = n ? n * 2 : 64;
    names = static_cast<Name *>(calloc(nameCapacity, sizeof(Name)));
    nameUsed = 0;
    for (uint64_t i = 0; i < n; i++)
      if (old[i].atom > 1)
        addNameLocked(Term(old[i].atom), old[i].table);
    free(old);
  }
  uint64_t i = atom.atomIndex() * 2654435761u;
  while (names[i & (nameCapacity - 1)].atom != 0)
    i++;
  names[i & (nameCapacity - 1)] = {atom.bits, t};
  nameUsed++;
}

void removeNameLocked(Term atom) {
  if (Name *n = findName(atom))
    *n = {1, nullptr};
}

/// The last reference is gone; a table that still stands has one in the registry.
void destroyObject(MagicObject *o) {
  auto *t = reinterpret_cast<EtsTable *>(o);
  pthread_rwlock_destroy(&t->lock);
  free(t);
}

bool allowed(const EtsTable &t, Process &p, Access access) {
  if (access == Access::Any || t.owner == p.pid)
    return true;
  return access == Access::Read    ? t.protection != Protection::Private
         : access == Access::Write ? t.protection == Protection::Public
                                   : false;
}

} // namespace

const MagicType kTableType{"ets", destroyObject};

void noteTableHolder(Term pid, int change) {
  __atomic_add_fetch(&holderOf(pid), uint32_t(change), __ATOMIC_ACQ_REL);
}
bool mayHoldTables(Term pid) { return __atomic_load_n(&holderOf(pid), __ATOMIC_ACQUIRE) != 0; }

bool isTableId(Term id) { return id.isAtom() || magicOfType(id, &kTableType); }

EtsTable *findTable(Term id) {
  if (!id.isAtom()) {
    auto *t = reinterpret_cast<EtsTable *>(magicOfType(id, &kTableType));
    if (t)
      retain(&t->magic);
    return t;
  }
  pthread_rwlock_rdlock(&registryLock);
  Name *n = findName(id);
  EtsTable *t = n ? n->table : nullptr;
  if (t)
    retain(&t->magic);
  pthread_rwlock_unlock(&registryLock);
  return t;
}

TableLock::TableLock(Process &p, Term id, Access access, bool exclusive) {
  EtsTable *t = findTable(id);
  if (t) {
    if (exclusive)
      pthread_rwlock_wrlock(&t->lock);
    else
      pthread_rwlock_rdlock(&t->lock);
    if (!t->dead && allowed(*t, p, access)) {
      table_ = t;
      return;
    }
    bool dead = t->dead;
    pthread_rwlock_unlock(&t->lock);
    release(&t->magic);
    if (!dead) {
      p.failInfo(atom::badarg, atom::access);
      return;
    }
  }
  p.failInfo(atom::badarg, isTableId(id) ? atom::id : atom::type);
}

void TableLock::unlock() {
  if (!table_)
    return;
  pthread_rwlock_unlock(&table_->lock);
  release(&table_->magic);
  table_ = nullptr;
}

bool registerTable(EtsTable *t) {
  pthread_rwlock_wrlock(&registryLock);
  bool ok = !(t->named && findName(t->name));
  if (ok) {
    if (t->named)
      addNameLocked(t->name, t);
    t->previous = nullptr;
    t->following = tables;
    if (tables)
      tables->previous = t;
    tables = t;
    tableCount++;
  }
  pthread_rwlock_unlock(&registryLock);
  if (ok)
    noteTableHolder(t->owner, 1);
  return ok;
}

void destroyTableLocked(EtsTable &t) {
  pthread_rwlock_wrlock(&registryLock);
  if (t.named)
    removeNameLocked(t.name);
  (t.previous ? t.previous->following : tables) = t.following;
  if (t.following)
    t.following->previous = t.previous;
  tableCount--;
  pthread_rwlock_unlock(&registryLock);
  noteTableHolder(t.owner, -1);
  t.dead = true;
  if (t.fixations) {
    for (const Fixation &f : *t.fixations)
      noteTableHolder(f.pid, -1);
    t.fixations->~WorkStack();
    free(t.fixations);
    t.fixations = nullptr;
  }
  if (t.hash) {
    t.hash->~HashStore();
    free(t.hash);
  }
  if (t.tree) {
    t.tree->~TreeStore();
    free(t.tree);
  }
  t.hash = nullptr;
  t.tree = nullptr;
  if (t.heirFragment)
    freeFragment(t.heirFragment);
  t.heirFragment = nullptr;
  release(&t.magic); // the registry's; the caller holds another
}

bool renameTable(EtsTable &t, Term name) {
  pthread_rwlock_wrlock(&registryLock);
  bool ok = !t.named || !findName(name);
  if (ok && t.named) {
    removeNameLocked(t.name);
    addNameLocked(name, &t);
  }
  if (ok)
    t.name = name;
  pthread_rwlock_unlock(&registryLock);
  return ok;
}

uint64_t copyTableList(EtsTable ***out) {
  pthread_rwlock_rdlock(&registryLock);
  auto **all = static_cast<EtsTable **>(malloc((tableCount + 1) * sizeof(EtsTable *)));
  uint64_t n = 0;
  for (EtsTable *t = tables; t; t = t->following) {
    retain(&t->magic);
    all[n++] = t;
  }
  pthread_rwlock_unlock(&registryLock);
  *out = all;
  return n;
}

Term tableReference(Process &p, EtsTable &t) { return makeMagicRef(HeapTarget(p), &t.magic); }
Term tableId(Process &p, EtsTable &t) { return t.named ? t.name : tableReference(p, t); }

uint32_t etsTableCount() { return __atomic_load_n(&tableCount, __ATOMIC_RELAXED); }

uint64_t etsMemoryWords() {
  uint64_t words = 0;
  forEachTable([&](EtsTable &t) { words += t.dead ? 0 : t.memoryWords(); });
  return words;
}

} // namespace beamc::rt
