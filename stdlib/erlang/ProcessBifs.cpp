//===- ProcessBifs.cpp - The calling process: identity, dictionary, flags, scheduling -----------===//
#include "runtime/code/DefineCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Node.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Dictionary.h"
#include "stdlib/erlang/NodeMonitors.h"
#include "stdlib/erlang/ProcessOptions.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// erlang:self/0.
BIF(erlang, self, 0, Guard, Leaf, Returns(Pid))
Term self_0(Process &p) { return p.pid; }

/// erlang:node/0.
BIF(erlang, node, 0, Guard, Leaf, Returns(Atom))
Term node_0(Process &p) { return thisNode()->name; }

/// erlang:node/1: the node of a pid, port or reference.
BIF(erlang, node, 1, Guard, NoHeap, Returns(Atom))
Term node_1(Process &p, Term t) {
  return t.isPid() || t.isPort() || t.isReference() ? nodeOf(t)->name : p.fail(atom::badarg);
}

/// erlang:make_ref/0.
BIF(erlang, make_ref, 0, Returns(Reference))
Term make_ref_0(Process &p) { return makeReference(p); }

//===-- Dictionary ----------------------------------------------------------------------===//

BIF(erlang, put, 2)
Term put_2(Process &p, Term key, Term value) { return dictionaryPut(p, key, value); }

BIF(erlang, get, 1, Leaf)
Term get_1(Process &p, Term key) { return dictionaryGet(p, key); }

BIF(erlang, get, 0, Returns(List))
Term get_0(Process &p) { return dictionaryList(p); }

BIF(erlang, get_keys, 0, Returns(List))
Term get_keys_0(Process &p) { return dictionaryKeys(p, Term::nonValue()); }

BIF(erlang, get_keys, 1, Returns(List))
Term get_keys_1(Process &p, Term value) { return dictionaryKeys(p, value); }

BIF(erlang, erase, 1)
Term erase_1(Process &p, Term key) { return dictionaryErase(p, key); }

BIF(erlang, erase, 0, Returns(List))
Term erase_0(Process &p) {
  Term all = dictionaryList(p);
  dictionaryClear(p);
  return all;
}

//===-- Flags ---------------------------------------------------------------------------===//

namespace {

Term swapFlag(Process &p, uint32_t bit, Term value) {
  if (!value.isBoolean())
    return p.fail(atom::badarg);
  Term old = Term::boolean(p.flags & bit);
  p.flags = value.isTrue() ? p.flags | bit : p.flags & ~bit;
  return old;
}

Term setPriority(Process &p, Term value) {
  Term old = priorityName(p.priority);
  return parsePriority(value, p.priority) ? old : p.fail(atom::badarg);
}

/// The scheduler that alone runs \p p from now on, or 0; the caller leaves the one that it is on.
Term setScheduler(Process &p, Term value) {
  if (!value.isSmall() || value.smallValue() < 0 || value.smallValue() > schedulerCount())
    return p.fail(atom::badarg);
  uint32_t old = __atomic_exchange_n(&p.boundTo, uint32_t(value.smallValue()), __ATOMIC_RELAXED);
  return p.trap(&gYieldExport, Term::small(old));
}

Term setCount(Process &p, Term value, uint32_t &field, bool heapSize) {
  int64_t n;
  if (!value.isInteger() || !toInt64(value, n) || n < 0 || n > UINT32_MAX)
    return p.fail(atom::badarg);
  Term old = Term::small(field);
  field = heapSize ? uint32_t(nextHeapSize(uint64_t(n))) : uint32_t(n);
  return old;
}

} // namespace

/// erlang:process_flag/2: sets a flag of the caller; the old value.
BIF(erlang, process_flag, 2, Sched)
Term process_flag_2(Process &p, Term flag, Term value) {
  if (flag == atom::trap_exit)
    return swapFlag(p, kTrapExit, value);
  if (flag == atom::priority)
    return setPriority(p, value);
  if (flag == atom::scheduler)
    return setScheduler(p, value);
  if (flag == atom::min_heap_size)
    return setCount(p, value, p.minHeapSize, true);
  if (flag == atom::min_bin_vheap_size)
    return setCount(p, value, p.minVirtualBinary, true);
  if (flag == atom::fullsweep_after)
    return setCount(p, value, p.fullsweepAfter, false);
  if (flag == atom::sensitive)
    return swapFlag(p, kSensitive, value);
  if (flag == atom::async_dist)
    return swapFlag(p, kAsyncDist, value);
  if (flag == atom::message_queue_data) {
    if (value != atom::on_heap && value != atom::off_heap)
      return p.fail(atom::badarg);
    Term old = p.flags & kOffHeapMessages ? atom::off_heap : atom::on_heap;
    swapFlag(p, kOffHeapMessages, Term::boolean(value == atom::off_heap));
    return old;
  }
  if (flag == atom::max_heap_size) {
    uint64_t words;
    uint32_t flags;
    if (!parseMaxHeapSize(value, words, flags))
      return p.fail(atom::badarg);
    Term old = maxHeapSizeMap(p, p.maxHeapSize, p.flags);
    p.maxHeapSize = words;
    p.flags = (p.flags & ~uint32_t(kMaxHeapKill | kMaxHeapLog | kMaxHeapBinaries)) | flags;
    return old;
  }
  if (flag == atom::error_handler) {
    if (!value.isAtom())
      return p.fail(atom::badarg);
    Term old = p.errorHandler.isValue() ? p.errorHandler : atom::error_handler;
    p.errorHandler = value;
    return old;
  }
  if (flag == atom::save_calls) {
    int64_t n;
    if (!value.isInteger() || !toInt64(value, n) || n < 0 || n > 10000)
      return p.fail(atom::badarg);
    Term old = p.cold && p.cold->saveCalls.isValue() ? p.cold->saveCalls : Term::small(0);
    cold(p).saveCalls = value;
    return old;
  }
  static const Term monitorNodes = internAtom("monitor_nodes");
  if (flag == monitorNodes ||
      (flag.isTuple(2) && flag.element(0) == monitorNodes && flag.element(1).isMap())) {
    Term options = flag.isAtom() ? Term::nonValue() : flag.element(1);
    int64_t old = bif::monitorNodes(p, options, value);
    return old < 0 ? p.fail(atom::badarg) : Term::small(old);
  }
  return p.failInfo(atom::badarg, atom::badopt);
}

/// erlang:process_flag/3: save_calls of another process; the old value.
BIF(erlang, process_flag, 3, Sched, Function)
Term process_flag_3(Process &p, Term pid, Term flag, Term value) {
  if (pid == p.pid && flag == atom::save_calls)
    return process_flag_2(p, flag, value);
  if (!pid.isLocalPid())
    return p.failInfo(atom::badarg, internAtom("badtype"));
  if (flag != atom::save_calls)
    return p.fail(atom::badarg);
  sendRequest(
      p, pid,
      [](Process &q, Term, Term value) { return process_flag_2(q, atom::save_calls, value); },
      value, atom::badarg);
  static const Export *const self = ensureExport("erlang", "process_flag", 3);
  return p.trap(&gAwaitOrFailExport, pid, flag, value, placeOf(self));
}

//===-- Scheduling ----------------------------------------------------------------------===//

/// erlang:yield/0: true, after other processes had their turn.
BIF(erlang, yield, 0, Sched, Function)
Term yield_0(Process &p) { return p.trap(&gYieldExport, atom::true_); }

/// erlang:bump_reductions/1.
BIF(erlang, bump_reductions, 1)
Term bump_reductions_1(Process &p, Term n) {
  int64_t v;
  if (!n.isInteger() || (n.isSmall() && n.smallValue() < 0))
    return p.fail(atom::badarg);
  if (!toInt64(n, v) || v > abi::kReductions)
    v = abi::kReductions;
  p.reductions -= v;
  return atom::true_;
}

/// erlang:garbage_collect/0.
BIF(erlang, garbage_collect, 0, Sched, Function)
Term garbage_collect_0(Process &p) {
  p.flags |= kFullSweepWanted;
  requestCollection(p);
  return atom::true_;
}

namespace {

Term minorAtom() { return internAtom("minor"); }
Term majorAtom() { return internAtom("major"); }

Term collectNow(Process &p, Term from, Term argument) {
  p.flags |= kNeedsCollection | (argument == minorAtom() ? 0u : uint32_t(kFullSweepWanted));
  return atom::true_;
}

/// The task {RequestId, Type}.
Term collectAndTell(Process &p, Term from, Term argument) {
  collectNow(p, from, argument.element(1));
  answerTask(from, internAtom("garbage_collect"), argument.element(0), atom::true_);
  return atom::true_;
}

} // namespace

/// erlang:garbage_collect/1: of another process, when it gets to it.
BIF(erlang, garbage_collect, 1, Sched, Function)
Term garbage_collect_1(Process &p, Term pid) {
  pid = localOrDead(pid);
  if (pid == p.pid)
    return garbage_collect_0(p);
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  sendRequest(p, pid, collectNow, majorAtom(), atom::false_);
  return p.trap(&gAwaitReplyExport);
}

/// erlang:garbage_collect/2: options {type, minor | major} and {async, RequestId}.
BIF(erlang, garbage_collect, 2, Sched, Function)
Term garbage_collect_2(Process &p, Term pid, Term options) {
  pid = localOrDead(pid);
  Term type = majorAtom(), async = Term::nonValue();
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    if (!t.isTuple(2))
      return p.failInfo(atom::badarg, internAtom("bad_option"));
    if (t.element(0) == atom::type && (t.element(1) == majorAtom() || t.element(1) == minorAtom()))
      type = t.element(1);
    else if (t.element(0) == atom::async)
      async = t.element(1);
    else
      return p.failInfo(atom::badarg, internAtom("bad_option"));
  }
  if (!options.isNil())
    return p.failInfo(atom::badarg, internAtom("bad_option"));
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  if (!async.isValue()) {
    if (pid == p.pid) {
      collectNow(p, pid, type);
      requestCollection(p);
      return atom::true_;
    }
    sendRequest(p, pid, collectNow, type, atom::false_);
    return p.trap(&gAwaitReplyExport);
  }
  Process *to = findProcess(pid);
  Signal *s = newSignalWith(SignalKind::Request, p.pid, makeTuple(p, {async, type}));
  s->flags = kTask; // whoever ends before it gets to it answers false
  s->number = reinterpret_cast<uint64_t>(static_cast<RequestFn *>(collectAndTell));
  s->extra = internAtom("garbage_collect");
  if (!to || !sendSignal(to, s)) {
    freeSignal(s);
    sendMessage(&p, p.pid, makeTuple(p, {internAtom("garbage_collect"), async, atom::false_}));
  }
  static const Term asyncAtom = atom::async;
  return asyncAtom;
}

/// erlang:is_process_alive/1.
BIF(erlang, is_process_alive, 1, Sched)
Term is_process_alive_1(Process &p, Term pid) {
  pid = localOrDead(pid);
  if (pid == p.pid)
    return atom::true_;
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  // Signals sent to it before (exit/2 in particular) must have taken effect.
  sendRequest(p, pid, [](Process &, Term, Term) { return atom::true_; }, atom::true_, atom::false_);
  return p.trap(&gAwaitReplyExport);
}

/// erlang:processes/0: pids of all processes.
BIF(erlang, processes, 0, Returns(List))
Term processes_0(Process &p) {
  struct Context {
    Process &p;
    Term list;
  } c{p, Term::nil()};
  forEachProcess(
      [](Process *q, void *x) {
        auto *c = static_cast<Context *>(x);
        if (!(__atomic_load_n(&q->state, __ATOMIC_RELAXED) & kStateExiting))
          c->list = makeCons(c->p, q->pid, c->list);
      },
      &c);
  Term reversed = Term::nil();
  for (Term l = c.list; l.isCons(); l = l.tail())
    reversed = makeCons(p, l.head(), reversed);
  return reversed;
}

//===-- Suspending others -----------------------------------------------------------------===//

namespace {

Term suspendNow(Process &p, Term from, Term argument) {
  p.suspendCount++;
  __atomic_or_fetch(&p.state, uint32_t(kStateSuspended), __ATOMIC_RELAXED);
  return atom::true_;
}

} // namespace

/// erlang:suspend_process/2: options unless_suspending, asynchronous, {asynchronous, Tag}.
BIF(erlang, suspend_process, 2, Sched, Function)
Term suspend_process_2(Process &p, Term pid, Term options) {
  static const Term unless = internAtom("unless_suspending");
  bool unlessSuspending = false;
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    static const Term asynchronous = internAtom("asynchronous");
    if (t == unless)
      unlessSuspending = true;
    else if (t != asynchronous && !(t.isTuple(2) && t.element(0) == asynchronous))
      return p.failInfo(atom::badarg, atom::badopt);
  }
  if (!options.isNil())
    return p.failInfo(atom::badarg, atom::badopt);
  if (!pid.isLocalPid() || pid == p.pid)
    return p.fail(atom::badarg);
  Link *s = cold(p).suspending.find(pid.bits);
  if (s && unlessSuspending)
    return atom::false_;
  if (!findProcess(pid))
    return p.fail(atom::badarg);
  if (!s)
    s = p.cold->suspending.insert(pid.bits);
  s->unlinkId++;
  sendRequest(p, pid, suspendNow, atom::true_, atom::true_);
  return p.trap(&gAwaitReplyExport);
}

BIF(erlang, suspend_process, 1, Sched, Function)
Term suspend_process_1(Process &p, Term pid) { return suspend_process_2(p, pid, Term::nil()); }

/// erlang:resume_process/1: takes back one suspend_process of the caller.
BIF(erlang, resume_process, 1, Sched)
Term resume_process_1(Process &p, Term pid) {
  Link *s = p.cold && pid.isLocalPid() ? p.cold->suspending.find(pid.bits) : nullptr;
  if (!s)
    return p.fail(atom::badarg);
  if (--s->unlinkId == 0)
    p.cold->suspending.erase(s);
  sendSignal(pid, newSignal(SignalKind::Resume, p.pid, 0));
  return atom::true_;
}

BEAMC_BIF_NAMESPACE_END
