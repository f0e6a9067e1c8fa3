//===- Report.h - What the runtime tells the logger --------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include <initializer_list>
#include <string_view>

namespace beamc::rt {

/// Sends the process `logger`, if there is one, a log event on behalf of \p p. \p level is an atom,
/// \p format ASCII text for io:format, \p args at most eight terms, which are copied.
void sendLogEvent(Process &p, Term level, std::string_view format,
                  std::initializer_list<Term> args);

} // namespace beamc::rt
