//===- BootCrash.h - The end of a process that the program needs --------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

/// What OTP's init prints when the process that runs the main function ends with \p reason: the
/// term on standard output, a shortened text on standard error.
void reportBootCrash(Term reason);

/// What OTP prints on standard error when a process of the runtime, such as the code purger, ends.
void reportSystemProcessEnd(Term pid, Term reason);

} // namespace beamc::rt
