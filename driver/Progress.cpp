//===- Progress.cpp -------------------------------------------------------===//
#include "driver/Progress.h"

#include "compiler/support/Format.h"

#include <cstdio>
#include <unistd.h>

namespace beamc::driver {

Progress::Progress(bool verbose)
    : verbose_(verbose), terminal_(!verbose && isatty(STDERR_FILENO)) {}

void Progress::show(const std::string &text) {
  if (verbose_)
    std::fprintf(stderr, "%s\n", text.c_str());
  else if (terminal_)
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
  shown_ = terminal_;
}

void Progress::start(size_t total) {
  std::lock_guard lock(mutex_);
  total_ = total;
  done_ = 0;
}

void Progress::finished(const std::string &name, bool fromCache) {
  std::lock_guard lock(mutex_);
  ++done_;
  show(formatText("[%zu/%zu] %s%s", done_, total_, name.c_str(), fromCache ? " (kept)" : ""));
}

void Progress::step(const std::string &text) {
  std::lock_guard lock(mutex_);
  show(text);
}

void Progress::conclude(const std::string &text) {
  clear();
  if (verbose_ || terminal_)
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Progress::clear() {
  std::lock_guard lock(mutex_);
  if (shown_)
    std::fputs("\r\033[K", stderr);
  shown_ = false;
}

} // namespace beamc::driver
