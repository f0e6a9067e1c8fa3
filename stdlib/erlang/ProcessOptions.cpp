//===- ProcessOptions.cpp - Options of spawn_opt, monitor and process_flag --------------------===//
#include "stdlib/erlang/ProcessOptions.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"

namespace beamc::bif {
using namespace rt;

static constexpr uint32_t kMaxHeapFlags = kMaxHeapKill | kMaxHeapLog | kMaxHeapBinaries;

AliasMode aliasMode(Term mode) {
  static const Term demonitor = internAtom("demonitor");
  return mode == atom::explicit_unalias  ? kAliasExplicit
         : mode == demonitor             ? kAliasDemonitor
         : mode == atom::reply_demonitor ? kAliasReply
                                         : kAliasNone;
}

bool parseMonitorOptions(Term list, AliasMode &alias, Term &tag) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (!t.isTuple(2))
      return false;
    if (t.element(0) == atom::alias) {
      alias = aliasMode(t.element(1));
      if (alias == kAliasNone)
        return false;
    } else if (t.element(0) == atom::tag) {
      tag = t.element(1);
    } else {
      return false;
    }
  }
  return list.isNil();
}

bool parsePriority(Term name, uint8_t &out) {
  if (name == atom::max)
    out = kPriorityMax;
  else if (name == atom::high)
    out = kPriorityHigh;
  else if (name == atom::normal)
    out = kPriorityNormal;
  else if (name == atom::low)
    out = kPriorityLow;
  else
    return false;
  return true;
}

Term priorityName(uint8_t priority) {
  static constexpr Term names[] = {atom::max, atom::high, atom::normal, atom::low};
  return names[priority];
}

bool parseMaxHeapSize(Term value, uint64_t &words, uint32_t &flags) {
  flags = gDefaults.maxHeapFlags;
  if (value.isMap()) {
    Term size = mapGet(value, atom::size), kill = mapGet(value, atom::kill),
         log = mapGet(value, atom::error_logger),
         binaries = mapGet(value, atom::include_shared_binaries);
    auto bit = [&](Term t, uint32_t b) {
      if (!t.isValue())
        return true;
      flags = t.isTrue() ? flags | b : flags & ~b;
      return t.isBoolean();
    };
    if (!size.isValue() || !bit(kill, kMaxHeapKill) || !bit(log, kMaxHeapLog) ||
        !bit(binaries, kMaxHeapBinaries))
      return false;
    value = size;
  }
  int64_t v;
  if (!value.isInteger() || !toInt64(value, v) || v < 0 || (v > 0 && v < gDefaults.minHeapSize))
    return false;
  words = uint64_t(v);
  return true;
}

Term maxHeapSizeMap(Process &p, uint64_t words, uint32_t flags) {
  // As OTP 25 shows it: without include_shared_binaries, which is taken but newer.
  MapPair pairs[3] = {{atom::error_logger, Term::boolean(flags & kMaxHeapLog)},
                      {atom::kill, Term::boolean(flags & kMaxHeapKill)},
                      {atom::size, makeUint(p, words)}};
  return mapFromPairs(p, pairs, 3);
}

static bool parseOption(Term name, Term value, SpawnOptions &o) {
  int64_t n = 0;
  bool number = value.isInteger() && toInt64(value, n) && n >= 0;
  if (name == atom::priority)
    return parsePriority(value, o.priority);
  if (name == atom::fullsweep_after) {
    o.fullsweepAfter = uint32_t(n < 0xffff ? n : 0xffff);
    return number;
  }
  if (name == atom::min_heap_size) {
    o.minHeapSize = uint32_t(n);
    return number;
  }
  if (name == atom::min_bin_vheap_size) {
    o.minVirtualBinary = uint32_t(n);
    return number;
  }
  if (name == atom::max_heap_size) {
    uint32_t flags;
    if (!parseMaxHeapSize(value, o.maxHeapSize, flags))
      return false;
    o.flags = (o.flags & ~kMaxHeapFlags) | flags;
    return true;
  }
  if (name == atom::message_queue_data) {
    if (value == atom::off_heap)
      o.flags |= kOffHeapMessages;
    return value == atom::off_heap || value == atom::on_heap;
  }
  if (name == atom::async_dist) {
    if (value.isTrue())
      o.flags |= kAsyncDist;
    return value.isBoolean();
  }
  if (name == atom::scheduler) {
    o.boundTo = uint32_t(n);
    return number && n <= schedulerCount();
  }
  if (name == atom::monitor) {
    o.monitor = true;
    return parseMonitorOptions(value, o.alias, o.tag);
  }
  return false;
}

bool parseSpawnOptions(Term list, SpawnOptions &o) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (t == atom::link)
      o.link = true;
    else if (t == atom::monitor)
      o.monitor = true;
    else if (!t.isTuple(2) || !parseOption(t.element(0), t.element(1), o))
      return false;
  }
  return list.isNil();
}

} // namespace beamc::bif
