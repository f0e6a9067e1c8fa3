//===- CompactTerm.cpp ----------------------------------------------------===//
#include "compiler/loader/CompactTerm.h"

#include "compiler/loader/EtfDecoder.h"

#include <algorithm>
#include <cinttypes>

namespace beamc::loader {

/// X and y registers and float registers are numbered below this in every release.
static constexpr int64_t kMaxRegisters = 1024;

bool OperandReader::readValue(uint8_t first, int64_t &value, const Literal *&big) {
  if ((first & 0x08) == 0) {
    value = first >> 4;
    return true;
  }
  if ((first & 0x10) == 0) {
    value = int64_t(first & 0xe0) << 3 | in_.u8("an operand");
    return true;
  }
  size_t size = size_t(first >> 5) + 2;
  if (size == 9) {
    uint8_t sizeByte = in_.u8("an operand's size");
    int64_t more = 0;
    const Literal *none = nullptr;
    if (CompactTag(sizeByte & 7) != CompactTag::Unsigned || (sizeByte & 0x18) == 0x18 ||
        !readValue(sizeByte, more, none)) {
      in_.fail("expected the size of a long integer, found something else");
      return false;
    }
    size = size_t(more) + 9;
  }
  std::span<const uint8_t> bytes = in_.take(size, "an operand");
  if (in_.failed())
    return false;
  bool negative = (bytes[0] & 0x80) != 0;
  if (size <= 8) {
    uint64_t bits = negative ? ~uint64_t(0) : 0;
    for (uint8_t byte : bytes)
      bits = bits << 8 | byte;
    value = int64_t(bits);
    return true;
  }
  // Two's complement, big endian, to magnitude, little endian.
  std::vector<uint8_t> magnitude(bytes.rbegin(), bytes.rend());
  if (negative) {
    unsigned carry = 1;
    for (uint8_t &byte : magnitude) {
      unsigned sum = uint8_t(~byte) + carry;
      byte = uint8_t(sum);
      carry = sum >> 8;
    }
    if (carry)
      magnitude.push_back(1);
  }
  const Literal *literal = makeBigInteger(module_.arena, negative, magnitude);
  if (literal->kind == LiteralKind::Integer) {
    value = literal->integer;
    return true;
  }
  big = literal;
  return false;
}

Operand OperandReader::read() { return readTagged(in_.u8("an operand"), /*insideList=*/false); }

uint64_t OperandReader::readIndex(CompactTag tag, const char *what) {
  size_t start = in_.position();
  uint8_t first = in_.u8(what);
  int64_t value = 0;
  const Literal *big = nullptr;
  bool small = readValue(first, value, big);
  if (in_.failed())
    return 0;
  if (CompactTag(first & 7) != tag || !small || value < 0) {
    in_.failAt(start, formatText("expected %s, found another operand", what));
    return 0;
  }
  return uint64_t(value);
}

Operand OperandReader::readTagged(uint8_t first, bool insideList) {
  size_t start = in_.position() - (in_.failed() ? 0 : 1);
  if (CompactTag(first & 7) == CompactTag::Extended)
    return readExtended(first, insideList);
  CompactTag tag = CompactTag(first & 7);
  int64_t value = 0;
  const Literal *big = nullptr;
  bool small = readValue(first, value, big);
  if (in_.failed())
    return {};
  if (small)
    return makeOperand(tag, value, start);
  if (tag != CompactTag::Integer) {
    in_.failAt(start, "expected a register, index or count, found a number above 64 bits");
    return {};
  }
  bigIntegers_.push_back(big);
  return Operand{.kind = OperandKind::BigInteger, .value = int64_t(bigIntegers_.size() - 1)};
}

Operand OperandReader::makeOperand(CompactTag tag, int64_t value, size_t start) {
  if (value < 0 && tag != CompactTag::Integer) {
    in_.failAt(start, formatText("expected a register, index or count, found %" PRId64, value));
    return {};
  }
  switch (tag) {
  case CompactTag::Unsigned: return Operand{.kind = OperandKind::Unsigned, .value = value};
  case CompactTag::Integer: return Operand{.kind = OperandKind::Integer, .value = value};
  case CompactTag::Atom:
    if (value == 0)
      return Operand{.kind = OperandKind::Nil};
    if (uint64_t(value) >= module_.atoms.size())
      in_.failAt(start, formatText("expected an atom index below %zu, found %" PRId64,
                                   module_.atoms.size(), value));
    return Operand{.kind = OperandKind::Atom, .value = value};
  case CompactTag::X:
  case CompactTag::Y:
    if (value >= kMaxRegisters)
      in_.failAt(start, formatText("expected a register below %" PRId64 ", found %" PRId64,
                                   kMaxRegisters, value));
    return Operand{.kind = tag == CompactTag::X ? OperandKind::X : OperandKind::Y, .value = value};
  case CompactTag::Label:
    if (uint64_t(value) >= module_.labelCount)
      in_.failAt(start, formatText("expected a label below %u, found %" PRId64, module_.labelCount,
                                   value));
    return Operand{.kind = OperandKind::Label, .value = value};
  case CompactTag::Char:
    if (value > 0x10ffff)
      in_.failAt(start, formatText("expected a character, found %" PRId64, value));
    return Operand{.kind = OperandKind::Char, .value = value};
  case CompactTag::Extended: break;
  }
  return {};
}

Operand OperandReader::readExtended(uint8_t first, bool insideList) {
  size_t start = in_.position() - 1;
  if (first & 0x08) {
    in_.failAt(start, formatText("expected an extended operand, found byte %u", first));
    return {};
  }
  switch (ExtendedTag(first >> 4)) {
  case ExtendedTag::List:
  case ExtendedTag::AllocList:
    if (insideList) {
      in_.failAt(start, "expected no list inside a list of operands, found one");
      return {};
    }
    return first >> 4 == uint8_t(ExtendedTag::List) ? readList(start) : readAllocList(start);
  case ExtendedTag::FloatReg: {
    uint64_t number = readUnsigned("a float register's number");
    if (number >= uint64_t(kMaxRegisters))
      in_.failAt(start, formatText("expected a float register below %" PRId64 ", found %" PRIu64,
                                   kMaxRegisters, number));
    return Operand{.kind = OperandKind::FloatReg, .value = int64_t(number)};
  }
  case ExtendedTag::Literal: return readLiteral(start);
  case ExtendedTag::TypedRegister: return readTypedRegister(start);
  }
  in_.failAt(start, formatText("expected a list, float register, allocation list, literal or typed "
                               "register, found the extended operand %u",
                               first >> 4));
  return {};
}

Operand OperandReader::readList(size_t start) {
  uint64_t size = readUnsigned("a list's length");
  if (size > in_.remaining()) {
    in_.failAt(start,
               formatText("expected a list of at most %zu operands, found a length of %" PRIu64,
                          in_.remaining(), size));
    return {};
  }
  std::vector<Operand> elements;
  elements.reserve(size);
  for (uint64_t i = 0; i != size && !in_.failed(); ++i)
    elements.push_back(readTagged(in_.u8("an operand"), /*insideList=*/true));
  return Operand{
      .kind = OperandKind::List, .value = int64_t(size), .list = module_.arena.copy(elements)};
}

Operand OperandReader::readAllocList(size_t start) {
  uint64_t pairs = readUnsigned("an allocation list's length");
  if (pairs > in_.remaining() / 2) {
    in_.failAt(start,
               formatText("expected a shorter allocation list, found a length of %" PRIu64, pairs));
    return {};
  }
  std::vector<Operand> elements;
  for (uint64_t i = 0; i != pairs && !in_.failed(); ++i) {
    uint64_t kind = readUnsigned("a kind of allocation");
    uint64_t amount = readUnsigned("an amount");
    if (kind > uint64_t(AllocKind::Funs))
      in_.failAt(start, formatText("expected an allocation of words, floats or funs, found kind "
                                   "%" PRIu64,
                                   kind));
    elements.push_back(Operand{.kind = OperandKind::Unsigned, .value = int64_t(kind)});
    elements.push_back(Operand{.kind = OperandKind::Unsigned, .value = int64_t(amount)});
  }
  return Operand{.kind = OperandKind::AllocList,
                 .value = int64_t(pairs),
                 .list = module_.arena.copy(elements)};
}

Operand OperandReader::readLiteral(size_t start) {
  uint64_t index = readUnsigned("a literal's index");
  if (!in_.failed() && index >= module_.literals.size())
    in_.failAt(start, formatText("expected a literal index below %zu, found %" PRIu64,
                                 module_.literals.size(), index));
  return Operand{.kind = OperandKind::Literal, .value = int64_t(index)};
}

Operand OperandReader::readTypedRegister(size_t start) {
  uint8_t first = in_.u8("a register");
  CompactTag tag = CompactTag(first & 7);
  if (!in_.failed() && tag != CompactTag::X && tag != CompactTag::Y)
    in_.failAt(start, "expected an x or y register with a type, found another operand");
  if (in_.failed())
    return {};
  Operand operand = readTagged(first, /*insideList=*/true);
  uint64_t type = readUnsigned("a type's index");
  // A Type chunk of an unknown version is ignored, and so are the references to it.
  if (module_.types.empty())
    return operand;
  if (!in_.failed() && type >= module_.types.size())
    in_.failAt(start, formatText("expected a type index below %zu, found %" PRIu64,
                                 module_.types.size(), type));
  operand.type = int32_t(type);
  return operand;
}

void appendCompact(std::string &out, CompactTag tag, int64_t value) {
  uint8_t low = uint8_t(tag);
  if (value >= 0 && value < 16) {
    out += char(uint8_t(value) << 4 | low);
    return;
  }
  if (value >= 0 && value < 0x800) {
    out += char((uint8_t(value >> 3) & 0xe0) | 0x08 | low);
    out += char(value);
    return;
  }
  unsigned size = 2;
  while (size < 8 && (value >> (8 * size - 1)) != 0 && (value >> (8 * size - 1)) != -1)
    ++size;
  out += char((size - 2) << 5 | 0x18 | low);
  for (unsigned i = size; i-- > 0;)
    out += char(value >> (8 * i));
}

void appendCompactBig(std::string &out, bool negative, std::span<const uint8_t> magnitude) {
  std::vector<uint8_t> bytes(magnitude.begin(), magnitude.end());
  bytes.push_back(0);
  if (negative) {
    unsigned carry = 1;
    for (uint8_t &byte : bytes) {
      unsigned sum = uint8_t(~byte) + carry;
      byte = uint8_t(sum);
      carry = sum >> 8;
    }
  }
  // The shortest two's complement form keeps one sign bit.
  uint8_t fill = negative ? 0xff : 0;
  while (bytes.size() > 9 && bytes.back() == fill && ((bytes[bytes.size() - 2] ^ fill) & 0x80) == 0)
    bytes.pop_back();
  uint8_t low = uint8_t(CompactTag::Integer);
  out += char(7 << 5 | 0x18 | low);
  appendCompact(out, CompactTag::Unsigned, int64_t(bytes.size()) - 9);
  out.append(bytes.rbegin(), bytes.rend());
}

static void appendExtended(std::string &out, ExtendedTag tag) {
  out += char(uint8_t(tag) << 4 | uint8_t(CompactTag::Extended));
}

static void appendList(std::string &out, ExtendedTag tag, int64_t count, const Operand &operand,
                       const Module &module) {
  appendExtended(out, tag);
  appendCompact(out, CompactTag::Unsigned, count);
  for (const Operand &element : operand.list)
    appendOperand(out, element, module);
}

void appendOperand(std::string &out, const Operand &operand, const Module &module) {
  switch (operand.kind) {
  case OperandKind::Unsigned: return appendCompact(out, CompactTag::Unsigned, operand.value);
  case OperandKind::Integer: return appendCompact(out, CompactTag::Integer, operand.value);
  case OperandKind::BigInteger: {
    const Literal &big = *module.bigIntegers[size_t(operand.value)];
    return appendCompactBig(out, big.negative, big.bytes);
  }
  case OperandKind::Nil: return appendCompact(out, CompactTag::Atom, 0);
  case OperandKind::Atom: return appendCompact(out, CompactTag::Atom, operand.value);
  case OperandKind::X:
  case OperandKind::Y: {
    CompactTag tag = operand.kind == OperandKind::X ? CompactTag::X : CompactTag::Y;
    if (operand.type < 0)
      return appendCompact(out, tag, operand.value);
    appendExtended(out, ExtendedTag::TypedRegister);
    appendCompact(out, tag, operand.value);
    return appendCompact(out, CompactTag::Unsigned, operand.type);
  }
  case OperandKind::FloatReg:
    appendExtended(out, ExtendedTag::FloatReg);
    return appendCompact(out, CompactTag::Unsigned, operand.value);
  case OperandKind::Label: return appendCompact(out, CompactTag::Label, operand.value);
  case OperandKind::Char: return appendCompact(out, CompactTag::Char, operand.value);
  case OperandKind::Literal:
    appendExtended(out, ExtendedTag::Literal);
    return appendCompact(out, CompactTag::Unsigned, operand.value);
  case OperandKind::List: return appendList(out, ExtendedTag::List, operand.value, operand, module);
  case OperandKind::AllocList:
    return appendList(out, ExtendedTag::AllocList, operand.value, operand, module);
  }
}

} // namespace beamc::loader
