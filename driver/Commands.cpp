//===- Commands.cpp - what the subcommands share -----------------------------===//
#include "driver/Commands.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace beamc::driver {

bool CommonOptions::useColor() const {
  if (color != "auto")
    return color == "always";
  return isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
}

int report(const Diagnostics &diag, const CommonOptions &common, int status) {
  std::string text = diag.render(common.useColor());
  std::fwrite(text.data(), 1, text.size(), stderr);
  return diag.hasErrors() ? kExitFailed : status;
}

} // namespace beamc::driver
