//===- Assembler.h - text to .beam --------------------------------------------------===//
//
// Reads the text that Printer.h writes, or one written by hand, in which tables may
// be left out: atoms, imports and literals that an instruction names are added to
// the tables, and limits are counted. The form is described in docs/user/beam-text.md.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <string>
#include <string_view>

namespace beamc::loader {

/// The bytes of a .beam file, checked by loading them. Empty after an error.
std::string assembleBeam(std::string_view text, std::string_view fileName, Diagnostics &diag);

} // namespace beamc::loader
