//===- FullBoot.h - the first processes of a program with OTP's init ----------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

/// The process `init`, not started yet: init:boot/1 with the arguments that `erl -noshell` would
/// pass, those of $ERL_AFLAGS, $ERL_FLAGS and $ERL_ZFLAGS (emulator flags `+…` left out), and the
/// program's own after -extra. It is the first process: <0.0.0>.
Process *makeInitProcess();
/// Starts the runtime's helpers that are written in Erlang: code purger, literal area collector,
/// signal handlers of processes that run dirty. To be called after makeInitProcess.
void startHelperProcesses();

} // namespace beamc::rt
