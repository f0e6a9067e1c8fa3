//===- SystemBifs.cpp - What OTP's own modules ask of the running system -----------------------------===//
#include "runtime/code/CheckCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Spawn.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Identifier.h"
#include "stdlib/Bif.h"

namespace beamc::bif::erlang {
rt::Term group_leader_2(rt::Process &, rt::Term, rt::Term) __asm__("bif.erlang:group_leader/2");
rt::Term process_flag_3(rt::Process &, rt::Term, rt::Term,
                        rt::Term) __asm__("bif.erlang:process_flag/3");
rt::Term suspend_process_2(rt::Process &, rt::Term,
                           rt::Term) __asm__("bif.erlang:suspend_process/2");
} // namespace beamc::bif::erlang

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)

BIF(erts_internal, group_leader, 2, Sched)
Term group_leader_2(Process &p, Term leader, Term pid) {
  return bif::erlang::group_leader_2(p, leader, pid);
}
BIF(erts_internal, group_leader, 3, Sched)
Term group_leader_3(Process &p, Term leader, Term pid, Term) {
  return bif::erlang::group_leader_2(p, leader, pid);
}
BIF(erts_internal, process_flag, 3, Sched)
Term process_flag_3(Process &p, Term pid, Term flag, Term value) {
  return bif::erlang::process_flag_3(p, pid, flag, value);
}
BIF(erts_internal, suspend_process, 2, Sched)
Term suspend_process_2(Process &p, Term pid, Term options) {
  return bif::erlang::suspend_process_2(p, pid, options);
}

/// erts_internal:is_process_alive/2: {Ref, Boolean} is sent to the caller.
BIF(erts_internal, is_process_alive, 2, Sched)
Term is_process_alive_2(Process &p, Term pid, Term ref) {
  Process *q = pid.isLocalPid() ? findProcess(pid) : nullptr;
  bool alive = q && !(__atomic_load_n(&q->state, __ATOMIC_ACQUIRE) & kStateExiting);
  sendMessage(&p, p.pid, makeTuple(p, {ref, Term::boolean(alive)}));
  return atom::ok;
}

/// erts_internal:spawn_system_process/3: a process that init:restart would not end.
BIF(erts_internal, spawn_system_process, 3, Sched)
Term spawn_system_process_3(Process &p, Term m, Term f, Term args) {
  Term a[abi::kMaxArity];
  unsigned n = 0;
  for (; args.isCons() && n < abi::kMaxArity; args = args.tail())
    a[n++] = args.head();
  if (!m.isAtom() || !f.isAtom() || !args.isNil())
    return p.fail(atom::badarg);
  SpawnOptions o;
  o.flags = kSystemProcess;
  Process *child = spawnProcess(&p, ensureExport(m, f, n)->code, a, n, o, m, f, n);
  if (!child)
    return p.fail(atom::system_limit);
  Term pid = child->pid;
  startProcess(child);
  return pid;
}

BIF(erts_internal, is_system_process, 1)
Term is_system_process_1(Process &p, Term pid) {
  Process *q = pid.isLocalPid() ? findProcess(pid) : nullptr;
  return Term::boolean(q && (q->flags & kSystemProcess));
}

BIF(erts_internal, is_process_executing_dirty, 1)
Term is_process_executing_dirty_1(Process &p, Term pid) {
  return pid.isPid() ? atom::false_ : p.fail(atom::badarg);
}

BIF(erts_internal, dirty_process_handle_signals, 1)
Term dirty_process_handle_signals_1(Process &, Term) { return atom::normal; }

/// erts_internal:get_dflags/0: {erts_dflags, Default, Mandatory, Addable, Rejectable, Strict}.
BIF(erts_internal, get_dflags, 0)
Term get_dflags_0(Process &p) {
  return makeTuple(p,
                   {internAtom("erts_dflags"), makeUint(p, 0x10df7fbdu), makeUint(p, 0x0003fdb4u),
                    makeUint(p, 0x7fffffffu), makeUint(p, 0), makeUint(p, 0)});
}
BIF(erts_internal, get_creation, 0)
Term get_creation_0(Process &) { return Term::small(0); }

BIF(erts_internal, check_dirty_process_code, 2)
Term check_dirty_process_code_2(Process &, Term, Term) { return atom::false_; }

BIF(erts_internal, release_literal_area_switch, 0)
Term release_literal_area_switch_0(Process &) { return atom::false_; }

BIF(erts_internal, scheduler_wall_time, 1)
Term scheduler_wall_time_1(Process &p, Term on) {
  return on.isBoolean() ? atom::false_ : p.fail(atom::badarg);
}

BIF(erts_internal, trace, 3)
Term trace_3(Process &, Term, Term, Term) { return Term::small(0); }
BIF(erts_internal, trace_pattern, 3)
Term trace_pattern_3(Process &, Term, Term, Term) { return Term::small(0); }

BIF(erts_internal, create_dist_channel, 3)
Term create_dist_channel_3(Process &p, Term, Term, Term) { return p.fail(atom::badarg); }
BIF(erts_internal, new_connection, 1)
Term new_connection_1(Process &p, Term) { return p.fail(atom::badarg); }

namespace {

/// Has \p to run \p task, which answers \p p by a message {kind, RequestId, Result};
/// \p argument begins with the RequestId.
void sendTask(const Process &p, Term to, Term kind, RequestFn *task, Term argument) {
  Term from = p.pid;
  Signal *s = newSignalWith(SignalKind::Request, from, argument);
  s->number = reinterpret_cast<uint64_t>(task);
  s->flags = kTask;
  s->ref = newRefNumber();
  s->extra = kind;
  EpochGuard guard;
  Process *process = findProcess(to);
  if (process && sendSignal(process, s)) {
    liftProcess(process, Priority(p.priority));
    return;
  }
  answerTask(from, kind, argument.element(0), atom::false_);
  freeSignal(s);
}

/// {garbage_collect, RequestId, Result} and the like as an answer to request_system_task.
Term collectTask(Process &p, Term from, Term argument) {
  static const Term minor = internAtom("minor");
  p.flags |= kNeedsCollection | (argument.element(1) == minor ? 0u : uint32_t(kFullSweepWanted));
  answerTask(from, internAtom("garbage_collect"), argument.element(0), atom::true_);
  return atom::true_;
}

/// {check_process_code, RequestId, Result}; \p argument is {RequestId, Module}.
Term checkCodeTask(Process &p, Term from, Term argument) {
  LoadedModule *m = findLoadedModule(argument.element(1));
  const ModuleCode *code = m ? codeToCheck(*m) : nullptr;
  Term answer = Term::boolean(code && usesCode(p, *code, /*running=*/false));
  answerTask(from, internAtom("check_process_code"), argument.element(0), answer);
  return atom::true_;
}

} // namespace

/// erts_internal:request_system_task/3: \p request is {garbage_collect, RequestId, Type} or
/// {check_process_code, RequestId, Module}; the answer is the message {Kind, RequestId, Result}.
BIF(erts_internal, request_system_task, 3, Sched)
Term request_system_task_3(Process &p, Term pid, Term priority, Term request) {
  pid = localOrDead(pid);
  static const Term garbageCollect = internAtom("garbage_collect"),
                    checkProcessCode = internAtom("check_process_code");
  if (!pid.isLocalPid() || !request.isTuple(3))
    return p.fail(atom::badarg);
  Term kind = request.element(0), id = request.element(1);
  RequestFn *task = kind == garbageCollect                                    ? collectTask
                    : kind == checkProcessCode && request.element(2).isAtom() ? checkCodeTask
                                                                              : nullptr;
  if (!task)
    return p.fail(atom::badarg);
  Term argument = makeTuple(p, {id, request.element(2)});
  sendTask(p, pid, kind, task, argument);
  return atom::ok;
}
BIF(erts_internal, request_system_task, 4, Sched)
Term request_system_task_4(Process &p, Term requester, Term pid, Term priority, Term request) {
  return request_system_task_3(p, pid, priority, request);
}

BEAMC_BIF_NAMESPACE_END
