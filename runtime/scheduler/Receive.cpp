//===- Receive.cpp - Receiving and waiting -------------------------------------------------===//
//
// The save pointer is the link that holds the next message to look at. Receive markers are
// nodes in the inner queue: a receive that waits for a message with a reference made after the
// marker begins behind it. A marker that is given up is only flagged; the scan that comes by
// unlinks it.
//
// A receive without clauses (`receive after T -> … end`) waits without ever looking at
// messages. A wait that no peek at the queue's end came before is taken for one: only its
// timer, or an exit, ends it. The compiled loop could not wait a second time: OTP's code does not
// keep the register that holds the timeout over a wait.
//===----------------------------------------------------------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"

using namespace beamc;
using namespace beamc::rt;

namespace beamc::rt {

constexpr uint32_t kDeadMarker = 1; // Signal::flags of a marker

Signal *nextMessage(Process &p) {
  while (Signal *s = *p.save) {
    if (s->kind != SignalKind::Marker)
      return s;
    if (s->flags & kDeadMarker) {
      *p.save = s->next;
      if (!s->next)
        p.messagesEnd = p.save;
      p.markerCount--;
      freeSignal(s);
    } else {
      p.save = &s->next;
    }
  }
  return nullptr;
}

void resetReceive(Process &p) {
  p.save = &p.messages;
  p.flags &= ~uint32_t(kWaitsForMessage | kTimedOut | kSawQueueEnd | kBlindWait);
  if (p.timer)
    cancelReceiveTimer(p);
}

} // namespace beamc::rt

extern "C" {

Term beamc_rt_receive_peek(Process *p) {
  for (;;) {
    if (Signal *s = nextMessage(*p))
      return s->value;
    if (!hasIncoming(*p) || (p->flags & kExiting)) {
      p->flags |= kSawQueueEnd;
      return Term::nonValue();
    }
    handleSignals(*p);
  }
}

void beamc_rt_receive_remove(Process *p) {
  // A call between the peek and this may have received the message, or all of them.
  if (nextMessage(*p))
    takeMessage(*p, p->save);
  resetReceive(*p);
}

void beamc_rt_receive_next(Process *p) {
  if (Signal *s = nextMessage(*p))
    p->save = &s->next;
}

void beamc_rt_receive_timeout(Process *p) { resetReceive(*p); }

//===-- Markers -------------------------------------------------------------------------===//

static constexpr uint64_t kUnbound = ~uint64_t(0);

static void dropMarker(Process *p, ReceiveMarker &m) {
  if (m.node)
    m.node->flags |= kDeadMarker;
  m.node = nullptr;
}

static ReceiveMarker *findMarker(Process *p, Term refOrMarker) {
  if (!p->cold)
    return nullptr;
  bool byRef = isLocalReference(refOrMarker);
  RefNumber ref = byRef ? refNumber(refOrMarker) : RefNumber{0, 0};
  for (ReceiveMarker &m : p->cold->markers)
    if (m.node && (byRef ? m.ref == ref : refOrMarker == Term::small(int64_t(m.id))))
      return &m;
  return nullptr;
}

Term beamc_rt_recv_marker_reserve(Process *p) {
  ProcessCold &c = cold(*p);
  uint64_t id = ++c.nextMarker;
  ReceiveMarker &m = c.markers[id % kReceiveMarkers];
  dropMarker(p, m);
  Signal *node = newSignal(SignalKind::Marker, p->pid, 0);
  *p->messagesEnd = node;
  p->messagesEnd = &node->next;
  p->markerCount++;
  m = {node, id, {kUnbound, 0}};
  return Term::small(int64_t(id));
}

void beamc_rt_recv_marker_bind(Process *p, Term marker, Term reference) {
  ReceiveMarker *m = isLocalReference(reference) ? findMarker(p, marker) : nullptr;
  if (m)
    m->ref = refNumber(reference);
}

void beamc_rt_recv_marker_clear(Process *p, Term refOrMarker) {
  if (ReceiveMarker *m = findMarker(p, refOrMarker))
    dropMarker(p, *m);
}

void beamc_rt_recv_marker_use(Process *p, Term reference) {
  if (!isLocalReference(reference))
    return;
  if (ReceiveMarker *m = findMarker(p, reference))
    p->save = &m->node->next;
}

} // extern "C"

//===-- Waiting -------------------------------------------------------------------------===//

/// A message has come that the program has not looked at: it need not wait.
static bool messageThere(Process *p) {
  if (hasIncoming(*p))
    handleSignals(*p);
  if (!(p->flags & kSawQueueEnd)) {
    p->flags |= kBlindWait;
    return false;
  }
  p->flags &= ~uint32_t(kBlindWait);
  if (!nextMessage(*p))
    return false;
  p->flags &= ~uint32_t(kSawQueueEnd);
  return true;
}

DEFINE_CODE(beamc_rt_wait_over) {
  p->flags &= ~uint32_t(kWaitsForMessage | kSawQueueEnd);
  BEAMC_MUSTTAIL return reinterpret_cast<CodeFn *>(sp[0])(
      p, hp, sp, reductions, Term::boolean(false).bits, x1, x2, x3, x4, x5);
}

static void suspendForMessage(Process *p) {
  p->flags |= kWaitsForMessage;
  p->live = 0;
  p->switchTo = kSwitchWait;
}

DEFINE_CODE(beamc_rt_wait) {
  SAVE();
  if (messageThere(p) && !(p->flags & kExiting)) {
    p->x[0] = Term::boolean(false).bits;
    JUMP(returnAddress(p));
  }
  p->resume = beamc_rt_wait_over;
  suspendForMessage(p);
}

DEFINE_CODE(beamc_rt_wait_timeout_over) {
  SAVE();
  bool timedOut = (p->flags & kTimedOut) && ((p->flags & kBlindWait) || !nextMessage(*p));
  p->flags &= ~uint32_t(kWaitsForMessage | kTimedOut | kSawQueueEnd | kBlindWait);
  p->x[0] = Term::boolean(timedOut).bits;
  JUMP(returnAddress(p));
}

enum WaitResult { kWaitGoOn, kWaitSuspend, kWaitForever, kWaitBad };

/// Decides, starting the timer if need be. The answer for the program is in x[0].
static WaitResult waitTimeout(Process *p) {
  Term time(p->x[0]);
  if (messageThere(p)) {
    p->x[0] = Term::boolean(false).bits;
    return p->flags & kExiting ? kWaitForever : kWaitGoOn;
  }
  if (p->flags & kExiting)
    return kWaitForever;
  if (!p->timer) {
    if (time == atom::infinity)
      return kWaitForever;
    if (!time.isSmall() || time.smallValue() < 0 || time.smallValue() > 0xffffffff) {
      resetReceive(*p); // the receive has ended
      p->fail(atom::timeout_value);
      p->excSite = nullptr;
      return kWaitBad;
    }
    if (time.smallValue() == 0) {
      p->x[0] = Term::boolean(true).bits;
      return kWaitGoOn;
    }
    startReceiveTimer(*p, monotonicNow() + time.smallValue() * 1000000);
  } else if (p->timer->deadline <= monotonicNow()) {
    p->x[0] = Term::boolean(true).bits;
    return kWaitGoOn;
  }
  return kWaitSuspend;
}

extern "C" CodeFn beamc_rt_raise;

DEFINE_CODE(beamc_rt_wait_timeout) {
  SAVE();
  switch (waitTimeout(p)) {
  case kWaitGoOn: JUMP(returnAddress(p));
  case kWaitBad:
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  case kWaitForever:
    p->resume = beamc_rt_wait_over;
    suspendForMessage(p);
    return;
  case kWaitSuspend:
    p->resume = beamc_rt_wait_timeout_over;
    suspendForMessage(p);
    return;
  }
}

//===-- Answers to requests ---------------------------------------------------------------===//

/// The answer into x0; false when it has not come.
static bool takeReply(Process *p) {
  if (hasIncoming(*p))
    handleSignals(*p);
  if ((p->flags & kExiting) || !p->cold->reply.isValue())
    return false;
  p->x[0] = p->cold->reply.bits;
  p->cold->reply = Term::nonValue();
  p->flags &= ~uint32_t(kWaitsForReply);
  p->nativeCall = nullptr;
  return true;
}

DEFINE_CODE(beamc_rt_await_reply) {
  SAVE();
  if (takeReply(p))
    JUMP(returnAddress(p));
  p->resume = beamc_rt_await_reply;
  p->live = 0;
  p->switchTo = kSwitchWait;
}

extern "C" CodeFn beamc_rt_raise;

/// x0 … x2 are the arguments of the BIF whose Export * is x3.
DEFINE_CODE(beamc_rt_await_or_fail) {
  SAVE();
  if (takeReply(p)) {
    if (Term(p->x[0]) != atom::badarg)
      JUMP(returnAddress(p));
    p->x[0] = x0;
    p->fail(atom::badarg);
    p->excSite = reinterpret_cast<const void *>(x3);
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions, 0, 0, 0, 0, 0, 0);
  }
  p->resume = beamc_rt_await_or_fail;
  p->live = 4;
  p->switchTo = kSwitchWait;
}

extern "C" CodeFn beamc_rt_yield, beamc_rt_return, beamc_rt_exit;
namespace beamc::rt {
Export gYieldExport{beamc_rt_yield, 0, 0, 1, 0};
Export gAwaitReplyExport{beamc_rt_await_reply, 0, 0, 0, 0};
Export gAwaitOrFailExport{beamc_rt_await_or_fail, 0, 0, 4, 0};
Export gReturnExport{beamc_rt_return, 0, 0, 1, 0};
Export gExitExport{beamc_rt_exit, 0, 0, 0, 0};
} // namespace beamc::rt
