//===- Table.cpp - Process table, epochs, registered names --------------------------------===//
//
// Slot protocol: allocProcess claims an empty slot by compare-and-swap of null to the new
// structure, whose pid is set before (release); findProcess loads the slot (acquire) and
// compares the payload, which no later process shares. removeFromTable stores null.
//
// Epochs: a global count; a thread inside stores the count that it saw on entry. A retired
// structure notes the count and increases it; it may be freed when each thread is outside
// or has entered with a larger count. A thread that enters later cannot find it: it left the
// table before it was retired. The full fence in enterEpoch pairs with that in retire.
//===----------------------------------------------------------------------===//
#include "runtime/process/Table.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/ProcessCold.h"
#include <climits>
#include <cstdlib>
#include <mutex>
#include <sys/mman.h>

namespace beamc::rt {
namespace {

Process **gSlots;
uint32_t gSlotMask, gLimit;
uint64_t gNextPayload; // atomic
uint32_t gCount;       // atomic

uint64_t gEpoch = 1;   // atomic
EpochThread *gThreads; // atomic list, only grows
Process *gRetired;     // written under gRetiredLock; a look without it tells whether there is any
std::mutex gRetiredLock;
thread_local EpochThread *tEpoch;

constexpr unsigned kNamePage = 1024;
Word *gNamePages[abi::kMaxAtoms / kNamePage]; // atomic; pages of owners, 0 = nobody
uint32_t gNameCount;
std::mutex gNameLock;

Word *namePage(uint32_t index, bool make) {
  Word **page = &gNamePages[index / kNamePage];
  Word *r = __atomic_load_n(page, __ATOMIC_ACQUIRE);
  if (!r && make) {
    r = static_cast<Word *>(calloc(kNamePage, 8));
    __atomic_store_n(page, r, __ATOMIC_RELEASE);
  }
  return r;
}

} // namespace

void initProcessTable(uint32_t limit) {
  uint32_t size = 1024;
  while (size < limit)
    size *= 2;
  gLimit = size;
  gSlotMask = size - 1;
  void *m =
      mmap(nullptr, uint64_t(size) * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (m == MAP_FAILED)
    outOfMemory(uint64_t(size) * 8);
  gSlots = static_cast<Process **>(m);
}

uint32_t processLimit() { return gLimit; }
uint32_t processCount() { return __atomic_load_n(&gCount, __ATOMIC_RELAXED); }

Process *allocProcess() {
  if (__atomic_add_fetch(&gCount, 1, __ATOMIC_RELAXED) > gLimit) {
    __atomic_sub_fetch(&gCount, 1, __ATOMIC_RELAXED);
    return nullptr;
  }
  auto *p = static_cast<Process *>(calloc(1, sizeof(Process)));
  if (!p)
    outOfMemory(sizeof(Process));
  for (;;) {
    uint64_t payload = __atomic_fetch_add(&gNextPayload, 1, __ATOMIC_RELAXED);
    Process **slot = &gSlots[payload & gSlotMask];
    if (__atomic_load_n(slot, __ATOMIC_RELAXED))
      continue;
    p->serialNumber = payload;
    p->pid = makeLocalPid(payload);
    // Whoever finds it before startProcess may send it signals, and must not wake it.
    p->state = kStateQueued;
    Process *expected = nullptr;
    if (__atomic_compare_exchange_n(slot, &expected, p, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
      return p;
  }
}

void skipPids(uint64_t payload) {
  uint64_t now = __atomic_load_n(&gNextPayload, __ATOMIC_RELAXED);
  while (now < payload && !__atomic_compare_exchange_n(&gNextPayload, &now, payload, true,
                                                       __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    ;
}

Process *findProcess(Term pid) {
  uint64_t payload = pidPayload(pid);
  Process *p = __atomic_load_n(&gSlots[payload & gSlotMask], __ATOMIC_ACQUIRE);
  return p && p->serialNumber == payload ? p : nullptr;
}

void removeFromTable(Process *p) {
  __atomic_store_n(&gSlots[p->serialNumber & gSlotMask], static_cast<Process *>(nullptr),
                   __ATOMIC_RELEASE);
  __atomic_sub_fetch(&gCount, 1, __ATOMIC_RELAXED);
}

void forEachProcess(void (*f)(Process *, void *), void *context) {
  // A pass over a quarter of a million empty slots takes some 50 µs.
  forSomeProcesses(0, UINT_MAX, f, context);
}

uint32_t forSomeProcesses(uint32_t first, unsigned most, void (*f)(Process *, void *),
                          void *context) {
  for (uint32_t i = first; i <= gSlotMask; i++) {
    Process *p = __atomic_load_n(&gSlots[i], __ATOMIC_ACQUIRE);
    if (!p)
      continue;
    if (!most--)
      return i;
    f(p, context);
  }
  return 0;
}

EpochThread *epochThread() {
  if (!tEpoch) {
    // Threads that look processes up live as long as the program, or leak this record.
    auto *t = static_cast<EpochThread *>(calloc(1, sizeof(EpochThread)));
    tEpoch = t;
    t->next = __atomic_load_n(&gThreads, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&gThreads, &t->next, t, true, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED))
      ;
  }
  return tEpoch;
}

void enterEpoch(EpochThread *t) {
  __atomic_store_n(&t->epoch, __atomic_load_n(&gEpoch, __ATOMIC_RELAXED), __ATOMIC_SEQ_CST);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
void leaveEpoch(EpochThread *t) { __atomic_store_n(&t->epoch, uint64_t(0), __ATOMIC_RELEASE); }

EpochGuard::EpochGuard() : thread(epochThread()), outer(thread->epoch == 0) {
  if (outer)
    enterEpoch(thread);
}
EpochGuard::~EpochGuard() {
  if (outer)
    leaveEpoch(thread);
}

uint64_t advanceEpoch() { return __atomic_fetch_add(&gEpoch, 1, __ATOMIC_SEQ_CST); }

uint64_t oldestEpoch() {
  uint64_t oldest = UINT64_MAX;
  for (EpochThread *t = __atomic_load_n(&gThreads, __ATOMIC_ACQUIRE); t; t = t->next) {
    uint64_t e = __atomic_load_n(&t->epoch, __ATOMIC_SEQ_CST);
    if (e && e < oldest)
      oldest = e;
  }
  return oldest;
}

void retireProcess(Process *p) {
  std::lock_guard<std::mutex> guard(gRetiredLock);
  p->retiredAt = advanceEpoch();
  p->runNext = gRetired;
  __atomic_store_n(&gRetired, p, __ATOMIC_RELAXED);
}

void reclaimProcesses() {
  if (!__atomic_load_n(&gRetired, __ATOMIC_RELAXED))
    return;
  std::unique_lock<std::mutex> guard(gRetiredLock, std::try_to_lock);
  if (!guard.owns_lock())
    return;
  uint64_t oldest = oldestEpoch();
  Process *list = gRetired, **link = &list, *freed = nullptr;
  while (Process *p = *link) {
    if (p->retiredAt < oldest) {
      *link = p->runNext;
      p->runNext = freed;
      freed = p;
    } else {
      link = &p->runNext;
    }
  }
  __atomic_store_n(&gRetired, list, __ATOMIC_RELAXED);
  guard.unlock();
  while (Process *p = freed) {
    freed = p->runNext;
    free(p);
  }
}

//===-- Registered names --------------------------------------------------------------===//

Term whereisName(Term name) {
  Word *page = namePage(name.atomIndex(), false);
  Word owner = page ? __atomic_load_n(&page[name.atomIndex() % kNamePage], __ATOMIC_ACQUIRE) : 0;
  return owner ? Term(owner) : Term::nonValue();
}

static bool setName(Term name, Term owner) {
  Word *entry = &namePage(name.atomIndex(), true)[name.atomIndex() % kNamePage];
  if (*entry)
    return false;
  __atomic_store_n(entry, owner.bits, __ATOMIC_RELEASE);
  gNameCount++;
  return true;
}

bool registerName(Process &p, Term name) {
  std::lock_guard<std::mutex> guard(gNameLock);
  if (p.registeredName.isValue() || (__atomic_load_n(&p.state, __ATOMIC_ACQUIRE) & kStateExiting) ||
      !setName(name, p.pid))
    return false;
  p.registeredName = name;
  return true;
}

bool registerPortName(Term port, Term name) {
  std::lock_guard<std::mutex> guard(gNameLock);
  return setName(name, port);
}

bool unregisterName(Term name) {
  std::lock_guard<std::mutex> guard(gNameLock);
  Word *page = namePage(name.atomIndex(), false);
  Word *entry = page ? &page[name.atomIndex() % kNamePage] : nullptr;
  if (!entry || !*entry)
    return false;
  if (Term(*entry).isLocalPid())
    if (Process *p = findProcess(Term(*entry)))
      p->registeredName = Term::nonValue();
  __atomic_store_n(entry, Word(0), __ATOMIC_RELEASE);
  gNameCount--;
  return true;
}

void forEachName(void (*f)(Term, Term, void *), void *context) {
  std::lock_guard<std::mutex> guard(gNameLock);
  for (uint32_t page = 0; page < abi::kMaxAtoms / kNamePage; page++)
    if (gNamePages[page])
      for (uint32_t i = 0; i < kNamePage; i++)
        if (Word owner = gNamePages[page][i])
          f(Term::atom(page * kNamePage + i), Term(owner), context);
}

} // namespace beamc::rt
