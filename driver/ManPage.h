//===- ManPage.h - beamc.1 ---------------------------------------------------------===//
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace beamc::driver {

/// The manual page in roff (man macros), with the subcommands and options that \p app declares.
std::string manPage(const CLI::App &app);

} // namespace beamc::driver
