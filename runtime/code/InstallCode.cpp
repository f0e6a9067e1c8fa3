//===- InstallCode.cpp - Making code current ----------------------------------------------------===//
//
// A batch of modules becomes current in one step for everybody, although it takes many stores and
// nobody stops:
//
//   1. each export and fun that changes is made to wait: who calls it gives up its slice and tries
//      again (pendingExportEntry, pendingFunEntry);
//   2. the module table gets the new versions;
//   3. exports and funs get their new code.
//
// Who has seen anything new can meet nothing old, since all that was old is gone before anything
// new is there. (Stores are releases, calls go through the loaded address, and messages order two
// processes.) Built-in functions that ask the tables instead of calling (findModule, findExport,
// settledCode) wait for the end while gInstalling is set.
//
// Rejected: stopping all schedulers between slices. It waits for the longest slice, a built-in
// function's included. A second address per export and an index that is switched: one more load in
// each call of another module.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/FunTable.h"
#include "runtime/code/ThreadSanitizer.h"

namespace beamc::rt {
namespace {

bool gInstalling; // atomic; written with the code lock held

struct VersionChange {
  LoadedModule *module;
  ModuleCode *to; ///< null: the module has no current code any more
};
struct ExportChange {
  Export *entry;
  CodeFn *pending, *to; ///< `to` null: nobody defines it any more
};

bool exportsTo(const ModuleCode *code, const Export *e) {
  for (uint32_t i = 0; code && i < code->descriptor->exportCount; i++)
    if (code->descriptor->exports[i] == e)
      return true;
  return false;
}

std::vector<ExportChange> exportChanges(std::span<const VersionChange> changes) {
  std::vector<ExportChange> out;
  auto add = [&](Export *e, CodeFn *to) { out.push_back({e, pendingExportEntry(e), to}); };
  for (const VersionChange &change : changes) {
    if (const ModuleCode *before = change.module->current)
      for (uint32_t i = 0; i < before->descriptor->exportCount; i++)
        if (Export *e = before->descriptor->exports[i]; !exportsTo(change.to, e))
          add(e, nullptr);
    for (uint32_t i = 0; change.to && i < change.to->descriptor->exportCount; i++)
      add(change.to->descriptor->exports[i], change.to->exportCode[i]);
  }
  return out;
}

void setExport(Export *e, CodeFn *code) {
  __atomic_store_n(&e->code, code, __ATOMIC_RELEASE);
  __atomic_and_fetch(&e->flags, ~uint32_t(kExportUndefined), __ATOMIC_RELEASE);
}

template <typename F> void forEachFun(std::span<const VersionChange> changes, F &&f) {
  for (const VersionChange &change : changes)
    if (change.to)
      for (const FunCode &fun : change.to->funs)
        f(fun);
}

void setVersion(const VersionChange &change) {
  LoadedModule *m = change.module;
  if (m->current && m->current != change.to)
    __atomic_store_n(&m->old, m->current, __ATOMIC_RELEASE);
  __atomic_store_n(&m->current, change.to, __ATOMIC_RELEASE);
}

void changeVersions(std::span<const VersionChange> changes) {
  codePublished();
  for (const VersionChange &change : changes)
    if (change.module->current)
      captureEntries(change.module->current);
  const std::vector<ExportChange> exports = exportChanges(changes);
  __atomic_store_n(&gInstalling, true, __ATOMIC_SEQ_CST);
  for (const ExportChange &e : exports)
    setExport(e.entry, e.pending);
  forEachFun(changes, [](const FunCode &f) {
    __atomic_store_n(&f.fun->code, pendingFunEntry(f.fun), __ATOMIC_RELEASE);
  });
  for (const VersionChange &change : changes)
    setVersion(change);
  forEachFun(changes, [](const FunCode &f) {
    f.fun->function = f.function;
    __atomic_store_n(&f.fun->code, f.code, __ATOMIC_RELEASE);
  });
  for (const ExportChange &e : exports)
    if (e.to)
      setExport(e.entry, e.to);
    else
      undefineExport(e.entry);
  __atomic_store_n(&gInstalling, false, __ATOMIC_RELEASE);
}

} // namespace

void captureEntries(ModuleCode *code) {
  const ModuleDescriptor *d = code->descriptor;
  if (code->destroy || !code->exportCode.empty() || !code->funs.empty())
    return;
  for (uint32_t i = 0; i < d->exportCount; i++)
    code->exportCode.push_back(d->exports[i]->code);
  for (uint32_t i = 0; i < d->funCount; i++)
    code->funs.push_back({&d->funs[i], d->funs[i].code, d->funs[i].function});
}

void installCode(std::span<ModuleCode *const> codes) {
  std::vector<VersionChange> changes;
  for (ModuleCode *code : codes)
    changes.push_back({ensureLoadedModule(Term(code->descriptor->name)), code});
  changeVersions(changes);
}

void retireCode(LoadedModule *m) {
  const VersionChange change{m, nullptr};
  changeVersions({&change, 1});
}

bool awaitInstallation() {
  if (!__atomic_load_n(&gInstalling, __ATOMIC_ACQUIRE))
    return false;
  CodeLock lock; // whoever installs holds it to the end
  return true;
}

ModuleCode *settledCode(ModuleCode *const &slot) {
  ModuleCode *code = __atomic_load_n(&slot, __ATOMIC_ACQUIRE);
  return awaitInstallation() ? __atomic_load_n(&slot, __ATOMIC_ACQUIRE) : code;
}

} // namespace beamc::rt
