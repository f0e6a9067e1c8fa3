//===- PortBifs.cpp - Ports --------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/io/PortCommand.h"
#include "runtime/io/PortSignals.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/OpenPort.h"
#include <sys/ioctl.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

/// The port that an argument names: itself or a registered name; nil (no port) for others.
Term portArgument(Term t) {
  if (!t.isAtom())
    return t;
  Term owner = whereisName(t);
  return owner.isValue() ? owner : Term::nil();
}

} // namespace

/// erlang:open_port/2: a port linked to the caller, which owns it.
/// badarg: \p name or \p options. Else an errno's name: the program or file cannot be opened.
BIF(erlang, open_port, 2, Returns(Port))
Term open_port_2(Process &p, Term name, Term options) {
  PortOptions o;
  if (!parsePortOptions(name, options, o))
    return p.fail(atom::badarg);
  cold(p);
  OpenedPort opened = openPort(o, p.pid);
  if (!opened.port)
    return p.fail(opened.error);
  Term id = opened.port->id;
  // Before anybody can break it: the port's lock is held.
  p.cold->links.insert(id.bits);
  opened.port->lock.unlock();
  releasePort(opened.port);
  return id;
}

/// erlang:port_command/3: gives \p data to the port. Options: nosuspend (false instead of waiting
/// for a busy port) and force (notsup: no driver here can).
BIF(erlang, port_command, 3, Sched, Function)
Term port_command_3(Process &p, Term id, Term data, Term options) {
  bool noSuspend = false, force = false;
  Term list = options;
  for (; list.isCons(); list = list.tail()) {
    if (list.head() == atom::nosuspend)
      noSuspend = true;
    else if (list.head() == atom::force)
      force = true;
    else
      return p.fail(atom::badarg);
  }
  LockedPort port(list.isNil() ? portArgument(id) : Term::nil());
  if (!port)
    return p.fail(atom::badarg);
  if (force)
    return p.fail(atom::notsup);
  if (port->flags & kPortBusy) {
    if (noSuspend)
      return atom::false_;
    static Export *const again = ensureExport("erlang", "port_command", 3);
    suspendOnPort(p, *port);
    p.x[0] = id.bits;
    p.x[1] = data.bits;
    p.x[2] = options.bits;
    return callLater(p, again);
  }
  PortData bytes(data);
  if (!bytes.ok()) {
    reportBadOutput(p, *port);
    return p.fail(atom::badarg);
  }
  p.reductions -= 1 + int64_t(bytes.size() / 1024);
  writePort(*port, bytes.bytes(), bytes.size());
  return atom::true_;
}

BIF(erlang, port_command, 2, Sched, Function)
Term port_command_2(Process &p, Term id, Term data) {
  return port_command_3(p, id, data, Term::nil());
}

/// erlang:port_close/1: as Port ! {self(), close}, by anybody and without an answer.
BIF(erlang, port_close, 1, Sched, Function)
Term port_close_1(Process &p, Term id) {
  LockedPort port(portArgument(id));
  if (!port)
    return p.fail(atom::badarg);
  exitPort(*port, p.pid, atom::normal, /*dropNormal=*/false);
  return atom::true_;
}

/// erlang:port_connect/2: makes \p pid the owner, and links it. The old owner stays linked.
BIF(erlang, port_connect, 2, Sched, Function)
Term port_connect_2(Process &p, Term id, Term pid) {
  LockedPort port(portArgument(id));
  if (!port || !pid.isLocalPid())
    return p.fail(atom::badarg);
  if (!port->links.find(pid.bits)) {
    Process *to = findProcess(pid);
    Signal *s = newSignal(SignalKind::Link, port->id, 0);
    if (!to || !sendSignal(to, s)) {
      freeSignal(s);
      return p.fail(atom::badarg);
    }
    port->links.insert(pid.bits);
  }
  port->owner = pid;
  return atom::true_;
}

/// erlang:port_control/3: {fd, In, Out} ports know one operation, the size of their window as two
/// 32-bit words, width first; all else is badarg.
BIF(erlang, port_control, 3)
Term port_control_3(Process &p, Term id, Term operation, Term data) {
  constexpr int64_t kWindowSize = 25889024 + 100; // CTRL_OP_GET_WINSIZE of OTP's module user
  LockedPort port(portArgument(id));
  if (!port || !(port->flags & kPortFdDriver) || operation != Term::small(kWindowSize) ||
      !PortData(data).ok())
    return p.fail(atom::badarg);
  winsize size;
  if ((port->out < 0 || ioctl(port->out, TIOCGWINSZ, &size) != 0) &&
      (port->in < 0 || ioctl(port->in, TIOCGWINSZ, &size) != 0))
    return p.fail(atom::badarg);
  uint32_t words[2] = {size.ws_col, size.ws_row};
  char bytes[sizeof words];
  memcpy(bytes, words, sizeof words);
  return makeStringLatin1(p, {bytes, sizeof bytes});
}

/// erlang:port_call/3: no port here can be called.
BIF(erlang, port_call, 3)
Term port_call_3(Process &p, Term, Term, Term) { return p.fail(atom::badarg); }

BIF(erlang, port_call, 2)
Term port_call_2(Process &p, Term, Term) { return p.fail(atom::badarg); }

/// erlang:ports/0: the ports, those included that end when their output is written.
BIF(erlang, ports, 0, Returns(List))
Term ports_0(Process &p) {
  WorkStack<Term, 256> ids;
  ids.resize(portCount() + 64);
  unsigned n = portIds(ids.data(), unsigned(ids.size()));
  Term list = Term::nil();
  while (n--)
    list = makeCons(p, ids[n], list);
  return list;
}

//===-- Data of a port -----------------------------------------------------------------===//

/// erlang:port_set_data/2: keeps a copy of \p data with the port.
BIF(erlang, port_set_data, 2)
Term port_set_data_2(Process &p, Term id, Term data) {
  LockedPort port(portArgument(id));
  if (!port)
    return p.fail(atom::badarg);
  if (port->dataFragment)
    freeFragment(port->dataFragment);
  port->dataFragment = copyToFragment(data, &port->data);
  return atom::true_;
}

/// erlang:port_get_data/1: what port_set_data/2 has kept.
BIF(erlang, port_get_data, 1)
Term port_get_data_1(Process &p, Term id) {
  LockedPort port(portArgument(id));
  if (!port)
    return p.fail(atom::badarg);
  return copyTerm(port->data, HeapTarget(p));
}

//===-- Information ----------------------------------------------------------------------===//

namespace {

Term pidsOf(Process &p, Port &port, bool links) {
  Term list = Term::nil();
  if (links)
    for (PortLink &l : port.links)
      list = makeCons(p, Term(l.key), list);
  else
    for (PortWatcher &w : port.watchers)
      list = makeCons(p, w.pid, list);
  return list;
}

/// The value of an item, or the non-value for an unknown one.
Term infoOf(Process &p, Port &port, Term item) {
  if (item == atom::name)
    return makeStringUtf8(p, {port.name, port.nameSize});
  if (item == atom::links)
    return pidsOf(p, port, /*links=*/true);
  if (item == atom::id)
    return Term::small(int64_t(port.number) * 8);
  if (item == atom::connected)
    return port.owner;
  if (item == atom::input)
    return makeUint(p, port.bytesIn);
  if (item == atom::output)
    return makeUint(p, port.bytesOut);
  if (item == atom::os_pid)
    return port.osPid ? Term::small(port.osPid) : atom::undefined;
  if (item == atom::registered_name)
    return port.registeredName.isValue() ? port.registeredName : Term::nil();
  if (item == atom::monitors)
    return Term::nil();
  if (item == atom::monitored_by)
    return pidsOf(p, port, /*links=*/false);
  if (item == atom::queue_size)
    return makeUint(p, port.queue.size());
  if (item == atom::memory)
    return makeUint(p, sizeof(Port) + port.nameSize + port.queue.size() + port.input.size());
  if (item == atom::parallelism)
    return Term::boolean(port.flags & kPortParallelism);
  if (item == atom::locking)
    return atom::port_level;
  return Term::nonValue();
}

} // namespace

/// erlang:port_info/2: {Item, Value}; [] for a registered_name that is not there; undefined when
/// there is no such port.
BIF(erlang, port_info, 2)
Term port_info_2(Process &p, Term id, Term item) {
  static constexpr Term kItems[] = {atom::name,        atom::links,           atom::id,
                                    atom::connected,   atom::input,           atom::output,
                                    atom::os_pid,      atom::registered_name, atom::monitors,
                                    atom::memory,      atom::queue_size,      atom::monitored_by,
                                    atom::parallelism, atom::locking};
  bool known = false;
  for (Term t : kItems)
    known |= t == item;
  if (!known || !(id.isPort() || id.isAtom()))
    return p.fail(atom::badarg);
  LockedPort port(portArgument(id), /*any=*/true);
  if (!port || port->state == PortState::Dead)
    return atom::undefined;
  Term value = infoOf(p, *port, item);
  if (item == atom::registered_name && value.isNil())
    return value;
  return makeTuple(p, {item, value});
}

/// erlang:port_info/1: the commonest items, or undefined.
BIF(erlang, port_info, 1)
Term port_info_1(Process &p, Term id) {
  if (!(id.isPort() || id.isAtom()))
    return p.fail(atom::badarg);
  LockedPort port(portArgument(id), /*any=*/true);
  if (!port || port->state == PortState::Dead)
    return atom::undefined;
  Term list = Term::nil();
  for (Term item : {atom::os_pid, atom::output, atom::input, atom::connected, atom::id, atom::links,
                    atom::name})
    list = makeCons(p, makeTuple(p, {item, infoOf(p, *port, item)}), list);
  if (port->registeredName.isValue())
    list = makeCons(p, makeTuple(p, {atom::registered_name, port->registeredName}), list);
  return list;
}

BEAMC_BIF_NAMESPACE_END
