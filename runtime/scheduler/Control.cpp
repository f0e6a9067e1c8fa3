//===- Control.cpp - Preemption, raising, the end of a process --------------------------------===//
//
// CodeFns: entered and left by tail calls, with hp, sp and reductions in registers. Each
// stores them, lets an ordinary function do the work and jumps on. Returning instead of
// jumping leads back to the scheduler (runSlice).
//===----------------------------------------------------------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Exception.h"
#include "runtime/process/Exit.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Spawn.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "stdlib/Bif.h"

using namespace beamc;
using namespace beamc::rt;

//===-- Preemption --------------------------------------------------------------------===//

/// True if the slice goes on: it was only paused for a collection.
[[gnu::noinline]] static bool continueSlice(Process *p) {
  if (p->pausedReductions <= 0 || (p->flags & kExiting))
    return false;
  int64_t rest = p->pausedReductions;
  p->pausedReductions = 0;
  if (p->flags & kNeedsCollection)
    collect(*p, 0, p->live);
  if (p->flags & kExiting)
    return false;
  p->reductions += rest;
  return p->reductions > 0;
}

DEFINE_CODE(beamc_rt_preempt) {
  SAVE();
  if (continueSlice(p))
    JUMP(p->resume);
  p->switchTo = kSwitchReady;
}

extern "C" void beamc_rt_collect(Process *p, uint64_t words, uint64_t live) {
  collect(*p, words, unsigned(live));
}

/// Returns x0 to the caller: where a process resumes whose call has a value already.
DEFINE_CODE(beamc_rt_return) {
  SAVE();
  p->nativeCall = nullptr;
  JUMP(returnAddress(p));
}

DEFINE_CODE(beamc_rt_yield) {
  SAVE();
  p->resume = beamc_rt_return;
  p->live = 1;
  p->switchTo = kSwitchReady;
}

/// p->nativeCall is the export that the process goes on with.
DEFINE_CODE(beamc_rt_call_later) {
  SAVE();
  const Export *then = p->nativeCall;
  p->nativeCall = nullptr;
  p->resume = codeOf(then);
  p->live = then->arity;
  p->switchTo = kSwitchReady;
}

namespace beamc::rt {
static Export gCallLaterExport{beamc_rt_call_later, 0, 0, 0, 0};

Term callLater(Process &p, const Export *then) {
  p.nativeCall = then;
  return p.trap(&gCallLaterExport);
}
} // namespace beamc::rt

//===-- End of a process ---------------------------------------------------------------===//

DEFINE_CODE(beamc_rt_normal_end) {
  SAVE();
  p->live = 0;
  p->switchTo = kSwitchExit;
}

DEFINE_CODE(beamc_rt_exit) {
  SAVE();
  p->live = 0;
  p->switchTo = kSwitchExit;
}

// The bottom frame: a continuation without location, handler and terms.
#if defined(__x86_64__)
asm(".text\n.p2align 4\n.long 0\n.long 0\n.long 0\n.long 0\n"
    ".globl beamc_rt_process_end\n.type beamc_rt_process_end,@function\n"
    "beamc_rt_process_end:\n  jmp beamc_rt_normal_end\n"
    ".size beamc_rt_process_end, .-beamc_rt_process_end\n");
#elif defined(__aarch64__)
asm(".text\n.p2align 4\n.word 0\n.word 0\n.word 0\n.word 0\n"
    ".globl beamc_rt_process_end\n.type beamc_rt_process_end,%function\n"
    "beamc_rt_process_end:\n  b beamc_rt_normal_end\n");
#else
#error "write the bottom frame for this architecture"
#endif

//===-- Raising ------------------------------------------------------------------------===//

extern "C" CodeFn beamc_rt_undefined;

/// Nobody catches: the process ends. An error or throw is logged (kLogExit).
static void uncaught(Process *p) {
  Term cls(p->excClass), reason(p->excReason);
  if (cls != atom::exit) {
    Term trace = buildStacktrace(*p, Term(p->excTrace));
    if (cls == atom::throw_)
      reason = makeTuple(*p, {atom::nocatch, reason});
    reason = makeTuple(*p, {reason, trace});
    reportUncaught(*p, reason);
  }
  p->excClass = p->excReason = p->excTrace = abi::kNonValue;
  cold(*p).exitReason = reason;
  p->live = 0;
  p->switchTo = kSwitchExit;
}

/// The handler to go on at, with x[0 … 2] set; null when the process ends.
[[gnu::noinline]] static CodeFn *findHandler(Process *p, const CodeLocation *at) {
  if (!Term(p->excTrace).isValue())
    p->excTrace = captureTrace(*p, at).bits;
  p->excSite = nullptr;
  p->excArgs = p->excInfo = abi::kNonValue;
  Word *sp = p->sp;
  while (sp < p->stackEnd) {
    auto *code = reinterpret_cast<const void *>(*sp);
    if (CodeFn *handler = CodePrefix::handlerOf(code)) {
      p->sp = sp;
      p->x[0] = p->excClass;
      p->x[1] = p->excReason;
      p->x[2] = p->excTrace;
      p->excClass = p->excReason = p->excTrace = abi::kNonValue;
      return handler;
    }
    sp += 1 + CodePrefix::of(code)->frameSize;
  }
  uncaught(p);
  return nullptr;
}

DEFINE_CODE(beamc_rt_raise) {
  p->hp = hp;
  p->sp = sp;
  p->reductions = reductions;
  p->nativeCall = nullptr;
  // x[] holds the arguments of a failed BIF.
  CodeFn *handler = findHandler(p, reinterpret_cast<const CodeLocation *>(x0));
  if (handler)
    JUMP(handler);
}
