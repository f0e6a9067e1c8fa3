//===- MatchSpecBifs.cpp - Compiled match specifications ----------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/MatchSpec.h"

BEAMC_BIF_NAMESPACE_BEGIN(ets)

/// A compiled specification. badarg: malformed.
BIF(ets, match_spec_compile, 1)
Term match_spec_compile_1(Process &p, Term spec) {
  Term failure;
  CompiledSpec *c = newCompiledSpec(spec, failure);
  if (!c)
    return p.fail(failure);
  Term ref = makeMagicRef(HeapTarget(p), &c->magic);
  release(&c->magic);
  return ref;
}

/// Whether a term is a compiled specification.
BIF(ets, is_compiled_ms, 1)
Term is_compiled_ms_1(Process &p, Term t) { return Term::boolean(compiledSpec(t)); }

/// Runs a compiled specification over a list of terms; the results in reverse order, then \p acc.
BIF(ets, match_spec_run_r, 3)
Term match_spec_run_r_3(Process &p, Term list, Term spec, Term acc) {
  CompiledSpec *c = compiledSpec(spec);
  if (!c)
    return p.fail(atom::badarg);
  for (; list.isCons(); list = list.tail()) {
    Term v = c->spec.run(p, list.head(), /*copyOut=*/true);
    if (v.isValue())
      acc = makeCons(p, v, acc);
  }
  return list.isNil() ? acc : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// {ok, Result, [], []} or {error, [{error, Text}]}.
BIF(erlang, match_spec_test, 3)
Term match_spec_test_3(Process &p, Term subject, Term specTerm, Term kind) {
  if (kind != atom::trace && kind != internAtom("table"))
    return p.fail(atom::badarg);
  MatchSpec spec;
  if (spec.compileCopy(specTerm)) {
    // In a trace the subject is the list of a call's arguments, matched as a list.
    Term v = spec.run(p, subject, true);
    return makeTuple(p, {atom::ok, v.isValue() ? v : atom::false_, Term::nil(), Term::nil()});
  }
  if (listLength(specTerm) < 0)
    return p.fail(atom::badarg);
  Text text;
  if (spec.failure() == atom::system_limit) {
    appendText(text, "Excessive nesting; system limit reached.");
  } else if (spec.error().isValue()) {
    appendText(text, "Variable $");
    appendNumber(text, spec.badVariable());
    appendText(text, " is unbound.");
  } else {
    appendText(text, "Malformed match specification.");
  }
  Term message = makeTuple(p, {atom::error, makeStringLatin1(p, {text.data(), text.size()})});
  return makeTuple(p, {atom::error, makeCons(p, message, Term::nil())});
}

BEAMC_BIF_NAMESPACE_END
