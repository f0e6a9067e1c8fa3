//===- Commands.h - the subcommands of beamc -------------------------------------===//
//
// Each subcommand lies in a file of its own, which declares its options and runs it.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <CLI/CLI.hpp>

namespace beamc::driver {

/// Options that every subcommand has.
struct CommonOptions {
  std::string color = "auto"; ///< auto, always, never
  bool verbose = false;

  /// Whether text on standard error is coloured.
  bool useColor() const;
};

/// Exit codes: what scripts may rely on.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed =
    1; ///< wrong input or arguments; the reasons are on standard error
inline constexpr int kExitUnreachable = 3; ///< no such program, no endpoint, no answer
inline constexpr int kExitRefused = 4;     ///< secret, user or version do not fit
inline constexpr int kExitNotDone = 5;     ///< the program has refused or failed; nothing changed

/// Adds a subcommand to \p app. When it is chosen, its callback sets \p status.
void addBuild(CLI::App &app, CommonOptions &common, int &status);
/// \p moreArguments follow those of the command line when the program is started.
void addRun(CLI::App &app, CommonOptions &common, const std::vector<std::string> &moreArguments,
            int &status);
void addInspect(CLI::App &app, CommonOptions &common, int &status);
void addBifs(CLI::App &app, CommonOptions &common, int &status);
void addAsm(CLI::App &app, CommonOptions &common, int &status);
void addValidate(CLI::App &app, CommonOptions &common, int &status);
void addPush(CLI::App &app, CommonOptions &common, int &status);
void addPs(CLI::App &app, CommonOptions &common, int &status);
void addEval(CLI::App &app, CommonOptions &common, int &status);

/// Writes all diagnostics to standard error. kExitFailed if one is an error, otherwise \p status.
int report(const Diagnostics &diag, const CommonOptions &common, int status);

} // namespace beamc::driver
