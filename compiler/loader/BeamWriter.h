//===- BeamWriter.h - a module as the bytes of a .beam file -----------------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <string>

namespace beamc::loader {

/// Writes all tables and the code of \p module, and those of its raw chunks that have no table. The
/// shortest encodings are used, as by erlc, so that the Code chunk of a file made by erlc comes out
/// as it went in.
std::string writeBeam(const Module &module);

/// The file \p module was read from with those chunks alone that loading it into a running system
/// needs, byte for byte, so \p module must have been read from one. Its md5 stays the same.
std::string writeForLoading(const Module &module);

} // namespace beamc::loader
