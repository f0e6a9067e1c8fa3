//===- Process.h - A process ------------------------------------------------------===//
//
// The hot part is the list of abi/ProcessFields.def. The rest (signal queues, links,
// dictionary, flags) follows and lies in ProcessCold once it is not empty.
// Ownership: a running process is touched by its scheduler thread only; everybody else
// sends signals (docs/design/signals.md). Fields that others may read are atomic and say so.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"

namespace beamc::rt {

struct HeapFragment;
struct ProcessCold;   // process/ProcessCold.h
struct SignalQueues;  // signal/Signal.h

struct Process {
#define PROCESS_FIELD(type, name, doc) type name;
#include "runtime/abi/ProcessFields.def"

  Term pid;              ///< local pid, constant for the process's life
  ProcessCold *cold;
  // The process and signal parts add their own members here (see process/ProcessTail.inc).
#include "runtime/process/ProcessTail.inc"

  /// Sets the exception and returns the non-value, so that a BIF can `return p.fail(…)`.
  Term fail(Term reason) { return failWith(atom::error, reason); }
  Term failWith(Term cls, Term reason) {
    excClass = cls.bits;
    excReason = reason.bits;
    excTrace = excArgs = excInfo = abi::kNonValue;
    return Term::nonValue();
  }
  /// As fail, with the `cause` of error_info (EEP 54) for the formatter.
  Term failInfo(Term reason, Term cause) {
    fail(reason);
    excInfo = cause.bits;
    return Term::nonValue();
  }
  /// A BIF that traps: the call continues as a call of \p target with \p args (at most 6).
  template <typename... Args> Term trap(const Export *target, Args... args) {
    unsigned i = 0;
    ((x[i++] = args.bits), ...);
    excReason = abi::kNonValue;
    trapTo = target;
    return Term::nonValue();
  }
};

} // namespace beamc::rt
