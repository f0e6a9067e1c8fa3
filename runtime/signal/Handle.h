//===- Handle.h - What signals do to their receiver ------------------------------------------===//
#pragma once
#include "runtime/process/ProcessCold.h"
#include "runtime/signal/Signal.h"

namespace beamc::rt {

/// Any signal but Message, in the receiver. Takes \p s over. True if a message was added.
bool handleSignal(Process &p, Signal *s);
/// Tasks (Signal::kTask) look at a process's frames and registers. While its code runs and takes
/// signals in, as a receive does, these are not in memory: tasks that come then wait in
/// ProcessCold::tasks. The scheduler handles signals between slices through this, with all saved.
void handleSignalsAndTasks(Process &p);
/// The answer to a task: the message {\p kind, \p id, \p result}, made outside of any heap: a tuple
/// on the process's own would keep, as garbage, pointers into the request, and walkHeap sees
/// garbage.
void answerTask(Term to, Term kind, Term id, Term result);
inline bool hasTasks(const Process &p) { return p.cold && p.cold->tasks; }
/// Answers \p s for a process that has ended: requests, links and monitors get "no such
/// process". Takes \p s over.
void answerInPlaceOf(Process &p, Signal *s);

/// The process, which is the caller's, is to end with \p reason (a term of its heap) at its next
/// scheduling point. The first reason stays.
void setExiting(Process &p, Term reason);

/// These three copy their terms; a receiver that is not there any more is no error. Any thread.
///
/// Sends the break of the link between \p from and \p to; either may be a port.
void sendLinkExit(Term from, Term to, Term reason);
/// Sends the end of a monitor to \p watcher.
void sendDown(Term from, Term watcher, RefNumber ref, Term reason);
/// Takes back the monitor \p ref of \p watcher on a process or port.
void sendDemonitor(Term watcher, Term watched, RefNumber ref);

/// Aliases: which process a reference stands for (all processes; locks). findAlias: the pid, or the
/// non-value.
void registerAlias(RefNumber ref, Term pid);
void unregisterAlias(RefNumber ref);
Term findAlias(RefNumber ref);

/// Asks the process \p to; the answer comes as Reply with number \p ref, or at once with
/// \p ifDead when there is no such process. \p argument is copied.
void sendRequest(Process &asker, Term to, RequestFn *call, Term argument, Term ifDead);

} // namespace beamc::rt
