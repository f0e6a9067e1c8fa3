//===- FunTable.cpp - Fun entries by identity -----------------------------------------------------===//
//
// Funs arrive from outside (the external term format) that this executable may not have. They
// get an entry of their own, kept for ever: equality and hashing go by its contents.
//===----------------------------------------------------------------------===//
#include "runtime/code/FunTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/Trampoline.h"
#include "runtime/process/Process.h"
#include <cstdlib>
#include <pthread.h>

extern "C" beamc::rt::CodeFn beamc_rt_call_bad_fun;

namespace beamc::rt {
namespace {

struct Unknown {
  FunEntry entry;
  Unknown *next;
};
Unknown *unknownFuns;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool sameFun(const FunEntry &e, uint32_t index, uint32_t oldUniq, const uint8_t *uniq) {
  return e.index == index && e.oldUniq == oldUniq && memcmp(e.uniq, uniq, 16) == 0;
}

/// Entered with the fun behind its arguments, like every fun entry.
void BEAMC_PRESERVE_NONE unknownFun(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                    Word x1, Word x2, Word x3, Word x4, Word x5, void *context) {
  uint32_t n = static_cast<Unknown *>(context)->entry.arity;
  const Word x[] = {x0, x1, x2, x3, x4, x5};
  p->excReason = n < abi::kRegisterArgs ? x[n] : p->x[n];
  p->live = n;
  BEAMC_MUSTTAIL return reinterpret_cast<ContextCodeFn *>(beamc_rt_call_bad_fun)(
      p, hp, sp, reductions, x0, x1, x2, x3, x4, x5, context);
}

} // namespace

const FunEntry *ensureFunEntry(Term module, uint32_t index, uint32_t oldUniq,
                               const uint8_t uniq[16], uint32_t arity, uint32_t numFree) {
  if (const ModuleDescriptor *m = findModule(module))
    for (uint32_t i = 0; i < m->funCount; i++)
      if (sameFun(m->funs[i], index, oldUniq, uniq))
        return m->funs[i].arity == arity && m->funs[i].numFree == numFree ? &m->funs[i] : nullptr;
  pthread_mutex_lock(&lock);
  Unknown *u = unknownFuns;
  while (u && !(u->entry.module == module.bits && sameFun(u->entry, index, oldUniq, uniq)))
    u = u->next;
  if (!u) {
    u = static_cast<Unknown *>(calloc(1, sizeof(Unknown)));
    u->entry = {
        makeTrampoline(unknownFun, u), module.bits, arity, numFree, index, oldUniq, abi::kNil, {}};
    memcpy(u->entry.uniq, uniq, 16);
    u->next = unknownFuns;
    unknownFuns = u;
  }
  pthread_mutex_unlock(&lock);
  return u->entry.arity == arity && u->entry.numFree == numFree ? &u->entry : nullptr;
}

} // namespace beamc::rt
