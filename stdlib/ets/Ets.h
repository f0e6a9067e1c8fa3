//===- Ets.h - What other parts of the runtime call in ETS ------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

/// \p p ends: its tables are deleted or go to their heirs, its fixations are lifted. The
/// hook of process/Exit.h calls it, before links fire. Cheap for processes that have neither.
void etsOwnerExits(Process &p);
/// Number of tables.
uint32_t etsTableCount();
/// Words of memory in all tables.
uint64_t etsMemoryWords();

} // namespace beamc::rt
