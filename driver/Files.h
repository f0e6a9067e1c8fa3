//===- Files.h - reading and writing whole files ---------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beamc::driver {

/// The contents of \p path ("-" is standard input). False after an error.
bool readFile(const std::string &path, std::vector<uint8_t> &out, Diagnostics &diag);

/// Writes \p bytes to a file beside \p path and renames it ("-" is standard output), so that there
/// never is half a file; a device or a pipe is written to.
/// \p executable sets the permission bits. False after an error.
bool writeFile(const std::string &path, std::string_view bytes, bool executable, Diagnostics &diag);

/// Is \p output, under any name, one of the files in \p inputs? That is an error: it would be
/// overwritten.
bool isInput(const std::string &output, std::span<const std::string> inputs, Diagnostics &diag);

/// A new empty directory below the system's temporary directory, removed with its contents when the
/// object dies. path() is empty if it could not be made; errno then says why.
class TemporaryDirectory {
public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory &) = delete;
  TemporaryDirectory &operator=(const TemporaryDirectory &) = delete;
  const std::string &path() const { return path_; }

private:
  std::string path_;
};

/// A view, not a copy.
inline std::string_view textOf(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

} // namespace beamc::driver
