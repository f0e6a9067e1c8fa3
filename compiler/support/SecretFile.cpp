//===- SecretFile.cpp -----------------------------------------------------===//
#include "compiler/support/SecretFile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace beamc {

static bool readOpenFile(int fd, std::string &secret, std::string &why) {
  struct stat info{};
  if (fstat(fd, &info) != 0) {
    why = std::strerror(errno);
    return false;
  }
  if (!S_ISREG(info.st_mode)) {
    why = "is no regular file";
    return false;
  }
  if (info.st_uid != geteuid() && info.st_uid != 0) {
    why = "belongs to another user";
    return false;
  }
  if (info.st_mode & 077) {
    why = "is open to other users; make its mode 0600";
    return false;
  }
  char buffer[4097];
  ssize_t size = read(fd, buffer, sizeof buffer);
  if (size < 0 || size == sizeof buffer) {
    why = size < 0 ? std::strerror(errno) : "is longer than 4096 bytes";
    return false;
  }
  secret.assign(buffer, size_t(size));
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r'))
    secret.pop_back();
  if (secret.empty())
    why = "is empty";
  return !secret.empty();
}

bool readSecretFile(const char *path, std::string &secret, std::string &why) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    why = std::strerror(errno);
    return false;
  }
  bool good = readOpenFile(fd, secret, why);
  close(fd);
  return good;
}

} // namespace beamc
