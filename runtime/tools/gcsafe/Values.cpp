//===- Values.cpp - Places, annotations, types of values ---------------------------===//
#include "runtime/tools/gcsafe/Analysis.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace gcsafe {

std::string Places::at(SourceLocation l) const {
  PresumedLoc p = sm_.getPresumedLoc(sm_.getExpansionLoc(l), /*UseLineDirectives=*/false);
  if (p.isInvalid())
    return "<unknown>";
  llvm::StringRef file = p.getFilename();
  file.consume_front(root_);
  return (file + ":" + llvm::Twine(p.getLine()) + ":" + llvm::Twine(p.getColumn())).str();
}

bool Places::isOurs(SourceLocation l) const {
  return sm_.getFilename(sm_.getExpansionLoc(l)).starts_with(root_);
}

bool isAnnotated(const Decl *d, llvm::StringRef what) {
  for (const Decl *r : d->redecls())
    for (const AnnotateAttr *a : r->specific_attrs<AnnotateAttr>())
      if (a->getAnnotation() == what)
        return true;
  return false;
}

std::string promiseOn(const Decl *d, llvm::StringRef what) {
  for (const Decl *r : d->redecls())
    for (const AnnotateAttr *a : r->specific_attrs<AnnotateAttr>())
      if (a->getAnnotation() == what && a->args_size() == 1)
        if (auto *s = dyn_cast<StringLiteral>((*a->args_begin())->IgnoreUnlessSpelledInSource()))
          return s->getString().trim().str();
  return "";
}

namespace {

/// \p t was written with the typedef \p name, possibly through others.
bool isTypedef(QualType t, llvm::StringRef name) {
  for (;;) {
    if (auto *td = t->getAs<TypedefType>()) {
      if (td->getDecl()->getName() == name)
        return true;
      t = td->desugar();
      continue;
    }
    return false;
  }
}

bool isNamed(const RecordDecl *r, llvm::StringRef name) {
  auto *ns = dyn_cast<NamespaceDecl>(r->getDeclContext());
  return r->getName() == name && ns && ns->getName() == "rt";
}

bool isWord(QualType t) { return isTypedef(t, "Word"); }

/// What a pointer or reference to heap memory points to.
bool isHeapMemory(QualType t) {
  if (isWord(t))
    return true;
  // Template arguments lose their typedefs; those written otherwise (uint64_t) keep theirs.
  if (t->isSpecificBuiltinType(BuiltinType::ULong) && !t->getAs<TypedefType>())
    return true;
  if (t->isSpecificBuiltinType(BuiltinType::UChar)) // bytes of a binary
    return true;
  auto *r = t->getAsRecordDecl();
  return r && (isNamed(r, "Term") || isAnnotated(r, "beamc::heap_object"));
}

} // namespace

bool ValueTypes::recordIsRaw(const RecordDecl *r) {
  if (isNamed(r, "Term"))
    return true;
  if (isAnnotated(r, "beamc::rooted_storage"))
    return false;
  r = r->getDefinition();
  if (!r)
    return false;
  auto [it, fresh] = records_.try_emplace(r->getTypeForDecl(), false);
  if (!fresh)
    return it->second;
  bool raw = false;
  for (const FieldDecl *f : r->fields())
    raw |= isRaw(f->getType()) && promiseOn(f, "beamc::promise_rooted").empty();
  if (auto *c = dyn_cast<CXXRecordDecl>(r))
    for (const CXXBaseSpecifier &b : c->bases())
      raw |= isRaw(b.getType());
  return records_[r->getTypeForDecl()] = raw;
}

bool ValueTypes::isRaw(QualType t) {
  if (isWord(t))
    return true;
  if (t->isPointerType() || t->isReferenceType())
    return isHeapMemory(t->getPointeeType());
  if (auto *a = t->getAsArrayTypeUnsafe())
    return isRaw(a->getElementType());
  if (auto *r = t->getAsRecordDecl())
    return recordIsRaw(r);
  return false;
}

bool ValueTypes::isProcess(QualType t) {
  QualType to = t->getPointeeType();
  if (to.isNull())
    return false;
  auto *r = to->getAsRecordDecl();
  return r && isNamed(r, "Process");
}

const char *ValueTypes::describe(QualType t) {
  if (isProcess(t))
    return "process pointer";
  if (t->isPointerType() || t->isReferenceType())
    return "heap pointer";
  auto *r = t->getAsRecordDecl();
  if (isWord(t) || (r && isNamed(r, "Term")))
    return "raw term";
  if (r && isa<CXXRecordDecl>(r) && cast<CXXRecordDecl>(r)->isLambda())
    return "lambda with raw terms";
  return t->isArrayType() ? "array of raw terms" : "record of raw terms";
}

} // namespace gcsafe
