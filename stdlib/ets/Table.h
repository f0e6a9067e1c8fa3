//===- Table.h - An ETS table and how it is found and locked -----------------------------------------------------===//
//
// A table is a runtime object that its references and the registry hold. One readers-writer
// lock per table (rank: below the registry's lock, above the allocator's): a BIF holds it for
// as long as it looks at rows, and copies what it returns into its own heap under it.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Magic.h"
#include "runtime/term/WorkStack.h"
#include "stdlib/ets/Store.h"
#include <pthread.h>

namespace beamc::rt {

enum class TableKind : uint8_t { Set, OrderedSet, Bag, DuplicateBag };
enum class Protection : uint8_t { Public, Protected, Private };

/// A process that keeps the table fixed.
struct Fixation {
  Term pid;
  uint64_t count;
};

struct EtsTable {
  MagicObject magic;
  EtsTable *previous, *following; ///< all tables; the registry's lock
  pthread_rwlock_t lock;
  Term name; ///< atom
  TableKind kind;
  Protection protection;
  bool named, readConcurrency, writeConcurrency, decentralized, compressed;
  bool dead; ///< deleted: only references are left
  uint32_t keypos;
  Term owner;    ///< local pid
  Term heir;     ///< local pid or atom none
  Term heirData; ///< in heirFragment, or an immediate
  HeapFragment *heirFragment;
  uint64_t size; ///< rows that are not deleted
  uint64_t rowWords;
  bool hasDeleted;
  WorkStack<Fixation, 2> *fixations;
  int64_t fixedSince; ///< monotonic time in nanoseconds
  HashStore *hash;    ///< this …
  TreeStore *tree;    ///< … or this

  bool isSet() const { return kind == TableKind::Set || kind == TableKind::OrderedSet; }
  bool isFixed() const { return fixations && !fixations->empty(); }
  RowArena &rows() { return hash ? hash->rows : tree->rows; }
  Term keyOf(Term tuple) const { return tuple.element(keypos - 1); }
  /// Words as info(memory) counts them; an empty table as in OTP.
  uint64_t memoryWords() const { return rowWords + (hash ? 49 + hash->memoryWords() : 139); }

  /// First live row with this key.
  Row *find(Term key) const;
  /// Next live row of the same key.
  Row *findNext(Row *row) const;
  /// Stores a copy of \p tuple by the rules of the table's kind.
  void insert(Term tuple);
  /// Takes \p row out (or marks it deleted while the table is fixed).
  void remove(Row *row);
  /// To be called after removals, when no walk over the rows goes on.
  void shrink() {
    if (hash && !isFixed())
      hash->shrink(size);
  }
  /// Removes all rows; their number.
  uint64_t removeAll();
  /// Exchanges the object of \p row, a deleted one of a set lives again; the key stays. \p row
  /// itself may be gone. Parts of \p tuple may lie in the row unless \p mayShare is false.
  void replace(Row *row, Term tuple, bool mayShare = true);
  /// Live rows in iteration order.
  Row *first() const;
  Row *next(Row *row) const;
  Row *last() const;
  Row *previousRow(Row *row) const;
  void fix(Term pid);
  void unfix(Term pid, bool all);

private:
  Row *alive(Row *row) const;
  void purgeDeleted();
};

extern const MagicType kTableType;

enum class Access { Any, Read, Write, Owner };

/// Finds and locks the table of an argument. Without a table the exception is set
/// (badarg, cause type, id or access).
class TableLock {
public:
  TableLock(Process &p, Term id, Access access, bool exclusive);
  ~TableLock() { unlock(); }
  TableLock(const TableLock &) = delete;
  explicit operator bool() const { return table_ != nullptr; }
  EtsTable *operator->() const { return table_; }
  EtsTable &operator*() const { return *table_; }
  void unlock();

private:
  EtsTable *table_ = nullptr;
};

/// Whether \p id may be that of a table, which may be deleted by now.
bool isTableId(Term id);
/// A retained table by name or reference, or null.
EtsTable *findTable(Term id);
/// Reference of a table.
Term tableReference(Process &p, EtsTable &t);
/// The identifier that programs use: the name of a named table, else its reference.
Term tableId(Process &p, EtsTable &t);

/// False when the name is taken.
bool registerTable(EtsTable *t);
/// Makes a locked table dead and takes it out of the registry. The caller then unlocks and
/// drops nothing else: rows are freed here.
void destroyTableLocked(EtsTable &t);
bool renameTable(EtsTable &t, Term name);
/// Calls \p f on each table, retained, outside the registry's lock.
template <typename F> void forEachTable(F f);
uint64_t copyTableList(EtsTable ***out);

template <typename F> void forEachTable(F f) {
  EtsTable **all;
  uint64_t n = copyTableList(&all);
  for (uint64_t i = 0; i < n; i++) {
    f(*all[i]);
    release(&all[i]->magic);
  }
  free(all);
}

/// Counts what ties \p pid to tables, so that the exit of others costs nothing.
void noteTableHolder(Term pid, int change);
bool mayHoldTables(Term pid);

} // namespace beamc::rt
