//===- TimerBifs.cpp - Timers that send messages ------------------------------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/process/Reference.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Timers.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Clock.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

constexpr int64_t kMillisecond = 1000000;

/// Option lists of the timer functions: {abs, B}, {async, B}, {info, B}.
struct TimerOptions {
  bool abs = false, async = false, info = true;
};
bool parse(Term list, TimerOptions &o) {
  static const Term abs = atom::abs, async = atom::async, info = atom::info;
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (!t.isTuple(2) || !t.element(1).isBoolean())
      return false;
    bool v = t.element(1).isTrue();
    if (t.element(0) == abs)
      o.abs = v;
    else if (t.element(0) == async)
      o.async = v;
    else if (t.element(0) == info)
      o.info = v;
    else
      return false;
  }
  return list.isNil();
}

/// \p wrap: the message is {timeout, Ref, Message}.
Term start(Process &p, Term time, Term destination, Term message, const TimerOptions &o,
           bool wrap) {
  int64_t ms;
  static const Term timeAtom = atom::time;
  int64_t now = monotonicNow() - monotonicShift(), base = o.abs ? 0 : now;
  if (!time.isInteger() || !toInt64(time, ms) || ms < (o.abs ? kStartTime / kMillisecond : 0) ||
      ms > (kEndTime - base) / kMillisecond)
    return p.failInfo(atom::badarg, timeAtom);
  if (!(destination.isLocalPid() || destination.isAtom()))
    return p.fail(atom::badarg);
  RefNumber n = newRefNumber();
  uint64_t words = copySize(message);
  Signal *s =
      newSignal(SignalKind::Message, Term::nonValue(), words + (wrap ? 4 + kReferenceWords : 0));
  HeapTarget out = s->target();
  s->value = copyTerm(message, words, out);
  if (wrap) {
    Word *t = out.alloc(4);
    t[0] = abi::makeHeader(Kind::Tuple, 3);
    t[1] = atom::timeout.bits;
    t[2] = writeReference(out.alloc(kReferenceWords), n).bits;
    t[3] = s->value.bits;
    s->value = Term::boxed(t);
  }
  int64_t deadline;
  if (__builtin_add_overflow(monotonicShift(), base + ms * kMillisecond, &deadline))
    deadline = INT64_MAX; // kEndTime is beyond what the system's clock can show
  startMessageTimer(n, deadline, destination, s);
  return makeReference(p, n);
}

/// Milliseconds left, rounded up; false for no timer.
Term left(Process &p, int64_t nanoseconds) {
  return nanoseconds < 0 ? atom::false_
                         : makeInt(p, (nanoseconds + kMillisecond - 1) / kMillisecond);
}

Term withOptions(Process &p, Term time, Term destination, Term message, Term options, bool wrap) {
  TimerOptions o;
  return parse(options, o) ? start(p, time, destination, message, o, wrap)
                           : p.failInfo(atom::badarg, atom::badopt);
}

} // namespace

/// erlang:start_timer/3: {timeout, TimerRef, Message} to \p destination after \p time ms.
BIF(erlang, start_timer, 3, Returns(Reference))
Term start_timer_3(Process &p, Term time, Term destination, Term message) {
  return start(p, time, destination, message, {}, true);
}
BIF(erlang, start_timer, 4, Returns(Reference))
Term start_timer_4(Process &p, Term time, Term destination, Term message, Term options) {
  return withOptions(p, time, destination, message, options, true);
}

/// erlang:send_after/3: \p message to \p destination after \p time ms.
BIF(erlang, send_after, 3, Returns(Reference))
Term send_after_3(Process &p, Term time, Term destination, Term message) {
  return start(p, time, destination, message, {}, false);
}
BIF(erlang, send_after, 4, Returns(Reference))
Term send_after_4(Process &p, Term time, Term destination, Term message, Term options) {
  return withOptions(p, time, destination, message, options, false);
}

/// erlang:cancel_timer/2: time left, or false when it has fired. Options async and info.
BIF(erlang, cancel_timer, 2)
Term cancel_timer_2(Process &p, Term ref, Term options) {
  TimerOptions o;
  if (!parse(options, o) || !isLocalReference(ref))
    return p.fail(atom::badarg);
  Term result = left(p, cancelMessageTimer(refNumber(ref)));
  if (o.async && o.info)
    sendMessage(&p, p.pid, makeTuple(p, {internAtom("cancel_timer"), ref, result}));
  return o.async || !o.info ? atom::ok : result;
}
BIF(erlang, cancel_timer, 1)
Term cancel_timer_1(Process &p, Term ref) { return cancel_timer_2(p, ref, Term::nil()); }

/// erlang:read_timer/2: as cancel_timer/2, but the timer goes on.
BIF(erlang, read_timer, 2)
Term read_timer_2(Process &p, Term ref, Term options) {
  TimerOptions o;
  if (!parse(options, o) || !isLocalReference(ref))
    return p.fail(atom::badarg);
  Term result = left(p, readMessageTimer(refNumber(ref)));
  if (!o.async)
    return result;
  sendMessage(&p, p.pid, makeTuple(p, {internAtom("read_timer"), ref, result}));
  return atom::ok;
}
BIF(erlang, read_timer, 1)
Term read_timer_1(Process &p, Term ref) { return read_timer_2(p, ref, Term::nil()); }

BEAMC_BIF_NAMESPACE_END
