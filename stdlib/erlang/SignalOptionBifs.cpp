//===- SignalOptionBifs.cpp - link/2, exit/3, exit_signal/3: signals with options (OTP 28, 29) ------===//
//
// The only option is `priority`. It asks for the signal to be received before ordinary messages by
// a receiver that has allowed that for the sender; here such signals come in order, as without the
// option.
//===----------------------------------------------------------------------===//
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

// In RelationBifs.cpp.
Term link_1(Process &p, Term pid) __asm__("bif.erlang:link/1");
Term exit_2(Process &p, Term pid, Term reason) __asm__("bif.erlang:exit/2");

namespace {
bool knownOptions(Term options) {
  for (; options.isCons(); options = options.tail())
    if (options.head() != atom::priority)
      return false;
  return options.isNil();
}
} // namespace

/// As link/1. badarg (badopt): an unknown option.
BIF(erlang, link, 2, Sched)
Term link_2(Process &p, Term pid, Term options) {
  return knownOptions(options) ? link_1(p, pid) : p.failInfo(atom::badarg, atom::badopt);
}

/// As exit/2. badarg (badopt): an unknown option.
BIF(erlang, exit, 3, Sched)
Term exit_3(Process &p, Term pid, Term reason, Term options) {
  return knownOptions(options) ? exit_2(p, pid, reason) : p.failInfo(atom::badarg, atom::badopt);
}

/// Sends an exit signal: the names of exit/2 and exit/3 in OTP 29.
BIF(erlang, exit_signal, 2, Sched)
Term exit_signal_2(Process &p, Term pid, Term reason) { return exit_2(p, pid, reason); }

/// As exit_signal/2. badarg (badopt): an unknown option.
BIF(erlang, exit_signal, 3, Sched)
Term exit_signal_3(Process &p, Term pid, Term reason, Term options) {
  return exit_3(p, pid, reason, options);
}

BEAMC_BIF_NAMESPACE_END
