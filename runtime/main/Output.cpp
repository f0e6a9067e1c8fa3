//===- Output.cpp - Standard output and standard error ---------------------------------------------===//
#include "runtime/main/Output.h"
#include <cerrno>
#include <climits>
#include <mutex>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace beamc::rt {
namespace {

/// A queue whose peak was larger gives its memory back once it is empty.
constexpr size_t kKept = 256 * 1024;

struct Stream {
  std::mutex lock;
  std::string queue;
  size_t written = 0; ///< bytes at the front of the queue that are out
  bool known = false, isPipe = false;

  size_t left() const { return queue.size() - written; }
  void drop() {
    queue.clear();
    written = 0;
    if (queue.capacity() > kKept)
      queue = std::string();
  }
};
Stream gStreams[2];

Stream &streamOf(int fd) { return gStreams[fd - 1]; }

bool ready(int fd, int milliseconds) {
  pollfd p{fd, POLLOUT, 0};
  return poll(&p, 1, milliseconds) != 0; // errors are for write to tell
}

/// A pipe that is ready takes PIPE_BUF bytes without blocking, whether O_NONBLOCK is set or not; a
/// socket or terminal may take part of a longer text. (The flag belongs to whatever else has the
/// descriptor, too.)
Flushed flushLocked(int fd, Stream &s, bool wait, int &error) {
  if (!s.left())
    return Flushed::Done;
  if (!s.known) {
    struct stat status;
    s.isPipe = fstat(fd, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode);
    s.known = true;
  }
  while (s.left()) {
    size_t size = s.left();
    if (s.isPipe && !wait) {
      if (!ready(fd, 0))
        return Flushed::WouldBlock;
      size = size < PIPE_BUF ? size : PIPE_BUF;
    }
    ssize_t n = write(fd, s.queue.data() + s.written, size);
    if (n > 0) {
      s.written += size_t(n);
    } else if (n < 0 && errno == EAGAIN) {
      if (!wait)
        return Flushed::WouldBlock;
      ready(fd, -1);
    } else if (n == 0 || errno != EINTR) {
      error = n == 0 ? EIO : errno;
      s.drop();
      return Flushed::Failed;
    }
  }
  s.drop();
  return Flushed::Done;
}

} // namespace

void queueOutput(int fd, const void *bytes, size_t size) {
  Stream &s = streamOf(fd);
  std::lock_guard<std::mutex> guard(s.lock);
  s.queue.append(static_cast<const char *>(bytes), size);
}

Flushed tryFlushOutput(int fd, int &error) {
  Stream &s = streamOf(fd);
  std::lock_guard<std::mutex> guard(s.lock);
  return flushLocked(fd, s, /*wait=*/false, error);
}

void flushOutput() {
  for (int fd : {1, 2}) {
    Stream &s = streamOf(fd);
    std::lock_guard<std::mutex> guard(s.lock);
    int error = 0;
    flushLocked(fd, s, /*wait=*/true, error);
  }
}

void writeOutput(int fd, const void *bytes, size_t size) {
  flushOutput();
  Stream &s = streamOf(fd);
  std::lock_guard<std::mutex> guard(s.lock);
  s.queue.append(static_cast<const char *>(bytes), size);
  int error = 0;
  flushLocked(fd, s, /*wait=*/true, error);
}

} // namespace beamc::rt
