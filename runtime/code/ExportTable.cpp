//===- ExportTable.cpp - Finding code by name --------------------------------------------------===//
//
// An open-addressing table of Export pointers that only grows. Readers take no lock: the
// table pointer is published with release after it is filled; entries are stored with
// release; old tables are kept, because a reader may still walk one (they total less than
// the newest).
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/BifTable.h"
#include "runtime/code/Program.h"
#include "runtime/heap/OffHeap.h"
#include <cstdlib>
#include <mutex>

namespace beamc::rt {
namespace {

struct Table {
  uint64_t mask;
  Export *slots[];
};
Table *gTable; // atomic
uint64_t gExportCount;
std::mutex gLock;

uint64_t hashMfa(Word m, Word f, uint32_t a) {
  uint64_t h = (m >> 6) * 0x9e3779b97f4a7c15ull ^ (f >> 6) * 0xc2b2ae3d27d4eb4full ^
               a * 0x165667b19e3779f9ull;
  return h ^ (h >> 31);
}

Export **slotOf(Table *t, Word m, Word f, uint32_t a) {
  for (uint64_t i = hashMfa(m, f, a) & t->mask;; i = (i + 1) & t->mask) {
    Export *e = __atomic_load_n(&t->slots[i], __ATOMIC_ACQUIRE);
    if (!e || (e->module == m && e->function == f && e->arity == a))
      return &t->slots[i];
  }
}

Table *newTable(uint64_t slots) {
  auto *t = static_cast<Table *>(calloc(1, sizeof(Table) + slots * sizeof(Export *)));
  if (!t)
    outOfMemory(slots * sizeof(Export *));
  t->mask = slots - 1;
  return t;
}

void insertLocked(Export *e) {
  Table *t = gTable;
  if ((gExportCount + 1) * 2 > t->mask) {
    Table *bigger = newTable((t->mask + 1) * 2);
    for (uint64_t i = 0; i <= t->mask; i++)
      if (Export *old = t->slots[i])
        *slotOf(bigger, old->module, old->function, old->arity) = old;
    __atomic_store_n(&gTable, bigger, __ATOMIC_RELEASE);
    t = bigger;
  }
  Export **slot = slotOf(t, e->module, e->function, e->arity);
  if (!*slot) {
    __atomic_store_n(slot, e, __ATOMIC_RELEASE);
    gExportCount++;
  }
}

} // namespace

void initCode() {
  std::lock_guard<std::mutex> guard(gLock);
  gTable = newTable(16384);
  initBifExports();
  forEachBif([](const BifInfo &b) { insertLocked(b.entry); });
  initModules();
  for (LoadedModule *m = firstModule(); m; m = m->next)
    for (uint32_t k = 0; k < m->compiled->exportCount; k++)
      insertLocked(m->compiled->exports[k]);
  if (&beamc_undefined_export_count)
    for (uint32_t i = 0; i < beamc_undefined_export_count; i++)
      insertLocked(beamc_undefined_exports[i]);
}

Export *findExport(Term module, Term function, uint32_t arity) {
  Table *t = __atomic_load_n(&gTable, __ATOMIC_ACQUIRE);
  Export *e = __atomic_load_n(slotOf(t, module.bits, function.bits, arity), __ATOMIC_ACQUIRE);
  if (!e)
    return nullptr;
  uint32_t flags = flagsOf(e);
  if (awaitInstallation())
    flags = flagsOf(e);
  return flags & kExportUndefined ? nullptr : e;
}

Export *ensureExport(Term module, Term function, uint32_t arity) {
  Table *t = __atomic_load_n(&gTable, __ATOMIC_ACQUIRE);
  if (Export *e = __atomic_load_n(slotOf(t, module.bits, function.bits, arity), __ATOMIC_ACQUIRE))
    return e;
  std::lock_guard<std::mutex> guard(gLock);
  if (Export *e = *slotOf(gTable, module.bits, function.bits, arity))
    return e;
  // An entry of its own, with code that knows it (UndefinedExport.cpp).
  Export *makeUndefinedExport(Term module, Term function, uint32_t arity);
  Export *e = makeUndefinedExport(module, function, arity);
  insertLocked(e);
  return e;
}

Export *ensureExport(const char *module, const char *function, uint32_t arity) {
  return ensureExport(internAtom(module), internAtom(function), arity);
}

} // namespace beamc::rt
