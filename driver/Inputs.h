//===- Inputs.h - what the user named on the command line -----------------------------===//
#pragma once

#include "driver/ModuleIndex.h"

#include <string>
#include <vector>

namespace beamc::driver {

struct Inputs {
  std::vector<ModuleFile> modules; ///< in the order in which they were named
  /// The module that most probably has the main function: of the first input if that is one file.
  std::string first;
  std::vector<std::string> applications;          ///< .app files that were named: these start
  std::vector<std::string> availableApplications; ///< .app files in directories that were named
};

/// Expands INPUT arguments: a .beam file; a directory with .beam files (or with an ebin directory
/// of such); an .app file, which stands for the modules that it lists; an .erl file, which \p erlc
/// compiles into \p directory, which must be there; an escript; an .ez archive, which the erl
/// beside
/// \p erlc unpacks there. False after an error.
bool expandInputs(const std::vector<std::string> &arguments, const std::string &erlc,
                  const std::string &directory, Inputs &out, Diagnostics &diag);

/// Runs a program with \p arguments (the first is its path) and waits. Its exit code, 128 and the
/// signal that killed it, or -1 if it could not be started. \p output: takes what it writes to
/// standard output and standard error.
int runProgram(const std::vector<std::string> &arguments, std::string *output = nullptr);

} // namespace beamc::driver
