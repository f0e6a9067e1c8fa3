//===- TimeReport.cpp -----------------------------------------------------===//
#include "compiler/support/TimeReport.h"

#include "compiler/support/Format.h"

#include <algorithm>

namespace beamc {

void TimeReport::add(std::string_view step, double seconds) {
  auto it =
      std::find_if(steps_.begin(), steps_.end(), [&](const Step &s) { return s.name == step; });
  if (it == steps_.end())
    steps_.push_back({std::string(step), seconds});
  else
    it->seconds += seconds;
}

void TimeReport::append(const TimeReport &other) {
  for (const Step &step : other.steps_)
    add(step.name, step.seconds);
}

std::string TimeReport::render() const {
  double total = 0;
  for (const Step &step : steps_)
    total += step.seconds;
  std::string out;
  for (const Step &step : steps_)
    appendFormat(out, "%12.3f ms %5.1f%%  %s\n", step.seconds * 1e3,
                 total > 0 ? 100 * step.seconds / total : 0.0, step.name.c_str());
  appendFormat(out, "%12.3f ms %5.1f%%  total\n", total * 1e3, 100.0);
  return out;
}

} // namespace beamc
