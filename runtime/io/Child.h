//===- Child.h - Starting external programs -----------------------------------------------------===//
#pragma once
#include <cstdint>
#include <sys/types.h>

namespace beamc::rt {

/// What to start. Descriptors are ours, above 9 and closed on exec, and stay the caller's, as do
/// the strings (UTF-8 or whatever bytes the system takes).
struct ChildRequest {
  const char *file;    ///< executable
  char *const *argv;   ///< null-terminated
  char *const *env;    ///< null-terminated
  const char *workDir; ///< or null
  int input;           ///< what the child reads: its descriptor 0 (or 3), or -1 to inherit
  int output;          ///< what it writes to: 1 (or 4), or -1
  int errors;          ///< what becomes its descriptor 2, or -1 to inherit
  bool useStdio;       ///< 0 and 1, else 3 and 4
};

/// Starts the program in a session of its own, with no other descriptors of ours and no blocked
/// signals. Its process id, or -errno: what erl's child would have made its exit status.
pid_t startChild(const ChildRequest &request);

/// Takes the end of \p pid in, and calls \p ended(id, status) with the wait status, once, on the
/// poll thread or one of its own, outside any epoch.
void watchChild(pid_t pid, void (*ended)(uint64_t id, int status), uint64_t id);

} // namespace beamc::rt
