//===- Debug.cpp - Switches in the environment variable BEAMC_DEBUG -----------------------------===//
#include "runtime/main/Debug.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/jit/Jit.h"
#include "runtime/scheduler/Chaos.h"
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>

namespace beamc::rt {

Tier gTier;
bool gJitLog, gJitDump, gJitWait, gJitForeign;

namespace {

[[noreturn]] void refuse(std::string_view item, const char *why) {
  fprintf(stderr, "beamc: BEAMC_DEBUG: '%.*s': %s\n", int(item.size()), item.data(), why);
  exit(2);
}

uint64_t number(std::string_view item, std::string_view value) {
  uint64_t n = 0;
  auto [end, error] = std::from_chars(value.begin(), value.end(), n);
  if (error != std::errc() || end != value.end() || n == 0)
    refuse(item, "expected a number above 0 after '='");
  return n;
}

void setChaos(uint64_t seed) {
  gChaosSeed = seed;
  fprintf(stderr, "beamc: BEAMC_DEBUG=chaos=%llu\n", static_cast<unsigned long long>(seed));
}

} // namespace

void readDebugSwitches() {
  const char *text = getenv("BEAMC_DEBUG");
  if (!text)
    return;
  std::string_view rest(text);
  while (!rest.empty()) {
    size_t comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    std::string_view key = item.substr(0, item.find('='));
    std::string_view value =
        key.size() < item.size() ? item.substr(key.size() + 1) : std::string_view();
    if (key == "gcstress") {
      gGcStress = true;
      gGcStressWords = value.empty() ? 0 : number(item, value);
    } else if (key == "heapcheck" && value.empty())
      gHeapCheck = true;
    else if (item == "tier=interp")
      gTier = Tier::Interpreted;
    else if (item == "tier=jit")
      gTier = Tier::Jit;
    else if (key == "jit")
      gJitThreshold = uint32_t(std::min<uint64_t>(number(item, value), INT32_MAX));
    else if (item == "jitwait")
      gJitWait = true;
    else if (item == "jitlog")
      gJitLog = true;
    else if (item == "jitdump")
      gJitDump = true;
    else if (item == "jitforeign")
      gJitForeign = true;
    else if (key == "chaos")
      setChaos(value.empty() ? std::random_device()() : number(item, value));
    else if (key == "allocfail")
      gAllocationsLeft = int64_t(number(item, value));
    else
      refuse(item,
             "expected gcstress[=WORDS], heapcheck, chaos[=SEED], tier=interp, tier=jit, jit=N, "
             "jitwait, jitlog, jitdump, jitforeign or allocfail=N");
  }
}

} // namespace beamc::rt
