//===- OsSignals.h - signals of the operating system as messages --------------------------------===//
//
// A signal that is handled becomes the message {notify, Name} to the process registered as
// erl_signal_server, as in OTP. Without such a process the signal has its default effect.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

/// The number of a signal that os:set_signal/2 knows, by its name; 0 for others.
int osSignalNumber(Term name);

enum class OsSignalEffect : uint8_t { Default, Ignore, Handle };
/// \p number is one that osSignalNumber has returned. Any thread.
void setOsSignal(int number, OsSignalEffect effect);

/// The signals that a program with the full boot handles from its start: SIGTERM, SIGQUIT and
/// SIGUSR1.
void handleUsualOsSignals();

} // namespace beamc::rt
