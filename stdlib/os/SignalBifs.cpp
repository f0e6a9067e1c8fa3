//===- SignalBifs.cpp - os:set_signal ---------------------------------------------------------------===//
#include "runtime/main/OsSignals.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(os)

/// os:set_signal/2: `default`, `ignore` or `handle` (a message to erl_signal_server, if it runs).
/// badarg: a signal that cannot be set, another option.
BIF(os, set_signal, 2)
Term set_signal_2(Process &p, Term name, Term option) {
  int number = osSignalNumber(name);
  if (!number)
    return p.fail(atom::badarg);
  if (option == atom::default_)
    setOsSignal(number, OsSignalEffect::Default);
  else if (option == atom::ignore)
    setOsSignal(number, OsSignalEffect::Ignore);
  else if (option == atom::handle)
    setOsSignal(number, OsSignalEffect::Handle);
  else
    return p.fail(atom::badarg);
  return atom::ok;
}

BEAMC_BIF_NAMESPACE_END
