//===- BeamWriter.h - a module as the bytes of a .beam file -----------------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <string>

namespace beamc::loader {

/// Writes all tables and the code of \p module, and those of its raw chunks that have no table. The
/// shortest encodings are used, as by erlc, so that the Code chunk of a file made by erlc comes out
/// as it went in.
std::string writeBeam(const Module &module);

} // namespace beamc::loader
