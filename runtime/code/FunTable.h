//===- FunTable.h - Fun entries by identity -------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"

namespace beamc::rt {

/// The entry of the fun expression with this identity: that of a module of the executable, else one
/// made for it, whose call fails with badfun. Null when the module has such a fun with another
/// shape.
const FunEntry *ensureFunEntry(Term module, uint32_t index, uint32_t oldUniq,
                               const uint8_t uniq[16], uint32_t arity, uint32_t numFree);

} // namespace beamc::rt
