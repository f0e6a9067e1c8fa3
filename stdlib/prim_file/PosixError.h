//===- PosixError.h - errno as OTP names it --------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"

namespace beamc::bif {
/// enoent, eacces, …; `unknown` for numbers without a name.
rt::Term posixError(int number);
/// {error, posixError(number)}.
rt::Term errorTuple(rt::Process &p, int number);
} // namespace beamc::bif
