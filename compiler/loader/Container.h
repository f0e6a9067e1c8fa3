//===- Container.h - the IFF file around the chunks ---------------------------===//
#pragma once

#include "compiler/loader/Module.h"

namespace beamc::loader {

/// Splits a .beam file (plain, or gzip-compressed as a whole) into its chunks, which are copied
/// into
/// \p arena. False after an error.
bool readContainer(std::span<const uint8_t> file, std::string_view fileName, Arena &arena,
                   std::span<const RawChunk> &chunks, Diagnostics &diag);

} // namespace beamc::loader
