//===- ProcessCold.h - The rarely needed part of a process -----------------------------===//
//
// Allocated on first use. Touched by the process itself only. Terms in here are roots
// (visitProcessRoots) and belong to the process's heap.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/FlatTable.h"
#include "runtime/process/Process.h"
#include "runtime/process/Reference.h"

namespace beamc::rt {

/// A link to another process. `unlinkId` is not 0 while an unlink waits for its
/// acknowledgement: the link is off, and link signals on their way are ignored.
struct Link {
  uint64_t key; ///< bits of the pid
  uint64_t unlinkId;
};

enum AliasMode : uint8_t { kAliasNone, kAliasExplicit, kAliasDemonitor, kAliasReply };

/// A monitor that this process has on another.
struct Monitor {
  RefNumber key;
  Term target; ///< pid, or atom (registered name)
  Term pid;    ///< the process monitored (non-value: was not there)
  Term tag;    ///< first element of the down message: a root
  Term kind;   ///< process, port, time_offset
  AliasMode alias;
};

/// A monitor that another process has on this one.
struct Watcher {
  RefNumber key;
  Term pid;  ///< who watches
  Term name; ///< name by which it watches, or non-value
};

/// An alias created by alias/0,1 (no monitor).
struct Alias {
  RefNumber key;
  AliasMode mode;
};

struct DictionaryEntry {
  Term key, value;
};

struct ReceiveMarker {
  Signal *node;  ///< in the inner queue, or null
  uint64_t id;   ///< value that the program sees, as small
  RefNumber ref; ///< bound to this reference (high = ~0: not yet)
};
inline constexpr unsigned kReceiveMarkers = 4;

struct ProcessCold {
  // Process dictionary (stdlib/erlang/Dictionary.cpp): entries lie densely, buckets are chains.
  DictionaryEntry *dictionary;
  uint32_t *dictionaryNext;    ///< for each entry: position + 1 of the next one in its bucket, or 0
  uint32_t *dictionaryBuckets; ///< position + 1 of the first entry, or 0
  uint32_t dictionaryCount, dictionaryCapacity;
  uint32_t bucketsUsed, bucketsCapacity, bucketMask, bucketSplit; ///< linear hashing

  FlatTable<uint64_t, Link> links;
  FlatTable<RefNumber, Monitor> monitors;
  FlatTable<RefNumber, Watcher> watchers;
  FlatTable<RefNumber, Alias> aliases;
  FlatTable<uint64_t, Link> suspending; ///< key: pid; unlinkId counts

  Term exitReason;
  Term reply; ///< of the request it waits for, or non-value
  RefNumber replyRef;
  Term label;
  ReceiveMarker markers[kReceiveMarkers];
  uint64_t nextMarker;
  Term tracer, seqToken;
  Term saveCalls;
  Signal *tasks; ///< requests that came while its code ran (signal/Handle.h)
};

/// Both by the process itself, or by who makes or frees it. makeCold: it has none yet.
ProcessCold *makeCold(Process &p);
void freeCold(Process &p);
inline ProcessCold &cold(Process &p) { return p.cold ? *p.cold : *makeCold(p); }

} // namespace beamc::rt
