//===- EmulatorInfo.cpp - Items of erlang:system_info/1 about clocks and the emulator ----------===//
#include "stdlib/erlang/EmulatorInfo.h"
#include "runtime/code/OtpRelease.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Integer.h"
#include <cstdio>
#include <ctime>
#include <gnu/libc-version.h>
#include <string_view>

namespace beamc::bif {
using namespace rt;
namespace {

Term list(Process &p, std::initializer_list<Term> items) {
  Term result = Term::nil();
  for (auto item = items.end(); item != items.begin();)
    result = makeCons(p, *--item, result);
  return result;
}

Term pair(Process &p, const char *key, Term value) {
  return makeTuple(p, {internAtom(key), value});
}

Term yesNo(bool yes) { return internAtom(yes ? "yes" : "no"); }

Term clockSource(Process &p, clockid_t clock, const char *name) {
  timespec resolution, now;
  clock_getres(clock, &resolution);
  clock_gettime(clock, &now);
  int64_t nanoseconds = int64_t(resolution.tv_sec) * 1000000000 + resolution.tv_nsec;
  Term perSecond = Term::small(1000000000 / (nanoseconds ? nanoseconds : 1));
  bool monotonic = clock == CLOCK_MONOTONIC;
  Term items =
      list(p, {pair(p, "parallel", yesNo(true)),
               pair(p, "time", makeInt(p, int64_t(now.tv_sec) * 1000000000 + now.tv_nsec))});
  auto prepend = [&](const char *key, Term value) {
    items = makeCons(p, pair(p, key, value), items);
  };
  if (monotonic)
    prepend("extended", yesNo(false));
  if (monotonic && otpRelease() >= 26)
    prepend("used_resolution", perSecond);
  prepend("resolution", perSecond);
  prepend("clock_id", internAtom(name));
  prepend("function", internAtom("clock_gettime"));
  return items;
}

Term libcOptions(Process &p) {
  return list(p, {pair(p, "e", atom::true_), pair(p, "m", internAtom("libc"))});
}

/// {Allocator, Version, Features, Settings}: memory comes from the C library.
Term allocator(Process &p) {
  Term version = Term::nil();
  unsigned major = 0, minor = 0;
  if (sscanf(gnu_get_libc_version(), "%u.%u", &major, &minor) == 2)
    version = list(p, {Term::small(major), Term::small(minor)});
  static const Term sys = internAtom("sys_alloc");
  return makeTuple(p, {internAtom("glibc"), version, list(p, {sys}),
                       list(p, {makeTuple(p, {sys, libcOptions(p)})})});
}

/// {allocator, A} and {allocator_sizes, A}: false for OTP's allocators, none of which is in use.
Term oneAllocator(Process &p, Term name, bool sizes) {
  if (name == internAtom("sys_alloc"))
    return list(
        p, {makeTuple(p, {internAtom("instance"), Term::small(0),
                          sizes ? Term::nil() : list(p, {pair(p, "options", libcOptions(p))})})});
  for (const char *known :
       {"temp_alloc", "sl_alloc", "std_alloc", "ll_alloc", "eheap_alloc", "ets_alloc", "fix_alloc",
        "literal_alloc", "binary_alloc", "driver_alloc", "mseg_alloc", "test_alloc"})
    if (name == internAtom(known))
      return atom::false_;
  return Term::nonValue();
}

const struct Item {
  const char *name;
  Term (*value)(Process &p);
} kItems[] = {
    {"endian", [](Process &) { return internAtom("little"); }},
    {"os_monotonic_time_source",
     [](Process &p) { return clockSource(p, CLOCK_MONOTONIC, "CLOCK_MONOTONIC"); }},
    {"os_system_time_source",
     [](Process &p) { return clockSource(p, CLOCK_REALTIME, "CLOCK_REALTIME"); }},
    {"allocator", allocator},
    {"alloc_util_allocators", [](Process &) { return Term::nil(); }},
    {"dist_ctrl", [](Process &) { return Term::nil(); }}, // no connections
    {"taints", [](Process &) { return Term::nil(); }},    // no NIF libraries
    {"sequential_tracer",
     [](Process &p) { return makeTuple(p, {internAtom("sequential_tracer"), atom::false_}); }},
    {"context_reductions", [](Process &) { return Term::small(abi::kReductions); }},
    {"constant_pool_support", [](Process &) { return atom::true_; }},
    {"eager_check_io", [](Process &) { return atom::true_; }},
    {"beam_jump_table", [](Process &) { return atom::true_; }},
    {"ets_realloc_moves", [](Process &) { return atom::false_; }},
    {"ets_always_compress", [](Process &) { return atom::false_; }},
    {"hipe_architecture", [](Process &) { return atom::undefined; }},
};

} // namespace

Term emulatorInfo(Process &p, Term item) {
  if (item.isAtom()) {
    std::string_view name = atomText(item);
    for (const Item &i : kItems)
      if (name == i.name)
        return i.value(p);
    return Term::nonValue();
  }
  if (!item.isTuple(2))
    return Term::nonValue();
  bool sizes = item.element(0) == internAtom("allocator_sizes");
  return sizes || item.element(0) == atom::allocator ? oneAllocator(p, item.element(1), sizes)
                                                     : Term::nonValue();
}

} // namespace beamc::bif
