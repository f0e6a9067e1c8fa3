//===- FunTable.cpp - Fun entries by identity -----------------------------------------------------===//
//
// Entries of funs that are not the executable's own: those of modules loaded at run time, and those
// that arrive from outside (the external term format). They are kept for ever, since heaps, tables
// and messages refer to them; versions of a module with the same md5 share them.
//===----------------------------------------------------------------------===//
#include "runtime/code/FunTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/Trampoline.h"
#include "runtime/process/Process.h"
#include <cstdlib>
#include <pthread.h>
#include <unordered_map>

extern "C" beamc::rt::CodeFn beamc_rt_call_bad_fun, beamc_rt_preempt;

namespace beamc::rt {
namespace {

struct Identity {
  Word module;
  uint32_t index, oldUniq;
  uint8_t uniq[16];
  bool operator==(const Identity &o) const { return memcmp(this, &o, sizeof o) == 0; }
};
struct IdentityHash {
  size_t operator()(const Identity &i) const {
    uint64_t u;
    memcpy(&u, i.uniq, 8);
    return u ^ (i.module + i.index * 0x9e3779b97f4a7c15ull);
  }
};
std::unordered_map<Identity, FunEntry *, IdentityHash> &table() {
  static auto *t = new std::unordered_map<Identity, FunEntry *, IdentityHash>;
  return *t;
}
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool sameFun(const FunEntry &e, uint32_t index, uint32_t oldUniq, const uint8_t *uniq) {
  return e.index == index && e.oldUniq == oldUniq && memcmp(e.uniq, uniq, 16) == 0;
}

/// Entered with the fun behind its arguments, like every fun entry.
void BEAMC_PRESERVE_NONE badFun(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                Word x1, Word x2, Word x3, Word x4, Word x5, void *context) {
  uint32_t n = static_cast<FunEntry *>(context)->arity;
  const Word x[] = {x0, x1, x2, x3, x4, x5};
  p->excReason = n < abi::kRegisterArgs ? x[n] : p->x[n];
  p->live = n;
  p->excSite = nullptr;
  BEAMC_MUSTTAIL return withContext(beamc_rt_call_bad_fun)(p, hp, sp, reductions, x0, x1, x2, x3,
                                                           x4, x5, context);
}

/// Gives up the slice and calls the fun anew, with its arguments and itself in x[…]. A resume that
/// has become stale by then leads here again.
void BEAMC_PRESERVE_NONE pendingFun(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                    Word x1, Word x2, Word x3, Word x4, Word x5, void *context) {
  // The next slice begins with whatever code the fun has then, this or another.
  auto *fun = static_cast<FunEntry *>(context);
  p->resume = __atomic_load_n(&fun->code, __ATOMIC_ACQUIRE);
  p->live = fun->arity + 1;
  p->pausedReductions = 0;
  BEAMC_MUSTTAIL return withContext(beamc_rt_preempt)(p, hp, sp, reductions, x0, x1, x2, x3, x4, x5,
                                                      context);
}

} // namespace

CodeFn *badFunEntry(FunEntry *fun) {
  static auto *stubs = new Trampolines(badFun);
  return stubs->of(fun);
}
CodeFn *pendingFunEntry(FunEntry *fun) {
  static auto *stubs = new Trampolines(pendingFun);
  return stubs->of(fun);
}

/// The executable's own entry: its module's first version is among the descriptors.
static FunEntry *compiledFun(Term module, uint32_t index, uint32_t oldUniq, const uint8_t *uniq) {
  const ModuleDescriptor *m = findCompiledModule(module);
  for (uint32_t i = 0; m && i < m->funCount; i++)
    if (sameFun(m->funs[i], index, oldUniq, uniq))
      return &m->funs[i];
  return nullptr;
}

FunEntry *ensureFunEntry(Term module, uint32_t index, uint32_t oldUniq, const uint8_t uniq[16],
                         uint32_t arity, uint32_t numFree) {
  FunEntry *e = compiledFun(module, index, oldUniq, uniq);
  if (!e) {
    Identity id = {module.bits, index, oldUniq, {}};
    memcpy(id.uniq, uniq, 16);
    pthread_mutex_lock(&lock);
    FunEntry *&slot = table()[id];
    if (!slot) {
      slot = static_cast<FunEntry *>(calloc(1, sizeof(FunEntry)));
      *slot = {nullptr, module.bits, arity, numFree, index, oldUniq, abi::kNil, {}};
      memcpy(slot->uniq, uniq, 16);
      slot->code = badFunEntry(slot);
    }
    e = slot;
    pthread_mutex_unlock(&lock);
  }
  return e->arity == arity && e->numFree == numFree ? e : nullptr;
}

} // namespace beamc::rt
