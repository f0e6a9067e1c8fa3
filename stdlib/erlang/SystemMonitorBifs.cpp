//===- SystemMonitorBifs.cpp - erlang:system_monitor --------------------------------------------------===//
#include "runtime/process/Table.h"
#include "runtime/signal/SystemMonitor.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include <algorithm>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

constexpr int64_t kLeastLargeHeap = 16 * 1024; // words, as in OTP

struct EventName {
  Term name;
  SystemEvent event;
};
/// In the order in which system_monitor/0 shows them, from the last.
constexpr unsigned kEvents = 5;
const EventName *eventNames() {
  static const EventName names[kEvents] = {{internAtom("long_gc"), kLongGc},
                                           {internAtom("long_schedule"), kLongSchedule},
                                           {internAtom("large_heap"), kLargeHeap},
                                           {internAtom("busy_port"), kBusyPort},
                                           {internAtom("busy_dist_port"), kBusyDistPort}};
  return names;
}

constexpr uint32_t kWithLimit = kLongGc | kLongSchedule | kLargeHeap;

/// One option: a name, or {Name, Limit}. False when there is none like it.
bool addOption(Term t, SystemMonitor &m) {
  bool pair = t.isTuple(2);
  Term name = pair ? t.element(0) : t;
  for (unsigned i = 0; i != kEvents; i++) {
    auto [known, event] = eventNames()[i];
    if (name != known || pair != bool(event & kWithLimit))
      continue;
    int64_t limit = 0;
    if (pair && !(t.element(1).isInteger() && toInt64(t.element(1), limit) && limit >= 0))
      return false;
    if (event == kLongGc)
      m.longGc = std::max(limit, int64_t(1));
    else if (event == kLongSchedule)
      m.longSchedule = std::max(limit, int64_t(1));
    else if (event == kLargeHeap)
      m.largeHeap = uint64_t(std::max(limit, kLeastLargeHeap));
    m.events |= event;
    return true;
  }
  return false;
}

/// {Pid, Options}, or undefined.
Term show(Process &p, const SystemMonitor &m) {
  if (!m.pid.isValue())
    return atom::undefined;
  Term list = Term::nil();
  for (unsigned i = 0; i != kEvents; i++) {
    auto [name, event] = eventNames()[i];
    if (!(m.events & event))
      continue;
    uint64_t limit = event == kLongGc         ? uint64_t(m.longGc)
                     : event == kLongSchedule ? uint64_t(m.longSchedule)
                                              : m.largeHeap;
    Term option = event & kWithLimit ? makeTuple(p, {name, makeUint(p, limit)}) : name;
    list = makeCons(p, option, list);
  }
  return makeTuple(p, {m.pid, list});
}

Term set(Process &p, Term pid, Term options) {
  SystemMonitor m;
  if (pid == atom::undefined || options.isNil())
    return show(p, setSystemMonitor(m));
  for (; options.isCons(); options = options.tail())
    if (!addOption(options.head(), m))
      return p.fail(atom::badarg);
  if (!options.isNil() || !pid.isLocalPid() || !findProcess(pid))
    return p.fail(atom::badarg);
  m.pid = pid;
  return show(p, setSystemMonitor(m));
}

} // namespace

/// erlang:system_monitor/0: {Pid, Options}, or undefined.
BIF(erlang, system_monitor, 0)
Term system_monitor_0(Process &p) { return show(p, systemMonitor()); }

/// erlang:system_monitor/1: {Pid, Options} or undefined; the old setting.
BIF(erlang, system_monitor, 1)
Term system_monitor_1(Process &p, Term setting) {
  if (setting == atom::undefined)
    return set(p, setting, Term::nil());
  return setting.isTuple(2) ? set(p, setting.element(0), setting.element(1)) : p.fail(atom::badarg);
}

/// erlang:system_monitor/2: tells \p pid of {long_gc, Ms}, {long_schedule, Ms}, {large_heap,
/// Words}, busy_port; the old setting. busy_dist_port is accepted, and there is none. badarg: no
/// living process, an unknown option.
BIF(erlang, system_monitor, 2)
Term system_monitor_2(Process &p, Term pid, Term options) { return set(p, pid, options); }

BEAMC_BIF_NAMESPACE_END
