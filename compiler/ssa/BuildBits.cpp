//===- BuildBits.cpp - SSA of the bit syntax ------------------------------------------===//
//
// Matching works on a match context, a mutable object: its instructions stay in order.
// Construction: bs_create_bin is one BsCreate; the many instructions of OTP 24 (bs_init2,
// bs_put_integer …) are gathered into one, since they are never interleaved with others.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Builder.h"
#include "runtime/abi/BitSegment.h"

namespace beamc::ssa {

using namespace op;
using abi::SegmentType;
using loader::LiteralKind;

static void addSegment(std::string &text, SegmentType type, int64_t unit, int64_t flags) {
  uint32_t w[3] = {uint32_t(type), uint32_t(unit), uint32_t(flags)};
  text.append(reinterpret_cast<const char *>(w), sizeof w);
}

void Builder::bitsValue(Opcode op, const Operand &fail, const Operand &ctx, Value *size,
                        int64_t unit, int64_t flags, const Operand &dst) {
  Inst *r = emit(op, {source(ctx), size});
  r->imm = unit;
  r->imm2 = flags;
  requireValue(r, fail.value, [&] { raise(); });
  define(dst, r);
}

bool Builder::translateBits(const Op &o) {
  auto a = o.args;
  auto getUtf = [&](Opcode op, int flagsAt, const Operand *dst) {
    Inst *r = emit(op, {source(a[1])});
    r->imm2 = segmentFlags(a[flagsAt]);
    requireValue(r, a[0].value, [] {});
    if (dst)
      define(*dst, r);
    return true;
  };
  auto test = [&](Opcode op, int64_t bits) {
    Inst *t = emit(op, {source(a[1])});
    t->imm = bits;
    require(t, a[0].value);
    return true;
  };
  auto startMatch = [&](int64_t label, const Operand &src, const Operand &dst) {
    Inst *r = emit(Opcode::BsStartMatch, {source(src)});
    requireValue(r, label, [&] {
      if (facts_.empty())
        terminate(Opcode::Unreachable, {});
      else
        breakClaim();
    });
    define(dst, r);
    return true;
  };
  switch (o.opcode) {
  case op_bs_start_match4:
    if (a[0].kind == OperandKind::Atom && m_.atom(a[0].value) == "resume") {
      define(a[3], source(a[2]));
      return true;
    }
    return startMatch(a[0].kind == OperandKind::Label ? a[0].value : 0, a[2], a[3]);
  case op_bs_start_match3: return startMatch(a[0].value, a[1], a[3]);
  case op_bs_get_integer2:
    bitsValue(Opcode::BsGetInteger, a[0], a[1], source(a[3]), a[4].value, segmentFlags(a[5]), a[6]);
    return true;
  case op_bs_get_float2:
    bitsValue(Opcode::BsGetFloat, a[0], a[1], source(a[3]), a[4].value, segmentFlags(a[5]), a[6]);
    return true;
  case op_bs_get_binary2:
    if (a[3].kind == OperandKind::Atom && m_.atom(a[3].value) == "all") {
      Inst *r = emit(Opcode::BsGetRest, {source(a[1])});
      r->imm = a[4].value;
      requireValue(r, a[0].value, [] {});
      define(a[6], r);
      return true;
    }
    bitsValue(Opcode::BsGetBinary, a[0], a[1], source(a[3]), a[4].value, segmentFlags(a[5]), a[6]);
    return true;
  case op_bs_skip_bits2:
    if (a[2].kind == OperandKind::Atom && m_.atom(a[2].value) == "all") {
      // Skipping all that is left: only its unit is tested.
      Inst *r = emit(Opcode::BsGetRest, {source(a[1])});
      r->imm = a[3].value;
      requireValue(r, a[0].value, [] {});
      return true;
    } else {
      Inst *t = emit(Opcode::BsSkip, {source(a[1]), source(a[2])});
      t->imm = a[3].value;
      require(t, a[0].value);
      return true;
    }
  case op_bs_test_tail2: return test(Opcode::BsTestTail, a[2].value);
  case op_bs_test_unit: return test(Opcode::BsTestUnit, a[2].value);
  case op_bs_match_string: {
    Inst *t = emit(Opcode::BsMatchString, {source(a[1])});
    t->imm = a[2].value;
    t->text = std::string_view(reinterpret_cast<const char *>(m_.strings.data()) + a[3].value,
                               (a[2].value + 7) / 8);
    require(t, a[0].value);
    return true;
  }
  case op_bs_get_utf8: return getUtf(Opcode::BsGetUtf8, 3, &a[4]);
  case op_bs_get_utf16: return getUtf(Opcode::BsGetUtf16, 3, &a[4]);
  case op_bs_get_utf32: return getUtf(Opcode::BsGetUtf32, 3, &a[4]);
  case op_bs_skip_utf8: return getUtf(Opcode::BsGetUtf8, 3, nullptr);
  case op_bs_skip_utf16: return getUtf(Opcode::BsGetUtf16, 3, nullptr);
  case op_bs_skip_utf32: return getUtf(Opcode::BsGetUtf32, 3, nullptr);
  case op_bs_get_tail: define(a[1], emit(Opcode::BsGetTail, {source(a[0])})); return true;
  case op_bs_get_position: define(a[1], emit(Opcode::BsGetPosition, {source(a[0])})); return true;
  case op_bs_set_position: emit(Opcode::BsSetPosition, {source(a[0]), source(a[1])}); return true;
  case op_bs_match: return translateBsMatch(o);
  case op_bs_create_bin: {
    llvm::SmallVector<Value *, 12> v;
    std::string segments;
    auto list = a[5].list;
    for (size_t i = 0; i + 5 < list.size(); i += 6) {
      std::optional<SegmentType> type = loader::segmentTypeOf(m_.atom(list[i].value));
      if (!type)
        return unsupported(o);
      int64_t whole = loader::wholeFlagOf(m_, *type, list[i + 5]);
      addSegment(segments, *type, list[i + 2].value,
                 segmentFlags(list[i + 3]) | whole | list[i + 1].value << abi::kSegNumberShift);
      v.push_back(source(list[i + 4])); // String: the offset in StrT, resolved by codegen
      v.push_back(whole || (list[i + 5].kind == OperandKind::Atom &&
                            m_.atom(list[i + 5].value) == "undefined")
                      ? f_.integer(0)
                      : source(list[i + 5]));
    }
    Inst *r = emit(Opcode::BsCreate, v);
    r->imm = int64_t(segments.size() / 12);
    r->text = f_.intern(std::move(segments));
    requireValue(r, a[0].value, [&] { raise(); });
    define(a[4], r);
    testHeap(loader::heapWordsOf(a[1])); // after it: the runtime takes from the heap itself
    return true;
  }
  case op_bs_init2:
  case op_bs_init_bits:
  case op_bs_append:
  case op_bs_private_append:
  case op_bs_init_writable:
    bits_ = {};
    bits_.active = true;
    bits_.line = line_;
    if (o.opcode == op_bs_init_writable) {
      bits_.dst = {OperandKind::X, -1, 0, {}};
    } else if (o.opcode == op_bs_init2 || o.opcode == op_bs_init_bits) {
      bits_.label = uint32_t(a[0].value);
      bits_.dst = a[5];
      bits_.heap = loader::heapWordsOf(a[2]);
    } else {
      bool isPrivate = o.opcode == op_bs_private_append;
      bits_.label = uint32_t(a[0].value);
      bits_.dst = a[isPrivate ? 5 : 7];
      bits_.heap = isPrivate ? 0 : loader::heapWordsOf(a[2]);
      addSegment(bits_.segments, isPrivate ? SegmentType::PrivateAppend : SegmentType::Append,
                 a[isPrivate ? 2 : 4].value, abi::kSegWhole);
      bits_.operands = {source(a[isPrivate ? 3 : 5]), f_.integer(0)};
    }
    return true;
  // Sizes of segments: BsCreate works them out again.
  case op_bs_add: define(a[4], f_.integer(0)); return true;
  case op_bs_utf8_size:
  case op_bs_utf16_size: define(a[2], f_.integer(0)); return true;
  default: return false;
  }
}

bool Builder::translateOldConstruction(const Op &o) {
  auto a = o.args;
  auto put = [&](SegmentType type, int64_t unit, int64_t flags, Value *value, Value *size) {
    addSegment(bits_.segments, type, unit, flags);
    bits_.operands.push_back(value);
    bits_.operands.push_back(size);
    return true;
  };
  switch (o.opcode) {
  case op_line: line_ = uint32_t(a[0].value); return true;
  case op_bs_put_integer:
    return put(SegmentType::Integer, a[2].value, segmentFlags(a[3]), source(a[4]), source(a[1]));
  case op_bs_put_binary:
    return put(SegmentType::Binary, a[2].value,
               segmentFlags(a[3]) | loader::wholeFlagOf(m_, SegmentType::Binary, a[1]),
               source(a[4]), source(a[1]));
  case op_bs_put_float:
    return put(SegmentType::Float, a[2].value, segmentFlags(a[3]), source(a[4]), source(a[1]));
  case op_bs_put_string:
    return put(SegmentType::String, 8, 0, f_.integer(a[1].value), f_.integer(a[0].value));
  case op_bs_put_utf8:
    return put(SegmentType::Utf8, 0, segmentFlags(a[1]), source(a[2]), f_.integer(0));
  case op_bs_put_utf16:
    return put(SegmentType::Utf16, 0, segmentFlags(a[1]), source(a[2]), f_.integer(0));
  case op_bs_put_utf32:
    return put(SegmentType::Utf32, 0, segmentFlags(a[1]), source(a[2]), f_.integer(0));
  default: return false;
  }
}

void Builder::finishPendingBits() {
  PendingBits p = std::move(bits_);
  bits_ = {};
  Inst *r = emit(Opcode::BsCreate, p.operands);
  r->imm = int64_t(p.segments.size() / 12);
  r->text = f_.intern(std::move(p.segments));
  r->line = p.line;
  requireValue(r, p.label, [&] { raise(); });
  define(p.dst, r);
  testHeap(p.heap);
}

/// bs_match of OTP 26: a list of commands, each its name and operands.
bool Builder::translateBsMatch(const Op &o) {
  auto list = o.args[2].list;
  const Operand &fail = o.args[0], &ctx = o.args[1];
  auto test = [&](Opcode op, int64_t bits) {
    Inst *t = emit(op, {source(ctx)});
    t->imm = bits;
    require(t, fail.value);
  };
  for (size_t i = 0; i < list.size();) {
    std::string_view name = m_.atom(list[i].value);
    if (name == "ensure_at_least") {
      // At least so many bits, and behind them a multiple of the unit.
      Inst *t = emit(Opcode::BsHasBits, {source(ctx)});
      t->imm = list[i + 1].value;
      t->imm2 = list[i + 2].value;
      require(t, fail.value);
      i += 3;
    } else if (name == "ensure_exactly") {
      test(Opcode::BsTestTail, list[i + 1].value);
      i += 2;
    } else if (name == "integer" || name == "binary") {
      bitsValue(name == "integer" ? Opcode::BsGetInteger : Opcode::BsGetBinary, fail, ctx,
                source(list[i + 3]), list[i + 4].value, segmentFlags(list[i + 2]), list[i + 5]);
      i += 6;
    } else if (name == "skip") {
      Inst *t = emit(Opcode::BsSkip, {source(ctx), source(list[i + 1])});
      t->imm = 1;
      require(t, fail.value);
      i += 2;
    } else if (name == "get_tail") {
      define(list[i + 3], emit(Opcode::BsGetTail, {source(ctx)}));
      i += 4;
    } else if (name == "=:=") {
      int64_t bits = list[i + 2].value;
      Value *expected = source(list[i + 3]);
      Inst *r = emit(Opcode::BsGetInteger, {source(ctx), f_.integer(bits)});
      r->imm = 1;
      requireValue(r, fail.value, [] {});
      require(emit(Opcode::ExactEq, {r, expected}), fail.value);
      i += 4;
    } else {
      return unsupported(o);
    }
  }
  return true;
}

} // namespace beamc::ssa
