//===- CommandLine.h - what beamc says of wrong arguments ----------------------------===//
#pragma once

#include <CLI/CLI.hpp>

namespace beamc::driver {

/// Parses the command line and runs the callbacks of what it chooses; `beamc help [COMMAND]` is the
/// help of a command. \p status is what they set, or the exit code of the parser: kExitOk after
/// help and the like, kExitFailed when the arguments are wrong, which standard error then says.
void parseCommandLine(CLI::App &app, int argc, char **argv, int &status);

} // namespace beamc::driver
