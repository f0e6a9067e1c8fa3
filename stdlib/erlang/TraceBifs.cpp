//===- TraceBifs.cpp - Tracing: switched off ---------------------------===//
//
// Nothing is traced: each function answers as OTP does when tracing is off, and refuses to
// switch it on.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Build.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// erlang:seq_trace/2: false for each flag, [] for the token.
BIF(erlang, seq_trace, 2)
Term seq_trace_2(Process &p, Term item, Term value) {
  static const Term token = internAtom("sequential_trace_token");
  if (item == token)
    return Term::nil();
  return p.fail(atom::badarg);
}
BIF(erlang, seq_trace_info, 1)
Term seq_trace_info_1(Process &p, Term item) { return Term::nil(); }
BIF(erlang, seq_trace_print, 1)
Term seq_trace_print_1(Process &, Term) { return atom::false_; }
BIF(erlang, seq_trace_print, 2)
Term seq_trace_print_2(Process &, Term, Term) { return atom::false_; }

BIF(erlang, system_profile, 0)
Term system_profile_0(Process &) { return atom::undefined; }
BIF(erlang, system_profile, 2)
Term system_profile_2(Process &p, Term pid, Term options) {
  return pid == atom::undefined ? atom::undefined : p.fail(atom::badarg);
}

/// erlang:trace_info/2: nothing is traced.
BIF(erlang, trace_info, 2)
Term trace_info_2(Process &p, Term what, Term item) {
  static const Term flags = internAtom("flags"), tracer = internAtom("tracer");
  if (item == flags || item == tracer)
    return makeTuple(p, {item, Term::nil()});
  return makeTuple(p, {item, what.isTuple() ? atom::undefined : atom::false_});
}

// Tags for dynamic tracing tools.
BIF(erlang, dt_get_tag, 0)
Term dt_get_tag_0(Process &) { return atom::undefined; }
BIF(erlang, dt_get_tag_data, 0)
Term dt_get_tag_data_0(Process &) { return atom::undefined; }
BIF(erlang, dt_put_tag, 1)
Term dt_put_tag_1(Process &, Term) { return atom::undefined; }
BIF(erlang, dt_spread_tag, 1)
Term dt_spread_tag_1(Process &, Term) { return atom::true_; }
BIF(erlang, dt_restore_tag, 1)
Term dt_restore_tag_1(Process &, Term) { return atom::true_; }
BIF(erlang, dt_prepend_vm_tag_data, 1)
Term dt_prepend_vm_tag_data_1(Process &, Term data) { return data; }
BIF(erlang, dt_append_vm_tag_data, 1)
Term dt_append_vm_tag_data_1(Process &, Term data) { return data; }

BEAMC_BIF_NAMESPACE_END
