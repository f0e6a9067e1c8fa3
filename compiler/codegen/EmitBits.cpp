//===- EmitBits.cpp - Bit syntax --------------------------------------------------------------===//
#include "compiler/codegen/PieceEmitter.h"
#include "runtime/abi/BitSegment.h"
#include "runtime/abi/TermLayout.h"

namespace beamc::codegen {
using namespace ssa;

/// <<Binary/binary, Integer:Size>> with a constant size of whole bytes up to 64 bits:
/// a primitive instead of an array of segments.
bool PieceEmitter::appendInteger(const Inst *inst) {
  uint32_t w[6];
  if (inst->imm != 2 || inst->text.size() != sizeof w)
    return false;
  memcpy(w, inst->text.data(), sizeof w);
  auto first = abi::SegmentType(w[0]);
  const Value *size = inst->operands[3];
  if ((first != abi::SegmentType::Append && first != abi::SegmentType::PrivateAppend) ||
      (w[1] != 1 && w[1] != 8) || abi::SegmentType(w[3]) != abi::SegmentType::Integer ||
      size->kind != Value::Kind::Const)
    return false;
  auto *constant = static_cast<const Const *>(size);
  uint32_t firstNumber = w[2] >> abi::kSegNumberShift, number = w[5] >> abi::kSegNumberShift;
  if (!(w[2] & abi::kSegWhole) || firstNumber != (number ? 1 : 0) ||
      constant->form != Const::Form::Integer || constant->integer <= 0 || constant->integer > 64)
    return false;
  uint64_t bits = uint64_t(constant->integer) * w[4];
  if (bits > 64 || bits % 8)
    return false;
  bool little = w[5] & (abi::kSegLittle | abi::kSegNative);
  set(inst,
      primRegs("bs_append_integer", {getOpaque(inst->operands[0]), getOpaque(inst->operands[2]),
                                     i(bits), i(uint64_t(w[1]) << 32 | w[5]), b_.getInt1(little)}));
  return true;
}

bool PieceEmitter::emitBits(const Inst *inst) {
  auto op = [&](unsigned n) { return getOpaque(inst->operands[n]); };
  auto imm = [&] { return i(uint64_t(inst->imm)); };
  auto boolean = [&](llvm::Value *byte) { return b_.CreateICmpNE(byte, b_.getInt8(0)); };
  auto bits = [&] { return prim("bs_bits", {op(1), imm()}); };
  // A runtime call is made only when the size is one; a negative size does not match.
  auto sized = [&](llvm::StringRef symbol, bool withFlags) {
    llvm::Value *size = bits();
    llvm::BasicBlock *yes = llvm::BasicBlock::Create(fn_->getContext(), "size", fn_);
    llvm::BasicBlock *done = llvm::BasicBlock::Create(fn_->getContext(), "sized", fn_);
    set(inst, prim("non_value", {}));
    b_.CreateCondBr(b_.CreateICmpSGE(size, i(0)), yes, done);
    b_.SetInsertPoint(yes);
    llvm::SmallVector<llvm::Value *, 4> args{p_, op(0), size};
    if (withFlags)
      args.push_back(i(uint64_t(inst->imm2)));
    set(inst, call(symbol, m_.i64, args, Touches::Heap));
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
  };
  switch (inst->op) {
  case Opcode::BsStartMatch: set(inst, primRegs("bs_start_match", {op(0)})); return true;
  case Opcode::BsGetInteger:
    set(inst, primRegs("bs_get_integer", {op(0), bits(), i(uint64_t(inst->imm2))}));
    return true;
  case Opcode::BsGetFloat: sized("beamc_rt_bs_get_float", true); return true;
  case Opcode::BsGetBinary: sized("beamc_rt_bs_get_binary", false); return true;
  case Opcode::BsGetRest:
    set(inst, call("beamc_rt_bs_get_rest", m_.i64, {p_, op(0), imm()}, Touches::Heap));
    return true;
  case Opcode::BsGetTail:
    set(inst, call("beamc_rt_bs_get_tail", m_.i64, {p_, op(0)}, Touches::Heap));
    return true;
  case Opcode::BsSkip: set(inst, prim("bs_skip", {op(0), bits()})); return true;
  case Opcode::BsTestTail: set(inst, prim("bs_test_tail", {op(0), imm()})); return true;
  case Opcode::BsTestUnit: set(inst, prim("bs_test_unit", {op(0), imm()})); return true;
  case Opcode::BsHasBits:
    set(inst, prim("bs_has_bits", {op(0), imm(), i(uint64_t(inst->imm2))}));
    return true;
  case Opcode::BsMatchString:
    set(inst, boolean(call("beamc_rt_bs_match_string", b_.getInt8Ty(),
                           {op(0), m_.bytes(inst->text, "str"), imm()}, Touches::Nothing)));
    return true;
  case Opcode::BsGetUtf8:
    set(inst, call("beamc_rt_bs_get_utf8", m_.i64, {op(0)}, Touches::Nothing));
    return true;
  case Opcode::BsGetUtf16:
  case Opcode::BsGetUtf32:
    set(inst,
        call(inst->op == Opcode::BsGetUtf16 ? "beamc_rt_bs_get_utf16" : "beamc_rt_bs_get_utf32",
             m_.i64, {op(0), i(uint64_t(inst->imm2))}, Touches::Nothing));
    return true;
  case Opcode::BsGetPosition: set(inst, prim("bs_get_position", {op(0)})); return true;
  case Opcode::BsSetPosition: prim("bs_set_position", {op(0), op(1)}); return true;
  case Opcode::BsCreate: {
    if (appendInteger(inst))
      return true;
    llvm::Value *segments =
        entryAlloca(b_.getInt8Ty(), i(sizeof(abi::BitSegment) * uint64_t(inst->imm)));
    llvm::cast<llvm::AllocaInst>(segments)->setAlignment(llvm::Align(8));
    for (int64_t n = 0; n != inst->imm; ++n) {
      uint32_t w[3];
      memcpy(w, inst->text.data() + 12 * n, 12);
      Value *value = inst->operands[2 * n], *size = inst->operands[2 * n + 1];
      llvm::Value *v, *s = get(size);
      if (abi::SegmentType(w[0]) == abi::SegmentType::String) {
        int64_t offset = static_cast<Const *>(value)->integer,
                length = static_cast<Const *>(size)->integer;
        v = b_.CreatePtrToInt(
            m_.bytes(
                {reinterpret_cast<const char *>(m_.module.strings.data()) + offset, size_t(length)},
                "str"),
            m_.i64);
      } else {
        v = get(value);
      }
      prim("bs_segment", {segments, i(uint64_t(n)), b_.getInt32(w[0]), b_.getInt32(w[1]),
                          b_.getInt32(w[2]), v, s});
    }
    set(inst, call("beamc_rt_bs_create", m_.i64, {p_, segments, imm()}, Touches::Heap));
    return true;
  }
  default: return false;
  }
}

} // namespace beamc::codegen
