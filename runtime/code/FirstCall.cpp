//===- FirstCall.cpp - on_load functions of the executable's own modules -------------------------===//
#include "runtime/code/FirstCall.h"
#include "runtime/code/ExportTable.h"
#include "runtime/process/Table.h"

namespace beamc::rt {
namespace {

/// Hardly any program has more than a few.
std::vector<FirstCall *> &all() {
  static auto *list = new std::vector<FirstCall *>;
  return *list;
}

/// Not once other code has been loaded. (Its own may have been deleted and purged: then it is
/// loaded again.)
bool waits(const FirstCall &first) {
  ModuleCode *code = __atomic_load_n(&first.code, __ATOMIC_ACQUIRE);
  const LoadedModule &m = *first.module;
  ModuleCode *current = __atomic_load_n(&m.current, __ATOMIC_ACQUIRE);
  return code && !__atomic_load_n(&m.old, __ATOMIC_ACQUIRE) && (!current || current == code);
}

void endRun(FirstCall &first) {
  __atomic_store_n(&first.process, abi::kNonValue, __ATOMIC_RELEASE);
  __atomic_store_n(&first.loader, abi::kNonValue, __ATOMIC_RELEASE);
}

} // namespace

void armFirstCalls() {
  CodeLock lock;
  for (LoadedModule *m = firstModule(); m; m = nextModule(m)) {
    ModuleCode *code = m->current;
    if (!code || !code->descriptor->onLoad)
      continue;
    if (!findExport(internAtom("beamc_load"), internAtom("first_call"), 3))
      return; // no program that beamc has linked
    captureEntries(code);
    code->onLoadExport.code = code->descriptor->onLoad;
    for (uint32_t i = 0; i < code->descriptor->exportCount; i++)
      interceptExport(code->descriptor->exports[i]);
    all().push_back(new FirstCall{m, code, abi::kNonValue, abi::kNonValue, false});
  }
}

FirstCall *findFirstCall(Term module) {
  for (FirstCall *first : all())
    if (first->module->name == module.bits)
      return waits(*first) ? first : nullptr;
  return nullptr;
}

Term loaderOf(const FirstCall &first) {
  Term loader(__atomic_load_n(&first.loader, __ATOMIC_ACQUIRE));
  EpochGuard guard;
  return loader.isValue() && findProcess(loader) ? loader : Term::nonValue();
}

FirstCall *firstCallOf(Term process) {
  for (FirstCall *first : all())
    if (__atomic_load_n(&first->process, __ATOMIC_ACQUIRE) == process.bits)
      return first;
  return nullptr;
}

bool claimFirstCall(FirstCall &first, Term loader, Term process) {
  if (!waits(first) || loaderOf(first).isValue())
    return false;
  first.nifRefused = false;
  __atomic_store_n(&first.process, process.bits, __ATOMIC_RELEASE);
  __atomic_store_n(&first.loader, loader.bits, __ATOMIC_RELEASE);
  return true;
}

void firstCallDone(FirstCall &first) {
  if (waits(first))
    installCode(first.code);
  __atomic_store_n(&first.code, static_cast<ModuleCode *>(nullptr), __ATOMIC_RELEASE);
  endRun(first);
}

void firstCallFailed(FirstCall &first) {
  if (waits(first) && first.module->current) {
    retireCode(first.module);
    takeOldCode(first.module); // nobody has been in it but the function
  }
  endRun(first);
}

} // namespace beamc::rt
