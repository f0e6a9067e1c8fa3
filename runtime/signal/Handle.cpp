//===- Handle.cpp - What signals do to their receiver ----------------------------------------===//
//
// Links. Each side has an entry for the other. unlink switches the entry off at once and
// sends Unlink(id); until UnlinkAck(id) comes back, Link and LinkExit signals that were on
// their way are ignored. (Same protocol as OTP's: erl_dist_protocol, "link protocol".)
//
// Monitors. The watcher has a Monitor, the watched a Watcher, both by the reference's
// number. A Down whose Monitor has gone meanwhile is dropped.
//===----------------------------------------------------------------------===//
#include "runtime/signal/Handle.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/io/PortSignals.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include <mutex>

namespace beamc::rt {
namespace {

/// Turns \p s into a message whose value is a tuple built behind its payload.
bool becomeMessage(Process &p, Signal *s, Term value) {
  s->kind = SignalKind::Message;
  s->value = value;
  appendMessage(p, s);
  return true;
}

Term tupleIn(HeapTarget target, std::initializer_list<Term> elements) {
  Word *o = target.alloc(1 + elements.size());
  Word *w = o;
  *w++ = abi::makeHeader(Kind::Tuple, elements.size());
  for (Term t : elements)
    *w++ = t.bits;
  return Term::boxed(o);
}

/// The signal's terms become the process's own, as those of a received message.
Term adopt(Process &p, Signal *s) {
  Term value = s->value;
  HeapFragment *f = s->fragment();
  f->next = p.fragments;
  p.fragments = f;
  p.fragmentWords += f->used;
  return value;
}

bool exitSignal(Process &p, Signal *s, bool linked) {
  if (linked) {
    Link *l = p.cold ? p.cold->links.find(s->from.bits) : nullptr;
    if (!l || l->unlinkId) {
      freeSignal(s);
      return false;
    }
    p.cold->links.erase(l);
  }
  Term reason = s->value;
  if (!linked && reason == atom::kill) {
    freeSignal(s);
    setExiting(p, atom::killed);
    return false;
  }
  if (p.flags & kTrapExit)
    return becomeMessage(p, s, tupleIn(s->target(), {atom::EXIT, s->from, reason}));
  if (reason == atom::normal && (linked || s->from != p.pid)) {
    freeSignal(s);
    return false;
  }
  setExiting(p, adopt(p, s));
  return false;
}

bool downSignal(Process &p, Signal *s) {
  Monitor *m = p.cold ? p.cold->monitors.find(s->ref) : nullptr;
  if (!m) {
    freeSignal(s);
    return false;
  }
  HeapTarget out = s->target();
  Word *r = out.alloc(kReferenceWords);
  Term ref = writeReference(r, s->ref);
  Term object = m->target.isAtom() ? tupleIn(out, {m->target, atom::nonode_at_nohost}) : m->target;
  Term tag = m->tag, kind = m->kind;
  if (m->alias == kAliasDemonitor || m->alias == kAliasReply)
    unregisterAlias(s->ref);
  else if (m->alias == kAliasExplicit)
    cold(p).aliases.insert(s->ref)->mode = kAliasExplicit;
  p.cold->monitors.erase(m);
  if (tag.isImmediate())
    return becomeMessage(p, s, tupleIn(out, {tag, ref, kind, object, s->value}));
  // A tag of the watcher's heap: into a message of its own, with everything else.
  uint64_t tagWords = copySize(tag), rest = copySize(ref) + copySize(object) + copySize(s->value);
  Signal *n = newSignal(SignalKind::Message, s->from, tagWords + rest + 6);
  HeapTarget target = n->target();
  Term parts[4] = {copyTerm(tag, tagWords, target), copyTerm(ref, target), copyTerm(object, target),
                   copyTerm(s->value, target)};
  Term value = tupleIn(target, {parts[0], parts[1], kind, parts[2], parts[3]});
  freeSignal(s);
  return becomeMessage(p, n, value);
}

bool aliasMessage(Process &p, Signal *s) {
  if (!p.cold) {
    freeSignal(s);
    return false;
  }
  Monitor *m = p.cold->monitors.find(s->ref);
  Alias *a = m ? nullptr : p.cold->aliases.find(s->ref);
  AliasMode mode = m ? m->alias : a ? a->mode : kAliasNone;
  if (mode == kAliasNone) {
    freeSignal(s);
    return false;
  }
  if (mode == kAliasReply) { // the first message ends the alias, and the monitor with it
    unregisterAlias(s->ref);
    if (m) {
      if (m->pid.isValue())
        sendDemonitor(p.pid, m->pid, s->ref);
      p.cold->monitors.erase(m);
    } else {
      p.cold->aliases.erase(a);
    }
  }
  s->kind = SignalKind::Message;
  appendMessage(p, s);
  return true;
}

void linkSignal(Process &p, Signal *s) {
  if (!cold(p).links.find(s->from.bits))
    p.cold->links.insert(s->from.bits);
}

void unlinkSignal(Process &p, Signal *s) {
  Link *l = p.cold ? p.cold->links.find(s->from.bits) : nullptr;
  if (l && !l->unlinkId)
    p.cold->links.erase(l);
  Signal *ack = newSignal(SignalKind::UnlinkAck, p.pid, 0);
  ack->number = s->number;
  sendSignal(s->from, ack);
}

void replyTo(Signal *s, Term answer) {
  Signal *r = newSignalWith(SignalKind::Reply, Term::nonValue(), answer);
  r->ref = s->ref;
  sendSignal(s->from, r);
}

struct AliasEntry {
  RefNumber key;
  Term pid;
};
struct AliasShard {
  std::mutex lock;
  FlatTable<RefNumber, AliasEntry> table{};
};
AliasShard gAliases[64];
AliasShard &shardOf(RefNumber ref) { return gAliases[(ref.hash() >> 20) & 63]; }

} // namespace

void answerTask(Term to, Term kind, Term id, Term result) {
  Signal *m = newSignal(SignalKind::Message, Term::nonValue(), 4 + copySize(id));
  HeapTarget target = m->target();
  Term copy = copyTerm(id, target);
  m->value = tupleIn(target, {kind, copy, result});
  sendSignal(to, m);
}

void registerAlias(RefNumber ref, Term pid) {
  AliasShard &s = shardOf(ref);
  std::lock_guard<std::mutex> guard(s.lock);
  s.table.insert(ref)->pid = pid;
}
void unregisterAlias(RefNumber ref) {
  AliasShard &s = shardOf(ref);
  std::lock_guard<std::mutex> guard(s.lock);
  s.table.erase(ref);
}
Term findAlias(RefNumber ref) {
  AliasShard &s = shardOf(ref);
  std::lock_guard<std::mutex> guard(s.lock);
  AliasEntry *e = s.table.find(ref);
  return e ? e->pid : Term::nonValue();
}

void setExiting(Process &p, Term reason) {
  if (p.flags & kExiting)
    return;
  cold(p).exitReason = reason;
  p.flags |= kExiting;
  if (p.reductions > 0) {
    p.pausedReductions = 0;
    p.reductions = 0;
  }
}

void sendLinkExit(Term from, Term to, Term reason) {
  if (to.isLocalPort()) {
    portLinkExit(to, from, reason);
    return;
  }
  EpochGuard guard;
  Process *target = findProcess(to);
  if (!target)
    return;
  Signal *s = newSignalWith(SignalKind::LinkExit, from, reason, kSignalSpare);
  if (!sendSignal(target, s))
    freeSignal(s);
}

void sendDown(Term from, Term watcher, RefNumber ref, Term reason) {
  EpochGuard guard;
  Process *target = findProcess(watcher);
  if (!target)
    return;
  Signal *s = newSignalWith(SignalKind::Down, from, reason, kSignalSpare);
  s->ref = ref;
  if (!sendSignal(target, s))
    freeSignal(s);
}

void sendDemonitor(Term watcher, Term watched, RefNumber ref) {
  if (watched.isLocalPort()) {
    demonitorPort(watched, ref);
    return;
  }
  Signal *s = newSignal(SignalKind::Demonitor, watcher, 0);
  s->ref = ref;
  sendSignal(watched, s);
}

void sendRequest(Process &asker, Term to, RequestFn *call, Term argument, Term ifDead) {
  ProcessCold &c = cold(asker);
  c.replyRef = newRefNumber();
  c.reply = Term::nonValue();
  Signal *s = newSignalWith(SignalKind::Request, asker.pid, argument);
  s->number = reinterpret_cast<uint64_t>(call);
  s->ref = c.replyRef;
  s->extra = ifDead;
  asker.flags |= kWaitsForReply;
  EpochGuard guard;
  Process *process = to.isLocalPid() ? findProcess(to) : nullptr;
  if (!process || !sendSignal(process, s)) {
    freeSignal(s);
    c.reply = ifDead;
  } else {
    liftProcess(process, Priority(asker.priority));
  }
}

void handleSignalsAndTasks(Process &p) {
  if (hasIncoming(p))
    handleSignals(p);
  while (hasTasks(p)) {
    Signal *s = p.cold->tasks;
    p.cold->tasks = s->next;
    reinterpret_cast<RequestFn *>(s->number)(p, s->from, s->value);
    freeSignal(s);
  }
}

bool handleSignal(Process &p, Signal *s) {
  switch (s->kind) {
  case SignalKind::Message: appendMessage(p, s); return true;
  case SignalKind::AliasMessage: return aliasMessage(p, s);
  case SignalKind::Exit: return exitSignal(p, s, /*linked=*/false);
  case SignalKind::LinkExit: return exitSignal(p, s, /*linked=*/true);
  case SignalKind::Down: return downSignal(p, s);
  case SignalKind::Link: linkSignal(p, s); break;
  case SignalKind::Unlink: unlinkSignal(p, s); break;
  case SignalKind::UnlinkAck:
    if (Link *l = p.cold ? p.cold->links.find(s->from.bits) : nullptr;
        l && l->unlinkId == s->number)
      p.cold->links.erase(l);
    break;
  case SignalKind::Monitor: {
    Watcher *w = cold(p).watchers.insert(s->ref);
    w->pid = s->from;
    w->name = s->value;
    break;
  }
  case SignalKind::Demonitor:
    if (p.cold)
      p.cold->watchers.erase(s->ref);
    break;
  case SignalKind::Request: {
    if (s->flags & kTask) {
      s->next = cold(p).tasks;
      p.cold->tasks = s;
      return false;
    }
    Term answer = reinterpret_cast<RequestFn *>(s->number)(p, s->from, s->value);
    replyTo(s, answer.isValue() ? answer : atom::badarg);
    break;
  }
  case SignalKind::Reply:
    if (p.cold && (p.flags & kWaitsForReply) && p.cold->replyRef == s->ref) {
      p.cold->reply = adopt(p, s);
      return false;
    }
    break;
  case SignalKind::Resume:
    if (p.suspendCount && --p.suspendCount == 0)
      __atomic_and_fetch(&p.state, ~uint32_t(kStateSuspended), __ATOMIC_RELAXED);
    break;
  case SignalKind::Marker: return false;
  }
  freeSignal(s);
  return false;
}

void answerInPlaceOf(Process &p, Signal *s) {
  switch (s->kind) {
  case SignalKind::Link: sendLinkExit(p.pid, s->from, atom::noproc); break;
  case SignalKind::Unlink: unlinkSignal(p, s); break;
  case SignalKind::Monitor: sendDown(p.pid, s->from, s->ref, atom::noproc); break;
  case SignalKind::Request:
    if (s->flags & kTask)
      answerTask(s->from, s->extra, s->value.element(0), atom::false_);
    else
      replyTo(s, s->extra);
    break;
  default: break;
  }
  freeSignal(s);
}

} // namespace beamc::rt
