//===- Bifs.cpp - Look-up in the generated declarations ----------------------------===//
#include "compiler/ssa/Bifs.h"
#include "runtime/abi/TermLayout.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringMap.h"

namespace beamc::ssa {
namespace {

using namespace loader; // TypeKind

const BifDecl kBifs[] = {
#define BIF_DECL(module, function, arity, symbol, attributes, result, kinds, nonNegative)          \
  {module, function, arity, symbol, attributes, result, kinds, nonNegative},
#include "generated/Bifs.inc"
};

std::string keyOf(std::string_view m, std::string_view f, uint32_t a) {
  return std::string(m) + ":" + std::string(f) + "/" + std::to_string(a);
}

const llvm::StringMap<const BifDecl *> &index() {
  static const llvm::StringMap<const BifDecl *> map = [] {
    llvm::StringMap<const BifDecl *> m;
    for (const BifDecl &b : kBifs)
      m[keyOf(b.module, b.function, b.arity)] = &b;
    return m;
  }();
  return map;
}

} // namespace

bool tailCallShowsPlace(const Mfa &callee) {
  const BifDecl *bif = findBif(callee.module, callee.function, callee.arity);
  return bif && !bif->isDirect() && !(bif->attributes & abi::kBifFunction);
}

bool BifDecl::isDirect() const { return abi::isDirectBif(attributes); }

Type BifDecl::resultType() const {
  return nonNegative ? Type::integer(0, abi::kSmallMax) : Type::of(kinds);
}

llvm::ArrayRef<BifDecl> allBifs() { return kBifs; }

const BifDecl *findBif(std::string_view module, std::string_view function, uint32_t arity) {
  auto it = index().find(keyOf(module, function, arity));
  return it == index().end() ? nullptr : it->second;
}

} // namespace beamc::ssa
