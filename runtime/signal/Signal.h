//===- Signal.h - What one process does to another ----------------------------------------===//
//
// A signal lies at the start of a heap fragment of its own; the words behind it hold the
// terms that it carries. Delivering a message hands the whole fragment to the receiver, so
// a message is copied once. docs/design/signals-and-scheduling.md.
//
// Senders push to Process::incoming (newest first). The receiver takes all of it at once and
// handles it in order: messages go to the inner queue, everything else takes effect.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Copy.h"
#include "runtime/heap/Heap.h"
#include "runtime/process/Reference.h"

namespace beamc::rt {

enum class SignalKind : uint32_t {
  Message,      ///< value
  AliasMessage, ///< value; ref: delivered if the alias is active
  Marker,       ///< only in inner queues: a receive marker
  Exit,         ///< value = reason, from; exit/2
  LinkExit,     ///< value = reason, from: the link to `from` has broken
  Link,         ///< from
  Unlink,       ///< from, number = unlink id
  UnlinkAck,    ///< from, number
  Monitor,      ///< from, ref, value = registered name or non-value
  Demonitor,    ///< from, ref
  Down,         ///< from = pid or {Name,Node} tuple's name, ref, value = reason
  Request,      ///< from, ref, value = argument, number = RequestFn *, extra = answer of the dead
  Reply,        ///< ref, value: answer to a request the receiver waits for
  Resume,       ///< from
};

struct Signal {
  Signal *next;
  SignalKind kind;
  uint32_t flags;
  Term from;
  Term value;
  Term extra;
  uint64_t number;
  RefNumber ref;

  HeapFragment *fragment() {
    return reinterpret_cast<HeapFragment *>(reinterpret_cast<char *>(this) - sizeof(HeapFragment));
  }
  HeapTarget target() { return HeapTarget(fragment()); }
};
/// Signal::flags of a Request whose answer is a message: the RequestFn sends it. In place of a
/// process that has ended it is {extra, element 1 of value, false}.
inline constexpr uint32_t kTask = 1;
/// What a Request runs in the process \p p that it is sent to. The result, a term of p's
/// heap, is copied back to the asker.
using RequestFn = Term(Process &p, Term from, Term argument);

inline constexpr uint64_t kSignalWords = sizeof(Signal) / 8;
/// Room behind a signal in which its receiver builds the message that it turns into.
inline constexpr uint64_t kSignalSpare = 16;

/// A signal with room for \p words of terms; the caller's until it is sent (else freeSignal).
Signal *newSignal(SignalKind kind, Term from, uint64_t words);
/// A signal that carries a copy of \p value, and has room for \p spare words more.
Signal *newSignalWith(SignalKind kind, Term from, Term value, uint64_t spare = 0);
void freeSignal(Signal *s);

/// Value of Process::incoming after the end of a process.
inline Signal *closedQueue() { return reinterpret_cast<Signal *>(uintptr_t(1)); }

/// Pushes \p s to \p to and wakes it. False, and \p s remains the caller's, when \p to has
/// ended. The caller is inside an epoch. Lock-free.
bool sendSignal(Process *to, Signal *s);
/// As sendSignal for whoever has the pid, outside of an epoch too; takes \p s over, and frees it
/// when there is nobody (false).
bool sendSignal(Term pid, Signal *s);

/// Copies \p message to the process \p to: a plain message, lost if that has ended. Inside an
/// epoch.
void sendMessage(Process *to, Term from, Term message);

/// Takes in what has come and lets it take effect. True if a message was added to the inner
/// queue. \p p is the caller's; x[0 … p.live-1] may be needed as roots by requests, so that
/// hp, sp and live must be current.
bool handleSignals(Process &p);
inline bool hasIncoming(const Process &p) {
  return __atomic_load_n(&p.incoming, __ATOMIC_RELAXED) != nullptr;
}

/// Appends to the inner queue; takes \p s over.
void appendMessage(Process &p, Signal *s);
/// Unlinks *link from the inner queue and gives its memory to the process's heap; the message.
Term takeMessage(Process &p, Signal **link);
/// Frees all queues at the end of \p p, after answering what waits in them.
void closeQueues(Process &p, Term reason);

} // namespace beamc::rt
