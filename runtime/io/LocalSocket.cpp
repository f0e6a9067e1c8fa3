//===- LocalSocket.cpp - Unix domain sockets that only their owner reaches ------------------------===//
//
// Linux gives a new socket file the mode of the socket itself, so setting that before bind leaves
// no moment at which others could connect.
//===----------------------------------------------------------------------===//
#include "runtime/io/LocalSocket.h"
#include "runtime/abi/Control.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace beamc::rt {
namespace {

bool setAddress(sockaddr_un &address, const std::string &path, std::string &why) {
  address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    why = "the path is longer than 107 bytes";
    return false;
  }
  memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return true;
}

bool isSafeDirectory(const std::string &directory, std::string &why) {
  struct stat st;
  if (stat(directory.c_str(), &st) != 0) {
    why = directory + ": " + strerror(errno);
    return false;
  }
  if (!S_ISDIR(st.st_mode))
    why = directory + " is no directory";
  else if (st.st_uid != geteuid() && st.st_uid != 0)
    why = directory + " belongs to another user";
  else if ((st.st_mode & 022) && !(st.st_mode & S_ISVTX))
    why = "others may write to " + directory;
  return why.empty();
}

std::string directoryOf(const std::string &path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

/// Our own socket file that nobody listens to.
bool isStale(const sockaddr_un &address) {
  struct stat st;
  if (lstat(address.sun_path, &st) != 0 || !S_ISSOCK(st.st_mode) || st.st_uid != geteuid())
    return false;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  bool refused = fd >= 0 &&
                 connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 &&
                 errno == ECONNREFUSED;
  if (fd >= 0)
    close(fd);
  return refused;
}

/// Is \p name, in the folder of the default paths, the socket of a process that is no longer there?
/// (It may be in another pid namespace, and about to listen: a new socket is left alone.)
bool isLeftBehind(const std::string &directory, const char *name) {
  constexpr time_t kNew = 60;
  char *end;
  long pid = strtol(name, &end, 10);
  if (pid <= 0 || strcmp(end, abi::kControlSuffix) != 0 || kill(pid_t(pid), 0) == 0 ||
      errno != ESRCH)
    return false;
  std::string path = directory + "/" + name, why;
  struct stat st;
  sockaddr_un address;
  return lstat(path.c_str(), &st) == 0 && st.st_mtime + kNew < time(nullptr) &&
         setAddress(address, path, why) && isStale(address);
}

void removeLeftBehind(const std::string &directory) {
  DIR *dir = opendir(directory.c_str());
  if (!dir)
    return;
  while (const dirent *entry = readdir(dir))
    if (isLeftBehind(directory, entry->d_name))
      unlinkat(dirfd(dir), entry->d_name, 0);
  closedir(dir);
}

int bindSocket(int fd, const sockaddr_un &address) {
  return bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

} // namespace

int listenLocal(const std::string &path, std::string &why) {
  constexpr int kBacklog = 16;
  sockaddr_un address;
  if (!setAddress(address, path, why) || !isSafeDirectory(directoryOf(path), why))
    return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  bool bound = fd >= 0 && fchmod(fd, 0600) == 0 && bindSocket(fd, address) == 0;
  if (!bound && errno == EADDRINUSE && isStale(address))
    bound = unlink(address.sun_path) == 0 && bindSocket(fd, address) == 0;
  if (bound && listen(fd, kBacklog) == 0)
    return fd;
  why = path + ": " + strerror(errno);
  if (fd >= 0)
    close(fd);
  return -1;
}

std::string defaultSocketPath(std::string &why) {
  const char *runtime = secure_getenv("XDG_RUNTIME_DIR");
  std::string directory = runtime && *runtime
                              ? std::string(runtime) + abi::kControlRuntimeFolder
                              : abi::kControlTemporaryFolder + std::to_string(geteuid());
  if (mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) {
    why = directory + ": " + strerror(errno);
    return {};
  }
  // Another user may have made the one in /tmp first, or a link of that name.
  struct stat st;
  if (lstat(directory.c_str(), &st) != 0 || !S_ISDIR(st.st_mode) || st.st_uid != geteuid() ||
      (st.st_mode & 077)) {
    why = directory + " is not a directory of this user alone (mode 0700)";
    return {};
  }
  removeLeftBehind(directory);
  return directory + "/" + std::to_string(getpid()) + abi::kControlSuffix;
}

int acceptLocal(int listener) {
  for (;;) {
    int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0 && errno == EINTR)
      continue;
    if (fd < 0)
      return -1;
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
        (peer.uid == geteuid() || peer.uid == 0))
      return fd;
    close(fd);
  }
}

} // namespace beamc::rt
