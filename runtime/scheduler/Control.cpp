//===- Control.cpp - Preemption, raising, calls that need the runtime -------------------------===//
//
// CodeFns: entered and left by tail calls, with hp, sp and reductions in registers. Each
// stores them, lets an ordinary function do the work and jumps on. Returning instead of
// jumping leads back to the scheduler (runSlice).
//===----------------------------------------------------------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/FirstCall.h"
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

//===-- Calls by name and by value ------------------------------------------------------===//

static Term argumentsList(Process *p, unsigned n) {
  Term list = Term::nil();
  while (n--)
    list = makeCons(*p, Term(p->x[n]), list);
  return list;
}

/// Fails as the call m:f(x[0 … n-1]) of an undefined function.
static CodeFn *raiseUndef(Process *p, const Export *e) {
  p->fail(atom::undef);
  p->excSite = e;
  return beamc_rt_raise;
}

/// \p function of the process's error handler, or null. That of OTP needs the code server.
static Export *errorHandler(const Process *p, Term function) {
  static const Term codeServer = internAtom("code_server");
  Term module = p->errorHandler.isValue() ? p->errorHandler : atom::error_handler;
  if (module == atom::error_handler && !whereisName(codeServer).isValue())
    return nullptr;
  return findExport(module, function, 3);
}

/// beamc_load:first_call/3 when the module waits for its first call;
/// error_handler:undefined_function/3 when OTP's code server runs or the process has a handler of
/// its own; Module:'$handle_undefined_function'/2 when there is one; else undef.
static CodeFn *undefinedCall(Process *p) {
  auto *e = static_cast<Export *>(const_cast<void *>(p->excSite));
  p->excSite = nullptr;
  Term module(e->module), function(e->function);
  const FirstCall *first = findFirstCall(module);
  if (!first && !(flagsOf(e) & kExportUndefined)) // defined meanwhile
    return codeOf(e);
  if (first && __atomic_load_n(&first->process, __ATOMIC_ACQUIRE) ==
                   p->pid.bits) // its on_load function calls the module itself
    return raiseUndef(p, e);
  Export *target = first ? ensureExport("beamc_load", "first_call", 3)
                         : errorHandler(p, atom::undefined_function);
  if (target) {
    p->x[2] = argumentsList(p, e->arity).bits;
    p->x[0] = module.bits;
    p->x[1] = function.bits;
    return codeOf(target);
  }
  target = findExport(module, atom::dollar_handle_undefined_function, 2);
  if (target) {
    p->x[1] = argumentsList(p, e->arity).bits;
    p->x[0] = function.bits;
    return codeOf(target);
  }
  return raiseUndef(p, e);
}

DEFINE_CODE(beamc_rt_undefined) {
  SAVE();
  CodeFn *next = undefinedCall(p);
  if (p->excSite) // raising: x[0] is an argument, not a location
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  JUMP(next);
}

/// Arguments that the fun \p f takes.
static uint32_t funArity(Term f) {
  return f.isKind(Kind::Fun) ? reinterpret_cast<const FunEntry *>(f.object()[1])->arity
                             : reinterpret_cast<const Export *>(f.object()[1])->arity;
}

/// Not a fun, a fun of another arity, or a fun whose code is not there. The place of the call, if
/// known, is in p->excSite. As under OTP it comes first in the trace, and once more if its frame
/// stands.
static Word badFun(Process *p) {
  auto *at = static_cast<const CodeLocation *>(p->excSite);
  unsigned n = p->live;
  Term f(p->excReason);
  if (f.isFun() && funArity(f) != n)
    p->fail(makeTuple(*p, {atom::badarity, makeTuple(*p, {f, argumentsList(p, n)})}));
  else
    p->fail(makeTuple(*p, {atom::badfun, f}));
  p->excSite = nullptr;
  return reinterpret_cast<Word>(at);
}

/// Of the fun of a module that is not loaded: error_handler:undefined_lambda/3, which may load it.
static Export *unloadedFun(Process *p) {
  Term f(p->excReason);
  unsigned n = p->live;
  if (!f.isKind(Kind::Fun) || funArity(f) != n)
    return nullptr;
  Term module(reinterpret_cast<const FunEntry *>(f.object()[1])->module);
  Export *target = findModule(module) ? nullptr : errorHandler(p, atom::undefined_lambda);
  if (!target)
    return nullptr;
  p->x[2] = argumentsList(p, n).bits;
  p->x[0] = module.bits;
  p->x[1] = f.bits;
  p->excReason = abi::kNonValue;
  p->excSite = nullptr;
  return target;
}

DEFINE_CODE(beamc_rt_call_bad_fun) {
  SAVE();
  if (Export *target = unloadedFun(p))
    JUMP(codeOf(target));
  Word at = badFun(p);
  BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, at, 0, 0, 0, 0, 0);
}

/// Code of m:f with n arguments in x[]; null after setting an exception.
static CodeFn *applyTarget(Process *p, Term m, Term f, unsigned n) {
  if (!m.isAtom() || !f.isAtom()) {
    Term list = argumentsList(p, n);
    p->x[0] = m.bits;
    p->x[1] = f.bits;
    p->x[2] = list.bits;
    p->fail(atom::badarg);
    p->excSite = ensureExport(atom::erlang, atom::apply, 3);
    return nullptr;
  }
  Export *e = ensureExport(m, f, n);
  if (flagsOf(e) & kExportUndefined) {
    p->excSite = e;
    return beamc_rt_undefined;
  }
  return codeOf(e);
}

DEFINE_CODE(beamc_rt_apply) {
  SAVE();
  Term m(p->excReason), f(p->excClass);
  p->excReason = p->excClass = abi::kNonValue;
  CodeFn *next = applyTarget(p, m, f, p->live);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  JUMP(next);
}

/// Spreads a list over x[]; its length, or -1 (improper or longer than 255).
static int spreadArguments(Process *p, Term list) {
  unsigned n = 0;
  for (; list.isCons(); list = list.tail()) {
    if (n == abi::kMaxArity)
      return -1;
    p->x[n++] = list.head().bits;
  }
  return list.isNil() ? int(n) : -1;
}

static CodeFn *failApply(Process *p, Term reason, std::initializer_list<Term> args) {
  unsigned n = 0;
  for (Term t : args)
    p->x[n++] = t.bits;
  p->fail(reason);
  p->excSite = ensureExport(atom::erlang, atom::apply, n);
  return nullptr;
}

static CodeFn *apply3(Process *p) {
  Term m(p->x[0]), f(p->x[1]), list(p->x[2]);
  int n = m.isAtom() && f.isAtom() ? spreadArguments(p, list) : -1;
  if (n < 0)
    return failApply(p, atom::badarg, {m, f, list});
  return applyTarget(p, m, f, unsigned(n));
}

BIF_CODE(erlang, "apply", 3, beamc_bif_apply_3)
DEFINE_CODE(beamc_bif_apply_3) {
  SAVE();
  CodeFn *next = apply3(p);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  JUMP(next);
}

/// Calls the fun in x[0] with the arguments of the list in x[1]; p->excSite is the CodeLocation *
/// of the call, for badfun and badarity. Null after setting badarg; p->excSite is then the BIF.
static CodeFn *apply2(Process *p) {
  Term fun(p->x[0]), list(p->x[1]);
  int n = spreadArguments(p, list);
  if (n < 0)
    return failApply(p, atom::badarg, {fun, list});
  if (fun.isKind(Kind::Fun)) {
    auto *e = reinterpret_cast<FunEntry *>(fun.object()[1]);
    if (int(e->arity) == n) {
      p->x[n] = fun.bits;
      p->excSite = nullptr; // set only while something is raised
      return codeOf(e);
    }
  } else if (fun.isKind(Kind::ExportFun)) {
    auto *e = reinterpret_cast<Export *>(fun.object()[1]);
    if (int(e->arity) == n) {
      p->excSite = nullptr;
      return codeOf(e);
    }
  }
  p->live = uint32_t(n);
  p->excReason = fun.bits;
  return beamc_rt_call_bad_fun;
}

/// A call of apply/2 in the code of a program. Its place is what a trace begins with when there is
/// nothing to be called; behind the BIF that failed, only if no frame will show it.
DEFINE_CODE(beamc_rt_apply_fun) {
  SAVE();
  CodeFn *next = apply2(p);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  JUMP(next);
}

DEFINE_CODE(beamc_rt_tail_apply_fun) {
  SAVE();
  auto at = reinterpret_cast<Word>(p->excSite);
  CodeFn *next = apply2(p);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, at, 0, 0, 0, 0, 0);
  JUMP(next);
}

static const FunctionInfo gApply2 = {atom::erlang.bits, atom::apply.bits, 2, 0, nullptr};
static const CodeLocation gApply2Location = {&gApply2, 0, 0};

/// Called through a fun or by name, apply/2 is a function of OTP's `erlang`, seen in the trace.
BIF_CODE(erlang, "apply", 2, beamc_bif_apply_2)
DEFINE_CODE(beamc_bif_apply_2) {
  p->excSite = &gApply2Location;
  BEAMC_MUSTTAIL return beamc_rt_tail_apply_fun(p, hp, sp, reductions, x0, x1, x2, x3, x4, x5);
}
