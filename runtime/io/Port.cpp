//===- Port.cpp - The life of a port -------------------------------------------------------------===//
#include "runtime/io/Port.h"
#include "runtime/heap/Heap.h"
#include "runtime/io/LinkedDriver.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Handle.h"
#include "stdlib/prim_file/PosixError.h"
#include <sys/wait.h>
#include <unistd.h>

namespace beamc::rt {

void sendPortMessage(Port &port, Term to, Term what) {
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 3);
  Word *o = s->target().alloc(3);
  o[0] = abi::makeHeader(Kind::Tuple, 2);
  o[1] = port.id.bits;
  o[2] = what.bits;
  s->value = Term::boxed(o);
  sendSignal(to, s);
}

void sendBadSignal(Port &port) {
  sendSignal(port.owner, newSignalWith(SignalKind::Exit, port.id, atom::badsig, kSignalSpare));
}

void resumeWaiters(Port &port) {
  port.flags &= ~uint32_t(kPortBusy);
  for (PortWaiter &w : port.waiters)
    sendSignal(Term(w.key), newSignal(SignalKind::Resume, port.id, 0));
  port.waiters.clear();
}

static void closeDescriptor(int &fd, Watch *&watch) {
  if (watch)
    unwatch(watch);
  if (fd >= 0)
    close(fd);
  watch = nullptr;
  fd = -1;
}

void terminatePort(Port &port) {
  if (port.state == PortState::Dead)
    return;
  port.state = PortState::Dead;
  closeDescriptor(port.in, port.inWatch);
  closeDescriptor(port.out, port.outWatch);
  port.queue.clear();
  port.input.clear();
  if (port.driver)
    port.driver->stop(port.driverState);
  resumeWaiters(port);
  removePort(&port);
  if (port.flags & kPortClosedWanted)
    sendPortMessage(port, port.owner, atom::closed);
  outputDone();
}

bool exitPort(Port &port, Term from, Term reason, bool dropNormal) {
  if (port.state != PortState::Open)
    return false;
  if (reason == atom::normal && dropNormal && from != port.owner && from != port.id)
    return false;
  Term told = reason == atom::kill ? atom::killed : reason;
  // Processes do not find it any more, so nobody links or watches while the lists are told.
  port.state = PortState::Closing;
  resumeWaiters(port);
  if (port.registeredName.isValue())
    unregisterName(port.registeredName);
  port.registeredName = Term::nonValue();
  for (PortLink &l : port.links)
    sendLinkExit(port.id, Term(l.key), told);
  port.links.clear();
  for (PortWatcher &w : port.watchers)
    sendDown(port.id, w.pid, w.key, told);
  port.watchers.clear();
  if (reason == atom::kill || !port.queue.size())
    terminatePort(port);
  return true;
}

void endInput(Port &port) {
  if (port.state == PortState::Dead)
    return;
  if (port.inWatch)
    setWatch(port.inWatch, 0);
  port.flags |= kPortSawEof;
  if ((port.flags & kPortExitStatus) && !(port.flags & kPortChildEnded))
    return; // portChildEnded comes back here
  if ((port.flags & kPortFdDriver) && port.queue.size()) {
    port.flags |= kPortEofAfterFlush;
    return;
  }
  if (port.state == PortState::Closing) {
    terminatePort(port);
    return;
  }
  if (port.flags & kPortExitStatus) {
    int status = port.childStatus;
    Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 6);
    Word *o = s->target().alloc(6);
    o[0] = o[3] = abi::makeHeader(Kind::Tuple, 2);
    o[1] = port.id.bits;
    o[2] = Term::boxed(o + 3).bits;
    o[4] = atom::exit_status.bits;
    o[5] = abi::makeSmall(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    s->value = Term::boxed(o);
    sendSignal(port.owner, s);
  }
  flushLines(port);
  if (port.flags & kPortEof) {
    sendPortMessage(port, port.owner, atom::eof);
    return;
  }
  port.queue.clear();
  exitPort(port, port.id, atom::normal, /*dropNormal=*/false);
}

void portChildEnded(uint64_t number, int status) {
  LockedPort port(findPort(number), /*any=*/true);
  if (!port)
    return;
  port->childStatus = status;
  port->flags |= kPortChildEnded;
  if ((port->flags & kPortExitStatus) && (port->flags & kPortSawEof))
    endInput(*port); // has waited for this
}

void failPort(Port &port, int number) {
  if (port.state == PortState::Closing) {
    terminatePort(port);
    return;
  }
  port.queue.clear();
  exitPort(port, port.id, bif::posixError(number), /*dropNormal=*/false);
}

} // namespace beamc::rt
