//===- BifCoverage.h - The runtime's built-ins beside an installed OTP's ---------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace beamc::driver {

struct BifCoverage {
  std::string release; ///< "25"
  unsigned total = 0, missingCount = 0;
  std::map<std::string, unsigned> totals;                  ///< functions by module
  std::map<std::string, std::vector<std::string>> missing; ///< "f/1" by module, sorted
};

/// Compares with the OTP below \p root: erlang:system_info(snifs) of its erl, and the NIF stubs of
/// its preloaded modules, which are those functions that call erlang:nif_error. False after an
/// error.
bool compareBifs(const std::string &root, BifCoverage &out, Diagnostics &diag);

} // namespace beamc::driver
