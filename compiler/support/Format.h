//===- Format.h - printf-style text into a std::string ---------------------===//
#pragma once

#include <string>

namespace beamc {

/// The text that printf would write. Checked by the compiler like printf.
[[gnu::format(printf, 1, 2)]] std::string formatText(const char *format, ...);

/// As formatText, added to the end of \p out.
[[gnu::format(printf, 2, 3)]] void appendFormat(std::string &out, const char *format, ...);

} // namespace beamc
