//===- OtpVersion.h - the OTP whose behaviour this runtime has ------------------===//
#pragma once

namespace beamc::abi {

inline constexpr const char *kOtpRelease = "25", *kErtsVersion = "13.1.5";

} // namespace beamc::abi
