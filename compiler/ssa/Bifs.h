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
  std::string_view result; ///< Returns(…) of the annotation (stdlib/Bif.h), or empty
  uint32_t kinds;          ///< loader::TypeKind bits of what it returns
  bool nonNegative;        ///< an integer in 0 … kSmallMax
  /// May be called in the middle of a piece, as a C function.
  bool isDirect() const;
  /// Of what a call returns if it does not fail.
  Type resultType() const;
};

/// The built-in with this name, or null; constant data. Built-ins come before functions of compiled
/// modules.
const BifDecl *findBif(std::string_view module, std::string_view function, uint32_t arity);
/// Whether a tail call of \p callee that fails is to show its place in the stack trace, although no
/// frame stands for it: built-ins that are called as functions (apply/2,3 among them).
bool tailCallShowsPlace(const Mfa &callee);
/// All of them, by module, function and arity.
llvm::ArrayRef<BifDecl> allBifs();

} // namespace beamc::ssa
