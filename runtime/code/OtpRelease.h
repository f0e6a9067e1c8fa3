//===- OtpRelease.h - the OTP release that this program behaves as -----------------===//
#pragma once
#include <string_view>

namespace beamc::rt {

/// Version of ERTS as in erlang:system_info(version); ends with a zero byte.
std::string_view ertsVersion();
/// 25, 27 …
unsigned otpRelease();

} // namespace beamc::rt
