//===- Main.cpp - main of an executable -------------------------------------------------------===//
//
// Alone in its file: unit tests bring a main of their own.
//===----------------------------------------------------------------------===//
#include "runtime/main/Debug.h"
#include "runtime/main/Startup.h"
#include "runtime/scheduler/Scheduler.h"
#include <clocale>
#include <csignal>

int main(int argc, char **argv) {
  using namespace beamc::rt;
  gArgc = argc;
  gArgv = argv;
  setlocale(LC_CTYPE, "C.UTF-8");
  signal(SIGPIPE, SIG_IGN);
  readDebugSwitches();
  startRuntime();
  startBoot();
  runSchedulers();
}
