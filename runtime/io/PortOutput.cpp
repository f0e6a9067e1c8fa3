//===- PortOutput.cpp - What a port writes ---------------------------------------------------------===//
//
// Bytes are written at once if that cannot block, and the rest is queued until the poll thread sees
// that there is room. A queue above the high watermark makes the port busy until it is below the
// low one.
//===----------------------------------------------------------------------===//
#include "runtime/io/LinkedDriver.h"
#include "runtime/io/Port.h"
#include <cerrno>
#include <chrono>
#include <climits>
#include <condition_variable>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace beamc::rt {
namespace {

std::mutex gFlushLock;
std::condition_variable gFlushChange;

/// As writev; EAGAIN when the descriptor would block.
ssize_t writeSome(Port &port, iovec *parts, int count) {
  msghdr message{};
  switch (port.output) {
  case OutputKind::Socket:
    message.msg_iov = parts;
    message.msg_iovlen = size_t(count);
    return sendmsg(port.out, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  case OutputKind::Blocking: // a pipe that is ready has room for that much
    return write(port.out, parts->iov_base, parts->iov_len < PIPE_BUF ? parts->iov_len : PIPE_BUF);
  case OutputKind::NonBlocking:
  case OutputKind::File: break;
  }
  return writev(port.out, parts, count);
}

void queueEmpty(Port &port) {
  setWatch(port.outWatch, 0);
  if (port.state == PortState::Closing) {
    terminatePort(port);
  } else if (port.flags & kPortEofAfterFlush) {
    port.flags &= ~uint32_t(kPortEofAfterFlush);
    endInput(port);
  }
  outputDone();
}

/// On the poll thread: room for output.
void writeReady(uint64_t number, uint32_t) {
  LockedPort port(findPort(number), /*any=*/true);
  if (!port || !port->outWatch || port->state == PortState::Dead)
    return;
  if (!port->queue.size()) {
    queueEmpty(*port);
    return;
  }
  iovec all{const_cast<uint8_t *>(port->queue.data()), port->queue.size()};
  ssize_t n = writeSome(*port, &all, 1);
  if (n < 0) {
    if (errno != EINTR && errno != EAGAIN)
      failPort(*port, errno);
    return;
  }
  port->queue.drop(uint64_t(n));
  if ((port->flags & kPortBusy) && port->queue.size() < port->lowWatermark)
    resumeWaiters(*port);
  if (!port->queue.size())
    queueEmpty(*port);
}

} // namespace

void startPort(Port &port) {
  if (port.in >= 0)
    port.inWatch = watchDescriptor(port.in, readReady, port.number, kPollIn);
  if (port.out >= 0)
    port.outWatch = watchDescriptor(port.out, writeReady, port.number, 0);
}

void writePort(Port &port, const uint8_t *bytes, uint64_t size) {
  port.bytesOut += size;
  if (port.driver) {
    port.driver->output(port, port.driverState, bytes, size);
    return;
  }
  if (port.packet && port.packet < 4 && size >> (8 * port.packet)) {
    failPort(port, EINVAL);
    return;
  }
  if (!port.outWatch) {
    failPort(port, EBADF);
    return;
  }
  uint8_t header[4] = {uint8_t(size >> 24), uint8_t(size >> 16), uint8_t(size >> 8), uint8_t(size)};
  uint64_t headerSize = port.packet, done = 0;
  const uint8_t *length = header + 4 - headerSize;
  if (!port.queue.size() && size + headerSize && port.output != OutputKind::Blocking) {
    iovec parts[2] = {{const_cast<uint8_t *>(length), headerSize},
                      {const_cast<uint8_t *>(bytes), size}};
    ssize_t n = writeSome(port, parts, 2);
    if (n < 0 && errno != EINTR && errno != EAGAIN) {
      failPort(port, errno);
      return;
    }
    done = n > 0 ? uint64_t(n) : 0;
  }
  if (done < headerSize) {
    port.queue.append(length + done, headerSize - done);
    done = headerSize;
  }
  port.queue.append(bytes + (done - headerSize), size - (done - headerSize));
  if (!port.queue.size())
    return;
  setWatch(port.outWatch, kPollOut);
  if (port.queue.size() >= port.highWatermark)
    port.flags |= kPortBusy;
}

void outputDone() {
  std::lock_guard<std::mutex> guard(gFlushLock);
  gFlushChange.notify_all();
}

void flushPorts() {
  constexpr unsigned kMost = 1024;
  Term ids[kMost];
  std::unique_lock<std::mutex> guard(gFlushLock);
  for (;;) {
    guard.unlock();
    bool waiting = false;
    for (unsigned i = 0, n = portIds(ids, kMost); i < n && !waiting; i++) {
      LockedPort port(ids[i], /*any=*/true);
      waiting = port && port->state != PortState::Dead && port->queue.size() &&
                !(port->flags & kPortNoFlush);
    }
    guard.lock();
    if (!waiting)
      return;
    // A change between the look and the wait is seen at the next turn.
    gFlushChange.wait_for(guard, std::chrono::milliseconds(10));
  }
}

} // namespace beamc::rt
