//===- Startup.cpp - From program arguments to the boot process --------------------------------===//
//
// Atoms, literals, code, schedulers; then the boot process runs
//     beamc_boot:start(Module, Function, Args)          Args: program arguments as strings
// or, in an executable without that module, the main function itself. A program with the full boot
// starts with OTP's init instead (FullBoot.h).
//===----------------------------------------------------------------------===//
#include "runtime/main/Startup.h"
#include "runtime/abi/Control.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/FirstCall.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/code/Program.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/Copy.h"
#include "runtime/interp/Load.h"
#include "runtime/main/BootCrash.h"
#include "runtime/main/Debug.h"
#include "runtime/main/FullBoot.h"
#include "runtime/main/OsSignals.h"
#include "runtime/main/Output.h"
#include "runtime/process/Exit.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Spawn.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/term/Etf.h"
#include "runtime/term/Print.h"
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace beamc::rt {

int gArgc;
char **gArgv;
void (*gAtHalt)();

namespace {

constexpr uint32_t kAtomLimit = 1048576;
constexpr uint32_t kProcessLimit = 262144;
/// Spawned before the first user process under erl, so that pids look alike.
constexpr unsigned kReservedPids = 9;

Term decodeLiteral(const uint8_t *bytes, uint32_t size) {
  HeapFragment *f = newFragment(etfHeapWords(bytes, size));
  HeapTarget target(f);
  Term t = decodeEtf(bytes, size, target);
  if (t.isValue())
    t = copyImmortal(t);
  freeFragment(f);
  return t;
}

void decodeLateLiterals() {
  for (const LoadedModule *l = firstModule(); l; l = l->next) {
    const ModuleDescriptor *m = l->compiled;
    for (uint32_t k = 0; k < m->lateLiteralCount; k++) {
      Term t = decodeLiteral(m->lateLiteralEtf[k], m->lateLiteralSize[k]);
      if (!t.isValue()) {
        fprintf(stderr, "beamc: module %.*s: literal %u cannot be decoded\n",
                int(atomText(Term(m->name)).size()), atomText(Term(m->name)).data(), k);
        abort();
      }
      m->lateLiterals[k] = t.bits;
    }
  }
}

unsigned schedulersWanted() {
  if (const char *n = getenv("BEAMC_SCHEDULERS"))
    return unsigned(atoi(n));
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? unsigned(n) : 1;
}

/// The process that everything starts from; its own heap holds the argument list.
Process *makeBootProcess() {
  SpawnOptions options;
  Term none[3] = {Term::nil(), Term::nil(), Term::nil()};
  skipPids(kReservedPids);
  Process *p = spawnProcess(nullptr, nullptr, none, 0, options, atom::erlang, atom::apply, 2);
  Word x[8];
  p->x = x;
  Term args = Term::nil();
  for (int i = gArgc - 1; i >= 1; i--) {
    Term s = makeStringUtf8(*p, gArgv[i]);
    args = makeCons(*p, s, args);
  }
  Term m(beamc_program.mainModule), f(beamc_program.mainFunction);
  if (Export *boot = findExport(atom::beamc_boot, atom::start, 3)) {
    p->resume = boot->code;
    p->savedX[0] = m.bits;
    p->savedX[1] = f.bits;
    p->savedX[2] = args.bits;
    p->live = 3;
  } else {
    Export *e = findExport(m, f, 1);
    p->savedX[0] = args.bits;
    p->live = e ? 1 : 0;
    if (!e)
      e = ensureExport(m, f, 0);
    p->resume = e->code;
  }
  p->x = nullptr;
  p->reductions = 0;
  p->pausedReductions = 0;
  p->initialModule = atom::beamc_boot.bits;
  p->initialFunction = atom::start.bits;
  p->initialArity = 3;
  return p;
}

} // namespace

/// Without its boot process, or one of the runtime's own, the program is over. (beamc_boot and init
/// end by erlang:halt.)
static Term gBootPid;
static void watchSystem(Process &p) {
  bool isSystem = p.flags & kSystemProcess;
  if (p.pid != gBootPid && !isSystem)
    return;
  Term reason = p.cold->exitReason;
  if (isSystem)
    reportSystemProcessEnd(p.pid, reason);
  else if (reason != atom::normal)
    reportBootCrash(reason);
  flushOutput();
  if (gAtHalt)
    gAtHalt();
  _exit(!isSystem && reason == atom::normal ? 0 : 1);
}

void startRuntime() {
  initAtoms(beamc_atoms, beamc_atom_count, kAtomLimit);
  initProcessTable(kProcessLimit);
  initCode();
  initSchedulers(schedulersWanted());
  decodeLateLiterals();
  if (gTier != Tier::Compiled && !interp::interpretProgram())
    exit(1);
  armFirstCalls();
}

void startBoot() {
  if (getenv(abi::kControlVariable) && !findModule(internAtom("beamc_control")))
    fprintf(stderr, "beamc: %s: this program has no control endpoint; build it with --control\n",
            abi::kControlVariable);
  bool full = beamc_program.flags & kProgramFullBoot;
  Process *boot = full ? makeInitProcess() : makeBootProcess();
  gBootPid = boot->pid;
  onProcessEnd(watchSystem);
  if (full) {
    startHelperProcesses();
    handleUsualOsSignals();
  }
  startProcess(boot);
}

} // namespace beamc::rt
