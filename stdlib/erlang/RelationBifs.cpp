//===- RelationBifs.cpp - Links, monitors, aliases, exit signals --------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/heap/Build.h"
#include "runtime/io/PortSignals.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Node.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/ProcessOptions.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

uint64_t gUnlinkId; // atomic

/// An exit signal from the pid that is not there, as link/1 to a dead process gives.
void exitFromDead(Process &p, Term pid, Term reason) {
  if (!cold(p).links.find(pid.bits))
    p.cold->links.insert(pid.bits);
  Signal *s = newSignalWith(SignalKind::LinkExit, pid, reason, kSignalSpare);
  if (!sendSignal(&p, s))
    freeSignal(s);
}

Term linkToPort(Process &p, Term port) {
  if (cold(p).links.find(port.bits))
    return atom::true_;
  if (linkPort(port, p.pid)) {
    p.cold->links.insert(port.bits);
    return atom::true_;
  }
  if (!(p.flags & kTrapExit))
    return p.fail(atom::noproc);
  exitFromDead(p, port, atom::noproc);
  return atom::true_;
}

} // namespace

/// erlang:link/1: links the caller with \p pid, a process or a port.
BIF(erlang, link, 1, Sched)
Term link_1(Process &p, Term pid) {
  if (pid.isLocalPort())
    return linkToPort(p, pid);
  if (!pid.isPid())
    return p.fail(atom::badarg);
  if (!pid.isLocalPid()) {
    bool old = isOfOldIncarnation(pid);
    if (old && !(p.flags & kTrapExit))
      return p.fail(atom::noproc);
    exitFromDead(p, pid, old ? atom::noproc : atom::noconnection);
    return atom::true_;
  }
  if (pid == p.pid)
    return atom::true_;
  Link *l = cold(p).links.find(pid.bits);
  if (l && !l->unlinkId)
    return atom::true_;
  Process *to = findProcess(pid);
  Signal *s = newSignal(SignalKind::Link, p.pid, 0);
  if (to && sendSignal(to, s)) {
    if (l)
      l->unlinkId = 0;
    else
      p.cold->links.insert(pid.bits);
    return atom::true_;
  }
  freeSignal(s);
  if (!(p.flags & kTrapExit))
    return p.fail(atom::noproc);
  if (l)
    l->unlinkId = 0;
  exitFromDead(p, pid, atom::noproc);
  return atom::true_;
}

/// erlang:unlink/1: removes the link, if there is one. No exit signal of it comes afterwards.
BIF(erlang, unlink, 1)
Term unlink_1(Process &p, Term pid) {
  if (pid.isLocalPort()) { // takes effect at once: an exit signal on its way finds no link
    if (p.cold && p.cold->links.erase(pid.bits))
      unlinkPort(pid, p.pid);
    return atom::true_;
  }
  if (!pid.isPid())
    return p.fail(atom::badarg);
  Link *l = p.cold ? p.cold->links.find(pid.bits) : nullptr;
  if (!l || l->unlinkId)
    return atom::true_;
  Process *to = pid.isLocalPid() ? findProcess(pid) : nullptr;
  Signal *s = newSignal(SignalKind::Unlink, p.pid, 0);
  l->unlinkId = s->number = __atomic_add_fetch(&gUnlinkId, 1, __ATOMIC_RELAXED);
  if (!to || !sendSignal(to, s)) {
    freeSignal(s);
    p.cold->links.erase(pid.bits);
  }
  return atom::true_;
}

namespace {

Term startMonitor(Process &p, Term kind, Term item, AliasMode alias, Term tag) {
  RefNumber n = newRefNumber();
  Term ref = makeReference(p, n), target = item, pid = Term::nonValue();
  bool elsewhere = false;
  if (item.isTuple(2) && item.element(0).isAtom() && item.element(1).isAtom()) {
    elsewhere = item.element(1) != thisNode()->name;
    target = item.element(0);
  }
  if (kind == atom::time_offset) {
    if (item != atom::clock_service)
      return p.fail(atom::badarg);
    // The offset never changes (no_time_warp): no message comes of it.
    if (alias != kAliasNone)
      registerAlias(n, p.pid);
    Monitor *m = cold(p).monitors.insert(n);
    m->target = item;
    m->pid = Term::nonValue();
    m->tag = tag;
    m->kind = kind;
    m->alias = alias;
    return ref;
  }
  if (elsewhere && kind == atom::process && thisNode()->name == atom::nonode_at_nohost)
    return p.fail(atom::badarg);
  if (kind == atom::port) {
    if (!item.isPort() && !target.isAtom())
      return p.fail(atom::badarg);
  } else if (kind != atom::process) {
    return p.failInfo(atom::badarg, internAtom("badtype"));
  } else if (!(target.isAtom() || target.isPid())) {
    return p.fail(atom::badarg);
  }
  if (alias != kAliasNone)
    registerAlias(n, p.pid);
  if (target == p.pid) { // a process does not see its own end
    if (alias != kAliasNone)
      cold(p).aliases.insert(n)->mode = alias;
    return ref;
  }
  Term name = target.isAtom() ? target : Term::nonValue();
  if (name.isValue())
    pid = elsewhere ? Term::nonValue() : whereisName(name);
  else
    pid = target;
  if (pid.isValue() && pid.isLocalPort() != (kind == atom::port) && !pid.isBoxed())
    pid = Term::nonValue(); // the name of something of the other kind
  Monitor *m = cold(p).monitors.insert(n);
  m->target = target;
  m->pid = pid.isValue() && (pid.isLocalPid() || pid.isLocalPort()) ? pid : Term::nonValue();
  m->tag = tag;
  m->kind = kind;
  m->alias = alias;
  if (pid.isValue() && pid.isLocalPort()) {
    if (!monitorPort(pid, p.pid, n)) {
      m->pid = Term::nonValue();
      sendDown(pid, p.pid, n, atom::noproc);
    }
    return ref;
  }
  Process *to = m->pid.isValue() ? findProcess(pid) : nullptr;
  Signal *s = newSignal(SignalKind::Monitor, p.pid, 0);
  s->ref = n;
  s->value = name;
  if (!to || !sendSignal(to, s)) {
    freeSignal(s);
    m->pid = Term::nonValue();
    bool remote =
        elsewhere || (pid.isValue() && pid.isKind(Kind::ExternalPid) && !isOfOldIncarnation(pid));
    sendDown(pid.isValue() ? pid : p.pid, p.pid, n, remote ? atom::noconnection : atom::noproc);
  }
  return ref;
}

} // namespace

/// erlang:monitor/2: a reference; {'DOWN', Ref, Type, Item, Reason} comes when \p item ends.
BIF(erlang, monitor, 2, Sched)
Term monitor_2(Process &p, Term kind, Term item) {
  return startMonitor(p, kind, item, kAliasNone, atom::DOWN);
}

/// erlang:monitor/3: with {alias, Mode} and {tag, Tag}.
BIF(erlang, monitor, 3, Sched)
Term monitor_3(Process &p, Term kind, Term item, Term options) {
  AliasMode alias = kAliasNone;
  Term tag = kind == atom::time_offset ? atom::CHANGE : atom::DOWN;
  if (!parseMonitorOptions(options, alias, tag))
    return p.failInfo(atom::badarg, atom::badopt);
  return startMonitor(p, kind, item, alias, tag);
}

namespace {

/// Removes the monitor; false if there was none.
bool stopMonitor(Process &p, RefNumber n) {
  Monitor *m = p.cold ? p.cold->monitors.find(n) : nullptr;
  if (!m) {
    // An alias made by monitoring oneself ends with the monitor as well.
    if (Alias *a = p.cold ? p.cold->aliases.find(n) : nullptr; a && a->mode != kAliasExplicit) {
      unregisterAlias(n);
      p.cold->aliases.erase(a);
    }
    return false;
  }
  if (m->pid.isValue())
    sendDemonitor(p.pid, m->pid, n);
  AliasMode alias = m->alias;
  p.cold->monitors.erase(m);
  if (alias == kAliasExplicit)
    p.cold->aliases.insert(n)->mode = alias;
  else if (alias != kAliasNone)
    unregisterAlias(n);
  return true;
}

/// Takes {_, Ref, _, _, _} out of the queue; true if it was there.
bool flushDown(Process &p, RefNumber n) {
  if (hasIncoming(p))
    handleSignals(p);
  for (Signal **link = &p.messages; Signal *s = *link; link = &s->next) {
    if (s->kind != SignalKind::Message || !s->value.isTuple(5) ||
        !isLocalReference(s->value.element(1)) || !(refNumber(s->value.element(1)) == n))
      continue;
    if (p.save == &s->next)
      p.save = link;
    takeMessage(p, link);
    return true;
  }
  return false;
}

} // namespace

/// erlang:demonitor/1: ends a monitor. A message that came before stays.
BIF(erlang, demonitor, 1)
Term demonitor_1(Process &p, Term ref) {
  if (!ref.isReference())
    return p.fail(atom::badarg);
  if (isLocalReference(ref))
    stopMonitor(p, refNumber(ref));
  return atom::true_;
}

/// erlang:demonitor/2: options flush (also takes the message back) and info (false if there
/// was no monitor).
BIF(erlang, demonitor, 2)
Term demonitor_2(Process &p, Term ref, Term options) {
  bool flush = false, info = false;
  for (; options.isCons(); options = options.tail()) {
    if (options.head() == atom::flush)
      flush = true;
    else if (options.head() == atom::info)
      info = true;
    else
      return p.fail(atom::badarg);
  }
  if (!options.isNil() || !ref.isReference())
    return p.fail(atom::badarg);
  if (!isLocalReference(ref))
    return Term::boolean(!info);
  RefNumber n = refNumber(ref);
  bool found = stopMonitor(p, n);
  if (flush && !found)
    flushDown(p, n);
  return Term::boolean(!info || found);
}

/// erlang:alias/0: a reference that stands for the caller until unalias/1.
BIF(erlang, alias, 0, Returns(Reference))
Term alias_0(Process &p) {
  RefNumber n = newRefNumber();
  cold(p).aliases.insert(n)->mode = kAliasExplicit;
  registerAlias(n, p.pid);
  return makeReference(p, n);
}

/// erlang:alias/1: options explicit_unalias and reply (ends with the first message).
BIF(erlang, alias, 1, Returns(Reference))
Term alias_1(Process &p, Term options) {
  AliasMode mode = kAliasExplicit;
  for (; options.isCons(); options = options.tail()) {
    if (options.head() == atom::reply)
      mode = kAliasReply;
    else if (options.head() == atom::explicit_unalias)
      mode = kAliasExplicit;
    else
      return p.fail(atom::badarg);
  }
  if (!options.isNil())
    return p.fail(atom::badarg);
  RefNumber n = newRefNumber();
  cold(p).aliases.insert(n)->mode = mode;
  registerAlias(n, p.pid);
  return makeReference(p, n);
}

/// erlang:unalias/1: true if \p ref was an alias of the caller.
BIF(erlang, unalias, 1, Returns(Boolean))
Term unalias_1(Process &p, Term ref) {
  if (!ref.isReference())
    return p.fail(atom::badarg);
  if (!isLocalReference(ref) || !p.cold)
    return atom::false_;
  RefNumber n = refNumber(ref);
  if (Monitor *m = p.cold->monitors.find(n); m && m->alias != kAliasNone) {
    m->alias = kAliasNone;
    unregisterAlias(n);
    return atom::true_;
  }
  if (!p.cold->aliases.erase(n))
    return atom::false_;
  unregisterAlias(n);
  return atom::true_;
}

/// erlang:exit/2: an exit signal with \p reason to \p pid.
BIF(erlang, exit, 2, Sched)
Term exit_2(Process &p, Term pid, Term reason) {
  if (pid.isLocalPid()) {
    if (Process *to = findProcess(pid)) {
      Signal *s = newSignalWith(SignalKind::Exit, p.pid, reason, kSignalSpare);
      if (!sendSignal(to, s))
        freeSignal(s);
      else if (to == &p)
        handleSignals(p); // takes effect before exit/2 returns
    }
    return p.flags & kExiting ? p.trap(&gExitExport) : atom::true_;
  }
  if (pid.isLocalPort()) {
    exitToPort(pid, p.pid, reason);
    return atom::true_;
  }
  return pid.isPid() || pid.isPort() ? atom::true_ : p.fail(atom::badarg);
}

/// erlang:group_leader/0.
BIF(erlang, group_leader, 0)
Term group_leader_0(Process &p) { return p.groupLeader; }

/// erlang:group_leader/2: makes \p leader the group leader of \p pid.
BIF(erlang, group_leader, 2, Sched, Function)
Term group_leader_2(Process &p, Term leader, Term pid) {
  if (!leader.isPid() || !pid.isPid())
    return p.fail(atom::badarg);
  if (pid == p.pid) {
    p.groupLeader = leader;
    return atom::true_;
  }
  if (!pid.isLocalPid())
    return atom::true_;
  // Exits that were sent before must have taken effect: the dead have no group leader.
  sendRequest(
      p, pid,
      [](Process &q, Term, Term to) {
        q.groupLeader = copyTerm(to, HeapTarget(q));
        return atom::true_;
      },
      leader, atom::badarg);
  static const Export *const self = ensureExport(atom::erlang, atom::group_leader, 2);
  return p.trap(&gAwaitOrFailExport, leader, pid, Term::nil(), placeOf(self));
}

//===-- Registered names ----------------------------------------------------------------===//

/// erlang:register/2: gives \p pid the name \p name.
BIF(erlang, register, 2)
Term register_2(Process &p, Term name, Term pid) {
  static const Term notAlive = internAtom("notalive");
  if (!name.isAtom() || name == atom::undefined || !(pid.isLocalPort() || pid.isLocalPid()))
    return p.failInfo(atom::badarg, atom::none);
  Process *target = pid.isLocalPid() ? findProcess(pid) : nullptr;
  if (pid.isLocalPid() && !target)
    return p.failInfo(atom::badarg, notAlive);
  if (target == &p && (p.flags & kSystemProcess) && p.registeredName == name)
    return atom::true_; // the runtime gave it the name when it made the process
  if (target ? registerName(*target, name) : nameOpenPort(pid, name))
    return atom::true_;
  // Either it has a name already, or the name has another owner.
  return p.failInfo(atom::badarg, target && target->registeredName.isValue() ? atom::registered_name
                                                                             : atom::none);
}

BIF(erlang, unregister, 1)
Term unregister_1(Process &p, Term name) {
  return name.isAtom() && (unnamePort(name) || unregisterName(name)) ? atom::true_
                                                                     : p.fail(atom::badarg);
}

BIF(erlang, whereis, 1)
Term whereis_1(Process &p, Term name) {
  if (!name.isAtom())
    return p.fail(atom::badarg);
  Term owner = whereisName(name);
  return owner.isValue() ? owner : atom::undefined;
}

BIF(erlang, registered, 0, Returns(List))
Term registered_0(Process &p) {
  struct Context {
    Process &p;
    Term list;
  } c{p, Term::nil()};
  forEachName(
      [](Term name, Term, void *x) {
        auto *c = static_cast<Context *>(x);
        c->list = makeCons(c->p, name, c->list);
      },
      &c);
  return c.list;
}

BEAMC_BIF_NAMESPACE_END
