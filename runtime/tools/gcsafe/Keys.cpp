//===- Keys.cpp - Names of functions that agree between units ----------------------===//
#include "runtime/tools/gcsafe/Analysis.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace gcsafe {

std::string Keys::displayName(const FunctionDecl *f) {
  if (auto *a = f->getAttr<AsmLabelAttr>(); a && a->getLabel().starts_with("bif."))
    return a->getLabel().drop_front(4).str();
  if (auto *m = dyn_cast<CXXMethodDecl>(f); m && m->getParent()->isLambda())
    return "lambda";
  std::string s = f->getQualifiedNameAsString();
  for (llvm::StringRef prefix : {"beamc::rt::", "beamc::", "(anonymous namespace)::"})
    for (size_t at; (at = s.find(prefix.str())) != std::string::npos;)
      s.erase(at, prefix.size());
  return s;
}

std::string Keys::of(const FunctionDecl *f) {
  f = f->getCanonicalDecl();
  auto *m = dyn_cast<CXXMethodDecl>(f);
  if (!f->hasAttr<AsmLabelAttr>() &&
      (f->getFormalLinkage() != Linkage::External || (m && m->getParent()->isLambda())))
    return places_.at(f->getLocation()) + " " + f->getNameAsString();
  std::string s;
  llvm::raw_string_ostream out(s);
  GlobalDecl d = isa<CXXConstructorDecl>(f) ? GlobalDecl(cast<CXXConstructorDecl>(f), Ctor_Complete)
                 : isa<CXXDestructorDecl>(f) ? GlobalDecl(cast<CXXDestructorDecl>(f), Dtor_Complete)
                                             : GlobalDecl(f);
  if (mangle_->shouldMangleDeclName(f))
    mangle_->mangleName(d, out);
  else
    out << f->getName();
  out.flush();
  // An asm label is mangled with a leading \01: "this is the symbol".
  if (!s.empty() && s[0] == '\1')
    s.erase(0, 1);
  return s;
}

std::string Keys::ofPointer(QualType t) {
  t = context_.getCanonicalType(t);
  const FunctionType *fn = t->getAs<FunctionType>();
  // noexcept is part of the type but says nothing about effects.
  if (auto *proto = dyn_cast_or_null<FunctionProtoType>(fn)) {
    auto info = proto->getExtProtoInfo();
    info.ExceptionSpec = {};
    t = context_.getCanonicalType(
        context_.getFunctionType(proto->getReturnType(), proto->getParamTypes(), info));
  }
  PrintingPolicy policy(context_.getLangOpts());
  policy.FullyQualifiedName = true;
  return "type " + t.getAsString(policy);
}

} // namespace gcsafe
