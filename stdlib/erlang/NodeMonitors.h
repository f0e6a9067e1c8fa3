//===- NodeMonitors.h - who is told of nodes that come and go ---------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::bif {

/// process_flag(monitor_nodes, Value) and process_flag({monitor_nodes, Options}, Value): \p options
/// is a map, or a non-value. One more subscription with these options (true) or none (false).
/// Returns how many there were; -1 for bad options or a bad value.
int64_t monitorNodes(rt::Process &p, rt::Term options, rt::Term value);

} // namespace beamc::bif
