//===- Encoding.h - Operands of threaded code ---------------------------------------------===//
//
// Operands:
//   source      either of a kind known to the operation (Kind, a template argument): an X or Y
//               register's byte offset from X or sp, or the term itself;
//               or "any": the same offset with kAnyY added for Y; the address of a word that holds
//               the term with kAnyConst added
//   destination as a source, without constants
//   target      address of threaded code
//   where       what an operation that fails needs to raise: the stub of a site (Stubs.h) if the
//               function has a frame, else the address of a CodeLocation with kWhereFrameless added
//   fail        a target with kFailLabel added, or a where
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/TermLayout.h"

namespace beamc::rt::interp {

using abi::Word;

/// opEntry with its operands.
inline constexpr unsigned kEntryWords = 6;

inline constexpr Word kAnyY = 1, kAnyConst = 2;
inline constexpr Word kWhereFrameless = 1, kFailLabel = 2;
inline constexpr Word kNoDestination = ~Word(0);

enum Kind : int { kX, kY, kConst };

} // namespace beamc::rt::interp
