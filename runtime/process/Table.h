//===- Table.h - The process table and the lifetime of process structures ----------------===//
//
// Slots hold Process pointers; a pid's payload is a spawn count and its slot is the payload
// modulo the table size, so lookup is one load and one comparison. Whoever holds a Process *
// that is not its own must be inside an epoch (a scheduler is in one while it runs a process;
// other threads use EpochGuard): structures are freed only when all threads have left the
// epoch in which the process ended.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/GcAnnotations.h"
#include "runtime/process/Pid.h"
#include "runtime/process/Process.h"

namespace beamc::rt {

/// Called once; \p limit is rounded up to a power of two.
void initProcessTable(uint32_t limit);
/// Slots of the table, and how many are taken; lock-free.
uint32_t processLimit();
uint32_t processCount();

/// A zeroed Process with a pid of its own, in the table and marked as queued, though not in a run
/// queue (startProcess); null when the table is full.
Process *allocProcess();
/// Makes the next pid's payload at least \p payload (start-up).
void skipPids(uint64_t payload);
/// Takes \p p out of the table; lookups fail from now on.
void removeFromTable(Process *p);
/// Frees \p p once no thread can hold it any more.
BEAMC_MAY_FREE_PROCESS void retireProcess(Process *p);
/// The living process with this pid, or null. Lock-free.
Process *findProcess(Term pid);
/// Calls \p f for each process in the table, in order of slots. Inside an epoch.
void forEachProcess(void (*f)(Process *, void *), void *context);
/// The same from slot \p first on, for about \p most processes. The slot to go on with, or 0 at the
/// end of the table.
uint32_t forSomeProcesses(uint32_t first, unsigned most, void (*f)(Process *, void *),
                          void *context);

/// Epochs. Each thread that looks processes up has one of these.
struct EpochThread {
  uint64_t epoch = 0; ///< atomic; 0 = outside
  EpochThread *next = nullptr;
};
/// Registers the calling thread (for ever); idempotent.
EpochThread *epochThread();
void enterEpoch(EpochThread *t);
BEAMC_MAY_FREE_PROCESS void leaveEpoch(EpochThread *t);
/// Begins a new epoch; the one that has ended.
uint64_t advanceEpoch();
/// The epoch of the thread that has been inside longest; UINT64_MAX when all are outside.
uint64_t oldestEpoch();
/// Frees what can be freed. Called by schedulers now and then.
BEAMC_MAY_FREE_PROCESS void reclaimProcesses();

struct EpochGuard {
  EpochThread *thread;
  bool outer;
  EpochGuard();
  BEAMC_LEAVES_EPOCH ~EpochGuard();
};

/// Registered names: lock-free lookup by atom. A local pid or port, which may end at any time;
/// non-value if nobody has that name.
Term whereisName(Term name);
/// False when the name is taken, or \p p has another or is ending; when nobody has the name. Both
/// lock.
bool registerName(Process &p, Term name);
bool unregisterName(Term name);
/// Ports: False when the name is taken. Locks.
bool registerPortName(Term port, Term name);
/// Calls \p f for each name, with the lock held: \p f must not touch names.
void forEachName(void (*f)(Term name, Term owner, void *), void *context);

} // namespace beamc::rt
