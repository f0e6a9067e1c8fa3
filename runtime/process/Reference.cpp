//===- Reference.cpp - Numbers for new references ---------------------------------------------===//
//
// Each thread draws blocks of 2^18 numbers from one count, so that references of a thread
// are consecutive; the start is taken from the clock, so that runs differ.
//===----------------------------------------------------------------------===//
#include "runtime/process/Reference.h"
#include <ctime>
#include <unistd.h>

namespace beamc::rt {
namespace {
uint64_t gNextBlock; // atomic
thread_local uint64_t tHigh, tNext, tEnd;
} // namespace

RefNumber newRefNumber() {
  if (__builtin_expect(tNext == tEnd, 0)) {
    static const uint64_t start = [] {
      timespec ts;
      clock_gettime(CLOCK_REALTIME, &ts);
      return (uint64_t(ts.tv_sec) * 1000000007u ^ uint64_t(ts.tv_nsec) * 0x9e3779b97f4a7c15ull ^
              uint64_t(getpid())) >>
             8;
    }();
    uint64_t block = start + __atomic_fetch_add(&gNextBlock, 1, __ATOMIC_RELAXED);
    tHigh = (block >> 32) & 0xffffffff;
    tNext = (block & 0xffffffff) << kRefLowBits;
    tEnd = tNext + (uint64_t(1) << kRefLowBits);
  }
  return {tHigh, tNext++};
}

} // namespace beamc::rt
