//===- Startup.h - Start and end of the whole runtime ------------------------------------------===//
#pragma once

namespace beamc::rt {

/// Arguments of main; constant after the start.
extern int gArgc;
extern char **gArgv;

/// Everything up to, but not including, the first process.
void startRuntime();

} // namespace beamc::rt
