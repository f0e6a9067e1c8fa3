//===- Enter.h - Where compiled code and the runtime enter interpreted code ---------------===//
//
// Targets of the stubs that a module has (Stubs.h). The context of each is an address in threaded
// code.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Trampoline.h"

namespace beamc::rt::interp {

/// Entry of a function of this arity (0 … 255): context is its opEntry.
ContextCodeFn *functionEntry(unsigned arity);
/// Entry of a fun with captured values: context is [opEntry, own arguments, captured values].
ContextCodeFn enterFun;
/// Return of a call: x0 goes to X[0].
ContextCodeFn enterReturn;
/// An exception reaches a `try`: class, reason, raw trace go to X[0 … 2].
ContextCodeFn enterTry;
/// An exception reaches a `catch`: its value goes to X[0].
ContextCodeFn enterCatch;
/// Return address of a frame that only names where an exception was raised: never returned to.
ContextCodeFn enterNever;

} // namespace beamc::rt::interp
