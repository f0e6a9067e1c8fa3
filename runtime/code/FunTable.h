//===- FunTable.h - Fun entries by identity -------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"

namespace beamc::rt {

/// The entry of the fun expression with this identity: the executable's own, else one made for
/// it, whose call fails with badfun until a module is loaded that has it. Lives for ever. Null when
/// the fun expression is known with another shape (\p arity, \p numFree). \p uniq is copied. Any
/// thread, as all here.
FunEntry *ensureFunEntry(Term module, uint32_t index, uint32_t oldUniq, const uint8_t uniq[16],
                         uint32_t arity, uint32_t numFree);

/// Code for \p fun that raises badfun; made once for each, and there for ever.
CodeFn *badFunEntry(FunEntry *fun);
/// Code for \p fun that waits until the fun has other code: while its module is purged.
CodeFn *pendingFunEntry(FunEntry *fun);

} // namespace beamc::rt
