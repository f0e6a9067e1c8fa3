//===- UndefinedExport.cpp - Exports that nobody defines (yet) --------------------------------===//
//
// Their code is a trampoline that stores the export in Process::excSite and goes to
// beamc_rt_undefined. The link object has stubs of its own for those known when linking.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/Trampoline.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Process.h"

extern "C" beamc::rt::CodeFn beamc_rt_undefined;

namespace beamc::rt {

static void BEAMC_PRESERVE_NONE undefinedExport(Process *p, Word *hp, Word *sp, int64_t reductions,
                                                Word x0, Word x1, Word x2, Word x3, Word x4,
                                                Word x5, void *context) {
  p->excSite = context;
  BEAMC_MUSTTAIL return withContext(beamc_rt_undefined)(p, hp, sp, reductions, x0, x1, x2, x3, x4,
                                                        x5, context);
}

static CodeFn *undefinedEntry(Export *e) {
  static auto *stubs = new Trampolines(undefinedExport);
  return stubs->of(e);
}

void undefineExport(Export *e) {
  CodeFn *entry = undefinedEntry(e);
  __atomic_or_fetch(&e->flags, uint32_t(kExportUndefined), __ATOMIC_RELEASE);
  __atomic_store_n(&e->code, entry, __ATOMIC_RELEASE);
}

void interceptExport(Export *e) { __atomic_store_n(&e->code, undefinedEntry(e), __ATOMIC_RELEASE); }

/// Called with the export table's lock held.
Export *makeUndefinedExport(Term module, Term function, uint32_t arity) {
  auto *e = static_cast<Export *>(allocMemory(sizeof(Export)));
  e->code = undefinedEntry(e);
  e->module = module.bits;
  e->function = function.bits;
  e->arity = arity;
  e->flags = kExportUndefined;
  return e;
}

} // namespace beamc::rt
