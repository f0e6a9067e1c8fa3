//===- ModuleTable.cpp -------------------------------------------------------------------------===//
#include "runtime/code/ModuleTable.h"
#include "runtime/code/FunTable.h"
#include "runtime/code/Program.h"
#include "runtime/heap/Heap.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/jit/Jit.h"
#include "runtime/process/Table.h"
#include <cstdlib>
#include <mutex>

namespace beamc::rt {
namespace {

/// Open addressing by name; only grows. Readers may walk a table that has been replaced, so these
/// are kept.
struct Table {
  uint64_t mask;
  LoadedModule *slots[];
};
Table *gTable; // atomic
std::mutex gLock;
LoadedModule *gFirst, *gLast; // gFirst is atomic
unsigned gCount;

uint64_t hashName(Word name) { return (name >> abi::kImmShift) * 0x9e3779b97f4a7c15ull >> 20; }

LoadedModule **slotOf(Table *t, Word name) {
  for (uint64_t i = hashName(name) & t->mask;; i = (i + 1) & t->mask) {
    LoadedModule *m = __atomic_load_n(&t->slots[i], __ATOMIC_ACQUIRE);
    if (!m || m->name == name)
      return &t->slots[i];
  }
}

Table *newTable(uint64_t slots) {
  auto *t = static_cast<Table *>(calloc(1, sizeof(Table) + slots * sizeof(LoadedModule *)));
  if (!t)
    outOfMemory(slots * sizeof(LoadedModule *));
  t->mask = slots - 1;
  return t;
}

LoadedModule *ensureModule(Word name) {
  LoadedModule **slot = slotOf(gTable, name);
  if (*slot)
    return *slot;
  if ((gCount + 1) * 2 > gTable->mask) {
    Table *bigger = newTable((gTable->mask + 1) * 2);
    for (LoadedModule *m = gFirst; m; m = m->next)
      *slotOf(bigger, m->name) = m;
    __atomic_store_n(&gTable, bigger, __ATOMIC_RELEASE);
    slot = slotOf(bigger, name);
  }
  auto *m = static_cast<LoadedModule *>(allocMemory(sizeof(LoadedModule)));
  *m = {};
  m->name = name;
  __atomic_store_n(slot, m, __ATOMIC_RELEASE);
  __atomic_store_n(gLast ? &gLast->next : &gFirst, m, __ATOMIC_RELEASE);
  gLast = m;
  gCount++;
  return m;
}

} // namespace

void initModules() {
  gTable = newTable(1024);
  size_t n = size_t(__stop_beamc_modules - __start_beamc_modules);
  auto *codes = new ModuleCode[n];
  for (size_t i = 0; i < n; i++) {
    const ModuleDescriptor *d = __start_beamc_modules[i];
    if (!d)
      continue;
    ModuleCode *code = &codes[i];
    code->descriptor = d;
    LoadedModule *m = ensureModule(d->name);
    m->compiled = d;
    m->current = code;
  }
}

LoadedModule *findLoadedModule(Term name) {
  return __atomic_load_n(slotOf(__atomic_load_n(&gTable, __ATOMIC_ACQUIRE), name.bits),
                         __ATOMIC_ACQUIRE);
}

const ModuleDescriptor *findModule(Term name) {
  LoadedModule *m = findLoadedModule(name);
  ModuleCode *code = m ? settledCode(m->current) : nullptr;
  return code ? code->descriptor : nullptr;
}

const ModuleDescriptor *findCompiledModule(Term name) {
  LoadedModule *m = findLoadedModule(name);
  return m ? m->compiled : nullptr;
}

LoadedModule *firstModule() { return __atomic_load_n(&gFirst, __ATOMIC_ACQUIRE); }
LoadedModule *nextModule(const LoadedModule *m) {
  return __atomic_load_n(&m->next, __ATOMIC_ACQUIRE);
}

LoadedModule *ensureLoadedModule(Term name) { return ensureModule(name.bits); }

CodeLock::CodeLock() { gLock.lock(); }
CodeLock::~CodeLock() { gLock.unlock(); }

static bool replaceFunCode(FunEntry *fun, CodeFn *from, CodeFn *to) {
  return __atomic_compare_exchange_n(&fun->code, &from, to, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_RELAXED);
}

void replaceCode(ModuleCode &code, const ModuleDescriptor &d) {
  for (uint32_t i = 0; i < d.exportCount; i++) {
    CodeFn *from = code.exportCode[i];
    code.exportCode[i] = d.exports[i]->code;
    __atomic_compare_exchange_n(&code.descriptor->exports[i]->code, &from, code.exportCode[i],
                                false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
  }
  for (uint32_t i = 0; i < d.funCount; i++) {
    FunCode &f = code.funs[i];
    replaceFunCode(f.fun, f.code, d.funs[i].code);
    f.code = d.funs[i].code;
  }
}

// Bounds of the executable's image, by the linker.
extern "C" const char __executable_start[], _end[];

bool ModuleCode::contains(const void *entry) const {
  auto *at = static_cast<const char *>(entry);
  if (begin) {
    const NativeCode *compiled = __atomic_load_n(&native, __ATOMIC_ACQUIRE);
    while (compiled && !compiled->contains(at))
      compiled = compiled->next;
    return (at >= begin && at < end) || compiled;
  }
  if (at < __executable_start + sizeof(CodePrefix) || at >= _end)
    return false;
  // Functions of the runtime have no prefix: what is read there may be anything.
  auto *location = reinterpret_cast<const char *>(CodePrefix::locationOf(entry));
  if (location < __executable_start || location + sizeof(CodeLocation) > _end ||
      reinterpret_cast<Word>(location) % alignof(CodeLocation))
    return false;
  const FunctionInfo *info = reinterpret_cast<const CodeLocation *>(location)->info;
  return info >= descriptor->functions && info < descriptor->functions + descriptor->functionCount;
}

bool ModuleCode::ownsLiteral(const Word *object) const {
  auto within = [&](const std::vector<HeapFragment *> &fragments) {
    for (const HeapFragment *f : fragments)
      if (object >= f->words && object < f->words + f->used)
        return true;
    return false;
  };
  const NativeCode *compiled = __atomic_load_n(&native, __ATOMIC_ACQUIRE);
  while (compiled && !compiled->contains(object) && !within(compiled->literals))
    compiled = compiled->next;
  return compiled || within(literals);
}

void beginPurge(ModuleCode *code) {
  for (const FunCode &f : code->funs)
    replaceFunCode(f.fun, f.code, pendingFunEntry(f.fun));
}

void endPurge(ModuleCode *code) {
  for (const FunCode &f : code->funs)
    replaceFunCode(f.fun, pendingFunEntry(f.fun), f.code);
}

namespace {
struct Discarded {
  ModuleCode *code;
  uint64_t epoch;
};
std::mutex gDiscardLock;
std::vector<Discarded> gDiscarded;
bool gAnyDiscarded; // atomic
} // namespace

void discardCode(ModuleCode *code) {
  endPurge(code);
  for (const FunCode &f : code->funs)
    if (f.code && __atomic_load_n(&f.fun->code, __ATOMIC_ACQUIRE) == f.code &&
        replaceFunCode(f.fun, f.code, badFunEntry(f.fun)))
      f.fun->function = abi::kNil; // what fun_info says of a fun without code
  if (!code->destroy)
    return; // the executable's own
  std::lock_guard<std::mutex> guard(gDiscardLock);
  gDiscarded.push_back({code, advanceEpoch()});
  __atomic_store_n(&gAnyDiscarded, true, __ATOMIC_RELEASE);
}

void reclaimCode() {
  if (!__atomic_load_n(&gAnyDiscarded, __ATOMIC_ACQUIRE))
    return;
  std::unique_lock<std::mutex> guard(gDiscardLock, std::try_to_lock);
  if (!guard.owns_lock())
    return;
  uint64_t oldest = oldestEpoch();
  std::vector<ModuleCode *> ready;
  for (size_t i = 0; i != gDiscarded.size();)
    if (gDiscarded[i].epoch < oldest) {
      ready.push_back(gDiscarded[i].code);
      gDiscarded[i] = gDiscarded.back();
      gDiscarded.pop_back();
    } else {
      i++;
    }
  __atomic_store_n(&gAnyDiscarded, !gDiscarded.empty(), __ATOMIC_RELEASE);
  guard.unlock();
  for (ModuleCode *code : ready) {
    for (HeapFragment *f : code->literals)
      freeFragment(f);
    code->destroy(code);
  }
}

ModuleCode *takeOldCode(LoadedModule *m) {
  return __atomic_exchange_n(&m->old, static_cast<ModuleCode *>(nullptr), __ATOMIC_ACQ_REL);
}

} // namespace beamc::rt
