//===- TimeBifs.cpp - Clocks and calendar -------------------------------------------------------===//
//
// The offset of system time to Erlang monotonic time is taken at the start and never changes
// (no_time_warp).
//===----------------------------------------------------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/scheduler/Timers.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Clock.h"
#include <ctime>

namespace beamc::rt {
namespace {

int64_t realNow() {
  timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  return int64_t(ts.tv_sec) * kSecond + ts.tv_nsec;
}

struct ClockStart {
  int64_t shift = monotonicNow() - kStartTime - kBefore; ///< see monotonicShift
  int64_t offset = realNow() - (monotonicNow() - shift);
};
const ClockStart &clockStart() {
  static const ClockStart start;
  return start;
}

} // namespace

int64_t monotonicShift() { return clockStart().shift; }
} // namespace beamc::rt

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

int64_t erlangMonotonic() { return monotonicNow() - clockStart().shift; }

/// Units per second of a time unit; 0 when it is none.
int64_t unitsPerSecond(Term unit) {
  if (unit == atom::native || unit == atom::nanosecond || unit == atom::nano_seconds ||
      unit == atom::perf_counter)
    return kSecond;
  if (unit == atom::microsecond || unit == atom::micro_seconds)
    return 1000000;
  if (unit == atom::millisecond || unit == atom::milli_seconds)
    return 1000;
  if (unit == atom::second || unit == atom::seconds)
    return 1;
  int64_t n;
  return unit.isInteger() && toInt64(unit, n) && n > 0 ? n : 0;
}

/// Rounds towards minus infinity.
Term inUnit(Process &p, int64_t nanoseconds, Term unit) {
  int64_t per = unitsPerSecond(unit);
  if (!per)
    return p.fail(atom::badarg);
  if (per == kSecond)
    return makeInt(p, nanoseconds);
  __int128 v = __int128(nanoseconds) * per;
  __int128 q = v / kSecond;
  if (v % kSecond < 0)
    q--;
  return makeInt128(p, q);
}

/// Strictly increasing microseconds, for now/0.
int64_t nowMicroseconds() {
  static int64_t last; // atomic
  int64_t t = realNow() / 1000, seen = __atomic_load_n(&last, __ATOMIC_RELAXED);
  do {
    if (t <= seen)
      t = seen + 1;
  } while (!__atomic_compare_exchange_n(&last, &seen, t, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return t;
}

Term megaTuple(Process &p, int64_t microseconds) {
  int64_t s = microseconds / 1000000;
  return makeTuple(
      p, {Term::small(s / 1000000), Term::small(s % 1000000), Term::small(microseconds % 1000000)});
}

Term dateTuple(Process &p, const tm &t) {
  return makeTuple(
      p, {Term::small(t.tm_year + 1900), Term::small(t.tm_mon + 1), Term::small(t.tm_mday)});
}
Term timeTuple(Process &p, const tm &t) {
  return makeTuple(p, {Term::small(t.tm_hour), Term::small(t.tm_min), Term::small(t.tm_sec)});
}
Term dateTime(Process &p, const tm &t) { return makeTuple(p, {dateTuple(p, t), timeTuple(p, t)}); }

tm localNow() {
  time_t t = time(nullptr);
  tm r;
  localtime_r(&t, &r);
  return r;
}

bool isLeap(int64_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

/// {{Y,M,D},{H,Mi,S}} as numbers that make a date.
bool parseDateTime(Term t, tm &out) {
  if (!t.isTuple(2) || !t.element(0).isTuple(3) || !t.element(1).isTuple(3))
    return false;
  int64_t v[6];
  for (int i = 0; i < 6; i++) {
    Term e = t.element(i / 3).element(i % 3);
    if (!e.isSmall())
      return false;
    v[i] = e.smallValue();
  }
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (v[0] < -2147483647 || v[0] > 2147483647 || v[1] < 1 || v[1] > 12 || v[2] < 1 ||
      v[2] > days[v[1] - 1] + (v[1] == 2 && isLeap(v[0])) || v[3] < 0 || v[3] > 23 || v[4] < 0 ||
      v[4] > 59 || v[5] < 0 || v[5] > 59)
    return false;
  out = {};
  out.tm_year = int(v[0] - 1900);
  out.tm_mon = int(v[1] - 1);
  out.tm_mday = int(v[2]);
  out.tm_hour = int(v[3]);
  out.tm_min = int(v[4]);
  out.tm_sec = int(v[5]);
  return true;
}

} // namespace

BIF(erlang, monotonic_time, 0, Returns(Integer))
Term monotonic_time_0(Process &p) { return makeInt(p, erlangMonotonic()); }
/// erlang:monotonic_time/1: in a unit (second … nanosecond, native, parts per second).
BIF(erlang, monotonic_time, 1, Returns(Integer))
Term monotonic_time_1(Process &p, Term unit) { return inUnit(p, erlangMonotonic(), unit); }

BIF(erlang, system_time, 0, Returns(Integer))
Term system_time_0(Process &p) { return makeInt(p, erlangMonotonic() + clockStart().offset); }
BIF(erlang, system_time, 1, Returns(Integer))
Term system_time_1(Process &p, Term unit) {
  return inUnit(p, erlangMonotonic() + clockStart().offset, unit);
}

BIF(erlang, time_offset, 0, Returns(Integer))
Term time_offset_0(Process &p) { return makeInt(p, clockStart().offset); }
BIF(erlang, time_offset, 1, Returns(Integer))
Term time_offset_1(Process &p, Term unit) { return inUnit(p, clockStart().offset, unit); }

/// erlang:convert_time_unit/3.
BIF(erlang, convert_time_unit, 3, Returns(Integer))
Term convert_time_unit_3(Process &p, Term time, Term from, Term to) {
  int64_t f = unitsPerSecond(from), t = unitsPerSecond(to);
  if (!f || !t || !time.isInteger())
    return p.fail(atom::badarg);
  // floor(time * t / f) on integers of any size.
  Term product = multiplyIntegers(p, time, makeInt(p, t));
  Term divisor = makeInt(p, f);
  Term q = divideIntegers(p, product, divisor);
  Term r = remainderIntegers(p, product, divisor);
  bool negative = r.isSmall() ? r.smallValue() < 0 : r.isKind(Kind::NegBignum);
  return negative ? subtractIntegers(p, q, Term::small(1)) : q;
}

BIF(erlang, timestamp, 0, Returns(Tuple))
Term timestamp_0(Process &p) {
  return megaTuple(p, (erlangMonotonic() + clockStart().offset) / 1000);
}

BIF(erlang, now, 0, Returns(Tuple))
Term now_0(Process &p) { return megaTuple(p, nowMicroseconds()); }

BIF(erlang, date, 0, Returns(Tuple))
Term date_0(Process &p) { return dateTuple(p, localNow()); }
BIF(erlang, time, 0, Returns(Tuple))
Term time_0(Process &p) { return timeTuple(p, localNow()); }
BIF(erlang, localtime, 0, Returns(Tuple))
Term localtime_0(Process &p) { return dateTime(p, localNow()); }
BIF(erlang, universaltime, 0, Returns(Tuple))
Term universaltime_0(Process &p) {
  time_t t = time(nullptr);
  tm r;
  gmtime_r(&t, &r);
  return dateTime(p, r);
}

/// erlang:localtime_to_universaltime/2: with daylight saving time true, false or undefined.
BIF(erlang, localtime_to_universaltime, 2)
Term localtime_to_universaltime_2(Process &p, Term local, Term dst) {
  tm t;
  if (!parseDateTime(local, t) || !(dst.isBoolean() || dst == atom::undefined))
    return p.fail(atom::badarg);
  t.tm_isdst = dst == atom::undefined ? -1 : dst.isTrue();
  time_t s = mktime(&t);
  tm u;
  gmtime_r(&s, &u);
  return dateTime(p, u);
}
BIF(erlang, localtime_to_universaltime, 1)
Term localtime_to_universaltime_1(Process &p, Term local) {
  return localtime_to_universaltime_2(p, local, atom::undefined);
}

BIF(erlang, universaltime_to_localtime, 1)
Term universaltime_to_localtime_1(Process &p, Term universal) {
  tm t;
  if (!parseDateTime(universal, t))
    return p.fail(atom::badarg);
  time_t s = timegm(&t);
  tm l;
  localtime_r(&s, &l);
  return dateTime(p, l);
}

/// erlang:posixtime_to_universaltime/1: seconds since 1970.
BIF(erlang, posixtime_to_universaltime, 1)
Term posixtime_to_universaltime_1(Process &p, Term seconds) {
  int64_t v;
  tm t;
  time_t s;
  if (!seconds.isInteger() || !toInt64(seconds, v))
    return p.fail(atom::badarg);
  s = time_t(v);
  return gmtime_r(&s, &t) ? dateTime(p, t) : p.fail(atom::badarg);
}
BIF(erlang, universaltime_to_posixtime, 1)
Term universaltime_to_posixtime_1(Process &p, Term universal) {
  tm t;
  return parseDateTime(universal, t) ? makeInt(p, int64_t(timegm(&t))) : p.fail(atom::badarg);
}

namespace {

/// Integers that no other call returns; separate counts for the two kinds, as in OTP.
Term uniqueInteger(Process &p, bool positive, bool monotonic) {
  static int64_t plain, ordered; // atomic
  if (monotonic) {
    int64_t n = __atomic_fetch_add(&ordered, 1, __ATOMIC_SEQ_CST);
    return makeInt(p, positive ? n + 1 : n - (int64_t(1) << 59));
  }
  int64_t n = __atomic_add_fetch(&plain, 1, __ATOMIC_RELAXED);
  return makeInt(p, positive ? n : n - (int64_t(1) << 59));
}

} // namespace

BIF(erlang, unique_integer, 0, Returns(Integer))
Term unique_integer_0(Process &p) { return uniqueInteger(p, false, false); }
/// erlang:unique_integer/1: options positive and monotonic.
BIF(erlang, unique_integer, 1, Returns(Integer))
Term unique_integer_1(Process &p, Term options) {
  static const Term positiveAtom = internAtom("positive"), monotonicAtom = internAtom("monotonic");
  bool positive = false, monotonic = false;
  for (; options.isCons(); options = options.tail()) {
    if (options.head() == positiveAtom)
      positive = true;
    else if (options.head() == monotonicAtom)
      monotonic = true;
    else
      return p.fail(atom::badarg);
  }
  return options.isNil() ? uniqueInteger(p, positive, monotonic) : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)
/// erts_internal:time_unit/0: native units per second.
BIF(erts_internal, time_unit, 0)
Term time_unit_0(Process &) { return Term::small(1000000000); }
BIF(erts_internal, perf_counter_unit, 0)
Term perf_counter_unit_0(Process &) { return Term::small(1000000000); }
BEAMC_BIF_NAMESPACE_END

BEAMC_BIF_NAMESPACE_BEGIN(os)
/// os:system_time/0,1, os:timestamp/0, os:perf_counter/0: read from the operating system.
BIF(os, system_time, 0, Returns(Integer))
Term system_time_0(Process &p) { return makeInt(p, erlang::realNow()); }
BIF(os, system_time, 1, Returns(Integer))
Term system_time_1(Process &p, Term unit) { return erlang::inUnit(p, erlang::realNow(), unit); }
BIF(os, timestamp, 0, Returns(Tuple))
Term timestamp_0(Process &p) { return erlang::megaTuple(p, erlang::realNow() / 1000); }
BIF(os, perf_counter, 0, Returns(Integer))
Term perf_counter_0(Process &p) { return makeInt(p, monotonicNow()); }
BEAMC_BIF_NAMESPACE_END
