//===- OtpVersion.h - the OTP whose libraries a program has ----------------------===//
//
// A program behaves as the release whose libraries it was built with, where releases differ. The
// compiler embeds the version of that release's ERTS; programs without it (unit tests) have the
// default.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <string_view>

namespace beamc::abi {

inline constexpr std::string_view kDefaultErtsVersion = "13.1.5";
/// The embedded file whose contents are the version of ERTS.
inline constexpr const char *kErtsVersionFile = ":erts";

/// The OTP release of a version of ERTS: 12 more than its first number, since OTP 21 (ERTS 9).
constexpr unsigned otpReleaseOf(std::string_view ertsVersion) {
  unsigned major = 0;
  for (char c : ertsVersion) {
    if (c < '0' || c > '9')
      break;
    major = major * 10 + unsigned(c - '0');
  }
  return major + 12;
}

} // namespace beamc::abi
