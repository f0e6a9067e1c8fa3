//===- Files.cpp ----------------------------------------------------------===//
#include "driver/Files.h"

#include "compiler/support/Format.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace beamc::driver {

static std::string systemError() { return std::strerror(errno); }

bool readFile(const std::string &path, std::vector<uint8_t> &out, Diagnostics &diag) {
  bool standard = path == "-";
  std::FILE *file = standard ? stdin : std::fopen(path.c_str(), "rb");
  if (!file) {
    diag.error(path, "cannot be read: " + systemError());
    return false;
  }
  out.clear();
  uint8_t buffer[1 << 16];
  while (size_t count = std::fread(buffer, 1, sizeof buffer, file))
    out.insert(out.end(), buffer, buffer + count);
  bool failed = std::ferror(file) != 0;
  if (failed)
    diag.error(path, "cannot be read: " + systemError());
  if (!standard)
    std::fclose(file);
  return !failed;
}

/// Those who may read the file may run it.
static bool makeExecutable(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 &&
         chmod(path.c_str(), (info.st_mode | ((info.st_mode & 0444) >> 2)) & 07777) == 0;
}

bool writeFile(const std::string &path, std::string_view bytes, bool executable,
               Diagnostics &diag) {
  if (path == "-") {
    // main() flushes, after the diagnostics: those come first where both go to one file.
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size())
      return true;
    diag.error("standard output", "cannot be written: " + systemError());
    return false;
  }
  // A device or a pipe is written to, and not replaced by a file.
  std::error_code none;
  std::filesystem::file_status status = std::filesystem::status(path, none);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    std::FILE *file = std::fopen(path.c_str(), "wb");
    bool good = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    if (file)
      good = std::fclose(file) == 0 && good;
    if (!good)
      diag.error(path, "cannot be written: " + systemError());
    return good;
  }
  std::string temporary = path + formatText(".%d.tmp", int(getpid()));
  std::FILE *file = std::fopen(temporary.c_str(), "wb");
  bool good = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (file)
    good = std::fclose(file) == 0 && good;
  if (good && executable)
    good = makeExecutable(temporary);
  good = good && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) {
    diag.error(path, "cannot be written: " + systemError());
    std::remove(temporary.c_str());
  }
  return good;
}

bool isInput(const std::string &output, std::span<const std::string> inputs, Diagnostics &diag) {
  struct stat out, in;
  if (output.empty() || output == "-" || stat(output.c_str(), &out) != 0 || !S_ISREG(out.st_mode))
    return false;
  for (const std::string &input : inputs)
    if (stat(input.c_str(), &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
      diag.error(output, "expected a file to write, found the input " + input +
                             "; name another file with -o");
      return true;
    }
  return false;
}

TemporaryDirectory::TemporaryDirectory() {
  std::error_code error;
  std::string pattern = (std::filesystem::temp_directory_path(error) / "beamc-XXXXXX").string();
  if (!error && mkdtemp(pattern.data()))
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path_.empty())
    std::filesystem::remove_all(path_, ignored);
}

} // namespace beamc::driver
