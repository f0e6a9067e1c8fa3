//===- Progress.h - what beamc is doing, for those who wait ------------------------===//
#pragma once

#include <mutex>
#include <string>

namespace beamc::driver {

/// One line on a terminal that is written again and again, and at last says what was done; nothing
/// when standard error is no terminal. Safe for use by several threads.
class Progress {
public:
  /// \p verbose: a line per step instead, terminal or not.
  explicit Progress(bool verbose);
  ~Progress() { clear(); }

  /// \p total modules are to come, each of which is reported once.
  void start(size_t total);
  void finished(const std::string &name, bool fromCache);
  /// A step without parts, such as linking.
  void step(const std::string &text);
  /// Removes the line.
  void clear();
  /// The last line, which stays.
  void conclude(const std::string &text);

private:
  void show(const std::string &text);
  std::mutex mutex_;
  bool verbose_, terminal_, shown_ = false;
  size_t total_ = 0, done_ = 0;
};

} // namespace beamc::driver
