//===- Clock.h - Erlang monotonic time -----------------------------------------------------------===//
//
// Erlang monotonic time is CLOCK_MONOTONIC shifted to begin at a negative number (as OTP's does,
// so that programs do not rely on its sign); the native unit is the nanosecond.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

inline constexpr int64_t kSecond = 1000000000; ///< nanoseconds

/// erlang:system_info(start_time) and end_time, in nanoseconds of Erlang monotonic time: what
/// absolute timers may be set to.
inline constexpr int64_t kStartTime = -576460752 * kSecond, kEndTime = 8646911283 * kSecond;
/// By so much Erlang monotonic time is later when the program starts: absolute timers may be set to
/// times that have just passed, as under OTP, which takes a while to start.
inline constexpr int64_t kBefore = kSecond;

/// What monotonicNow() shows when Erlang monotonic time is 0. Constant once the program runs.
int64_t monotonicShift();

} // namespace beamc::rt
