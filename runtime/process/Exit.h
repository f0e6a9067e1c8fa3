//===- Exit.h - The end of a process ------------------------------------------------------===//
#pragma once
#include "runtime/abi/GcAnnotations.h"
#include "runtime/process/Process.h"

namespace beamc::rt {

/// Ends \p p: hooks, links, monitors, names, memory. Its reason is cold->exitReason. Called
/// by the scheduler that runs it; \p p is gone afterwards.
BEAMC_MAY_FREE_PROCESS void endProcess(Process &p);

/// Whoever keeps things for processes (ETS, ports, files) is told of each end, before links
/// and monitors are, on the thread that ends it; \p p still has its heap. At most 16 hooks, for
/// ever; registered by one thread at a time.
void onProcessEnd(void (*hook)(Process &p));

/// Tells the logger of the uncaught exception that ends \p p (process/Report.cpp).
void reportUncaught(Process &p, Term reason);

/// Saves x[0 … live-1] of the scheduler that runs it beside the process (scheduler/Scheduler.cpp).
void saveRegisters(Process *p);

} // namespace beamc::rt
