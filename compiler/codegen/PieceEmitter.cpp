//===- PieceEmitter.cpp - Pieces, values, frames ---------------------------------------------===//
#include "compiler/codegen/PieceEmitter.h"
#include "compiler/codegen/LinkObject.h"
#include "runtime/abi/TermLayout.h"
#include "llvm/IR/InlineAsm.h"

namespace beamc::codegen {
using namespace ssa;
using llvm::BasicBlock;
using llvm::ConstantInt;
using lower::FunctionPlan;

void PieceEmitter::run() {
  for (const Block *b : f_.blocks)
    if (plan_.pieceEntry[b->id])
      emitPiece(b);
}

llvm::Function *PieceEmitter::pieceFunction(const Block *b) {
  llvm::Function *&f = pieces_[b];
  if (!f) {
    if (b == f_.blocks[0])
      f = m_.functionEntry(f_.name, f_.arity);
    else
      f = m_.newPiece(functionSymbol(f_.moduleName, f_.name, f_.arity) + "+" +
                      std::to_string(b->id));
  }
  return f;
}

llvm::Type *PieceEmitter::typeOf(const Value *v) {
  return v->rep == Rep::Bool  ? b_.getInt1Ty()
         : v->rep == Rep::F64 ? b_.getDoubleTy()
                              : static_cast<llvm::Type *>(m_.i64);
}

llvm::AllocaInst *PieceEmitter::entryAlloca(llvm::Type *t, llvm::Value *count) {
  llvm::IRBuilder<> b(allocas_, allocas_->begin());
  return b.CreateAlloca(t, count);
}

llvm::AllocaInst *PieceEmitter::slotOf(const Value *v) {
  llvm::AllocaInst *&a = values_[v];
  if (!a)
    a = entryAlloca(typeOf(v));
  return a;
}

llvm::Value *PieceEmitter::get(const Value *v) {
  if (v->kind != Value::Kind::Const)
    return b_.CreateLoad(typeOf(v), slotOf(v));
  auto *c = static_cast<const Const *>(v);
  switch (c->form) {
  case Const::Form::Integer:
    if (abi::fitsSmall(c->integer))
      return i(abi::makeSmall(c->integer));
    return m_.bigInteger(c->integer);
  case Const::Form::Atom: return m_.atom(c->atom);
  case Const::Form::Nil: return i(abi::kNil);
  case Const::Form::Float:
    if (v->rep == Rep::F64)
      return llvm::ConstantFP::get(b_.getDoubleTy(), c->real);
    return m_.floatTerm(c->real);
  case Const::Form::Literal:
    if (llvm::Constant *k = m_.literal(c->literal))
      return k;
    return b_.CreateLoad(m_.i64, m_.lateLiteral(c->literal));
  }
  return nullptr;
}

llvm::Value *PieceEmitter::getOpaque(const Value *v) {
  llvm::Value *x = get(v);
  auto *c = llvm::dyn_cast<llvm::ConstantExpr>(x);
  if (!c || static_cast<const Const *>(v)->form != Const::Form::Atom)
    return x;
  auto *type = llvm::FunctionType::get(m_.i64, {m_.ptr}, false);
  return b_.CreateCall(
      llvm::InlineAsm::get(type, "movl $1, ${0:k}", "=r,i", /*hasSideEffects=*/false),
      {c->getOperand(0)});
}

void PieceEmitter::set(const Value *v, llvm::Value *x) { b_.CreateStore(x, slotOf(v)); }

llvm::Value *PieceEmitter::prim(llvm::StringRef name, llvm::ArrayRef<llvm::Value *> args) {
  return b_.CreateCall(m_.primitive(name), args);
}

llvm::Value *PieceEmitter::primRegs(llvm::StringRef name, llvm::ArrayRef<llvm::Value *> args) {
  llvm::SmallVector<llvm::Value *, 8> all{p_, hp_, sp(), red_};
  all.append(args.begin(), args.end());
  return prim(name, all);
}

/// A call of which LLVM does not know, so that it does not align the C stack on the paths that
/// avoid it (primitives/SlowPaths.h). \p preserves: the callee saves all general registers.
llvm::CallInst *PieceEmitter::hiddenCall(llvm::StringRef symbol, llvm::Type *result,
                                         llvm::ArrayRef<llvm::Value *> args, bool preserves) {
  static const char *const in[] = {"{rdi}", "{rsi}", "{rdx}", "{rcx}", "{r8}", "{r9}"};
  static const char *const callerSaved[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};
  std::string constraints = result->isVoidTy() ? "" : "={rax}";
  auto add = [&](const std::string &c) { constraints += (constraints.empty() ? "" : ",") + c; };
  llvm::SmallVector<llvm::Type *, 8> types;
  llvm::SmallVector<llvm::Value *, 8> operands(args);
  // An input register that the callee overwrites is an output as well; then the results are a
  // struct.
  llvm::SmallVector<llvm::Type *, 8> results;
  if (!result->isVoidTy())
    results.push_back(result);
  if (!preserves)
    for (unsigned n = 0; n != args.size(); ++n) {
      add(std::string("=") + in[n]);
      results.push_back(args[n]->getType());
    }
  for (unsigned n = 0; n != args.size(); ++n) {
    add(in[n]);
    types.push_back(args[n]->getType());
  }
  if (!preserves) {
    for (unsigned n = args.size(); n != std::size(callerSaved); ++n)
      add(std::string("~{") + callerSaved[n] + "}");
    add("~{r10}");
    if (result->isVoidTy())
      add("~{rax}");
  }
  add("~{r11}");
  for (unsigned n = 0; n != 16; ++n)
    add("~{xmm" + std::to_string(n) + "}");
  add("~{memory},~{dirflag},~{fpsr},~{flags}");
  llvm::Type *type =
      results.empty() ? b_.getVoidTy()
      : results.size() == 1
          ? results[0]
          : static_cast<llvm::Type *>(llvm::StructType::get(fn_->getContext(), results));
  std::string text = "leaq " + symbol.str() + "(%rip), %r11\n\tcall beamc_realign_call";
  return b_.CreateCall(llvm::InlineAsm::get(llvm::FunctionType::get(type, types, false), text,
                                            constraints, /*hasSideEffects=*/true),
                       operands);
}

/// Does every path from here raise, at once or in the next block? Its calls are rare then.
bool PieceEmitter::leadsToRaise(const Block *b) {
  auto raises = [](const Inst *t) { return t->op == Opcode::Raise || t->op == Opcode::RaiseBif; };
  const Inst *t = b->terminator();
  return raises(t) || (t->op == Opcode::Br && raises(t->succs[0].to->terminator()));
}

llvm::Value *PieceEmitter::call(llvm::StringRef symbol, llvm::Type *result,
                                llvm::ArrayRef<llvm::Value *> args, Touches t) {
  if (t == Touches::Reductions)
    prim("save_red", {p_, reds()});
  else if (t != Touches::Nothing)
    prim("save", {p_, hp(), sp(), reds()});
  llvm::SmallVector<llvm::Type *, 8> types;
  for (llvm::Value *a : args)
    types.push_back(a->getType());
  bool slow = symbol.starts_with("beamc_slow_");
  llvm::CallInst *r = slow || leadsToRaise(cur_)
                          ? hiddenCall(symbol, result, args, slow)
                          : b_.CreateCall(m_.runtime(symbol, result, types), args);
  if (t == Touches::Heap || t == Touches::Stack)
    b_.CreateStore(prim("load_hp", {p_}), hp_);
  if (t != Touches::Nothing)
    b_.CreateStore(prim("load_red", {p_}), red_);
  if (t == Touches::Stack)
    b_.CreateStore(prim("load_sp", {p_}), sp_);
  return r->getType()->isStructTy() ? b_.CreateExtractValue(r, 0) : static_cast<llvm::Value *>(r);
}

void PieceEmitter::debugLocation(uint32_t line) {
  b_.SetCurrentDebugLocation(m_.debugLocation(fn_, line));
}

void PieceEmitter::emitPiece(const Block *entry) {
  entry_ = entry;
  fn_ = pieceFunction(entry);
  m_.addDebugInfo(fn_, f_);
  values_.clear();
  blocks_.clear();
  auto &context = fn_->getContext();
  allocas_ = BasicBlock::Create(context, "", fn_);
  BasicBlock *start = BasicBlock::Create(context, "start", fn_);
  b_.SetInsertPoint(allocas_);
  hp_ = b_.CreateAlloca(m_.ptr);
  sp_ = b_.CreateAlloca(m_.ptr);
  red_ = b_.CreateAlloca(m_.i64);
  p_ = fn_->getArg(0);
  b_.SetInsertPoint(start);
  debugLocation(f_.line);
  b_.CreateStore(fn_->getArg(1), hp_);
  b_.CreateStore(fn_->getArg(2), sp_);
  b_.CreateStore(fn_->getArg(3), red_);
  cur_ = entry;
  enterPiece(entry);
  llvm::SmallVector<const Block *, 16> members;
  for (const Block *b : f_.blocks)
    if (plan_.pieceOf[b->id] == entry) {
      members.push_back(b);
      blocks_[b] = BasicBlock::Create(context, "b" + std::to_string(b->id), fn_);
    }
  b_.CreateBr(blocks_[entry]);
  for (const Block *b : members) {
    cur_ = b;
    b_.SetInsertPoint(blocks_[b]);
    for (size_t n = 0; n + 1 < b->insts.size(); ++n) {
      debugLocation(b->insts[n]->line);
      emitInst(b->insts[n], n);
    }
    debugLocation(b->terminator()->line);
    emitTerminator(b->terminator());
  }
  llvm::IRBuilder<>(allocas_).CreateBr(start);
}

/// Loads what is live on entry from registers, X registers and frame slots.
void PieceEmitter::enterPiece(const Block *entry) {
  auto fromPosition = [&](uint32_t n) -> llvm::Value * {
    return n < abi::kRegisterArgs ? fn_->getArg(4 + n) : prim("x_load", {p_, i(n)});
  };
  auto fromWord = [&](const Value *v, llvm::Value *w) {
    if (v->rep == Rep::Bool)
      w = b_.CreateTrunc(w, b_.getInt1Ty());
    else if (v->rep == Rep::F64)
      w = b_.CreateBitCast(w, b_.getDoubleTy());
    set(v, w);
  };
  if (entry == f_.blocks[0]) {
    m_.setPrefix(fn_, m_.location(f_, f_.line), nullptr, ~0u);
    for (Arg *a : entry->args)
      set(a, fromPosition(a->index));
    llvm::Value *left = b_.CreateSub(reds(), i(1));
    b_.CreateStore(left, red_);
    BasicBlock *go = BasicBlock::Create(fn_->getContext(), "go", fn_);
    BasicBlock *preempt = BasicBlock::Create(fn_->getContext(), "preempt", fn_);
    llvm::MDNode *weights = llvm::MDBuilder(fn_->getContext()).createBranchWeights(1, 4000);
    b_.CreateCondBr(b_.CreateICmpSLE(left, i(0)), preempt, go, weights);
    b_.SetInsertPoint(preempt);
    prim("set_resume", {p_, fn_, i(f_.arity)});
    llvm::SmallVector<llvm::Value *, 6> x;
    for (unsigned n = 0; n != std::min(abi::kRegisterArgs, f_.arity); ++n)
      x.push_back(fn_->getArg(4 + n));
    tailCall(m_.runtimeCode("beamc_rt_preempt"), x);
    b_.SetInsertPoint(go);
    return;
  }
  if (entry->entry == Block::Entry::Plain) {
    m_.setPrefix(fn_, m_.location(f_, f_.line), nullptr, ~0u);
    uint32_t n = 0;
    for (Arg *a : entry->args)
      fromWord(a, fromPosition(n++));
    for (Value *v : plan_.joinParams[entry->id])
      fromWord(v, fromPosition(n++));
  } else {
    for (uint32_t n = 0; n != entry->implicitArgs(); ++n)
      set(entry->args[n], fromPosition(n));
    for (uint32_t n = entry->implicitArgs(); n != entry->args.size(); ++n)
      set(entry->args[n], prim("frame_load", {sp(), i(plan_.slot[entry->args[n]->id])}));
    if (entry->entry == Block::Entry::Handler) // continuations get theirs at the call
      m_.setPrefix(fn_, m_.location(f_, f_.line), nullptr, ~0u);
  }
  plan_.live.forEachLiveIn(entry, [&](Value *v) {
    if (plan_.resident(v, entry))
      set(v, prim("frame_load", {sp(), i(plan_.slot[v->id])}));
  });
}

llvm::BitVector PieceEmitter::liveAfter(const Block *b, size_t index) {
  llvm::BitVector live = plan_.live.liveOut(b);
  for (size_t n = b->insts.size(); n-- > index + 1;)
    Liveness::stepBack(b->insts[n], live);
  return live;
}

llvm::BitVector PieceEmitter::liveBefore(const Block *b, size_t index) {
  llvm::BitVector live = liveAfter(b, index);
  Liveness::stepBack(b->insts[index], live);
  return live;
}

/// Collects unless \p room holds. \p live: the values to keep; those in frame slots are found
/// there by the collector, but their copies in registers must be renewed as well.
void PieceEmitter::collectUnless(llvm::Value *room, llvm::Value *words,
                                 const llvm::BitVector &live) {
  BasicBlock *go = BasicBlock::Create(fn_->getContext(), "room", fn_);
  BasicBlock *slow = BasicBlock::Create(fn_->getContext(), "collect", fn_);
  llvm::MDNode *weights = llvm::MDBuilder(fn_->getContext()).createBranchWeights(4000, 1);
  b_.CreateCondBr(room, go, slow, weights);
  b_.SetInsertPoint(slow);
  llvm::SmallVector<Value *, 8> roots;
  for (unsigned id : live.set_bits()) {
    Value *v = plan_.live.value(id);
    if (v->rep == Rep::Term || v->rep == Rep::Maybe)
      roots.push_back(v);
  }
  for (unsigned n = 0; n != roots.size(); ++n)
    prim("x_store", {p_, i(n), get(roots[n])});
  call("beamc_slow_collect", b_.getVoidTy(), {p_, words, i(roots.size())}, Touches::Stack);
  for (unsigned n = 0; n != roots.size(); ++n)
    set(roots[n], prim("x_load", {p_, i(n)}));
  b_.CreateBr(go);
  b_.SetInsertPoint(go);
}

/// Where a jump along successor \p succ of \p from goes within this piece. May be a new block
/// that assigns block arguments or leaves for another piece.
BasicBlock *PieceEmitter::blockFor(const Block *from, unsigned succ) {
  const Edge &e = from->terminator()->succs[succ];
  if (!plan_.pieceEntry[e.to->id] && e.args.empty())
    return blocks_[e.to];
  BasicBlock *edge = BasicBlock::Create(fn_->getContext(), "edge", fn_);
  BasicBlock *back = b_.GetInsertBlock();
  b_.SetInsertPoint(edge);
  if (plan_.pieceEntry[e.to->id]) {
    jumpToPiece(e.to, e, plan_.framed[from->id]);
  } else {
    passArgs(e.to, e);
    b_.CreateBr(blocks_[e.to]);
  }
  b_.SetInsertPoint(back);
  return edge;
}

void PieceEmitter::passArgs(const Block *target, const Edge &e) {
  // All are read before any is written: an argument may be passed to another.
  llvm::SmallVector<llvm::Value *, 8> v;
  for (Value *a : e.args)
    v.push_back(get(a));
  for (unsigned n = 0; n != v.size(); ++n)
    set(target->args[n + target->implicitArgs()], v[n]);
}

void PieceEmitter::jumpToPiece(const Block *target, const Edge &e, bool fromFramed) {
  auto asWord = [&](Value *v) {
    llvm::Value *x = get(v);
    if (v->rep == Rep::Bool)
      return b_.CreateZExt(x, m_.i64);
    if (v->rep == Rep::F64)
      return b_.CreateBitCast(x, m_.i64);
    return x;
  };
  bool push = plan_.framed[target->id] && !fromFramed;
  if (push) {
    llvm::BitVector live = plan_.live.liveIn(target);
    for (Value *v : e.args)
      if (v->kind != Value::Kind::Const)
        live.set(v->id);
    llvm::Value *words = i(plan_.frameSize + 1);
    collectUnless(prim("has_room", {hp(), sp(), words}), words, live);
    b_.CreateStore(prim("push_frame", {sp(), i(plan_.frameSize)}), sp_);
    for (unsigned s = 0; s != plan_.frameSize; ++s)
      prim("frame_store", {sp(), i(s), prim("nil", {})});
    // Until the first call nothing returns to the frame; whoever walks the stack still reads its
    // size.
    if (!unreturned_) {
      unreturned_ = m_.newPiece(functionSymbol(f_.moduleName, f_.name, f_.arity) + "!");
      m_.setPrefix(unreturned_, m_.location(f_, f_.line), nullptr, plan_.frameSize);
      llvm::IRBuilder<>(llvm::BasicBlock::Create(fn_->getContext(), "", unreturned_))
          .CreateUnreachable();
    }
    prim("set_continuation", {sp(), unreturned_});
  }
  llvm::SmallVector<llvm::Value *, 8> x;
  for (Value *v : e.args)
    x.push_back(asWord(v));
  for (Value *v : plan_.joinParams[target->id])
    x.push_back(asWord(v));
  tailCall(pieceFunction(target), x);
}

void PieceEmitter::tailCall(llvm::Value *target, llvm::ArrayRef<llvm::Value *> x, bool storeRest) {
  for (unsigned n = abi::kRegisterArgs; storeRest && n < x.size(); ++n)
    prim("x_store", {p_, i(n), x[n]});
  llvm::SmallVector<llvm::Value *, 10> args{p_, hp(), sp(), reds()};
  for (unsigned n = 0; n != abi::kRegisterArgs; ++n)
    args.push_back(n < x.size() ? x[n] : llvm::PoisonValue::get(m_.i64));
  llvm::CallInst *c = b_.CreateCall(m_.codeType, target, args);
  c->setCallingConv(llvm::CallingConv::PreserveNone);
  c->setTailCallKind(llvm::CallInst::TCK_MustTail);
  b_.CreateRetVoid();
}

void PieceEmitter::popFrame(const Block *b) {
  if (plan_.framed[b->id])
    b_.CreateStore(prim("pop_frame", {sp(), i(plan_.frameSize)}), sp_);
}

void PieceEmitter::fillFrame(const Inst *t, llvm::Function *code, const llvm::BitVector &live) {
  auto want = plan_.contentsAt(t);
  bool framed = plan_.framed[t->block->id];
  if (!framed) {
    llvm::Value *words = i(plan_.frameSize + 1);
    collectUnless(prim("has_room", {hp(), sp(), words}), words, live);
  }
  llvm::SmallVector<std::pair<unsigned, llvm::Value *>, 8> stores;
  for (unsigned s = 0; s != plan_.frameSize; ++s) {
    if (framed && plan_.contents[t->block->id][s] == want[s])
      continue;
    stores.push_back(
        {s, want[s].kind == FunctionPlan::Content::Holds ? get(want[s].value) : prim("nil", {})});
  }
  if (!framed)
    b_.CreateStore(prim("push_frame", {sp(), i(plan_.frameSize)}), sp_);
  for (auto &[s, v] : stores)
    prim("frame_store", {sp(), i(s), v});
  prim("set_continuation", {sp(), code});
}

} // namespace beamc::codegen
