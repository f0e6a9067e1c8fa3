//===- Port.h - Ports: objects that stand for descriptors and programs ---------------------------===//
//
// A port belongs to no scheduler. Whatever is done to it, by processes and by the poll thread, is
// done under its lock and is complete when the lock is left, so signals from one process take
// effect in the order in which they were sent, and what the port sends to a process arrives in the
// order in which it was sent. The lock is held across short non-blocking system calls only.
//
// Lock order: a port's lock, then that of the port table, of registered names, of watches, of run
// queues. No code holds two ports' locks.
//
// Life: Open; Closing, when it has ended but output waits to be written; Dead. Only open ports are
// found by processes. docs/design/ports.md.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/io/ByteQueue.h"
#include "runtime/io/Poller.h"
#include "runtime/process/FlatTable.h"
#include "runtime/process/Process.h"
#include "runtime/process/Reference.h"
#include <mutex>
#include <string_view>
#include <sys/types.h>

namespace beamc::rt {

enum class PortState : uint8_t { Open, Closing, Dead };

enum PortFlag : uint32_t {
  kPortBinary = 1,       ///< data as binaries, not lists
  kPortEof = 2,          ///< end of input is a message, not the end of the port
  kPortExitStatus = 4,   ///< the program's exit status is a message
  kPortClosedWanted = 8, ///< {Port, closed} goes to the owner at the end
  kPortSawEof = 16,      ///< input has ended
  kPortChildEnded = 32,  ///< childStatus is known
  kPortBusy = 64,        ///< output is above the high watermark: senders are suspended
  kPortFdDriver = 128,   ///< {fd, In, Out}: flushes before it ends
  kPortEofAfterFlush = 256,
  kPortPendingCr = 512, ///< line mode: a carriage return was read last
  kPortParallelism = 1024,
  kPortNoFlush = 2048,   ///< the end of the program does not wait for what is queued
  kPortHadPacket = 4096, ///< with packetLimit: the packet has come
};

/// How bytes get into an output descriptor without blocking a scheduler.
enum class OutputKind : uint8_t {
  NonBlocking, ///< O_NONBLOCK is set on an open file of our own
  Socket,      ///< send with MSG_DONTWAIT
  File,        ///< regular: a write does not wait for anybody
  Blocking,    ///< written piecewise by the poll thread when there is room
};

struct PortLink {
  uint64_t key; ///< bits of the pid
};
struct PortWatcher {
  RefNumber key;
  Term pid;
};
/// A process that waits for the port to be no longer busy.
struct PortWaiter {
  uint64_t key; ///< bits of the pid
};

struct LinkedDriver;

struct Port {
  int64_t refs; ///< atomic
  uint64_t number;
  Term id;
  char *name; ///< as port_info(name) shows it, UTF-8
  uint64_t nameSize;

  std::mutex lock; // protects everything below
  PortState state;
  uint32_t flags;       ///< PortFlag
  uint8_t packet;       ///< bytes of a length header: 0, 1, 2, 4
  OutputKind output;    ///< of out
  uint32_t lineLimit;   ///< 0: no line mode
  uint32_t packetLimit; ///< 0: packets without limit; else one of at most so many bytes: more ends
                        ///< the port
  const LinkedDriver *driver; ///< or null: descriptors
  void *driverState;          ///< from LinkedDriver::start to stop
  int in, out;                ///< descriptors, -1 = none
  Watch *inWatch, *outWatch;

  Term owner; ///< "connected"
  Term registeredName;
  FlatTable<uint64_t, PortLink> links;
  FlatTable<RefNumber, PortWatcher> watchers;
  FlatTable<uint64_t, PortWaiter> waiters;
  HeapFragment *dataFragment; ///< owns `data`, or null
  Term data;                  ///< port_set_data

  ByteQueue queue;                      ///< output
  uint64_t lowWatermark, highWatermark; ///< bytes in queue: no longer busy below, busy above
  ByteQueue input;                      ///< an incomplete packet or line
  uint64_t bytesIn, bytesOut;           ///< since it was opened
  pid_t osPid;                          ///< 0: none
  int childStatus;
};

//===-- The table (PortTable.cpp) ---------------------------------------------------------===//

/// A zeroed open port in the table, with one reference for the caller. Null when there are too
/// many.
Port *newPort(const char *name, uint64_t nameSize);
/// With a reference for the caller (releasePort), in any state; null if there is none. Locks.
Port *findPort(uint64_t number);
Port *findPort(Term id);
/// The last release frees it; nobody may hold its lock then.
void releasePort(Port *port);
void removePort(Port *port);
unsigned portCount();
/// Ids of the ports in the table, in no order, at most \p most.
unsigned portIds(Term *out, unsigned most);

/// Holds a port and its lock. Empty unless the port is open (or \p any state will do).
class LockedPort {
public:
  explicit LockedPort(Term id, bool any = false) : LockedPort(findPort(id), any) {}
  explicit LockedPort(Port *port, bool any);
  ~LockedPort();
  LockedPort(const LockedPort &) = delete;
  Port *operator->() const { return port_; }
  Port &operator*() const { return *port_; }
  explicit operator bool() const { return port_; }

private:
  Port *port_;
};

//===-- Life and signals (Port.cpp); the caller holds the lock ----------------------------===//

/// Ends the port as an exit signal with \p reason from \p from does. False if that is ignored:
/// \p dropNormal, and a normal reason from another than the owner.
bool exitPort(Port &port, Term from, Term reason, bool dropNormal);
/// End of input; a failed system call: the port ends or tells its owner.
void endInput(Port &port);
void failPort(Port &port, int number);
/// No descriptors, no entry in the table any more.
void terminatePort(Port &port);
/// {Port, \p what} to \p to; \p what is an atom.
void sendPortMessage(Port &port, Term to, Term what);
/// The port is not busy any more: suspended senders go on.
void resumeWaiters(Port &port);
/// The program of the port has ended. No lock is held.
void portChildEnded(uint64_t number, int status);
/// An exit signal `badsig` to the owner.
void sendBadSignal(Port &port);

//===-- Input and output (PortInput.cpp, PortOutput.cpp); the caller holds the lock --------===//

/// Begins to read and makes output possible. Descriptors and options are set; nothing is changed
/// by a bad descriptor but that input has ended.
void startPort(Port &port);
/// Lines and their ends that wait in `input` go out before the end of the port.
void flushLines(Port &port);
/// {Port, {data, [Byte, … | Data]}} to the owner: the bytes of \p head, and then, unless that is
/// null, \p data as a binary or a list.
void deliverReply(Port &port, const uint8_t *head, uint64_t headSize, const std::string_view *data);
/// Writes \p size bytes, or queues them; failures end the port.
void writePort(Port &port, const uint8_t *bytes, uint64_t size);
/// Waits until no port has output queued. No lock is held.
void flushPorts();
/// Somebody in flushPorts may go on.
void outputDone();
/// Poll thread: there is input. No lock is held.
void readReady(uint64_t number, uint32_t events);

} // namespace beamc::rt
