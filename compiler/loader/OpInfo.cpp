//===- OpInfo.cpp ---------------------------------------------------------===//
#include "compiler/loader/OpInfo.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace beamc::loader {

static constexpr std::array<OpInfo, kMaxOpcode + 1> makeTable() {
  std::array<OpInfo, kMaxOpcode + 1> table{};
#define BEAMC_OPCODE(number, name, arity, kinds, since, doc)                                       \
  table[number] = OpInfo{number, false, arity, since, #name, kinds, doc};
#define BEAMC_OPCODE_REMOVED(number, name, arity, kinds, since, doc)                               \
  table[number] = OpInfo{number, true, arity, since, #name, kinds, doc};
#include "runtime/abi/Opcodes.def"
  return table;
}

static constexpr std::array<OpInfo, kMaxOpcode + 1> kTable = makeTable();

static constexpr bool tableIsComplete() {
  for (uint32_t i = 1; i <= kMaxOpcode; ++i) {
    if (kTable[i].number != i)
      return false;
    uint32_t letters = 0;
    while (kTable[i].kinds[letters])
      ++letters;
    if (letters != kTable[i].arity)
      return false;
  }
  return true;
}
static_assert(tableIsComplete(), "Opcodes.def: every opcode once, one letter per operand");

const OpInfo *opInfo(uint32_t opcode) {
  return opcode == 0 || opcode > kMaxOpcode ? nullptr : &kTable[opcode];
}

using NameIndex = std::array<uint16_t, kMaxOpcode>;

static constexpr NameIndex makeNameIndex() {
  NameIndex index{};
  for (uint32_t i = 0; i != kMaxOpcode; ++i)
    index[i] = uint16_t(i + 1);
  std::sort(index.begin(), index.end(), [](uint16_t a, uint16_t b) {
    return std::string_view(kTable[a].name) < std::string_view(kTable[b].name);
  });
  return index;
}

static constexpr NameIndex kByName = makeNameIndex();

const OpInfo *findOp(std::string_view name) {
  auto found = std::lower_bound(
      kByName.begin(), kByName.end(), name,
      [](uint16_t number, std::string_view text) { return kTable[number].name < text; });
  if (found == kByName.end() || kTable[*found].name != name)
    return nullptr;
  return &kTable[*found];
}

static bool isSource(OperandKind kind) {
  switch (kind) {
  case OperandKind::X:
  case OperandKind::Y:
  case OperandKind::Integer:
  case OperandKind::BigInteger:
  case OperandKind::Nil:
  case OperandKind::Atom:
  case OperandKind::Char:
  case OperandKind::Literal: return true;
  default: return false;
  }
}

static bool isDestination(OperandKind kind) {
  return kind == OperandKind::X || kind == OperandKind::Y;
}

bool operandAllowed(char letter, OperandKind kind) {
  switch (letter) {
  case 'S': return isSource(kind);
  case 'D': return isDestination(kind);
  case 'Y': return kind == OperandKind::Y;
  case 'F': return kind == OperandKind::FloatReg;
  case 'r': return isSource(kind) || kind == OperandKind::FloatReg;
  case 'R': return isDestination(kind) || kind == OperandKind::FloatReg;
  case 'z': return isSource(kind) || kind == OperandKind::Unsigned;
  case '?': return true;
  case 'L':
  case 'J': return kind == OperandKind::Label;
  case 'q': return kind == OperandKind::Label || kind == OperandKind::Atom;
  case 'U':
  case 'N':
  case 'I':
  case 'f':
  case 'l':
  case 'o': return kind == OperandKind::Unsigned;
  case 'H': return kind == OperandKind::Unsigned || kind == OperandKind::AllocList;
  case 'T': return kind == OperandKind::Unsigned || kind == OperandKind::Atom;
  case 'a': return kind == OperandKind::Atom;
  default: return kind == OperandKind::List;
  }
}

const char *describeOperandLetter(char letter) {
  switch (letter) {
  case 'S': return "a register or a constant";
  case 'D': return "an x or y register";
  case 'Y': return "a y register";
  case 'F': return "a float register";
  case 'r': return "a register or a constant";
  case 'R': return "a register";
  case 'z': return "a register, a constant or a number";
  case 'L':
  case 'J': return "a label";
  case 'q': return "a label, 'no_fail' or 'resume'";
  case 'U': return "a number";
  case 'N': return "a number of live registers";
  case 'H': return "a number of words or an allocation list";
  case 'I': return "an import";
  case 'f': return "a lambda";
  case 'l': return "a line index";
  case 'o': return "an offset into the strings";
  case 'T': return "a lambda or an atom";
  case 'a': return "an atom";
  case '?': return "an operand";
  default: return "a list";
  }
}

const char *describeOperandKind(OperandKind kind) {
  switch (kind) {
  case OperandKind::Unsigned: return "a number";
  case OperandKind::Integer:
  case OperandKind::BigInteger: return "an integer";
  case OperandKind::Nil: return "nil";
  case OperandKind::Atom: return "an atom";
  case OperandKind::X: return "an x register";
  case OperandKind::Y: return "a y register";
  case OperandKind::FloatReg: return "a float register";
  case OperandKind::Label: return "a label";
  case OperandKind::Char: return "a character";
  case OperandKind::Literal: return "a literal";
  case OperandKind::List: return "a list";
  case OperandKind::AllocList: return "an allocation list";
  }
  return "an operand";
}

} // namespace beamc::loader
