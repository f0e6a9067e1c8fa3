//===- Work.cpp ----------------------------------------------------------------------------------===//
#include "runtime/term/Work.h"

namespace beamc::rt {

thread_local int64_t *tReductions;

void chargeSlow(uint64_t reductions) {
  if (tReductions)
    *tReductions -= int64_t(reductions);
}

} // namespace beamc::rt
