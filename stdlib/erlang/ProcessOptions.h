//===- ProcessOptions.h - Options of spawn_opt, monitor and process_flag ----------------------===//
#pragma once
#include "runtime/process/Spawn.h"

namespace beamc::bif {

/// False when an option is unknown or malformed.
bool parseSpawnOptions(rt::Term list, rt::SpawnOptions &out);
/// {alias, Mode} and {tag, Term}; false when malformed.
bool parseMonitorOptions(rt::Term list, rt::AliasMode &alias, rt::Term &tag);
/// explicit_unalias, demonitor, reply_demonitor; kAliasNone for others.
rt::AliasMode aliasMode(rt::Term mode);
/// max, high, normal, low. False for others.
bool parsePriority(rt::Term name, uint8_t &out);
rt::Term priorityName(uint8_t priority);
/// Integer or map of max_heap_size; `flags` gets kMaxHeapKill, kMaxHeapLog, kMaxHeapBinaries.
bool parseMaxHeapSize(rt::Term value, uint64_t &words, uint32_t &flags);
rt::Term maxHeapSizeMap(rt::Process &p, uint64_t words, uint32_t flags);

} // namespace beamc::bif

namespace beamc::bif::erlang {
using beamc::bif::parseSpawnOptions;
}
