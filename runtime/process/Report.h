//===- Report.h - What the runtime tells the logger --------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include <initializer_list>
#include <string_view>

namespace beamc::rt {

/// Sends a log event on behalf of \p p; \p format is ASCII, \p args at most eight terms.
void sendLogEvent(Process &p, Term level, std::string_view format,
                  std::initializer_list<Term> args);

} // namespace beamc::rt
