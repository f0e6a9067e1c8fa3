//===- Startup.h - Start and end of the whole runtime ------------------------------------------===//
#pragma once

namespace beamc::rt {

/// Arguments of main; constant after the start.
extern int gArgc;
extern char **gArgv;

/// Called before the program ends by erlang:halt, unless null. The control endpoint's.
extern void (*gAtHalt)();

/// Everything up to, but not including, the first process.
void startRuntime();
/// Makes the first process and puts it into a run queue.
void startBoot();

} // namespace beamc::rt
