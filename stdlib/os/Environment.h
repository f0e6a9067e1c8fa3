//===- Environment.h - The environment of the program -------------------------------------------===//
#pragma once
#include "runtime/term/WorkStack.h"

namespace beamc::bif {

/// Appends NAME=VALUE of all variables, each with a zero byte behind.
void copyEnvironment(rt::Bytes &out);

} // namespace beamc::bif
