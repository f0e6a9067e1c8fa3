//===- Debug.cpp - Switches in the environment variable BEAMC_DEBUG -----------------------------===//
#include "runtime/main/Debug.h"
#include "runtime/gc/Collector.h"
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace beamc::rt {

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
    if (key == "gcstress")
      gGcStress = true;
    else if (key == "heapcheck")
      gHeapCheck = true;
    else
      fprintf(stderr, "beamc: BEAMC_DEBUG: unknown key '%.*s' (known: gcstress, heapcheck)\n",
              int(key.size()), key.data());
  }
}

} // namespace beamc::rt
