//===- TimeReport.h - what steps cost --------------------------------------------===//
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace beamc {

/// Seconds by name of step, in the order in which names first came. Not shared between threads:
/// each job has its own, and their owner adds them up.
class TimeReport {
public:
  void add(std::string_view step, double seconds);
  void append(const TimeReport &other);
  bool empty() const { return steps_.empty(); }
  /// A line per step with milliseconds and its share of the sum, and the sum.
  std::string render() const;

private:
  struct Step {
    std::string name;
    double seconds;
  };
  std::vector<Step> steps_;
};

/// Adds the time of its life to \p report, which may be null.
class StepTimer {
public:
  StepTimer(TimeReport *report, std::string_view step)
      : report_(report), step_(step), start_(std::chrono::steady_clock::now()) {}
  ~StepTimer() {
    if (report_)
      report_->add(
          step_, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
  }
  StepTimer(const StepTimer &) = delete;
  StepTimer &operator=(const StepTimer &) = delete;

private:
  TimeReport *report_;
  std::string_view step_;
  std::chrono::steady_clock::time_point start_;
};

} // namespace beamc
