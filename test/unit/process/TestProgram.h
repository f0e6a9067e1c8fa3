//===- TestProgram.h - A runtime without compiled modules, for unit tests ----------------------===//
//
// Stands in for the link object: atoms, no modules, a program description. Tests that need a
// running process write its code as CodeFns and call runProcesses.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Spawn.h"

namespace beamc::test {

/// Starts atoms, tables and one scheduler, once per test executable.
void startProgram();

/// A process that is not scheduled: heap and stack are the test's to use. x has room for all
/// X registers.
rt::Process *makeProcess(uint32_t minHeapSize = 233);
void dropProcess(rt::Process *p);

/// Runs queued processes on the calling thread until no queue holds any.
void runUntilIdle();

} // namespace beamc::test
