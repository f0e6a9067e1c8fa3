//===- Options.h - Options of re:compile and re:run ------------------------------------------------===//
#pragma once
#include "stdlib/re/Pattern.h"

namespace beamc::bif {

struct ReOptions {
  PatternOptions pattern;                    ///< for a pattern given as text
  uint32_t match = 0;                        ///< PCRE2_… option bits for matching
  bool compileOnly = false, runOnly = false; ///< there was an option for one of the two
  bool unicode = false, global = false, reportErrors = false;
  uint64_t offset = 0;
  rt::Term captureWhat = rt::Term::nonValue(); ///< {capture, What, Type}, if given
  rt::Term captureType = rt::Term::nonValue();
  int64_t matchLimit = -1, depthLimit = -1; ///< -1: not given
};

/// False: badarg.
bool parseReOptions(rt::Term list, ReOptions &out);

/// All bits that parseReOptions may set in PatternOptions::compile.
uint32_t compileOptionBits();

} // namespace beamc::bif
