//===- ControlSocket.cpp --------------------------------------------------===//
#include "driver/ControlSocket.h"

#include "driver/Commands.h"

#include "compiler/support/Format.h"
#include "runtime/abi/Control.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace beamc::driver {
namespace {

bool isProcessId(const std::string &target) {
  return !target.empty() &&
         std::all_of(target.begin(), target.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Where the socket of process \p pid may lie: it has our environment, or its user's usual one, or
/// none.
std::vector<std::string> socketsOf(const std::string &pid, uid_t user) {
  std::vector<std::string> paths;
  const char *own = std::getenv("XDG_RUNTIME_DIR");
  std::string file = "/" + pid + abi::kControlSuffix, number = std::to_string(user);
  if (own && *own)
    paths.push_back(std::string(own) + abi::kControlRuntimeFolder + file);
  paths.push_back("/run/user/" + number + abi::kControlRuntimeFolder + file);
  paths.push_back(abi::kControlTemporaryFolder + number + file);
  return paths;
}

/// Empty after an error.
std::string findSocket(const std::string &target, Diagnostics &diag) {
  struct stat info{};
  if (!isProcessId(target))
    return target;
  if (stat(("/proc/" + target).c_str(), &info) != 0) {
    diag.error(target, "expected the id of a process or the path of a socket, found no process");
    return {};
  }
  std::string looked;
  for (const std::string &path : socketsOf(target, info.st_uid)) {
    struct stat socket{};
    if (lstat(path.c_str(), &socket) == 0)
      return path;
    if (looked.find(path) == std::string::npos)
      looked += (looked.empty() ? "" : ", ") + path;
  }
  diag.error(target, "expected a control endpoint of this process, found none of " + looked +
                         "; build the program with --control, or start it with BEAMC_CONTROL=on if "
                         "it has the full boot");
  return {};
}

} // namespace

ControlSocket::~ControlSocket() {
  if (fd_ >= 0)
    close(fd_);
}

int ControlSocket::connectTo(const std::string &target, const std::string &path,
                             Diagnostics &diag) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  struct stat info{};
  if (path.size() >= sizeof address.sun_path) {
    diag.error(target, "expected a path of at most 107 bytes");
    return kExitUnreachable;
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  if (stat(path.c_str(), &info) == 0 && !S_ISSOCK(info.st_mode)) {
    diag.error(target, "expected a socket or the id of a process, found another kind of file");
    return kExitUnreachable;
  }
  if (connect(fd_, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
    bool refused = errno == EACCES || errno == EPERM;
    diag.error(target, errno == ECONNREFUSED
                           ? "nobody listens at " + path + ": the program has ended"
                           : "cannot be reached: " + std::string(std::strerror(errno)));
    return refused ? kExitRefused : kExitUnreachable;
  }
  // Another user may have put a socket there to learn what is sent.
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(fd_, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 ||
      (peer.uid != geteuid() && peer.uid != 0 && geteuid() != 0)) {
    diag.error(target, formatText("refused: the program belongs to another user (%u)", peer.uid));
    return kExitRefused;
  }
  return kExitOk;
}

int ControlSocket::open(const std::string &target, unsigned timeout, Diagnostics &diag) {
  std::string path = findSocket(target, diag);
  if (path.empty())
    return kExitUnreachable;
  fd_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  timeval patience{};
  patience.tv_sec = timeout;
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return connectTo(target, path, diag);
}

static std::string reasonOf(ssize_t result) {
  if (result == 0)
    return "the program has closed the connection";
  return errno == EAGAIN ? "no answer in time (--timeout)" : std::strerror(errno);
}

bool ControlSocket::send(std::string_view packet, std::string &why) {
  uint32_t length = uint32_t(packet.size());
  std::string bytes = {char(length >> 24), char(length >> 16), char(length >> 8), char(length)};
  bytes += packet;
  for (size_t sent = 0; sent != bytes.size();) {
    ssize_t n = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      why = errno == EPIPE ? reasonOf(0) : reasonOf(n);
      return false;
    }
    sent += size_t(n);
  }
  return true;
}

bool ControlSocket::readAll(uint8_t *bytes, size_t size, std::string &why) {
  while (size) {
    ssize_t n = recv(fd_, bytes, size, 0);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      why = reasonOf(n);
      return false;
    }
    bytes += n;
    size -= size_t(n);
  }
  return true;
}

bool ControlSocket::receive(std::vector<uint8_t> &packet, std::string &why) {
  uint8_t header[4];
  if (!readAll(header, sizeof header, why))
    return false;
  uint32_t length =
      uint32_t(header[0]) << 24 | uint32_t(header[1]) << 16 | uint32_t(header[2]) << 8 | header[3];
  if (length > abi::kControlLargestAnswer) {
    why = "this is no control endpoint";
    return false;
  }
  packet.resize(length);
  return readAll(packet.data(), length, why);
}

} // namespace beamc::driver
