//===- SampleModule.h - a module that uses most of the file format ----------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <string>
#include <string_view>

namespace beamc::loader {

/// The text of the module, in the form of Printer.h.
extern const std::string_view kSampleText;

/// Its bytes. Fails the running test if it does not assemble.
std::string sampleBeam();

inline std::span<const uint8_t> bytesOf(std::string_view text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

} // namespace beamc::loader
