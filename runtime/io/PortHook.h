//===- PortHook.h - What the rest of the runtime asks of ports ---------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

/// A message to a port; false for badarg. Set by the port part, null without ports.
extern bool (*gPortSend)(Process &from, Term port, Term message);

} // namespace beamc::rt
