//===- Apply.cpp - Calls by name and by value that need the runtime ---------------------------===//
//
// Undefined functions, bad funs, apply/2 and apply/3. CodeFns, as those of Control.cpp.
//===----------------------------------------------------------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/FirstCall.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Exception.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "stdlib/Bif.h"

using namespace beamc;
using namespace beamc::rt;

extern "C" CodeFn beamc_rt_raise, beamc_rt_undefined;

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

/// What spreadArguments() returns when there is no number.
enum : int { kImproper = -1, kTooMany = -2 };

/// Spreads a list over x[]; its length, kImproper, or kTooMany if it is longer than \p limit. More
/// than a function can have are spread too, as under OTP: what is called is then undefined or of
/// another arity.
static int spreadArguments(Process *p, Term list, unsigned limit) {
  unsigned n = 0;
  for (; list.isCons(); list = list.tail()) {
    if (n == limit)
      return kTooMany;
    p->x[n++] = list.head().bits;
  }
  return list.isNil() ? int(n) : kImproper;
}

static CodeFn *failApply(Process *p, Term reason, std::initializer_list<Term> args) {
  unsigned n = 0;
  for (Term t : args)
    p->x[n++] = t.bits;
  p->fail(reason);
  p->excSite = ensureExport(atom::erlang, atom::apply, n);
  return nullptr;
}

/// Spreads the arguments of apply/3, whose own are in x[]. Their number; negative after setting an
/// exception.
static int spreadApply(Process *p) {
  Term m(p->x[0]), f(p->x[1]), list(p->x[2]);
  int n = m.isAtom() && f.isAtom() ? spreadArguments(p, list, abi::kXRegisters - 1) : kImproper;
  if (n < 0)
    failApply(p, n == kTooMany ? atom::system_limit : atom::badarg, {m, f, list});
  return n;
}

/// As applyTarget, for a tail call whose place is \p at: what raises on behalf of its caller takes
/// that place along (BifEntry.h), as no frame stands for it.
static CodeFn *tailApplyTarget(Process *p, Term m, Term f, unsigned n, const void *at) {
  while (m == atom::erlang && f == atom::apply && n == 3) {
    m = Term(p->x[0]);
    f = Term(p->x[1]);
    int count = spreadApply(p);
    if (count < 0)
      return nullptr;
    n = unsigned(count);
  }
  CodeFn *next = applyTarget(p, m, f, n);
  if (next && m == atom::erlang && raisesForCaller(ensureExport(m, f, n)))
    p->excSite = at;
  return next;
}

DEFINE_CODE(beamc_rt_tail_apply) {
  SAVE();
  const void *at = p->excSite;
  Term m(p->excReason), f(p->excClass);
  p->excReason = p->excClass = abi::kNonValue;
  p->excSite = nullptr;
  CodeFn *next = tailApplyTarget(p, m, f, p->live, at);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, reinterpret_cast<Word>(at),
                                         0, 0, 0, 0, 0);
  JUMP(next);
}

BIF_CODE(erlang, "apply", 3, beamc_bif_apply_3)
DEFINE_CODE(beamc_bif_apply_3) {
  SAVE();
  const void *at = p->excSite; // of a tail call, see BifEntry.h
  p->excSite = nullptr;
  Term m(p->x[0]), f(p->x[1]);
  int n = spreadApply(p);
  CodeFn *next = n < 0 ? nullptr
                 : at  ? tailApplyTarget(p, m, f, unsigned(n), at)
                       : applyTarget(p, m, f, unsigned(n));
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, reinterpret_cast<Word>(at),
                                         0, 0, 0, 0, 0);
  JUMP(next);
}

/// Calls the fun in x[0] with the arguments of the list in x[1]; p->excSite is the CodeLocation *
/// of the call, for badfun and badarity. Null after setting badarg or system_limit; p->excSite is
/// then the BIF.
static CodeFn *apply2(Process *p) {
  Term fun(p->x[0]), list(p->x[1]);
  int n = spreadArguments(p, list, abi::kXRegisters - 2); // the fun comes behind them
  if (n < 0)
    return failApply(p, n == kTooMany ? atom::system_limit : atom::badarg, {fun, list});
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
