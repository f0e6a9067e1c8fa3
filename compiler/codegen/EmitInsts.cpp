//===- EmitInsts.cpp - Instructions on terms, numbers, maps, messages --------------------------===//
#include "compiler/codegen/LinkObject.h"
#include "compiler/codegen/PieceEmitter.h"
#include "compiler/ssa/Bifs.h"
#include "runtime/abi/TermLayout.h"

namespace beamc::codegen {
using namespace ssa;

static std::vector<uint32_t> unpack(std::string_view text) {
  std::vector<uint32_t> w(text.size() / 4);
  memcpy(w.data(), text.data(), w.size() * 4);
  return w;
}

llvm::Value *PieceEmitter::wordArray(llvm::ArrayRef<Value *> values) {
  llvm::Value *a = entryAlloca(m_.i64, i(values.size()));
  for (unsigned n = 0; n != values.size(); ++n)
    b_.CreateStore(get(values[n]), b_.CreateConstInBoundsGEP1_64(m_.i64, a, n));
  return a;
}

/// A constant that is no small integer. Must not reach primitives that test for small operands:
/// LLVM knows nothing of an atom's low bits, and would compute with the symbol's address.
static bool neverSmall(const Value *v) {
  return v->kind == Value::Kind::Const && !v->type.isSmall();
}

/// As neverSmall, for comparisons, which know floats as well.
static bool neverNumber(const Value *v) {
  return neverSmall(v) && static_cast<const Const *>(v)->form != Const::Form::Float;
}

static bool isImmediateConst(const Value *v) {
  if (v->kind != Value::Kind::Const)
    return false;
  auto form = static_cast<const Const *>(v)->form;
  return form == Const::Form::Atom || form == Const::Form::Nil ||
         (form == Const::Form::Integer && v->type.isSmall());
}

/// Small operands in line, everything else out of line. The fast path goes straight to the
/// successor of the br_value that follows; what is emitted next belongs to the slow path.
void PieceEmitter::arithmetic(const Inst *inst) {
  static const char *const names[] = {"add",  "sub", "mul",  "int_div", "int_rem",
                                      "band", "bor", "bxor", "bsl",     "bsr"};
  std::string name = names[unsigned(inst->op) - unsigned(Opcode::Add)]; // ORDER Insts.def
  llvm::Value *a = get(inst->operands[0]), *c = get(inst->operands[1]);
  constexpr int64_t exact = kLeftSmall | kRightSmall | kNoOverflow;
  if ((inst->imm & exact) == exact) { // Add, Sub, Band, Bor, Bxor only
    set(inst, prim(name + "_exact", {a, c}));
    return;
  }
  for (Value *v : inst->operands)
    if (neverSmall(v)) { // fails, or floats and bignums: nothing to try
      set(inst, call("beamc_slow_" + name, m_.i64, {p_, a, c}, Touches::Heap));
      return;
    }
  llvm::BasicBlock *slow = llvm::BasicBlock::Create(fn_->getContext(), "slow", fn_);
  const Inst *next = inst->block->terminator();
  bool branches = next->op == Opcode::BrValue && next->operands[0] == inst &&
                  inst->block->insts[inst->block->insts.size() - 2] == inst;
  llvm::Value *out = slotOf(inst);
  llvm::Value *fits = prim("try_" + name, {a, c, out});
  llvm::MDNode *weights = llvm::MDBuilder(fn_->getContext()).createBranchWeights(4000, 1);
  llvm::BasicBlock *fast = branches ? blockFor(inst->block, 0)
                                    : llvm::BasicBlock::Create(fn_->getContext(), "fast", fn_);
  b_.CreateCondBr(fits, fast, slow, weights);
  b_.SetInsertPoint(slow);
  set(inst, call("beamc_slow_" + name, m_.i64, {p_, a, c}, Touches::Heap));
  if (!branches) {
    b_.CreateBr(fast);
    b_.SetInsertPoint(fast);
  }
}

void PieceEmitter::emitInst(const Inst *inst, size_t index) {
  auto op = [&](unsigned n) { return get(inst->operands[n]); };
  auto opaque = [&](unsigned n) { return getOpaque(inst->operands[n]); };
  auto unary = [&](llvm::StringRef name) {
    set(inst, prim(name, {inst->operands[0]->rep == Rep::Term ? opaque(0) : op(0)}));
  };
  auto compare = [&](llvm::StringRef name) {
    // Small integers on both sides compare as machine words.
    bool small = (inst->imm & kLeftSmall) && (inst->imm & kRightSmall);
    if (small)
      name = name == "less"         ? "less_small"
             : name == "greater_eq" ? "greater_eq_small"
                                    : "same_word";
    else if ((name == "less" || name == "greater_eq") &&
             (neverNumber(inst->operands[0]) || neverNumber(inst->operands[1])))
      name = name == "less" ? "less_any" : "greater_eq_any";
    else if (name == "exact_eq" || name == "eq") {
      // An immediate equals nothing but itself; `==` must still see 1 == 1.0.
      for (Value *v : inst->operands)
        if (v->kind == Value::Kind::Const) {
          auto form = static_cast<Const *>(v)->form;
          if (form == Const::Form::Atom || form == Const::Form::Nil ||
              (form == Const::Form::Integer && name == "exact_eq" && v->type.isSmall()))
            name = "same_word";
        }
    }
    bool any = name == "less_any" || name == "greater_eq_any";
    bool plain = any || name == "same_word";
    llvm::Value *a = plain ? op(0) : opaque(0), *b = plain ? op(1) : opaque(1);
    set(inst, small || name == "same_word" ? prim(name, {a, b}) : prim(name, {p_, red_, a, b}));
  };
  switch (inst->op) {
  case Opcode::HeapTest: {
    llvm::Value *words = i(uint64_t(inst->imm));
    collectUnless(prim("has_room", {hp(), sp(), words}), words, liveAfter(cur_, index));
    return;
  }
  case Opcode::Cons: set(inst, prim("cons", {hp_, op(0), op(1)})); return;
  case Opcode::Tuple: {
    llvm::Value *t = prim("new_tuple", {hp_, i(inst->operands.size())});
    for (unsigned n = 0; n != inst->operands.size(); ++n)
      prim("set_element", {t, i(n), op(n)});
    set(inst, t);
    return;
  }
  case Opcode::MakeFun: {
    llvm::Value *fun =
        prim("new_fun", {p_, hp_, m_.funEntry(uint32_t(inst->imm)), i(inst->operands.size())});
    for (unsigned n = 0; n != inst->operands.size(); ++n)
      prim("set_fun_env", {fun, i(n), op(n)});
    set(inst, fun);
    return;
  }
  case Opcode::SetElement: prim("set_element", {opaque(0), i(uint64_t(inst->imm)), op(1)}); return;
  case Opcode::UpdateTuple: {
    llvm::Value *t = prim("copy_tuple", {hp_, opaque(0), i(uint64_t(inst->imm))});
    std::vector<uint32_t> at = unpack(inst->text);
    for (unsigned n = 0; n != at.size(); ++n)
      prim("set_element", {t, i(at[n]), op(n + 1)});
    set(inst, t);
    return;
  }
  case Opcode::Head: unary("head"); return;
  case Opcode::Tail: unary("tail"); return;
  case Opcode::Element: set(inst, prim("element", {opaque(0), i(uint64_t(inst->imm))})); return;

  case Opcode::IsAtom: unary("is_atom"); return;
  case Opcode::IsBoolean: unary("is_boolean"); return;
  case Opcode::IsBinary: unary("is_binary"); return;
  case Opcode::IsBitstring: unary("is_bitstring"); return;
  case Opcode::IsFloat: unary("is_float"); return;
  case Opcode::IsFunction: unary("is_function"); return;
  case Opcode::IsFunction2: set(inst, prim("is_function2", {opaque(0), opaque(1)})); return;
  case Opcode::IsInteger: unary("is_integer"); return;
  case Opcode::IsList: unary("is_list"); return;
  case Opcode::IsCons: unary("is_cons"); return;
  case Opcode::IsNil: unary("is_nil"); return;
  case Opcode::IsMap: unary("is_map"); return;
  case Opcode::IsNumber: unary("is_number"); return;
  case Opcode::IsPid: unary("is_pid"); return;
  case Opcode::IsPort: unary("is_port"); return;
  case Opcode::IsReference: unary("is_reference"); return;
  case Opcode::IsTuple: unary("is_tuple"); return;
  case Opcode::TupleArityIs:
    set(inst, prim("tuple_arity_is", {opaque(0), i(uint64_t(inst->imm))}));
    return;
  case Opcode::IsTupleAtLeast:
    set(inst, prim("is_tuple_at_least", {opaque(0), i(uint64_t(inst->imm))}));
    return;
  case Opcode::IsTagged:
    set(inst, prim("is_tagged", {opaque(0), i(uint64_t(inst->imm)), op(1)}));
    return;

  case Opcode::ExactEq: compare("exact_eq"); return;
  case Opcode::Eq: compare("eq"); return;
  case Opcode::Less: compare("less"); return;
  case Opcode::GreaterEq: compare("greater_eq"); return;
  case Opcode::Not: set(inst, b_.CreateNot(op(0))); return;
  case Opcode::BoolTerm: unary("bool_term"); return;
  case Opcode::IsValue: unary("is_value"); return;

  case Opcode::Add:
  case Opcode::Sub:
  case Opcode::Mul:
  case Opcode::IntDiv:
  case Opcode::IntRem:
  case Opcode::Band:
  case Opcode::Bor:
  case Opcode::Bxor:
  case Opcode::Bsl:
  case Opcode::Bsr: arithmetic(inst); return;

  case Opcode::ToFloat: set(inst, primRegs("to_float", {opaque(0)})); return;
  case Opcode::Unbox: unary("unbox"); return;
  case Opcode::Box: set(inst, primRegs("box", {op(0)})); return;
  case Opcode::FAdd: set(inst, b_.CreateFAdd(op(0), op(1))); return;
  case Opcode::FSub: set(inst, b_.CreateFSub(op(0), op(1))); return;
  case Opcode::FMul: set(inst, b_.CreateFMul(op(0), op(1))); return;
  case Opcode::FDiv: set(inst, b_.CreateFDiv(op(0), op(1))); return;
  case Opcode::FNeg: // 0.0 of 0.0, as OTP's JIT has it
    set(inst, b_.CreateFSub(llvm::ConstantFP::get(op(0)->getType(), 0.0), op(0)));
    return;
  case Opcode::FLess: set(inst, b_.CreateFCmpOLT(op(0), op(1))); return;
  case Opcode::FGreaterEq: set(inst, b_.CreateFCmpOGE(op(0), op(1))); return;
  case Opcode::IsFinite: unary("is_finite"); return;

  case Opcode::MapGet:
    // Only large keys cost reductions.
    set(inst, call("beamc_rt_map_get", m_.i64, {op(0), op(1)},
                   isImmediateConst(inst->operands[1]) ? Touches::Nothing : Touches::Reductions));
    return;
  case Opcode::MapPut:
  case Opcode::MapUpdate: {
    llvm::ArrayRef<Value *> pairs = llvm::ArrayRef<Value *>(inst->operands).drop_front();
    llvm::Value *array = wordArray(pairs);
    set(inst, call(inst->op == Opcode::MapPut ? "beamc_rt_map_put" : "beamc_rt_map_update", m_.i64,
                   {p_, op(0), array, i(pairs.size() / 2)}, Touches::Heap));
    return;
  }
  case Opcode::Bif:
  case Opcode::GuardBif: {
    const BifDecl *bif = findBif(inst->mfa.module, inst->mfa.function, inst->mfa.arity);
    if (!bif) {
      call("beamc_rt_set_error", b_.getVoidTy(), {p_, m_.atom("undef")}, Touches::Nothing);
      set(inst, prim("non_value", {}));
      return;
    }
    llvm::SmallVector<llvm::Value *, 4> args{p_};
    for (unsigned n = 0; n != inst->operands.size(); ++n)
      args.push_back(op(n));
    llvm::StringRef symbol(bif->symbol.data(), bif->symbol.size());
    set(inst, call(symbol, m_.i64, args,
                   bif->attributes & abi::kBifLeaf ? Touches::Nothing : Touches::Heap));
    return;
  }

  case Opcode::Send:
    set(inst, call("beamc_rt_send", m_.i64, {p_, op(0), op(1)}, Touches::Heap));
    return;
  case Opcode::RecvPeek:
    set(inst, call("beamc_rt_receive_peek", m_.i64, {p_}, Touches::Heap));
    return;
  case Opcode::RecvRemove:
    call("beamc_rt_receive_remove", b_.getVoidTy(), {p_}, Touches::Heap);
    return;
  case Opcode::RecvNext:
    call("beamc_rt_receive_next", b_.getVoidTy(), {p_}, Touches::Nothing);
    return;
  case Opcode::RecvTimeout:
    call("beamc_rt_receive_timeout", b_.getVoidTy(), {p_}, Touches::Nothing);
    return;
  case Opcode::RecvMarkerReserve:
    set(inst, call("beamc_rt_recv_marker_reserve", m_.i64, {p_}, Touches::Heap));
    return;
  case Opcode::RecvMarkerBind:
    call("beamc_rt_recv_marker_bind", b_.getVoidTy(), {p_, op(0), op(1)}, Touches::Nothing);
    return;
  case Opcode::RecvMarkerClear:
    call("beamc_rt_recv_marker_clear", b_.getVoidTy(), {p_, op(0)}, Touches::Nothing);
    return;
  case Opcode::RecvMarkerUse:
    call("beamc_rt_recv_marker_use", b_.getVoidTy(), {p_, op(0)}, Touches::Nothing);
    return;

  case Opcode::CatchValue:
    set(inst, call("beamc_rt_catch_value", m_.i64, {p_, op(0), op(1), op(2)}, Touches::Heap));
    return;
  case Opcode::BuildStacktrace:
    set(inst, call("beamc_rt_build_stacktrace", m_.i64, {p_, op(0)}, Touches::Heap));
    return;
  case Opcode::SetError:
    call("beamc_rt_set_error", b_.getVoidTy(), {p_, op(0)}, Touches::Nothing);
    return;
  case Opcode::SetErrorValue:
    call("beamc_rt_set_error2", b_.getVoidTy(), {p_, op(0), op(1)}, Touches::Heap);
    return;
  case Opcode::SetFunctionClause:
    for (unsigned n = 0; n != inst->operands.size(); ++n)
      prim("x_store", {p_, i(n), op(n)});
    call("beamc_rt_set_function_clause", b_.getVoidTy(), {p_, i(inst->operands.size())},
         Touches::Heap);
    return;
  case Opcode::SetRaise:
    call("beamc_rt_raw_raise", b_.getVoidTy(), {p_, op(0), op(1), op(2)}, Touches::Nothing);
    return;
  default:
    if (!emitBits(inst))
      llvm::report_fatal_error(llvm::Twine("no translation for ") + inst->info().mnemonic);
  }
}

} // namespace beamc::codegen
