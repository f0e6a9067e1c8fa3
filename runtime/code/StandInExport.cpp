//===- StandInExport.cpp - Entries that find out late where an export leads ----------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/Trampoline.h"
#include "runtime/process/Process.h"

extern "C" beamc::rt::CodeFn beamc_rt_preempt;

namespace beamc::rt {
namespace {

/// Gives up the slice and makes the call anew. A resume that has become stale by then leads here
/// again.
void BEAMC_PRESERVE_NONE pendingExport(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                       Word x1, Word x2, Word x3, Word x4, Word x5, void *context) {
  auto *e = static_cast<Export *>(context);
  p->resume = __atomic_load_n(&e->code, __ATOMIC_ACQUIRE);
  p->live = e->arity;
  p->pausedReductions = 0;
  BEAMC_MUSTTAIL return withContext(beamc_rt_preempt)(p, hp, sp, reductions, x0, x1, x2, x3, x4, x5,
                                                      context);
}

void BEAMC_PRESERVE_NONE lateExport(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                    Word x1, Word x2, Word x3, Word x4, Word x5, void *context) {
  CodeFn *code = __atomic_load_n(&static_cast<Export *>(context)->code, __ATOMIC_ACQUIRE);
  BEAMC_MUSTTAIL return withContext(code)(p, hp, sp, reductions, x0, x1, x2, x3, x4, x5, context);
}

} // namespace

CodeFn *pendingExportEntry(Export *e) {
  static auto *stubs = new Trampolines(pendingExport);
  return stubs->of(e);
}

CodeFn *lateExportEntry(Export *e) {
  static auto *stubs = new Trampolines(lateExport);
  return stubs->of(e);
}

} // namespace beamc::rt
