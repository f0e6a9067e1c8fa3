//===- Online.h - How many schedulers run, and which process runs where --------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include <vector>

namespace beamc::rt {

/// system_flag(multi_scheduling, block | block_normal): of these two kinds.
enum class BlockKind { All, Normal };

/// Schedulers with an id up to this run. Any thread.
unsigned schedulersOnline();
unsigned dirtySchedulersOnline();
/// \p n is from 1 to the number of schedulers (of dirty ones: of those online). Returns what it
/// was.
unsigned setSchedulersOnline(unsigned n);
unsigned setDirtySchedulersOnline(unsigned n);
/// Now: 1 while multi-scheduling is blocked.
unsigned activeSchedulerCount();

/// \p pid blocks multi-scheduling once more, or once less; a process that ends blocks no more.
void blockMultiScheduling(Term pid, BlockKind kind);
void unblockMultiScheduling(Term pid, BlockKind kind);
void releaseMultiScheduling(Term pid);
/// `enabled`, `blocked` or `blocked_normal`.
Term multiScheduling();
/// Each process once.
std::vector<Term> multiSchedulingBlockers(BlockKind kind);

/// Do threads still run processes that have been told to stop? If so, \p pid is sent a Resume
/// signal when they have stopped (suspendForOffloaded, Offload.h).
bool awaitStoppedSchedulers(Term pid);

} // namespace beamc::rt
