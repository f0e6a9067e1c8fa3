//===- PortOptions.h - Arguments of open_port/2 ---------------------------------------------------===//
#pragma once
#include "runtime/io/LinkedDriver.h"
#include "runtime/process/Process.h"
#include "runtime/term/WorkStack.h"

namespace beamc::bif {

enum class PortDriver { Spawn, SpawnExecutable, Fd, File, Linked };

/// Strings are zero-terminated, one behind the other in `text`; offsets into it name them.
struct PortOptions {
  static constexpr uint64_t kAbsent = ~uint64_t(0);

  PortDriver driver;
  const rt::LinkedDriver *linked = nullptr; ///< with PortDriver::Linked
  rt::Bytes text;
  uint64_t name = kAbsent; ///< command, executable, file
  int64_t fdIn = -1, fdOut = -1;
  uint64_t arg0 = kAbsent, workDir = kAbsent;
  bool hasArgs = false;
  rt::WorkStack<uint64_t> args;
  rt::WorkStack<uint64_t> environment; ///< NAME=VALUE, all of the child's variables
  uint8_t packet = 0;
  uint32_t lineLimit = 0;
  uint32_t flags = 0; ///< PortFlag
  bool useStdio = true, stderrToStdout = false, read = false, write = false;
  uint64_t lowWatermark = 4096, highWatermark = 8192;

  const char *string(uint64_t at) const { return reinterpret_cast<const char *>(text.data()) + at; }
};

/// False: badarg.
bool parsePortOptions(rt::Term name, rt::Term settings, PortOptions &out);

/// Appends a file name or an argument, a possibly deep list of characters, an atom or a binary,
/// as UTF-8 with a zero behind; false when malformed or, unless \p mayBeEmpty, empty.
bool appendNativeName(rt::Term t, bool mayBeEmpty, rt::Bytes &out);

} // namespace beamc::bif
