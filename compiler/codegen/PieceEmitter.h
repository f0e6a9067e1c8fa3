//===- PieceEmitter.h - Translation of one function's pieces to LLVM IR (private) ------------===//
//
// A plain translation: every SSA value of a piece, and the three registers that change (heap
// top, stack pointer, reductions), is an alloca; LLVM's SROA makes them values again. That
// keeps collections simple: what is live is stored to x[…], and loaded back afterwards.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/codegen/ModuleEmitter.h"

namespace beamc::codegen {

class PieceEmitter {
public:
  PieceEmitter(ModuleEmitter &m, const ssa::Function &f, const lower::FunctionPlan &plan)
      : m_(m), f_(f), plan_(plan), b_(m.llvmModule.getContext()) {}
  void run();

private:
  using Value = ssa::Value;
  using Inst = ssa::Inst;
  using Block = ssa::Block;
  using Opcode = ssa::Opcode;

  // PieceEmitter.cpp: pieces, values, frames.
  void emitPiece(const Block *entry);
  void enterPiece(const Block *entry);
  llvm::AllocaInst *slotOf(const Value *v);
  llvm::Type *typeOf(const Value *v);
  llvm::Value *get(const Value *v);
  /// As get, for operands that are looked into: an atom is hidden from LLVM (see newPiece).
  llvm::Value *getOpaque(const Value *v);
  void set(const Value *v, llvm::Value *x);
  llvm::Value *reg(llvm::AllocaInst *a, llvm::Type *t) { return b_.CreateLoad(t, a); }
  llvm::Value *hp() { return reg(hp_, m_.ptr); }
  llvm::Value *sp() { return reg(sp_, m_.ptr); }
  llvm::Value *reds() { return reg(red_, m_.i64); }
  llvm::Value *prim(llvm::StringRef name, llvm::ArrayRef<llvm::Value *> args);
  /// A primitive of the form (p, &hp, sp, &red, args …).
  llvm::Value *primRegs(llvm::StringRef name, llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *i(uint64_t v) { return llvm::ConstantInt::get(m_.i64, v); }
  enum class Touches { Nothing, Reductions, Heap, Stack };
  /// A C function; Heap and Stack save the registers before and reload them after.
  llvm::Value *call(llvm::StringRef symbol, llvm::Type *result, llvm::ArrayRef<llvm::Value *> args,
                    Touches t);
  llvm::CallInst *hiddenCall(llvm::StringRef symbol, llvm::Type *result,
                             llvm::ArrayRef<llvm::Value *> args, bool preserves);
  static bool leadsToRaise(const Block *b);
  void collectUnless(llvm::Value *room, llvm::Value *words, const llvm::BitVector &live);
  llvm::BitVector liveAfter(const Block *b, size_t index);
  llvm::BitVector liveBefore(const Block *b, size_t index);
  llvm::BasicBlock *blockFor(const Block *from, unsigned succ);
  void jumpToPiece(const Block *target, const ssa::Edge &e, bool fromFramed);
  void passArgs(const Block *target, const ssa::Edge &e);
  void tailCall(llvm::Value *target, llvm::ArrayRef<llvm::Value *> x, bool storeRest = true);
  void popFrame(const Block *b);
  /// Makes the frame for the call or raise \p t current, its slots filled; sp[0] = \p code.
  void fillFrame(const Inst *t, llvm::Function *code, const llvm::BitVector &live);
  llvm::Function *pieceFunction(const Block *b);

  // EmitInsts.cpp, EmitBits.cpp, EmitControl.cpp.
  void emitInst(const Inst *inst, size_t index);
  bool emitBits(const Inst *inst);
  bool appendInteger(const Inst *inst);
  void emitTerminator(const Inst *t);
  void emitSwitch(const Inst *t);
  void emitCall(const Inst *t);
  void emitTail(const Inst *t);
  void emitRaise(const Inst *t);
  /// Return address of frames that have been pushed before the first call.
  llvm::Function *unreturned_ = nullptr;
  llvm::Value *callTarget(const Inst *t, llvm::SmallVectorImpl<llvm::Value *> &args);
  void arithmetic(const Inst *inst);
  llvm::Value *wordArray(llvm::ArrayRef<Value *> values);
  llvm::AllocaInst *entryAlloca(llvm::Type *t, llvm::Value *count = nullptr);
  void debugLocation(uint32_t line);

  ModuleEmitter &m_;
  const ssa::Function &f_;
  const lower::FunctionPlan &plan_;
  llvm::IRBuilder<> b_;
  llvm::DenseMap<const Block *, llvm::Function *> pieces_;
  // Of the piece being emitted:
  llvm::Function *fn_ = nullptr;
  llvm::BasicBlock *allocas_ = nullptr;
  llvm::Value *p_ = nullptr;
  llvm::AllocaInst *hp_ = nullptr, *sp_ = nullptr, *red_ = nullptr;
  const Block *entry_ = nullptr, *cur_ = nullptr;
  llvm::DenseMap<const Value *, llvm::AllocaInst *> values_;
  llvm::DenseMap<const Block *, llvm::BasicBlock *> blocks_;
};

} // namespace beamc::codegen
