//===- Liveness.cpp - What is live across each call of a function ------------------===//
//
// Backward data flow over Clang's CFG with every subexpression as an element of its own.
// Entities are
//
//   variables and parameters of a raw or process type   live from a read back to the writing
//   fields of *this of a raw type                       the same, inside methods
//   raw subexpressions                                  live from their element to the element
//                                                       of the expression that uses them
//
// so in `f(t, collectAndGet())` the copy of t is seen to be live across the second argument.
// A reading of memory (p.x[0], cold(p).exitReason) is raw only once it is loaded: storage that
// the collector visits may be read again afterwards.
//===----------------------------------------------------------------------===//
#include "runtime/tools/gcsafe/Callees.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace gcsafe {
namespace {

class Liveness {
public:
  Liveness(const FunctionDecl *f, ASTContext &context, const Places &places, Keys &keys,
           ValueTypes &types, bool withLiveness, Function &out, Sink &sink)
      : f_(f), context_(context), places_(places), types_(types), withLiveness_(withLiveness),
        out_(out), finder_(keys, places, sink) {}

  void run() {
    CFG::BuildOptions options;
    options.AddImplicitDtors = options.AddTemporaryDtors = options.AddInitializers = true;
    options.AddCXXDefaultInitExprInCtors = true;
    options.setAllAlwaysAdd();
    cfg_ = CFG::buildCFG(f_, f_->getBody(), &context_, options);
    if (!cfg_) { // never seen; without it nothing could be claimed
      out_.calls.push_back({"", places_.at(f_->getLocation()), 0, {}});
      return;
    }
    if (withLiveness_) {
      number();
      solve();
    }
    for (const CFGBlock *b : *cfg_)
      if (b) {
        llvm::BitVector live = withLiveness_ ? liveOut(b) : llvm::BitVector();
        transfer(b, live, /*record=*/true);
      }
  }

private:
  const FunctionDecl *f_;
  ASTContext &context_;
  const Places &places_;
  ValueTypes &types_;
  bool withLiveness_;
  Function &out_;
  CalleeFinder finder_;
  std::unique_ptr<CFG> cfg_;
  llvm::DenseMap<const void *, unsigned> index_;
  std::vector<LiveValue> entities_;
  std::vector<llvm::BitVector> liveIn_;
  llvm::DenseSet<const Stmt *> written_; ///< left sides of assignments: not read

  //===-- Entities ----------------------------------------------------------------===//

  static const Expr *variableExpr(const Expr *e) { return e->IgnoreParens(); }

  bool isTrackedVar(const VarDecl *v) {
    if (v->hasGlobalStorage() || !promiseOn(v, "beamc::promise_rooted").empty())
      return false;
    return types_.isRaw(v->getType()) || ValueTypes::isProcess(v->getType());
  }

  /// this->field of a class whose objects the collector does not visit.
  const FieldDecl *ownField(const Expr *e) {
    auto *m = dyn_cast<MemberExpr>(e);
    auto *field = m ? dyn_cast<FieldDecl>(m->getMemberDecl()) : nullptr;
    if (!field || !isa<CXXThisExpr>(m->getBase()->IgnoreParenImpCasts()))
      return nullptr;
    if (!promiseOn(field, "beamc::promise_rooted").empty() ||
        isAnnotated(field->getParent(), "beamc::rooted_storage") ||
        field->getParent()->getName() == "Term")
      return nullptr;
    return types_.isRaw(field->getType()) ? field : nullptr;
  }

  /// The subexpression's value is lost by a collection.
  bool isTrackedValue(const Expr *e) {
    if (auto *r = dyn_cast<DeclRefExpr>(e)) {
      auto *v = dyn_cast<VarDecl>(r->getDecl());
      return v && isTrackedVar(v) && types_.isRaw(v->getType());
    }
    if (auto *c = dyn_cast<CastExpr>(e); c && c->getCastKind() == CK_LValueToRValue) {
      auto *m = dyn_cast<MemberExpr>(c->getSubExpr()->IgnoreParens());
      if (m && !promiseOn(m->getMemberDecl(), "beamc::promise_rooted").empty())
        return false;
      auto *r = dyn_cast<DeclRefExpr>(c->getSubExpr()->IgnoreParens());
      if (r && !promiseOn(r->getDecl(), "beamc::promise_rooted").empty())
        return false;
    }
    if (!e->isGLValue())
      return types_.isRaw(e->getType()) && !isConstant(e);
    if (auto *call = dyn_cast<CallExpr>(e)) {
      QualType t = call->getCallReturnType(context_);
      return types_.isRaw(t);
    }
    if (auto *c = dyn_cast<CastExpr>(e))
      return isTrackedValue(c->getSubExpr());
    if (auto *p = dyn_cast<ParenExpr>(e))
      return isTrackedValue(p->getSubExpr());
    if (auto *m = dyn_cast<MaterializeTemporaryExpr>(e))
      return isTrackedValue(m->getSubExpr());
    if (auto *m = dyn_cast<MemberExpr>(e))
      return isTrackedValue(m->getBase());
    if (auto *a = dyn_cast<ArraySubscriptExpr>(e))
      return isTrackedValue(a->getBase());
    if (auto *u = dyn_cast<UnaryOperator>(e); u && u->getOpcode() == UO_Deref)
      return isTrackedValue(u->getSubExpr());
    return false;
  }

  /// Null pointers, string literals and Word constants.
  bool isConstant(const Expr *e) {
    if (e->getType()->isPointerType())
      return e->isNullPointerConstant(context_, Expr::NPC_ValueDependentIsNotNull) ||
             isa<StringLiteral>(e->IgnoreParenCasts());
    return e->getType()->isIntegerType() && e->isIntegerConstantExpr(context_);
  }

  unsigned enter(const void *key, LiveValue v) {
    auto [it, fresh] = index_.try_emplace(key, unsigned(entities_.size()));
    if (fresh)
      entities_.push_back(std::move(v));
    return it->second;
  }

  void numberVariable(const VarDecl *v) {
    if (!isTrackedVar(v))
      return;
    ValueKind kind = ValueKind::Raw;
    if (ValueTypes::isProcess(v->getType()))
      kind = isa<ParmVarDecl>(v) ? ValueKind::Process : ValueKind::LocalProcess;
    enter(v, {kind, std::string(types_.describe(v->getType())) + " '" + v->getNameAsString() + "'",
              places_.at(v->getLocation())});
  }

  void number() {
    for (const CFGBlock *b : *cfg_)
      for (const CFGElement &element : *b) {
        auto cs = element.getAs<CFGStmt>();
        if (!cs)
          continue;
        const Stmt *s = cs->getStmt();
        if (auto *d = dyn_cast<DeclStmt>(s))
          for (const Decl *x : d->decls())
            if (auto *v = dyn_cast<VarDecl>(x))
              numberVariable(v);
        auto *e = dyn_cast<Expr>(s);
        if (!e)
          continue;
        if (auto *r = dyn_cast<DeclRefExpr>(e))
          if (auto *v = dyn_cast<VarDecl>(r->getDecl()))
            numberVariable(v);
        if (const FieldDecl *field = ownField(e))
          enter(field, {ValueKind::Raw,
                        std::string(types_.describe(field->getType())) + " 'this->" +
                            field->getNameAsString() + "'",
                        places_.at(field->getLocation())});
        if (isTrackedValue(e))
          enter(e, {ValueKind::Raw, std::string(types_.describe(e->getType())) + " (temporary)",
                    places_.at(e->getExprLoc())});
        if (auto *a = dyn_cast<BinaryOperator>(e); a && a->getOpcode() == BO_Assign)
          written_.insert(a->getLHS()->IgnoreParens());
        if (auto *a = dyn_cast<CXXOperatorCallExpr>(e); a && a->getOperator() == OO_Equal)
          written_.insert(a->getArg(0)->IgnoreParenImpCasts());
      }
  }

  //===-- Flow --------------------------------------------------------------------===//

  void gen(llvm::BitVector &live, const void *key) {
    if (auto it = index_.find(key); it != index_.end())
      live.set(it->second);
  }
  void kill(llvm::BitVector &live, const void *key) {
    if (auto it = index_.find(key); it != index_.end())
      live.reset(it->second);
  }

  const void *writtenEntity(const Expr *left) {
    left = left->IgnoreParenImpCasts();
    if (auto *r = dyn_cast<DeclRefExpr>(left); r && !r->getDecl()->getType()->isReferenceType())
      return r->getDecl();
    return ownField(left);
  }

  llvm::BitVector liveOut(const CFGBlock *b) {
    llvm::BitVector live(unsigned(entities_.size()));
    for (const CFGBlock *s : b->succs())
      if (s)
        live |= liveIn_[s->getBlockID()];
    return live;
  }

  void solve() {
    liveIn_.assign(cfg_->getNumBlockIDs(), llvm::BitVector(unsigned(entities_.size())));
    for (bool changed = true; changed;) {
      changed = false;
      // Blocks are numbered from the exit to the entry.
      for (const CFGBlock *b : llvm::reverse(*cfg_)) {
        llvm::BitVector live = liveOut(b);
        transfer(b, live, /*record=*/false);
        if (live != liveIn_[b->getBlockID()]) {
          liveIn_[b->getBlockID()] = std::move(live);
          changed = true;
        }
      }
    }
  }

  void transfer(const CFGBlock *b, llvm::BitVector &live, bool record) {
    for (auto it = b->rbegin(); it != b->rend(); ++it) {
      const CFGElement &element = *it;
      if (auto cs = element.getAs<CFGStmt>())
        statement(cs->getStmt(), live, record);
      else if (auto init = element.getAs<CFGInitializer>()) {
        if (withLiveness_ && init->getInitializer()->isAnyMemberInitializer())
          kill(live, init->getInitializer()->getAnyMember());
      } else if (auto dtor = element.getAs<CFGImplicitDtor>()) {
        destructor(*dtor, live, record);
      }
    }
  }

  void addCalls(const std::vector<std::string> &callees, SourceLocation at, bool implicit,
                const llvm::BitVector &live) {
    for (const std::string &callee : callees) {
      Call c{callee, places_.at(at), implicit, {}};
      if (withLiveness_)
        for (unsigned i : live.set_bits())
          c.live.push_back(entities_[i]);
      out_.calls.push_back(std::move(c));
    }
  }

  void destructor(const CFGImplicitDtor &d, const llvm::BitVector &live, bool record) {
    if (!record)
      return;
    std::vector<std::string> callees;
    bool dispatched = d.getKind() == CFGElement::DeleteDtor;
    finder_.ofDestructor(d.getDestructorDecl(context_), dispatched, callees);
    SourceLocation at = f_->getBody()->getEndLoc();
    if (auto a = d.getAs<CFGAutomaticObjDtor>())
      at = a->getTriggerStmt()->getEndLoc();
    else if (auto t = d.getAs<CFGTemporaryDtor>())
      at = t->getBindTemporaryExpr()->getEndLoc();
    else if (auto x = d.getAs<CFGDeleteDtor>())
      at = x->getDeleteExpr()->getExprLoc();
    addCalls(callees, at, /*implicit=*/true, live);
  }

  void statement(const Stmt *s, llvm::BitVector &live, bool record) {
    if (withLiveness_)
      kill(live, s);
    if (record) {
      std::vector<std::string> callees;
      finder_.ofStmt(s, callees);
      if (!callees.empty())
        addCalls(callees, cast<Expr>(s)->getExprLoc(), /*implicit=*/false, live);
    }
    if (!withLiveness_)
      return;
    if (auto *d = dyn_cast<DeclStmt>(s)) {
      for (const Decl *x : d->decls())
        kill(live, x);
    } else if (auto *a = dyn_cast<BinaryOperator>(s); a && a->getOpcode() == BO_Assign) {
      kill(live, writtenEntity(a->getLHS()));
    } else if (auto *o = dyn_cast<CXXOperatorCallExpr>(s); o && o->getOperator() == OO_Equal) {
      kill(live, writtenEntity(o->getArg(0)));
    } else if (auto *r = dyn_cast<DeclRefExpr>(s)) {
      // A reference is written through, so its address is read.
      if (!written_.count(r) || r->getDecl()->getType()->isReferenceType())
        gen(live, r->getDecl());
    } else if (auto *e = dyn_cast<Expr>(s)) {
      if (const FieldDecl *field = ownField(e); field && !written_.count(e))
        gen(live, field);
    }
    // Arms of conditionals end their blocks: nothing can come between them and the use.
    if (isa<AbstractConditionalOperator>(s))
      return;
    if (auto *logical = dyn_cast<BinaryOperator>(s); logical && logical->isLogicalOp())
      return;
    for (const Stmt *child : s->children())
      if (child && !(written_.count(child) && isa<DeclRefExpr>(child)))
        gen(live, child);
  }
};

} // namespace

void analyzeBody(const FunctionDecl *f, ASTContext &context, const Places &places, Keys &keys,
                 ValueTypes &types, bool withLiveness, Function &out, Sink &sink) {
  Liveness(f, context, places, keys, types, withLiveness, out, sink).run();
  noteAddresses(f->getBody(), keys, places, sink);
  if (auto *c = dyn_cast<CXXConstructorDecl>(f))
    for (const CXXCtorInitializer *i : c->inits())
      noteAddresses(i->getInit(), keys, places, sink);
}

} // namespace gcsafe
