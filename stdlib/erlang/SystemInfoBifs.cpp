//===- SystemInfoBifs.cpp - erlang:system_info, system_flag, memory -----------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/OtpRelease.h"
#include "runtime/code/Program.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/io/Port.h"
#include "runtime/process/Exception.h"
#include "runtime/process/Spawn.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Offload.h"
#include "runtime/scheduler/Online.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Clock.h"
#include "stdlib/erlang/EmulatorInfo.h"
#include "stdlib/erlang/ProcessOptions.h"
#include <cstdio>
#include <malloc.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

constexpr int64_t kDirtyIoSchedulers = 10; ///< what system_info says

Term string(Process &p, const char *s) { return makeStringLatin1(p, s); }

Term schedulers(Process &) { return Term::small(schedulerCount()); }
Term namedDefault(Process &p, Term name, uint64_t v) {
  return makeTuple(p, {name, makeUint(p, v)});
}

Term cpuTopology(Process &p) {
  static const Term processor = internAtom("processor"), core = internAtom("core"),
                    logical = internAtom("logical");
  Term cores = Term::nil();
  for (unsigned i = schedulerCount(); i--;)
    cores = makeCons(p, makeTuple(p, {core, makeTuple(p, {logical, Term::small(i)})}), cores);
  return makeCons(p, makeTuple(p, {processor, cores}), Term::nil());
}

Term heapSizes(Process &p) {
  Term list = Term::nil();
  for (unsigned i = heapSizeCount(); i--;)
    list = makeCons(p, makeUint(p, heapSizeAt(i)), list);
  return list;
}

Term garbageCollectionDefaults(Process &p) {
  Term list = Term::nil();
  list = makeCons(p, namedDefault(p, atom::fullsweep_after, gDefaults.fullsweepAfter), list);
  list = makeCons(p, namedDefault(p, atom::min_heap_size, gDefaults.minHeapSize), list);
  list = makeCons(p, namedDefault(p, atom::min_bin_vheap_size, gDefaults.minVirtualBinary), list);
  return makeCons(p, namedDefault(p, atom::max_heap_size, gDefaults.maxHeapSize), list);
}

Term systemVersion(Process &p) {
  char text[200];
  unsigned n = schedulerCount();
  snprintf(text, sizeof text,
           "Erlang/OTP %u [erts-%s] [source] [64-bit] [smp:%u:%u] [ds:%u:%u:10] [async-threads:1] "
           "[jit:ns]\n",
           otpRelease(), ertsVersion().data(), n, n, n, n);
  return string(p, text);
}

Term bindings(Process &p) {
  static const Term unbound = internAtom("unbound");
  Term t[64];
  unsigned n = schedulerCount() < 64 ? schedulerCount() : 64;
  for (unsigned i = 0; i < n; i++)
    t[i] = unbound;
  return makeTuple(p, std::span<const Term>(t, n));
}

Term blockerList(Process &p, BlockKind kind) {
  Term list = Term::nil();
  for (Term pid : multiSchedulingBlockers(kind))
    list = makeCons(p, pid, list);
  return list;
}

/// {Schedulers, Online, Active}.
Term schedulersState(Process &p) {
  return makeTuple(p, {Term::small(schedulerCount()), Term::small(schedulersOnline()),
                       Term::small(activeSchedulerCount())});
}

Term allSchedulersState(Process &p) {
  static const Term dirtyCpu = internAtom("dirty_cpu"), dirtyIo = internAtom("dirty_io"),
                    normal = atom::normal;
  Term online = Term::small(dirtySchedulersOnline()), io = Term::small(kDirtyIoSchedulers);
  Term dirtyActive = activeSchedulerCount() < schedulersOnline() ? Term::small(0) : online;
  Term list = makeCons(p, makeTuple(p, {dirtyIo, io, io, dirtyActive == online ? io : dirtyActive}),
                       Term::nil());
  list = makeCons(p, makeTuple(p, {dirtyCpu, Term::small(schedulerCount()), online, dirtyActive}),
                  list);
  return makeCons(
      p,
      makeTuple(p, {normal, Term::small(schedulerCount()), Term::small(schedulersOnline()),
                    Term::small(activeSchedulerCount())}),
      list);
}

/// Items whose values are constant here.
struct Entry {
  Term name;
  Term (*value)(Process &p);
};

const Entry kItems[] = {
    {atom::atom_count, [](Process &) { return Term::small(atomCount()); }},
    {atom::atom_limit, [](Process &) { return Term::small(atomLimit()); }},
    {atom::build_type, [](Process &) { return atom::opt; }},
    {atom::c_compiler_used,
     [](Process &p) {
       return makeTuple(p, {internAtom("gnuc"),
                            makeTuple(p, {Term::small(12), Term::small(2), Term::small(0)})});
     }},
    {atom::compat_rel, [](Process &) { return Term::small(otpRelease()); }},
    {atom::cpu_topology, cpuTopology},
    {atom::creation, [](Process &) { return Term::small(0); }},
    {atom::debug_compiled, [](Process &) { return atom::false_; }},
    {atom::delayed_node_table_gc, [](Process &) { return Term::small(60); }},
    {atom::dirty_cpu_schedulers, schedulers},
    {atom::dirty_cpu_schedulers_online,
     [](Process &) { return Term::small(dirtySchedulersOnline()); }},
    {atom::dirty_io_schedulers, [](Process &) { return Term::small(kDirtyIoSchedulers); }},
    {atom::dist_buf_busy_limit, [](Process &) { return Term::small(1048576); }},
    {atom::driver_version, [](Process &p) { return string(p, "3.3"); }},
    {atom::dynamic_trace, [](Process &) { return atom::none; }},
    {atom::emu_flavor, [](Process &) { return atom::jit; }},
    {atom::emu_type, [](Process &) { return atom::opt; }},
    {atom::end_time, [](Process &p) { return makeInt(p, kEndTime); }},
    {atom::ets_limit, [](Process &) { return Term::small(8192); }},
    {atom::fullsweep_after,
     [](Process &p) { return namedDefault(p, atom::fullsweep_after, gDefaults.fullsweepAfter); }},
    {atom::garbage_collection, garbageCollectionDefaults},
    {atom::heap_sizes, heapSizes},
    {atom::heap_type, [](Process &) { return internAtom("private"); }},
    {atom::kernel_poll, [](Process &) { return atom::true_; }},
    {atom::logical_processors, schedulers},
    {atom::logical_processors_available, schedulers},
    {atom::logical_processors_online, schedulers},
    {atom::machine, [](Process &p) { return string(p, "BEAM"); }},
    {atom::max_heap_size,
     [](Process &p) { return maxHeapSizeMap(p, gDefaults.maxHeapSize, gDefaults.maxHeapFlags); }},
    {atom::message_queue_data, [](Process &) { return atom::on_heap; }},
    {atom::min_heap_size,
     [](Process &p) { return namedDefault(p, atom::min_heap_size, gDefaults.minHeapSize); }},
    {atom::min_bin_vheap_size,
     [](Process &p) {
       return namedDefault(p, atom::min_bin_vheap_size, gDefaults.minVirtualBinary);
     }},
    {atom::modified_timing_level, [](Process &) { return atom::undefined; }},
    {atom::multi_scheduling, [](Process &) { return multiScheduling(); }},
    {atom::nif_version,
     [](Process &p) {
       return string(p, otpRelease() < 26 ? "2.16" : otpRelease() < 29 ? "2.17" : "2.18");
     }},
    {atom::otp_release, [](Process &p) { return string(p, std::to_string(otpRelease()).c_str()); }},
    {atom::port_count, [](Process &) { return Term::small(portCount()); }},
    {atom::port_limit, [](Process &) { return Term::small(65536); }},
    {atom::process_count, [](Process &) { return Term::small(processCount()); }},
    {atom::process_limit, [](Process &) { return Term::small(processLimit()); }},
    {atom::scheduler_bind_type, [](Process &) { return internAtom("unbound"); }},
    {atom::scheduler_bindings, bindings},
    {atom::scheduler_id, [](Process &) { return Term::small(currentScheduler()->id); }},
    {atom::schedulers, schedulers},
    {atom::schedulers_online, [](Process &) { return Term::small(schedulersOnline()); }},
    {atom::smp_support, [](Process &) { return atom::true_; }},
    {atom::start_time, [](Process &p) { return makeInt(p, kStartTime); }},
    {atom::system_architecture, [](Process &p) { return string(p, "x86_64-pc-linux-gnu"); }},
    {atom::system_logger,
     [](Process &) {
       Term t = whereisName(atom::logger);
       return t.isValue() ? t : atom::undefined;
     }},
    {atom::system_version, systemVersion},
    {atom::thread_pool_size, [](Process &) { return Term::small(1); }},
    {atom::threads, [](Process &) { return atom::true_; }},
    {atom::time_correction, [](Process &) { return atom::true_; }},
    {atom::time_offset, [](Process &) { return internAtom("final"); }},
    {atom::time_warp_mode, [](Process &) { return atom::no_time_warp; }},
    {atom::tolerant_timeofday, [](Process &) { return atom::enabled; }},
    {atom::trace_control_word, [](Process &) { return Term::small(0); }},
    {atom::update_cpu_info, [](Process &) { return internAtom("unchanged"); }},
    {atom::version, [](Process &p) { return string(p, ertsVersion().data()); }},
    {atom::wordsize, [](Process &) { return Term::small(8); }},
    {atom::os_type, [](Process &p) { return makeTuple(p, {atom::unix_, atom::linux_}); }},
};

uint64_t (*gEtsCount)(), (*gEtsBytes)();

uint64_t processBytes() {
  return uint64_t(__atomic_load_n(&gHeapBytes, __ATOMIC_RELAXED)) +
         uint64_t(processCount()) * sizeof(Process);
}
uint64_t binaryBytes() { return uint64_t(__atomic_load_n(&gBinaryBytes, __ATOMIC_RELAXED)); }
uint64_t allBytes() {
  struct mallinfo2 m = mallinfo2();
  return m.uordblks + m.hblkhd;
}

/// Bytes of a kind of memory; false if there is no such kind.
bool memoryOf(Term kind, uint64_t &bytes) {
  static const Term atomUsed = atom::atom_used, processesUsed = atom::processes_used;
  uint64_t all = allBytes(), process = processBytes(), system = all > process ? all - process : 0;
  if (kind == atom::total)
    bytes = process + system;
  else if (kind == atom::processes || kind == processesUsed)
    bytes = process;
  else if (kind == atom::system)
    bytes = system;
  else if (kind == atom::atom || kind == atomUsed)
    bytes = uint64_t(atomCount()) * 40;
  else if (kind == atom::binary)
    bytes = binaryBytes();
  else if (kind == atom::code)
    bytes = uint64_t(reinterpret_cast<const char *>(__stop_beamc_lit) -
                     reinterpret_cast<const char *>(__start_beamc_lit));
  else if (kind == atom::ets)
    bytes = gEtsBytes ? gEtsBytes() : 0;
  else
    return false;
  return true;
}

} // namespace

/// erlang:system_info/1.
BIF(erlang, system_info, 1)
Term system_info_1(Process &p, Term item) {
  for (const Entry &e : kItems)
    if (e.name == item)
      return e.value(p);
  static const Term dynamicProbes = internAtom("dynamic_trace_probes"),
                    blockers = internAtom("multi_scheduling_blockers"),
                    normalBlockers = internAtom("normal_multi_scheduling_blockers"),
                    portParallelism = internAtom("port_parallelism"),
                    outstanding = internAtom("outstanding_system_requests_limit"),
                    breakIgnored = internAtom("break_ignored"),
                    externalSize = internAtom("external"), etsCount = atom::ets_count;
  if (item == dynamicProbes || item == portParallelism || item == breakIgnored)
    return atom::false_;
  if (item == blockers || item == normalBlockers)
    return blockerList(p, item == blockers ? BlockKind::All : BlockKind::Normal);
  static const Term state = internAtom("schedulers_state"),
                    allStates = internAtom("all_schedulers_state");
  if (item == state)
    return schedulersState(p);
  if (item == allStates)
    return allSchedulersState(p);
  if (item == outstanding)
    return Term::small(4);
  if (item == etsCount)
    return Term::small(gEtsCount ? int64_t(gEtsCount()) : 0);
  if (item.isTuple(2) && item.element(0) == atom::wordsize &&
      (item.element(1) == externalSize || item.element(1) == atom::internal))
    return Term::small(8);
  if (item == atom::allocated_areas)
    return Term::nil();
  if (item.isTuple(2) && item.element(0) == atom::cpu_topology) {
    if (item.element(1) == internAtom("defined"))
      return atom::undefined;
    if (item.element(1) == internAtom("detected") || item.element(1) == internAtom("used"))
      return cpuTopology(p);
  }
  if (Term value = emulatorInfo(p, item); value.isValue())
    return value;
  if (item == atom::procs || item == atom::info || item == atom::loaded || item == atom::dist)
    return makeBinary(p, "");
  return p.fail(atom::badarg);
}

namespace {

/// Returns \p result when the threads that are to stop have stopped.
Term whenStopped(Process &p, Term result) {
  if (!awaitStoppedSchedulers(p.pid))
    return result;
  suspendForOffloaded(p);
  return p.trap(&gYieldExport, result);
}

Term setOnline(Process &p, int64_t n) {
  if (n < 1 || n > schedulerCount())
    return p.fail(atom::badarg);
  unsigned old = setSchedulersOnline(unsigned(n));
  return whenStopped(p, Term::small(old));
}

Term setDirtyOnline(Process &p, int64_t n) {
  if (n < 1 || n > schedulersOnline())
    return p.fail(atom::badarg);
  return Term::small(setDirtySchedulersOnline(unsigned(n)));
}

Term setMultiScheduling(Process &p, Term value) {
  if (value == atom::block || value == atom::block_normal) {
    p.flags |= kBlocksSchedulers;
    blockMultiScheduling(p.pid, value == atom::block ? BlockKind::All : BlockKind::Normal);
    return whenStopped(p, multiScheduling());
  }
  if (value != atom::unblock && value != atom::unblock_normal)
    return p.fail(atom::badarg);
  unblockMultiScheduling(p.pid, value == atom::unblock ? BlockKind::All : BlockKind::Normal);
  return multiScheduling();
}

} // namespace

/// erlang:system_flag/2: the old value.
BIF(erlang, system_flag, 2, Sched)
Term system_flag_2(Process &p, Term flag, Term value) {
  static const Term backtraceDepth = internAtom("backtrace_depth");
  constexpr int64_t kMostBacktrace = 64;
  int64_t n = -1;
  bool number = value.isInteger() && toInt64(value, n) && n >= 0;
  auto swap = [&](uint32_t &field, uint32_t v) {
    Term old = Term::small(field);
    __atomic_store_n(&field, v, __ATOMIC_RELAXED);
    return old;
  };
  if (flag == atom::max_heap_size) {
    uint64_t words;
    uint32_t flags;
    if (!parseMaxHeapSize(value, words, flags))
      return p.fail(atom::badarg);
    Term old = maxHeapSizeMap(p, gDefaults.maxHeapSize, gDefaults.maxHeapFlags);
    gDefaults.maxHeapSize = words;
    gDefaults.maxHeapFlags = flags;
    return old;
  }
  if (flag == atom::schedulers_online)
    return setOnline(p, number ? n : 0);
  if (flag == atom::dirty_cpu_schedulers_online)
    return setDirtyOnline(p, number ? n : 0);
  static const Term wallTime = atom::scheduler_wall_time, timeOffset = atom::time_offset;
  if (flag == wallTime)
    return value.isBoolean() ? atom::false_ : p.fail(atom::badarg);
  if (flag == timeOffset)
    return internAtom("final");
  if (flag == atom::multi_scheduling)
    return setMultiScheduling(p, value);
  if (flag == internAtom("system_logger"))
    return atom::logger;
  if (!number)
    return flag == atom::fullsweep_after || flag == atom::min_heap_size ||
                   flag == atom::min_bin_vheap_size || flag == backtraceDepth ||
                   flag == atom::trace_control_word
               ? p.fail(atom::badarg)
               : p.failInfo(atom::badarg, atom::badopt);
  if (flag == backtraceDepth)
    return swap(gBacktraceDepth, uint32_t(n > kMostBacktrace ? kMostBacktrace : n));
  if (flag == atom::fullsweep_after)
    return swap(gDefaults.fullsweepAfter, uint32_t(n));
  if (flag == atom::min_heap_size)
    return swap(gDefaults.minHeapSize, uint32_t(nextHeapSize(uint64_t(n))));
  if (flag == atom::min_bin_vheap_size)
    return swap(gDefaults.minVirtualBinary, uint32_t(nextHeapSize(uint64_t(n))));
  if (flag == atom::trace_control_word)
    return Term::small(0);
  return p.failInfo(atom::badarg, atom::badopt);
}

/// erlang:memory/0: all kinds.
BIF(erlang, memory, 0)
Term memory_0(Process &p) {
  static constexpr Term kinds[] = {atom::total,  atom::processes, atom::processes_used,
                                   atom::system, atom::atom,      atom::atom_used,
                                   atom::binary, atom::code,      atom::ets};
  Term list = Term::nil();
  for (size_t i = std::size(kinds); i--;) {
    uint64_t bytes;
    memoryOf(kinds[i], bytes);
    list = makeCons(p, makeTuple(p, {kinds[i], makeUint(p, bytes)}), list);
  }
  return list;
}

/// erlang:memory/1: one kind, or a list of kinds.
BIF(erlang, memory, 1)
Term memory_1(Process &p, Term kinds) {
  uint64_t bytes;
  if (kinds.isAtom())
    return memoryOf(kinds, bytes) ? makeUint(p, bytes) : p.fail(atom::badarg);
  Term reversed = Term::nil(), list = Term::nil();
  for (; kinds.isCons(); kinds = kinds.tail()) {
    if (!memoryOf(kinds.head(), bytes))
      return p.fail(atom::badarg);
    reversed = makeCons(p, makeTuple(p, {kinds.head(), makeUint(p, bytes)}), reversed);
  }
  for (; reversed.isCons(); reversed = reversed.tail())
    list = makeCons(p, reversed.head(), list);
  return kinds.isNil() ? list : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
