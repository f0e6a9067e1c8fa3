//===- ExceptionBifs.cpp - Raising exceptions -------------------------------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/process/Exception.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// erlang:error/1: raises an exception of class error.
BIF(erlang, error, 1)
Term error_1(Process &p, Term reason) { return p.fail(reason); }

/// erlang:error/2: the caller's entry of the stack trace shows \p args, if that is a list.
BIF(erlang, error, 2)
Term error_2(Process &p, Term reason, Term args) {
  p.fail(reason);
  if (args.isList())
    p.excArgs = args.bits;
  return Term::nonValue();
}

/// erlang:error/3: option {error_info, Map} goes into the stack trace.
BIF(erlang, error, 3)
Term error_3(Process &p, Term reason, Term args, Term options) {
  Term info = Term::nonValue();
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    if (t.isTuple(2) && t.element(0) == atom::error_info && t.element(1).isMap())
      info = t.element(1);
    else
      break;
  }
  if (!options.isNil()) // malformed options are as good as none
    info = Term::nonValue();
  error_2(p, reason, args);
  p.excInfo = info.bits;
  return Term::nonValue();
}

/// erlang:exit/1: raises an exception of class exit.
BIF(erlang, exit, 1)
Term exit_1(Process &p, Term reason) { return p.failWith(atom::exit, reason); }

/// erlang:throw/1: raises an exception of class throw.
BIF(erlang, throw, 1)
Term throw_1(Process &p, Term value) { return p.failWith(atom::throw_, value); }

/// erlang:nif_error/1: error raised by the Erlang body of a NIF that is not loaded.
BIF(erlang, nif_error, 1)
Term nif_error_1(Process &p, Term reason) { return p.fail(reason); }

BIF(erlang, nif_error, 2)
Term nif_error_2(Process &p, Term reason, Term args) { return error_2(p, reason, args); }

namespace {

bool isStackEntry(Term t) {
  if (!t.isTuple() || t.arity() < 2 || t.arity() > 4)
    return false;
  if (t.element(0).isFun()) // {Fun, Args} and {Fun, Args, Location}
    return t.element(1).isList();
  return t.arity() >= 3 && t.element(0).isAtom() && t.element(1).isAtom() &&
         (t.element(2).isList() || (t.element(2).isSmall() && t.element(2).smallValue() >= 0)) &&
         (t.arity() == 3 || t.element(3).isList());
}

/// Entries in the form with a location list.
Term normalEntry(Process &p, Term t) {
  if (t.arity() == 4 || (t.arity() == 3 && t.element(0).isFun()))
    return t;
  if (t.element(0).isFun())
    return makeTuple(p, {t.element(0), t.element(1), Term::nil()});
  return makeTuple(p, {t.element(0), t.element(1), t.element(2), Term::nil()});
}

} // namespace

/// erlang:raise/3: raises with a given stack trace. badarg (returned, not raised) when the
/// class or the trace is none.
BIF(erlang, raise, 3)
Term raise_3(Process &p, Term cls, Term reason, Term trace) {
  if (cls != atom::error && cls != atom::exit && cls != atom::throw_)
    return atom::badarg;
  uint32_t depth = gBacktraceDepth, n = 0;
  Term reversed = Term::nil(), list = trace;
  for (; list.isCons(); list = list.tail()) {
    if (!isStackEntry(list.head()))
      return atom::badarg;
    if (n++ < depth)
      reversed = makeCons(p, normalEntry(p, list.head()), reversed);
  }
  if (!list.isNil())
    return atom::badarg;
  Term result = Term::nil();
  for (; reversed.isCons(); reversed = reversed.tail())
    result = makeCons(p, reversed.head(), result);
  p.failWith(cls, reason);
  p.excTrace = givenTrace(p, cls, result).bits;
  return Term::nonValue();
}

BEAMC_BIF_NAMESPACE_END
