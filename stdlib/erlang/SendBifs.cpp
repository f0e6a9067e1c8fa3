//===- SendBifs.cpp - Sending messages ---------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/heap/Build.h"
#include "runtime/io/PortSignals.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Node.h"
#include "stdlib/Bif.h"

namespace beamc::rt {
namespace {

/// kNoConnection: the message is lost, as it is for another node.
enum SendResult { kSent, kBadDestination, kWouldSuspend, kNoConnection };

/// Reductions for a send: more for larger messages.
void charge(Process &p, uint64_t words) { p.reductions -= 1 + int64_t(words / 16); }

void deliver(Process &p, Process *to, Term message) {
  uint64_t words = copySize(message);
  Signal *s = newSignal(SignalKind::Message, p.pid, words);
  s->value = copyTerm(message, words, s->target());
  charge(p, words);
  // To itself, with nothing in between: no detour.
  if (to == &p && !hasIncoming(p) && !(p.flags & kExiting)) {
    appendMessage(p, s);
    return;
  }
  if (!sendSignal(to, s))
    freeSignal(s);
}

void deliverToPid(Process &p, Term pid, Term message) {
  if (Process *to = pid == p.pid ? &p : findProcess(pid))
    deliver(p, to, message);
}

SendResult deliverToOwner(Process &p, Term owner, Term message, bool noSuspend) {
  if (owner.isLocalPort())
    return sendToPort(p, owner, message, noSuspend) ? kSent : kWouldSuspend;
  deliverToPid(p, owner, message);
  return kSent;
}

SendResult sendTo(Process &p, Term to, Term message, bool noSuspend) {
  if (to.isLocalPid()) {
    deliverToPid(p, to, message);
    return kSent;
  }
  if (to.isAtom()) {
    Term owner = whereisName(to);
    return owner.isValue() ? deliverToOwner(p, owner, message, noSuspend) : kBadDestination;
  }
  if (to.isTuple(2) && to.element(0).isAtom() && to.element(1).isAtom()) {
    if (to.element(1) != thisNode()->name)
      return kNoConnection;
    Term owner = whereisName(to.element(0));
    return owner.isValue() ? deliverToOwner(p, owner, message, noSuspend) : kSent; // lost
  }
  if (isLocalReference(to)) {
    Term pid = findAlias(refNumber(to));
    Process *target = pid.isValue() ? findProcess(pid) : nullptr;
    if (!target)
      return kSent;
    Signal *s = newSignalWith(SignalKind::AliasMessage, p.pid, message);
    s->ref = refNumber(to);
    if (!sendSignal(target, s))
      freeSignal(s);
    return kSent;
  }
  if (to.isLocalPort())
    return deliverToOwner(p, to, message, noSuspend);
  if (!(to.isPid() || to.isPort() || to.isReference()))
    return kBadDestination;
  return nodeOf(to)->name == thisNode()->name ? kSent : kNoConnection;
}

/// True unless \p to is a bad destination.
bool sendNow(Process &p, Term to, Term message) {
  return sendTo(p, to, message, /*noSuspend=*/false) != kBadDestination;
}

} // namespace
} // namespace beamc::rt

extern "C" beamc::rt::Term beamc_rt_send(beamc::rt::Process *p, beamc::rt::Term to,
                                         beamc::rt::Term message) {
  using namespace beamc::rt;
  if (sendNow(*p, to, message))
    return message;
  p->x[0] = to.bits;
  p->x[1] = message.bits;
  static Export *const send = ensureExport("erlang", "send", 2);
  p->fail(beamc::atom::badarg);
  p->excSite = send;
  return Term::nonValue();
}

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// erlang:'!'/2: sends \p message to a pid, port, name, {Name, Node} or alias.
/// badarg: a name that nobody has, or no destination at all.
BIF_NAMED(erlang, "!", send_operator, 2)
Term send_operator_2(Process &p, Term to, Term message) {
  return sendNow(p, to, message) ? message : p.fail(atom::badarg);
}

/// erlang:send/2: as the operator.
BIF(erlang, send, 2)
Term send_2(Process &p, Term to, Term message) {
  return sendNow(p, to, message) ? message : p.fail(atom::badarg);
}

/// erlang:send/3: ok; nosuspend when the option of that name keeps it from waiting for a busy
/// port, noconnect when that of this name keeps it from connecting to the node.
BIF(erlang, send, 3)
Term send_3(Process &p, Term to, Term message, Term options) {
  bool noSuspend = false, noConnect = false;
  for (; options.isCons(); options = options.tail()) {
    if (options.head() == atom::nosuspend)
      noSuspend = true;
    else if (options.head() == atom::noconnect)
      noConnect = true;
    else
      return p.failInfo(atom::badarg, atom::badopt);
  }
  if (!options.isNil())
    return p.failInfo(atom::badarg, atom::badopt);
  switch (sendTo(p, to, message, noSuspend)) {
  case kSent: return atom::ok;
  case kWouldSuspend: return atom::nosuspend;
  case kNoConnection: return noConnect ? atom::noconnect : atom::ok;
  case kBadDestination: break;
  }
  return p.fail(atom::badarg);
}

/// erlang:send_nosuspend/2,3: false when a busy port would suspend the caller.
BIF(erlang, send_nosuspend, 2)
Term send_nosuspend_2(Process &p, Term to, Term message) {
  SendResult r = sendTo(p, to, message, /*noSuspend=*/true);
  return r == kBadDestination ? p.fail(atom::badarg) : Term::boolean(r != kWouldSuspend);
}

BIF(erlang, send_nosuspend, 3)
Term send_nosuspend_3(Process &p, Term to, Term message, Term options) {
  bool noConnect = false;
  for (; options.isCons(); options = options.tail()) {
    noConnect = options.head() == atom::noconnect;
    if (!noConnect)
      return p.failInfo(atom::badarg, atom::badopt);
  }
  if (!options.isNil())
    return p.failInfo(atom::badarg, atom::badopt);
  SendResult r = sendTo(p, to, message, /*noSuspend=*/true);
  if (r == kBadDestination)
    return p.fail(atom::badarg);
  return Term::boolean(r == kSent || (r == kNoConnection && !noConnect));
}

BEAMC_BIF_NAMESPACE_END
