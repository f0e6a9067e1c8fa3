//===- Load.h - From the bytes of a .beam file to code that can be installed ------------------===//
#pragma once
#include "compiler/support/Diagnostics.h"
#include "runtime/code/ModuleTable.h"
#include <span>

namespace beamc::rt::interp {

/// Reads and translates a module. Null after an error, which has been added to \p diag. The caller
/// owns the code until it is installed, and calls its destroy once nothing refers to it.
ModuleCode *loadCode(std::span<const uint8_t> bytes, std::string_view name, Diagnostics &diag);

/// BEAMC_DEBUG=tier=interp: every module that carries its .beam file (beamc build --embed-beam) is
/// interpreted from the start. Before the schedulers run. False after an error, printed.
bool interpretProgram();

} // namespace beamc::rt::interp
