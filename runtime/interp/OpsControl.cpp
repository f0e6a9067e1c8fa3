//===- OpsControl.cpp - Exceptions and messages ---------------------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"

using beamc::rt::Process;
using beamc::rt::Term;

extern "C" {
beamc::rt::CodeFn beamc_rt_wait, beamc_rt_wait_timeout;
void beamc_rt_set_function_clause(Process *, uint64_t);
void beamc_rt_set_error(Process *, Term);
void beamc_rt_set_error2(Process *, Term, Term);
void beamc_rt_raw_raise(Process *, Term, Term, Term);
Term beamc_rt_build_stacktrace(Process *, Term);
Term beamc_rt_send(Process *, Term, Term);
Term beamc_rt_receive_peek(Process *);
void beamc_rt_receive_remove(Process *);
void beamc_rt_receive_next(Process *);
void beamc_rt_receive_timeout(Process *);
Term beamc_rt_recv_marker_reserve(Process *);
void beamc_rt_recv_marker_bind(Process *, Term, Term);
void beamc_rt_recv_marker_clear(Process *, Term);
void beamc_rt_recv_marker_use(Process *, Term);
}

namespace beamc::rt::interp {

//===-- Raising -----------------------------------------------------------------------------===//

/// [arity, where]
OP(opFunctionClause) {
  STORE_STATE();
  beamc_rt_set_function_clause(p, PC[1]);
  LOAD_STATE();
  RAISE(PC[2]);
}
/// [reason (a constant), where]
OP(opRaiseError) {
  STORE_STATE();
  beamc_rt_set_error(p, Term(PC[1]));
  RAISE(PC[2]);
}
/// [tag (a constant), value, where]: error {Tag, Value}
OP(opRaiseErrorValue) {
  STORE_STATE();
  beamc_rt_set_error2(p, Term(PC[1]), Term(getAny(X, sp, PC[2])));
  LOAD_STATE();
  RAISE(PC[3]);
}
/// [raw trace, reason, where]: the class is in the raw trace
OP(opRaiseAgain) {
  STORE_STATE();
  beamc_rt_raw_raise(p, Term::nil(), Term(getAny(X, sp, PC[2])), Term(getAny(X, sp, PC[1])));
  RAISE(PC[3]);
}
/// [where]: class, reason, raw trace in X; another class makes the call return badarg
OP(opRawRaise) {
  Term cls(X[0]);
  if (cls == atom::error || cls == atom::exit || cls == atom::throw_) {
    STORE_STATE();
    beamc_rt_raw_raise(p, cls, Term(X[1]), Term(X[2]));
    RAISE(PC[1]);
  }
  X[0] = atom::badarg.bits;
  NEXT(2);
}
OP(opBuildStacktrace) {
  STORE_STATE();
  X[0] = beamc_rt_build_stacktrace(p, Term(X[0])).bits;
  LOAD_STATE();
  NEXT(1);
}
/// Behind code that never falls through. The validator refuses what would come here.
OP(opUnreachable) { __builtin_trap(); }

//===-- Messages ------------------------------------------------------------------------------===//

/// [Export * of erlang:send/2, where]
OP(opSend) {
  STORE_STATE();
  Word r = beamc_rt_send(p, Term(X[0]), Term(X[1])).bits;
  LOAD_STATE();
  if (UNLIKELY(r == abi::kNonValue)) {
    p->excSite = reinterpret_cast<const void *>(PC[1]);
    RAISE(PC[2]);
  }
  X[0] = r;
  NEXT(3);
}
/// [target when there is none, destination]
OP(opReceivePeek) {
  STORE_STATE();
  Word r = beamc_rt_receive_peek(p).bits;
  LOAD_STATE();
  if (r == abi::kNonValue)
    GOTO(PC[1]);
  putAny(X, sp, PC[2], r);
  NEXT(3);
}
OP(opReceiveRemove) {
  STORE_STATE();
  beamc_rt_receive_remove(p);
  LOAD_STATE();
  NEXT(1);
}
/// [target]
OP(opReceiveNext) {
  beamc_rt_receive_next(p);
  GOTO(PC[1]);
}
OP(opReceiveTimeout) {
  STORE_STATE();
  beamc_rt_receive_timeout(p);
  LOAD_STATE();
  NEXT(1);
}
/// [words of a frame to be made (0 or 1), site]
OP(opWait) {
  sp -= PC[1];
  sp[0] = PC[2];
  LEAVE(beamc_rt_wait);
}
/// [words of a frame to be made, site, time]
OP(opWaitTimeout) {
  Word time = getAny(X, sp, PC[3]);
  sp -= PC[1];
  sp[0] = PC[2];
  BEAMC_MUSTTAIL return beamc_rt_wait_timeout(p, hp, sp, red, time, 0, 0, 0, 0, 0);
}
/// [words of a frame to be dropped, target when a message came]: behind opWaitTimeout
OP(opWaitResult) {
  sp += PC[1];
  if (X[0] == atom::true_.bits)
    NEXT(3);
  GOTO(PC[2]);
}
/// [words, target]: behind opWait
OP(opPopFrame) {
  sp += PC[1];
  GOTO(PC[2]);
}

/// [destination]
OP(opMarkerReserve) {
  STORE_STATE();
  Word r = beamc_rt_recv_marker_reserve(p).bits;
  LOAD_STATE();
  putAny(X, sp, PC[1], r);
  NEXT(2);
}
/// [marker, reference]
OP(opMarkerBind) {
  beamc_rt_recv_marker_bind(p, Term(getAny(X, sp, PC[1])), Term(getAny(X, sp, PC[2])));
  NEXT(3);
}
/// [reference or marker]
OP(opMarkerClear) {
  beamc_rt_recv_marker_clear(p, Term(getAny(X, sp, PC[1])));
  NEXT(2);
}
/// [reference]
OP(opMarkerUse) {
  beamc_rt_recv_marker_use(p, Term(getAny(X, sp, PC[1])));
  NEXT(2);
}

} // namespace beamc::rt::interp
