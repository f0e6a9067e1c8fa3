//===- Bifs.h - What the compiler knows of the runtime's built-ins ----------------===//
#pragma once
#include "compiler/ssa/Function.h"
#include "runtime/abi/BifAttributes.h"

namespace beamc::ssa {

struct BifDecl {
  std::string_view module, function;
  uint32_t arity;
  std::string_view symbol; ///< of the C++ function, or of the code if attributes has kBifCode
  uint32_t attributes;     ///< abi::BifAttribute bits
  /// May be called in the middle of a piece, as a C function.
  bool isDirect() const;
};

/// The built-in with this name, or null. Built-ins come before functions of compiled modules.
const BifDecl *findBif(std::string_view module, std::string_view function, uint32_t arity);
/// Identity of the table, for cache keys.
uint64_t bifTableHash();

} // namespace beamc::ssa
