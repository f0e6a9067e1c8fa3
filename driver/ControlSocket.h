//===- ControlSocket.h - the connection to a running program --------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beamc::driver {

/// A Unix domain socket with packets: four bytes of length, big endian, then the contents.
class ControlSocket {
public:
  ControlSocket() = default;
  ~ControlSocket();
  ControlSocket(const ControlSocket &) = delete;
  ControlSocket &operator=(const ControlSocket &) = delete;

  /// Connects to \p target, the path of a socket or a process id. Each wait ends after \p timeout
  /// seconds (0: never). The exit code: kExitOk, or that of the error in \p diag.
  int open(const std::string &target, unsigned timeout, Diagnostics &diag);
  /// False with the reason in \p why.
  bool send(std::string_view packet, std::string &why);
  bool receive(std::vector<uint8_t> &packet, std::string &why);

private:
  int connectTo(const std::string &target, const std::string &path, Diagnostics &diag);
  bool readAll(uint8_t *bytes, size_t size, std::string &why);

  int fd_ = -1;
};

} // namespace beamc::driver
