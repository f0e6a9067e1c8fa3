//===- BootCrash.h - The end of the first process ---------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

/// What OTP's init prints when the process that runs the main function ends with \p reason: the
/// term on standard output, a shortened text on standard error.
void reportBootCrash(Term reason);

} // namespace beamc::rt
