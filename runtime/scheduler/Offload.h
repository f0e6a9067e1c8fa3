//===- Offload.h - Work that would keep a scheduler busy too long --------------------------------===//
//
// A few threads, one per core at most and only as many as there was ever work for, run what is
// handed to them in order. The process that waits for it is suspended meanwhile.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

/// Runs work(argument) on one of the threads, outside any epoch; \p argument is work's to free. Any
/// thread; work that never returns keeps a thread for good.
void offload(void (*work)(void *), void *argument);

/// \p p, the caller, does not run again before resumeOffloaded(p.pid); it must leave compiled code
/// now (callLater, Suspend.h).
void suspendForOffloaded(Process &p);
/// Any thread; a process that has ended meanwhile is no error.
void resumeOffloaded(Term pid);

} // namespace beamc::rt
