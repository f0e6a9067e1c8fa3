//===- Callees.cpp - Whom a call may reach ------------------------------------------===//
//
// Direct calls are known. A call through a pointer may reach every function of that type whose
// address is taken anywhere; a virtual call every overrider. Both are edges of pseudo functions
// ("type T", "virtual M") that Report.cpp treats like any other. Pointers with the calling
// convention of compiled code lead into Erlang code. A function of a library that is given
// function pointers may call them.
//===----------------------------------------------------------------------===//
#include "runtime/tools/gcsafe/Callees.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace gcsafe {

static bool isErlangCode(QualType functionType) {
  auto *t = functionType->getAs<FunctionType>();
  return t && t->getCallConv() == CC_PreserveNone;
}

void CalleeFinder::add(std::vector<std::string> &out, const FunctionDecl *f, bool dispatched) {
  sink_.reached(f);
  auto *m = dyn_cast<CXXMethodDecl>(f);
  if (dispatched && m && m->isVirtual()) {
    out.push_back(keys_.ofVirtual(m));
    if (!m->isPureVirtual())
      sink_.edge(out.back(), keys_.of(m), places_.at(m->getLocation()));
    return;
  }
  out.push_back(keys_.of(f));
  if (isErlangCode(f->getType()))
    sink_.entersErlang(out.back(), Keys::displayName(f));
}

void CalleeFinder::addPointer(std::vector<std::string> &out, QualType functionType) {
  out.push_back(keys_.ofPointer(functionType));
  if (isErlangCode(functionType))
    sink_.entersErlang(out.back(), "compiled code");
}

/// A call through a variable or field that promises not to collect.
static bool isPromised(const Expr *callee) {
  callee = callee->IgnoreParenImpCasts();
  if (auto *u = dyn_cast<UnaryOperator>(callee); u && u->getOpcode() == UO_Deref)
    callee = u->getSubExpr()->IgnoreParenImpCasts();
  const Decl *d = nullptr;
  while (auto *s = dyn_cast<ArraySubscriptExpr>(callee))
    callee = s->getBase()->IgnoreParenImpCasts();
  if (auto *r = dyn_cast<DeclRefExpr>(callee))
    d = r->getDecl();
  else if (auto *m = dyn_cast<MemberExpr>(callee))
    d = m->getMemberDecl();
  return d && !promiseOn(d, "beamc::promise_no_collect").empty();
}

static QualType calledType(const CallExpr *call) {
  QualType t = call->getCallee()->getType();
  if (t->isSpecificBuiltinType(BuiltinType::BoundMember))
    t = Expr::findBoundMemberType(call->getCallee());
  if (!t.isNull() && !t->getPointeeType().isNull())
    t = t->getPointeeType();
  return t;
}

void CalleeFinder::ofCall(const CallExpr *call, std::vector<std::string> &out) {
  auto *f = dyn_cast_or_null<FunctionDecl>(call->getCalleeDecl());
  if (!f) {
    if (isa<CXXPseudoDestructorExpr>(call->getCallee()->IgnoreParens()) ||
        isPromised(call->getCallee()))
      return;
    QualType t = calledType(call);
    if (!t.isNull() && t->getAs<FunctionType>())
      addPointer(out, t);
    return;
  }
  if (f->getBuiltinID() && !f->hasBody())
    return;
  auto *member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens());
  add(out, f, /*dispatched=*/member && !member->hasQualifier());
  // A lambda turned into a function pointer.
  if (auto *c = dyn_cast<CXXConversionDecl>(f); c && c->getParent()->isLambda())
    if (QualType to = c->getConversionType()->getPointeeType(); !to.isNull())
      addressTaken(c->getParent()->getLambdaCallOperator(), to, call->getExprLoc());
  if (!f->hasBody() && !places_.isOurs(f->getLocation()))
    for (const Expr *a : call->arguments())
      if (a->getType()->isFunctionPointerType())
        addPointer(out, a->getType()->getPointeeType());
}

void CalleeFinder::ofStmt(const Stmt *s, std::vector<std::string> &out) {
  if (auto *call = dyn_cast<CallExpr>(s))
    return ofCall(call, out);
  if (auto *c = dyn_cast<CXXConstructExpr>(s))
    return add(out, c->getConstructor(), false);
  if (auto *c = dyn_cast<CXXInheritedCtorInitExpr>(s))
    return add(out, c->getConstructor(), false);
  if (auto *n = dyn_cast<CXXNewExpr>(s); n && n->getOperatorNew())
    return add(out, n->getOperatorNew(), false);
}

void CalleeFinder::ofDestructor(const CXXDestructorDecl *d, bool dispatched,
                                std::vector<std::string> &out) {
  if (d && !d->isTrivial())
    add(out, d, dispatched);
}

void CalleeFinder::addressTaken(const FunctionDecl *f, QualType type, SourceLocation at) {
  sink_.reached(f);
  sink_.edge(keys_.ofPointer(type), keys_.of(f), places_.at(at));
}

void noteAddresses(const Stmt *s, Keys &keys, const Places &places, Sink &sink) {
  if (!s)
    return;
  CalleeFinder finder(keys, places, sink);
  if (auto *call = dyn_cast<CallExpr>(s)) {
    // The callee itself is called, its address is not kept.
    if (!isa_and_nonnull<FunctionDecl>(call->getCalleeDecl()))
      noteAddresses(call->getCallee(), keys, places, sink);
    else if (auto *m = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens()))
      noteAddresses(m->getBase(), keys, places, sink);
    for (const Expr *a : call->arguments())
      noteAddresses(a, keys, places, sink);
    return;
  }
  if (auto *r = dyn_cast<DeclRefExpr>(s))
    if (auto *f = dyn_cast<FunctionDecl>(r->getDecl()))
      finder.addressTaken(f, f->getType(), r->getLocation());
  if (auto *l = dyn_cast<LambdaExpr>(s)) {
    sink.reached(l->getCallOperator());
    for (const Expr *init : l->capture_inits())
      noteAddresses(init, keys, places, sink);
    return;
  }
  for (const Stmt *child : s->children())
    noteAddresses(child, keys, places, sink);
}

} // namespace gcsafe
