//===- OtpRelease.cpp - the OTP release that this program behaves as ---------------===//
#include "runtime/code/OtpRelease.h"
#include "runtime/abi/OtpVersion.h"
#include "runtime/code/Program.h"
#include <algorithm>

namespace beamc::rt {

std::string_view ertsVersion() {
  static char text[32]; // the same for every thread that fills it
  static const std::string_view version = [] {
    std::string_view found = abi::kDefaultErtsVersion;
    for (uint32_t i = 0; i != beamc_program.fileCount; i++)
      if (std::string_view(beamc_program.files[i].path) == abi::kErtsVersionFile)
        found = {reinterpret_cast<const char *>(beamc_program.files[i].bytes),
                 size_t(beamc_program.files[i].size)};
    size_t size = std::min(found.size(), sizeof text - 1);
    std::copy_n(found.data(), size, text);
    return std::string_view(text, size);
  }();
  return version;
}

unsigned otpRelease() {
  static const unsigned release = abi::otpReleaseOf(ertsVersion());
  return release;
}

} // namespace beamc::rt
