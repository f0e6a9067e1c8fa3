//===- LinkedDriver.h - Port drivers that are part of the program -----------------------------------===//
//
// open_port({spawn, Command}, …) looks for a driver that has the first word of the command as its
// name before it takes the command for one of the shell; {spawn_driver, Command} looks for nothing
// else.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/io/Port.h"
#include <string_view>

namespace beamc::rt {

struct LinkedDriver {
  const char *name;
  /// The state of a new port; null for a driver of OTP that this runtime lacks: it cannot be
  /// opened, and its name never reaches the shell.
  void *(*start)();
  /// A command for the port, whose lock the caller holds.
  void (*output)(Port &port, void *state, const uint8_t *bytes, uint64_t size);
  void (*stop)(void *state);
};

/// The driver that \p command names, or null.
const LinkedDriver *findLinkedDriver(std::string_view command);

extern const LinkedDriver kRamFileDriver; // RamFile.cpp

} // namespace beamc::rt
