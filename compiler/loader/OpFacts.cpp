//===- OpFacts.cpp -----------------------------------------------------------------------===//
#include "compiler/loader/OpFacts.h"
#include "compiler/loader/Literal.h"
#include "compiler/loader/OpInfo.h"

namespace beamc::loader {

using abi::SegmentType;

int64_t heapWordsOf(const Operand &need) {
  if (need.kind != OperandKind::AllocList)
    return need.value;
  static constexpr int64_t kWordsOf[] = {1, 2, kFunWords};
  int64_t words = 0;
  for (size_t i = 0; i + 1 < need.list.size(); i += 2)
    words += kWordsOf[need.list[i].value] * need.list[i + 1].value;
  return words;
}

int64_t segmentFlagsOf(const Module &m, const Operand &flags) {
  if (flags.kind == OperandKind::Unsigned || flags.kind == OperandKind::Integer)
    return flags.value & (abi::kSegLittle | abi::kSegSigned | abi::kSegNative);
  if (flags.kind != OperandKind::Literal)
    return 0;
  const Literal &list = *m.literals[size_t(flags.value)];
  int64_t bits = 0;
  if (list.kind == LiteralKind::List)
    for (const Literal *e : list.elements) {
      if (e->text == "little")
        bits |= abi::kSegLittle;
      else if (e->text == "signed")
        bits |= abi::kSegSigned;
      else if (e->text == "native")
        bits |= abi::kSegNative;
    }
  return bits;
}

int64_t wholeFlagOf(const Module &m, SegmentType type, const Operand &size) {
  bool binary = type == SegmentType::Binary || type == SegmentType::Append ||
                type == SegmentType::PrivateAppend;
  bool all = size.kind == OperandKind::Atom && m.atom(uint32_t(size.value)) == "all";
  return binary && all ? abi::kSegWhole : 0;
}

std::optional<SegmentType> segmentTypeOf(std::string_view name) {
  static constexpr std::pair<std::string_view, SegmentType> types[] = {
      {"integer", SegmentType::Integer},
      {"float", SegmentType::Float},
      {"binary", SegmentType::Binary},
      {"append", SegmentType::Append},
      {"private_append", SegmentType::PrivateAppend},
      {"utf8", SegmentType::Utf8},
      {"utf16", SegmentType::Utf16},
      {"utf32", SegmentType::Utf32},
      {"string", SegmentType::String}};
  for (auto &[text, type] : types)
    if (text == name)
      return type;
  return std::nullopt;
}

bool returnsNext(std::span<const Op> ops, const Op &o) {
  const Op *end = ops.data() + ops.size(), *next = &o + 1;
  return next != end && next->opcode == op_deallocate && ++next != end && next->opcode == op_return;
}

} // namespace beamc::loader
