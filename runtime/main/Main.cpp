//===- Main.cpp - main of an executable -------------------------------------------------------===//
//
// Alone in its file: unit tests bring a main of their own.
//===----------------------------------------------------------------------===//
#include "runtime/main/Debug.h"
#include "runtime/main/Startup.h"
#include "runtime/scheduler/Scheduler.h"
#include <clocale>
#include <csignal>
#include <malloc.h>

/// Heap blocks come and go with each collection: malloc keeps them instead of giving their pages
/// back, which the kernel would have to clear again for the next block.
static void tuneMalloc() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20); // the largest value that glibc takes
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

int main(int argc, char **argv) {
  using namespace beamc::rt;
  tuneMalloc();
  gArgc = argc;
  gArgv = argv;
  setlocale(LC_CTYPE, "C.UTF-8");
  signal(SIGPIPE, SIG_IGN);
  readDebugSwitches();
  startRuntime();
  startBoot();
  runSchedulers();
}
