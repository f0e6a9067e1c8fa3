//===- StackText.h - A process's stack for people to read ------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include "runtime/term/Print.h"

namespace beamc::rt {

/// The frames of \p p from sp on, as process_info(backtrace) shows them: return addresses with
/// function and line, the terms of each frame, and where exceptions are caught. \p at is the place
/// where \p p is, or null.
void appendStack(Text &out, const Process &p, const CodeLocation *at);

/// Frames with a `try` or `catch` around the call that they wait for (process_info(catchlevel)).
/// OTP counts each nested `try` of a function, which here are one handler.
unsigned catchLevel(const Process &p);

} // namespace beamc::rt
