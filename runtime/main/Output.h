//===- Output.h - Standard streams of a lean boot ------------------------------------------------===//
//
// Writes to standard output are collected in a buffer and written at once when the writer
// asks for it, when the buffer is full or when the program ends.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstddef>

namespace beamc::rt {

/// Appends to the buffer of descriptor 1 or 2; writes directly elsewhere. Errors are ignored
/// but for EPIPE on standard output, which is remembered. Thread-safe.
void writeOutput(int fd, const void *bytes, size_t size);
void flushOutput();

} // namespace beamc::rt
