//===- HeapSizes.cpp - The series of block sizes ------------------------------------------===//
//
// As OTP's (erlang:system_info(heap_sizes)): Fibonacci-like with one word more per step up
// to a million words, then a fifth more each time.
//===----------------------------------------------------------------------===//
#include "runtime/gc/Collector.h"

namespace beamc::rt {
namespace {

constexpr unsigned kMaxSizes = 152;

struct SizeTable {
  uint64_t size[kMaxSizes];
  unsigned count;
  constexpr SizeTable() : size{12, 38}, count(2) {
    while (count < 23) {
      size[count] = size[count - 1] + size[count - 2] + 1;
      count++;
    }
    // Further steps until words would no longer fit an address space.
    while (count < kMaxSizes && size[count - 1] < (uint64_t(1) << 59)) {
      size[count] = size[count - 1] + size[count - 1] / 5;
      count++;
    }
  }
};
constexpr SizeTable kSizes;
static_assert(kSizes.size[5] == 233 && kSizes.size[22] == 833026 && kSizes.size[23] == 999631);

} // namespace

uint64_t nextHeapSize(uint64_t words) {
  unsigned low = 0, high = kSizes.count - 1;
  while (low < high) {
    unsigned mid = (low + high) / 2;
    if (kSizes.size[mid] >= words)
      high = mid;
    else
      low = mid + 1;
  }
  return kSizes.size[low];
}
unsigned heapSizeCount() { return kSizes.count; }
uint64_t heapSizeAt(unsigned i) { return kSizes.size[i]; }

} // namespace beamc::rt
