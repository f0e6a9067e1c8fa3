//===- TranslateBits.cpp - Bit syntax -----------------------------------------------------------===//
//
// Construction: bs_create_bin is one operation; the many instructions of OTP 24 (bs_init2,
// bs_put_integer …) are gathered into one, since they are never interleaved with others.
//===----------------------------------------------------------------------===//
#include "runtime/abi/BitSegment.h"
#include "runtime/interp/Translator.h"
#include "runtime/term/Atom.h"

namespace beamc::rt::interp {

using namespace loader;

void Translator::getSized(CodeFn *code, int64_t label, const Operand &context, const Operand &size,
                          int64_t unit, int64_t flags, const Operand &dst) {
  op(code);
  target(label);
  any(context);
  any(size);
  word(Word(unit));
  word(Word(flags));
  any(dst);
}

bool Translator::translateBits(const Op &o) {
  auto a = o.args;
  auto isAtom = [&](const Operand &x, std::string_view text) {
    return x.kind == OperandKind::Atom && m_.atom(uint32_t(x.value)) == text;
  };
  auto getUtf = [&](CodeFn *code, size_t flagsAt, const Operand *dst) {
    op(code);
    target(a[0].value);
    any(a[1]);
    word(Word(segmentFlags(a[flagsAt])));
    if (dst)
      any(*dst);
    else
      word(kNoDestination);
    return true;
  };
  auto test = [&](CodeFn *code) {
    op(code);
    target(a[0].value);
    any(a[1]);
    word(Word(a[2].value));
    return true;
  };
  // Without a label the match cannot fail: erlc knows that the source is a bitstring.
  auto startMatch = [&](int64_t label, const Operand &src, const Operand &dst) {
    op(opBsStartMatch);
    if (label) {
      target(label);
      any(src);
      any(dst);
      return true;
    }
    size_t failTarget = code_.size();
    codeFixups_.push_back(uint32_t(failTarget));
    word(0);
    any(src);
    any(dst);
    // Jumped over when it matches.
    op(opJump);
    codeFixups_.push_back(uint32_t(code_.size()));
    word(Word(code_.size() + 3) << 3);
    code_[failTarget] = Word(code_.size()) << 3;
    op(opInvalid);
    whereInvalid();
    return true;
  };
  auto rest = [&](int64_t label, const Operand &context, int64_t unit, const Operand *dst) {
    op(opBsGetRest);
    target(label);
    any(context);
    word(Word(unit));
    if (dst)
      any(*dst);
    else
      word(kNoDestination);
    return true;
  };
  switch (o.opcode) {
  case op_bs_start_match4:
    if (isAtom(a[0], "resume")) {
      op(moveOp(kindOf(a[2]), kindOf(a[3])));
      sourceWord(a[2]);
      destinationWord(a[3]);
      return true;
    }
    return startMatch(a[0].kind == OperandKind::Label ? a[0].value : 0, a[2], a[3]);
  case op_bs_start_match3: return startMatch(a[0].value, a[1], a[3]);
  case op_bs_get_integer2:
  case op_bs_get_float2:
    getSized(o.opcode == op_bs_get_integer2 ? opBsGetInteger : opBsGetFloat, a[0].value, a[1], a[3],
             a[4].value, segmentFlags(a[5]), a[6]);
    return true;
  case op_bs_get_binary2:
    if (isAtom(a[3], "all"))
      return rest(a[0].value, a[1], a[4].value, &a[6]);
    getSized(opBsGetBinary, a[0].value, a[1], a[3], a[4].value, segmentFlags(a[5]), a[6]);
    return true;
  case op_bs_skip_bits2:
    if (isAtom(a[2], "all"))
      return rest(a[0].value, a[1], a[3].value, nullptr);
    op(opBsSkip);
    target(a[0].value);
    any(a[1]);
    any(a[2]);
    word(Word(a[3].value));
    return true;
  case op_bs_test_tail2: return test(opBsTestTail);
  case op_bs_test_unit: return test(opBsTestUnit);
  case op_bs_match_string:
    op(opBsMatchString);
    target(a[0].value);
    any(a[1]);
    word(Word(a[2].value));
    pointer(out_.strings.data() + a[3].value);
    return true;
  case op_bs_get_utf8: return getUtf(opBsGetUtf8, 3, &a[4]);
  case op_bs_get_utf16: return getUtf(opBsGetUtf16, 3, &a[4]);
  case op_bs_get_utf32: return getUtf(opBsGetUtf32, 3, &a[4]);
  case op_bs_skip_utf8: return getUtf(opBsGetUtf8, 3, nullptr);
  case op_bs_skip_utf16: return getUtf(opBsGetUtf16, 3, nullptr);
  case op_bs_skip_utf32: return getUtf(opBsGetUtf32, 3, nullptr);
  case op_bs_get_tail:
    op(opBsGetTail);
    any(a[0]);
    any(a[1]);
    return true;
  case op_bs_get_position:
    op(opBsGetPosition);
    any(a[0]);
    any(a[1]);
    return true;
  case op_bs_set_position:
    op(opBsSetPosition);
    any(a[0]);
    any(a[1]);
    return true;
  case op_bs_match: return translateBsMatch(o);
  case op_bs_create_bin: {
    auto list = a[5].list;
    if (list.size() / 6 > kMaxParts)
      return bad(o, "too many segments"), true;
    op(opBsCreate);
    fail(a[0]);
    any(a[4]);
    word(list.size() / 6);
    for (size_t i = 0; i + 5 < list.size(); i += 6) {
      std::optional<SegmentType> type = loader::segmentTypeOf(m_.atom(uint32_t(list[i].value)));
      if (!type)
        return bad(o, "unknown segment type"), true;
      word(Word(*type));
      word(Word(list[i + 2].value));
      word(Word(segmentFlags(list[i + 3]) | wholeFlagOf(m_, *type, list[i + 5]) |
                list[i + 1].value << abi::kSegNumberShift));
      if (*type == SegmentType::String)
        pointer(out_.strings.data() + list[i + 4].value);
      else
        any(list[i + 4]);
      if (isAtom(list[i + 5], "undefined"))
        constant(abi::makeSmall(0));
      else
        any(list[i + 5]);
    }
    testHeapAfter(heapWordsOf(a[1]), a[2].value, a[4]);
    return true;
  }
  case op_bs_init2:
  case op_bs_init_bits:
  case op_bs_append:
  case op_bs_private_append:
  case op_bs_init_writable:
    bits_ = {};
    bits_.active = true;
    if (o.opcode == op_bs_init_writable) {
      bits_.destination = {OperandKind::X, -1, 0, {}};
    } else if (o.opcode == op_bs_init2 || o.opcode == op_bs_init_bits) {
      bits_.label = a[0].value;
      bits_.destination = a[5];
      bits_.heap = heapWordsOf(a[2]);
      bits_.live = a[3].value;
    } else {
      bool isPrivate = o.opcode == op_bs_private_append;
      bits_.label = a[0].value;
      bits_.destination = a[isPrivate ? 5 : 7];
      bits_.heap = isPrivate ? 0 : heapWordsOf(a[2]);
      bits_.live = isPrivate ? 0 : a[3].value;
      bits_.segments = {Word(isPrivate ? SegmentType::PrivateAppend : SegmentType::Append),
                        Word(a[isPrivate ? 2 : 4].value), kSegWhole};
      bits_.operands = {a[isPrivate ? 3 : 5], Operand{OperandKind::Integer, -1, 0, {}}};
    }
    return true;
  // Sizes of segments: the construction works them out again.
  case op_bs_add:
  case op_bs_utf8_size:
  case op_bs_utf16_size: {
    const Operand &dst = o.opcode == op_bs_add ? a[4] : a[2];
    op(moveOp(kConst, kindOf(dst)));
    word(abi::makeSmall(0));
    destinationWord(dst);
    return true;
  }
  default: return false;
  }
}

bool Translator::translateOldConstruction(const Op &o) {
  auto a = o.args;
  auto number = [](int64_t n) { return Operand{OperandKind::Integer, -1, n, {}}; };
  auto put = [&](SegmentType type, int64_t unit, int64_t flags, Operand value, Operand size) {
    for (const Operand &x : {value, size})
      if (x.isRegister() && x.kind == bits_.destination.kind && x.value == bits_.destination.value)
        return !bad(o, "a segment cannot be the bitstring itself");
    bits_.segments.insert(bits_.segments.end(), {Word(type), Word(unit), Word(flags)});
    bits_.operands.push_back(value);
    bits_.operands.push_back(size);
    return true;
  };
  switch (o.opcode) {
  case op_line: line_ = uint32_t(a[0].value); return true;
  case op_bs_put_integer:
    return put(SegmentType::Integer, a[2].value, segmentFlags(a[3]), a[4], a[1]);
  case op_bs_put_binary:
    return put(SegmentType::Binary, a[2].value,
               segmentFlags(a[3]) | wholeFlagOf(m_, SegmentType::Binary, a[1]), a[4], a[1]);
  case op_bs_put_float: return put(SegmentType::Float, a[2].value, segmentFlags(a[3]), a[4], a[1]);
  case op_bs_put_string:
    return put(SegmentType::String, 8, 0, number(a[1].value), number(a[0].value));
  case op_bs_put_utf8: return put(SegmentType::Utf8, 0, segmentFlags(a[1]), a[2], number(0));
  case op_bs_put_utf16: return put(SegmentType::Utf16, 0, segmentFlags(a[1]), a[2], number(0));
  case op_bs_put_utf32: return put(SegmentType::Utf32, 0, segmentFlags(a[1]), a[2], number(0));
  default: return false;
  }
}

void Translator::finishPendingBits() {
  PendingBits p = std::move(bits_);
  bits_ = {};
  if (p.operands.size() / 2 > kMaxParts)
    diag_.error(m_.fileName, "too many segments");
  op(opBsCreate);
  failLabel(p.label);
  any(p.destination);
  word(p.segments.size() / 3);
  for (size_t i = 0; 3 * i != p.segments.size(); ++i) {
    for (size_t k = 0; k != 3; ++k)
      word(p.segments[3 * i + k]);
    for (size_t k = 0; k != 2; ++k) {
      const Operand &x = p.operands[2 * i + k];
      if (k == 0 && SegmentType(p.segments[3 * i]) == SegmentType::String)
        pointer(out_.strings.data() + x.value);
      else
        any(x);
    }
  }
  testHeapAfter(p.heap, p.live, p.destination);
}

/// Words for the terms behind a bitstring. Not before it: the runtime takes from the heap itself.
void Translator::testHeapAfter(int64_t words, int64_t live, const Operand &destination) {
  if (!words)
    return;
  op(opTestHeapAfter);
  word(Word(words));
  word(Word(live));
  any(destination);
}

/// bs_match of OTP 26: a list of commands, each its name and operands.
bool Translator::translateBsMatch(const Op &o) {
  auto list = o.args[2].list;
  const Operand &context = o.args[1];
  int64_t label = o.args[0].value;
  auto test = [&](CodeFn *code, int64_t bits) {
    op(code);
    target(label);
    any(context);
    word(Word(bits));
  };
  for (size_t i = 0; i < list.size();) {
    std::string_view name = m_.atom(uint32_t(list[i].value));
    if (name == "ensure_at_least") {
      test(opBsHasBits, list[i + 1].value);
      word(Word(list[i + 2].value));
      i += 3;
    } else if (name == "ensure_exactly") {
      test(opBsTestTail, list[i + 1].value);
      i += 2;
    } else if (name == "integer" || name == "binary") {
      getSized(name == "integer" ? opBsGetInteger : opBsGetBinary, label, context, list[i + 3],
               list[i + 4].value, segmentFlags(list[i + 2]), list[i + 5]);
      i += 6;
    } else if (name == "skip") {
      op(opBsSkip);
      target(label);
      any(context);
      any(list[i + 1]);
      word(1);
      i += 2;
    } else if (name == "get_tail") {
      op(opBsGetTail);
      any(context);
      any(list[i + 3]);
      i += 4;
    } else if (name == "=:=") {
      op(opBsMatchInteger);
      target(label);
      any(context);
      word(Word(list[i + 2].value));
      any(list[i + 3]);
      i += 4;
    } else {
      return bad(o, "unknown command"), true;
    }
  }
  return true;
}

} // namespace beamc::rt::interp
