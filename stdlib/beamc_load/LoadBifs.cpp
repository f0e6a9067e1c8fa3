//===- LoadBifs.cpp - on_load functions of the program's own modules -------------------------------===//
//
// The native half of stdlib/overlay/reached/beamc_load.erl.
//===----------------------------------------------------------------------===//
#include "runtime/code/FirstCall.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(beamc_load)

/// beamc_load:state/1: waiting (its on_load function has not succeeded), the pid of who is running
/// that, or loaded.
BIF(beamc_load, state, 1)
Term state_1(Process &p, Term module) {
  FirstCall *first = module.isAtom() ? findFirstCall(module) : nullptr;
  if (!first)
    return internAtom("loaded");
  Term loader = loaderOf(*first);
  return loader.isValue() ? loader : internAtom("waiting");
}

/// beamc_load:claim/2: the caller is to have \p process run the module's on_load function. false:
/// there is nothing to do, or somebody does it.
BIF(beamc_load, claim, 2, Returns(Boolean))
Term claim_2(Process &p, Term module, Term process) {
  CodeLock lock;
  FirstCall *first = module.isAtom() ? findFirstCall(module) : nullptr;
  return Term::boolean(first && claimFirstCall(*first, p.pid, process));
}

/// beamc_load:call/1: calls the on_load function.
BIF(beamc_load, call, 1, MayTrap)
Term call_1(Process &p, Term module) {
  FirstCall *first = module.isAtom() ? findFirstCall(module) : nullptr;
  return first ? p.trap(&first->code->onLoadExport) : p.fail(atom::badarg);
}

/// beamc_load:finish/2: the function has returned ok, or not: the module is there, or not. Answers
/// that. (No library can be loaded here: a module that has tried is kept, with its functions in
/// Erlang.)
BIF(beamc_load, finish, 2, Returns(Boolean))
Term finish_2(Process &p, Term module, Term ok) {
  CodeLock lock;
  FirstCall *first = module.isAtom() ? findFirstCall(module) : nullptr;
  if (!first)
    return atom::true_;
  bool keep = ok.isTrue() || first->nifRefused;
  if (keep)
    firstCallDone(*first);
  else
    firstCallFailed(*first);
  return Term::boolean(keep);
}

BEAMC_BIF_NAMESPACE_END
