//===- PortSignals.h - What processes do to ports -----------------------------------------------===//
//
// Called with no port's lock held; terms are copied. Each takes effect before it returns. A port
// that is not there, or not open any more, answers as a process that has ended.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include "runtime/process/Reference.h"

namespace beamc::rt {

/// Port ! Message: {Owner, {command, Data} | close | {connect, Pid}}. Anything else, and whoever
/// names another owner, ends the owner by `badsig`. A busy port takes the data and suspends
/// \p from, or with \p noSuspend takes nothing and answers false.
bool sendToPort(Process &from, Term port, Term message, bool noSuspend);

/// The port learns of a broken link. exit/2 with \p reason.
void portLinkExit(Term port, Term from, Term reason);
void exitToPort(Term port, Term from, Term reason);
/// False when the port is not open.
bool linkPort(Term port, Term pid);
void unlinkPort(Term port, Term pid);
bool monitorPort(Term port, Term pid, RefNumber ref);
void demonitorPort(Term port, RefNumber ref);
/// False when it is not open, has a name or \p name is taken.
bool nameOpenPort(Term port, Term name);
/// Takes the name back from whatever port has it.
bool unnamePort(Term name);

} // namespace beamc::rt
