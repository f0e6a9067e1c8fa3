//===- PortSignals.cpp - What processes do to ports ---------------------------------------------===//
#include "runtime/io/PortSignals.h"
#include "runtime/heap/Build.h"
#include "runtime/io/Port.h"
#include "runtime/io/PortCommand.h"
#include "runtime/process/Report.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Handle.h"
#include "runtime/signal/SystemMonitor.h"

namespace beamc::rt {

void reportBadOutput(Process &p, const Port &port) {
  Text text;
  text.append("Bad value on output port '", 26);
  text.append(port.name, port.nameSize);
  text.append("'\n", 2);
  sendLogEvent(p, atom::error, "~s~n", {makeStringUtf8(p, {text.data(), text.size()})});
}

void suspendOnPort(Process &p, Port &port) {
  if (port.waiters.find(p.pid.bits))
    return;
  port.waiters.insert(p.pid.bits);
  p.suspendCount++;
  if (isMonitored(kBusyPort))
    reportBusyPort(p, port.id);
  __atomic_or_fetch(&p.state, uint32_t(kStateSuspended), __ATOMIC_RELAXED);
  p.pausedReductions = 0;
  if (p.reductions > 0)
    p.reductions = 0;
}

bool sendToPort(Process &from, Term id, Term message, bool noSuspend) {
  LockedPort port(id);
  if (!port)
    return true; // as a message to a process that has ended
  Term owner = message.isTuple(2) ? message.element(0) : Term::nonValue();
  Term what = owner.isValue() ? message.element(1) : Term::nonValue();
  bool connect = what.isValue() && what.isTuple(2) && what.element(0) == atom::connect,
       command = what.isValue() && what.isTuple(2) && what.element(0) == atom::command;
  if (!owner.isValue() || !owner.isLocalPid() || !(what == atom::close || connect || command)) {
    sendBadSignal(*port);
    return true;
  }
  if (command) {
    bool busy = port->flags & kPortBusy;
    if (busy && noSuspend)
      return false;
    PortData data(what.element(1));
    if (!data.ok())
      reportBadOutput(from, *port);
    if (!data.ok() || owner != port->owner)
      sendBadSignal(*port);
    else
      writePort(*port, data.bytes(), data.size());
    if (busy && (port->flags & kPortBusy))
      suspendOnPort(from, *port);
    return true;
  }
  if (owner != port->owner || (connect && !what.element(1).isLocalPid())) {
    sendBadSignal(*port);
  } else if (connect) {
    port->owner = what.element(1);
    sendPortMessage(*port, owner, atom::connected);
  } else {
    port->flags |= kPortClosedWanted;
    exitPort(*port, from.pid, atom::normal, /*dropNormal=*/false);
  }
  return true;
}

void portLinkExit(Term id, Term from, Term reason) {
  LockedPort port(id);
  if (port && port->links.erase(from.bits))
    exitPort(*port, from, reason, /*dropNormal=*/true);
}

void exitToPort(Term id, Term from, Term reason) {
  if (LockedPort port(id); port)
    exitPort(*port, from, reason, /*dropNormal=*/false);
}

bool linkPort(Term id, Term pid) {
  LockedPort port(id);
  if (port && !port->links.find(pid.bits))
    port->links.insert(pid.bits);
  return bool(port);
}

void unlinkPort(Term id, Term pid) {
  if (LockedPort port(id); port)
    port->links.erase(pid.bits);
}

bool monitorPort(Term id, Term pid, RefNumber ref) {
  LockedPort port(id);
  if (port)
    port->watchers.insert(ref)->pid = pid;
  return bool(port);
}

void demonitorPort(Term id, RefNumber ref) {
  if (LockedPort port(id); port)
    port->watchers.erase(ref);
}

bool nameOpenPort(Term id, Term name) {
  LockedPort port(id);
  if (!port || port->registeredName.isValue() || !registerPortName(id, name))
    return false;
  port->registeredName = name;
  return true;
}

bool unnamePort(Term name) {
  Term id = whereisName(name);
  LockedPort port(id.isValue() ? id : Term::nil());
  if (!port || port->registeredName != name)
    return false;
  port->registeredName = Term::nonValue();
  return unregisterName(name);
}

} // namespace beamc::rt
