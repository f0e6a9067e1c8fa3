//===- EmitControl.cpp - Branches, calls, returns, raising ----------------------------------------===//
#include "compiler/codegen/LinkObject.h"
#include "compiler/codegen/PieceEmitter.h"
#include "compiler/ssa/Bifs.h"
#include "runtime/abi/TermLayout.h"

namespace beamc::codegen {
using namespace ssa;
using llvm::BasicBlock;

void PieceEmitter::emitTerminator(const Inst *t) {
  switch (t->op) {
  case Opcode::Br: b_.CreateBr(blockFor(t->block, 0)); return;
  case Opcode::BrIf:
  case Opcode::BrValue: {
    llvm::Value *c = get(t->operands[0]);
    if (t->op == Opcode::BrValue)
      c = prim("is_value", {c});
    llvm::MDNode *weights = nullptr;
    if (t->succs[1].to->cold && !t->succs[0].to->cold)
      weights = llvm::MDBuilder(fn_->getContext()).createBranchWeights(4000, 1);
    BasicBlock *yes = blockFor(t->block, 0), *no = blockFor(t->block, 1);
    b_.CreateCondBr(c, yes, no, weights);
    return;
  }
  case Opcode::Switch:
  case Opcode::SwitchArity: emitSwitch(t); return;
  case Opcode::Ret: {
    llvm::Value *v = get(t->operands[0]);
    popFrame(t->block);
    tailCall(prim("continuation", {sp()}), {v});
    return;
  }
  case Opcode::Unreachable: b_.CreateUnreachable(); return;
  case Opcode::Raise:
  case Opcode::RaiseBif: emitRaise(t); return;
  case Opcode::TailLocal:
  case Opcode::TailExt:
  case Opcode::TailFun:
  case Opcode::TailApply: emitTail(t); return;
  default: emitCall(t); return;
  }
}

void PieceEmitter::emitSwitch(const Inst *t) {
  llvm::Value *v = getOpaque(t->operands[0]);
  BasicBlock *otherwise = blockFor(t->block, 0);
  if (t->op == Opcode::SwitchArity) {
    llvm::SwitchInst *s = b_.CreateSwitch(prim("arity", {v}), otherwise, t->succs.size() - 1);
    for (unsigned n = 1; n != t->succs.size(); ++n) {
      uint32_t arity;
      memcpy(&arity, t->text.data() + 4 * (n - 1), 4);
      s->addCase(llvm::ConstantInt::get(m_.i64, arity), blockFor(t->block, n));
    }
    return;
  }
  // Words known now go into a switch; the others are compared one after the other behind it.
  BasicBlock *chain = BasicBlock::Create(fn_->getContext(), "chain", fn_);
  llvm::SwitchInst *s = b_.CreateSwitch(v, chain);
  b_.SetInsertPoint(chain);
  for (unsigned n = 1; n != t->succs.size(); ++n) {
    llvm::Value *k = get(t->operands[n]);
    BasicBlock *to = blockFor(t->block, n);
    if (auto *known = llvm::dyn_cast<llvm::ConstantInt>(k)) {
      if (s->findCaseValue(known) == s->case_default())
        s->addCase(known, to);
      continue;
    }
    bool immediate = static_cast<Const *>(t->operands[n])->form == Const::Form::Atom;
    BasicBlock *next = BasicBlock::Create(fn_->getContext(), "chain", fn_);
    b_.CreateCondBr(immediate ? b_.CreateICmpEQ(v, k) : prim("exact_eq", {p_, red_, v, k}), to,
                    next);
    b_.SetInsertPoint(next);
  }
  b_.CreateBr(otherwise);
}

/// Evaluates target and arguments of a call. For a fun, a null target is replaced by the
/// runtime's error entry.
llvm::Value *PieceEmitter::callTarget(const Inst *t, llvm::SmallVectorImpl<llvm::Value *> &args) {
  unsigned first = 0;
  switch (t->op) {
  case Opcode::CallFun:
  case Opcode::TailFun: first = 1; break;
  case Opcode::CallApply:
  case Opcode::TailApply: first = 2; break;
  default: break;
  }
  for (unsigned n = first; n < t->operands.size(); ++n)
    args.push_back(get(t->operands[n]));
  switch (t->op) {
  case Opcode::CallLocal:
  case Opcode::TailLocal: return m_.functionEntry(t->mfa.function, t->mfa.arity);
  case Opcode::CallExt:
  case Opcode::TailExt:
    if (t->mfa.module == "erlang" && t->mfa.function == "apply" && t->mfa.arity == 2) {
      prim("set_site", {p_, m_.location(f_, t->line)});
      return m_.runtimeCode(t->op == Opcode::TailExt ? "beamc_rt_tail_apply_fun"
                                                     : "beamc_rt_apply_fun");
    }
    if (t->op == Opcode::TailExt && tailCallShowsPlace(t->mfa))
      prim("set_site", {p_, m_.location(f_, t->line)});
    return prim("export_code", {m_.exportOf(t->mfa)});
  case Opcode::CallFun:
  case Opcode::TailFun: {
    llvm::Value *fun = getOpaque(t->operands[0]);
    llvm::Value *code = prim("callable", {fun, i(args.size())});
    BasicBlock *good = BasicBlock::Create(fn_->getContext(), "fun", fn_);
    BasicBlock *bad = BasicBlock::Create(fn_->getContext(), "bad_fun", fn_);
    llvm::MDNode *weights = llvm::MDBuilder(fn_->getContext()).createBranchWeights(4000, 1);
    b_.CreateCondBr(b_.CreateIsNotNull(code), good, bad, weights);
    b_.SetInsertPoint(bad);
    prim("set_bad_fun", {p_, fun, i(args.size())});
    prim("set_site", {p_, m_.location(f_, t->line)});
    tailCall(m_.runtimeCode("beamc_rt_call_bad_fun"), args);
    b_.SetInsertPoint(good);
    args.push_back(fun); // the fun entry finds the captured values there
    return code;
  }
  case Opcode::CallApply:
  case Opcode::TailApply:
    prim("set_apply", {p_, get(t->operands[0]), get(t->operands[1]), i(args.size())});
    if (t->op == Opcode::CallApply)
      return m_.runtimeCode("beamc_rt_apply");
    prim("set_site", {p_, m_.location(f_, t->line)});
    return m_.runtimeCode("beamc_rt_tail_apply");
  case Opcode::Wait: return m_.runtimeCode("beamc_rt_wait");
  default: return m_.runtimeCode("beamc_rt_wait_timeout");
  }
}

void PieceEmitter::emitCall(const Inst *t) {
  const Block *next = t->succs[0].to;
  llvm::Function *continuation = pieceFunction(next);
  m_.setPrefix(continuation, m_.location(f_, t->line),
               t->hasHandler() ? pieceFunction(t->succs[1].to) : nullptr, plan_.frameSize);
  llvm::BitVector live = liveBefore(t->block, t->block->insts.size() - 1);
  fillFrame(t, continuation, live);
  llvm::SmallVector<llvm::Value *, 8> args;
  llvm::Value *target = callTarget(t, args);
  tailCall(target, args);
}

void PieceEmitter::emitTail(const Inst *t) {
  popFrame(t->block);
  llvm::SmallVector<llvm::Value *, 8> args;
  llvm::Value *target = callTarget(t, args);
  tailCall(target, args);
}

void PieceEmitter::emitRaise(const Inst *t) {
  llvm::Value *site = t->op == Opcode::RaiseBif ? static_cast<llvm::Value *>(m_.exportOf(t->mfa))
                                                : llvm::ConstantPointerNull::get(m_.ptr);
  llvm::Constant *where = m_.location(f_, t->line);
  llvm::Value *x0 = i(0);
  if (t->hasHandler()) {
    // A frame as of a call that never returns; its prefix names place and handler.
    llvm::Function *never =
        m_.newPiece(functionSymbol(f_.moduleName, f_.name, f_.arity) + "!" + std::to_string(t->id));
    m_.setPrefix(never, where, pieceFunction(t->succs[0].to), plan_.frameSize);
    llvm::IRBuilder<>(BasicBlock::Create(fn_->getContext(), "", never)).CreateUnreachable();
    fillFrame(t, never, liveBefore(t->block, t->block->insts.size() - 1));
  } else {
    popFrame(t->block);
    x0 = llvm::ConstantExpr::getPtrToInt(where, m_.i64);
  }
  if (t->op == Opcode::RaiseBif)
    for (unsigned n = 0; n != t->operands.size(); ++n)
      prim("x_store", {p_, i(n), get(t->operands[n])});
  prim("set_site", {p_, site});
  tailCall(m_.runtimeCode("beamc_rt_raise"), {x0});
}

} // namespace beamc::codegen
