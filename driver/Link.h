//===- Link.h - objects to an executable, by lld -----------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <string>
#include <vector>

namespace beamc::driver {

struct LinkRequest {
  std::vector<std::string> objects; ///< paths, the link object first
  std::string output;
  std::string workDirectory; ///< for what the linker leaves; empty but for the objects
  std::string libraryDir;    ///< where libbeamc_runtime.a lies
  bool isStatic = false;     ///< no dynamic libc
  bool isPie = false;        ///< loaded at a random address; not with isStatic
  bool withJit = false;      ///< the JIT is part of the executable
  bool keepDebugInfo = false;
  bool verbose = false;               ///< print the linker's arguments on standard error
  std::vector<std::string> arguments; ///< added at the end, as the user gave them
};

/// \p chosen if not empty, $BEAMC_LIB_DIR, or lib/beamc (in a build directory: lib) beside the
/// directory of this executable.
std::string runtimeLibraryDir(const std::string &chosen);

/// False after an error, in which case the output file is as it was. Not to be called from two
/// threads at once: lld has global state.
bool linkExecutable(const LinkRequest &request, Diagnostics &diag);

} // namespace beamc::driver
