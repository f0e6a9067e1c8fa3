//===- FlatSize.h - Words that a term takes in OTP ------------------------------------------------===//
//
// Programs see sizes of terms: erts_debug:flat_size/1, ets:info(T, memory). They are OTP's, for
// which floats are boxed, binaries and maps have other headers, and literals count as all terms do.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

/// Words of \p t in a heap of OTP without any sharing; 0 for what is immediate there.
uint64_t flatSize(Term t);
/// flatSize of the object that takes \p words words at \p block, all its parts that are no literals
/// included (copyTermTo). Reads the block from its begin to its end.
uint64_t flatSizeOfBlock(const Word *block, uint64_t words);

} // namespace beamc::rt
