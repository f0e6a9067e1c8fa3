//===- Format.cpp ---------------------------------------------------------===//
#include "compiler/support/Format.h"

#include <cstdarg>
#include <cstdio>

namespace beamc {

static void appendList(std::string &out, const char *format, va_list args) {
  char buffer[256];
  va_list again;
  va_copy(again, args);
  int length = std::vsnprintf(buffer, sizeof buffer, format, args);
  if (length < 0) {
    va_end(again);
    return;
  }
  if (size_t(length) < sizeof buffer) {
    out.append(buffer, size_t(length));
  } else {
    size_t old = out.size();
    out.resize(old + size_t(length) + 1);
    std::vsnprintf(out.data() + old, size_t(length) + 1, format, again);
    out.resize(old + size_t(length));
  }
  va_end(again);
}

std::string formatText(const char *format, ...) {
  std::string out;
  va_list args;
  va_start(args, format);
  appendList(out, format, args);
  va_end(args);
  return out;
}

void appendFormat(std::string &out, const char *format, ...) {
  va_list args;
  va_start(args, format);
  appendList(out, format, args);
  va_end(args);
}

} // namespace beamc
