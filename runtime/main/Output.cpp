//===- Output.cpp - Standard streams of a lean boot ----------------------------------------------===//
#include "runtime/main/Output.h"
#include <cerrno>
#include <cstring>
#include <mutex>
#include <poll.h>
#include <unistd.h>

namespace beamc::rt {
namespace {

constexpr size_t kBuffer = 64 * 1024;
char gBuffer[kBuffer];
size_t gUsed;
std::mutex gLock;

void writeAll(int fd, const char *bytes, size_t size) {
  while (size) {
    ssize_t n = write(fd, bytes, size);
    if (n > 0) {
      bytes += n;
      size -= size_t(n);
    } else if (n < 0 && errno == EAGAIN) {
      pollfd p{fd, POLLOUT, 0};
      poll(&p, 1, -1);
    } else if (n < 0 && errno == EINTR) {
      continue;
    } else {
      return;
    }
  }
}

void flushLocked() {
  writeAll(1, gBuffer, gUsed);
  gUsed = 0;
}

} // namespace

void writeOutput(int fd, const void *bytes, size_t size) {
  std::lock_guard<std::mutex> guard(gLock);
  auto *data = static_cast<const char *>(bytes);
  if (fd != 1) {
    flushLocked();
    writeAll(fd, data, size);
    return;
  }
  if (size > kBuffer - gUsed)
    flushLocked();
  if (size > kBuffer) {
    writeAll(1, data, size);
    return;
  }
  memcpy(gBuffer + gUsed, data, size);
  gUsed += size;
}

void flushOutput() {
  std::lock_guard<std::mutex> guard(gLock);
  flushLocked();
}

} // namespace beamc::rt
