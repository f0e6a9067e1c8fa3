//===- Output.h - Standard output and standard error -----------------------------------------------===//
//
// Output of the I/O servers (stdlib/overlay/common/beamc_user.erl) is queued per descriptor and
// written by them without blocking a scheduler; what the runtime itself has to say, and the end of
// the program, wait until all of it has been written.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstddef>

namespace beamc::rt {

/// Whether \p fd is one of those that have a queue (1 and 2).
constexpr bool hasOutputQueue(int fd) { return fd == 1 || fd == 2; }

/// Appends to the queue of descriptor \p fd (1 or 2). Thread-safe.
void queueOutput(int fd, const void *bytes, size_t size);

enum class Flushed { Done, WouldBlock, Failed };
/// Writes as much of the queue of \p fd (1 or 2) as goes without waiting. After an error, which is
/// in
/// \p error (of errno), the queue is empty. Thread-safe.
Flushed tryFlushOutput(int fd, int &error);

/// Writes what is queued for both descriptors and waits for it; errors drop the rest. Thread-safe.
void flushOutput();

/// Writes to descriptor 1 or 2 what the runtime reports, after what is queued, and waits for it.
/// Thread-safe.
void writeOutput(int fd, const void *bytes, size_t size);

} // namespace beamc::rt
