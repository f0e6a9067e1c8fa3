//===- Module.h - a loaded .beam file ---------------------------------------===//
//
// The contents of one .beam file after all checks that need only the file:
// every index (atom, import, literal, lambda, label, line, type) that an operand
// holds is in range, every operand has a kind that its instruction allows, and
// every label is defined exactly once. Users of a Module need not check again.
//
// A Module owns an arena; all spans and views below point into it.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/Literal.h"
#include "compiler/support/Arena.h"
#include "compiler/support/Diagnostics.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace beamc::loader {

enum class OperandKind : uint8_t {
  Unsigned,   ///< a count, size, arity or table index; its meaning is in Opcodes.def
  Integer,    ///< a small integer term (fits int64_t)
  BigInteger, ///< an integer term outside int64_t; value = index into Module::bigIntegers
  Nil,        ///< the empty list (written as atom 0 in the file)
  Atom,       ///< value = atom index, never 0
  X,          ///< value = register number
  Y,          ///< value = stack slot, 0 = lowest
  FloatReg,   ///< value = register number
  Label,      ///< value = label; 0 = no label (failure raises)
  Char,       ///< value = code point; old compilers only
  Literal,    ///< value = index into Module::literals
  List,       ///< list = the elements; value = their number
  AllocList,  ///< list = pairs of Unsigned: AllocKind, amount; value = number of pairs
};

/// First element of a pair in an AllocList.
enum class AllocKind : uint8_t { Words = 0, Floats = 1, Funs = 2 };

struct Operand {
  OperandKind kind = OperandKind::Unsigned;
  int32_t type = -1; ///< X and Y: index into Module::types, -1 = untyped
  int64_t value = 0;
  std::span<const Operand> list = {}; ///< List, AllocList

  bool isRegister() const { return kind == OperandKind::X || kind == OperandKind::Y; }
};

struct Op {
  uint16_t opcode = 0;
  uint32_t offset = 0; ///< of the opcode byte, from the start of the Code chunk's data
  std::span<const Operand> args;
};

struct FunctionInfo {
  uint32_t name = 0; ///< atom
  uint32_t arity = 0;
  uint32_t entryLabel = 0; ///< the label after func_info; calls and exports name it
  /// From the label in front of func_info (inclusive) to the next function (exclusive). The first
  /// op is always that label; int_code_end belongs to no function.
  std::span<const Op> ops;
};

struct Import {
  uint32_t module = 0, function = 0; ///< atoms
  uint32_t arity = 0;
};

struct Export {
  uint32_t function = 0; ///< atom
  uint32_t arity = 0, label = 0;
};

struct Lambda {
  uint32_t function = 0; ///< atom
  uint32_t arity = 0;    ///< of the function behind the fun: own arguments and free variables
  uint32_t label = 0, index = 0, numFree = 0, oldUniq = 0;
};

/// Location of a `line` instruction; entry 0 of Module::lines stands for "unknown".
struct LineEntry {
  uint32_t file = 0; ///< index into Module::files; 0 = the module's own source
  uint32_t line = 0;
};

/// Kinds of a TypeEntry. ORDER: bits 0..12 are those of the newest Type chunk version.
enum TypeKind : uint32_t {
  kTypeAtom = 1u << 0,
  kTypeBitstring = 1u << 1,
  kTypeCons = 1u << 2,
  kTypeFloat = 1u << 3,
  kTypeFun = 1u << 4,
  kTypeInteger = 1u << 5,
  kTypeMap = 1u << 6,
  kTypeNil = 1u << 7,
  kTypePid = 1u << 8,
  kTypePort = 1u << 9,
  kTypeReference = 1u << 10,
  kTypeTuple = 1u << 11,
  kTypeRecord = 1u << 12,
  kTypeMatchContext = 1u << 13, ///< not a term; versions 1 and 2 only
  kTypeAnyTerm = (1u << 13) - 1,
};

/// One entry of the Type chunk, all versions in this one form. A claim by the compiler that made
/// the file, not a proof.
struct TypeEntry {
  uint32_t kinds = kTypeAnyTerm;
  std::optional<int64_t> lower, upper; ///< of an integer (or number), inclusive
  uint16_t unit = 0;                   ///< of a bitstring: size is a multiple of this; 0 = unknown
};

/// A chunk as found in the file; the data includes nothing of header or padding.
struct RawChunk {
  std::string_view id; ///< four characters
  std::span<const uint8_t> data;
};

/// An entry of the Recs chunk (native records).
struct RecordField {
  uint32_t key = 0; ///< atom
  bool hasDefault = false;
  Operand defaultValue;
};
struct RecordInfo {
  uint32_t name = 0; ///< atom
  bool exported = false;
  std::span<const RecordField> fields;
};

struct Module {
  Arena arena;
  std::string_view fileName; ///< as given to loadModule

  std::string_view name;
  std::span<const std::string_view> atoms; ///< index 0 is unused (empty); 1 is the module's name
  std::span<const Import> imports;
  std::span<const Export> exports;
  std::span<const Export> locals; ///< LocT: empty in stripped files
  std::span<const Lambda> lambdas;
  std::span<const Literal *const> literals;
  std::span<const Literal *const> bigIntegers; ///< operands too wide for int64_t
  std::span<const uint8_t> strings;            ///< StrT

  std::span<const LineEntry> lines;        ///< empty when the file has no Line chunk
  std::span<const std::string_view> files; ///< UTF-8; index 0 is unused: "the module's own source"
  bool executableLines = false;            ///< Line flag bit 0
  bool forceLineCounters = false;          ///< Line flag bit 1
  std::span<const TypeEntry> types;        ///< empty when absent or of an unknown version
  uint32_t typeVersion = 0;                ///< as in the file; 0 = no Type chunk

  const Literal *attributes = nullptr;  ///< Attr; null when absent
  const Literal *compileInfo = nullptr; ///< CInf; null when absent
  std::span<const RecordInfo> records;  ///< Recs

  std::array<uint8_t, 16> md5{}; ///< what module_info(md5) returns

  uint32_t instructionSet = 0;
  uint32_t maxOpcode = 0;
  uint32_t labelCount = 0; ///< as in the Code header: labels are 1 … labelCount-1
  uint32_t functionCount = 0;
  uint32_t codeHeaderSize = 16; ///< bytes of the Code header after its own size field
  std::span<const Op> ops;      ///< all of them, int_code_end included
  std::span<const FunctionInfo> functions;
  /// For each label: 1 + the index of the function whose entry it is, or 0. Use functionAt().
  std::span<const uint32_t> functionByLabel;

  /// Every chunk of the file in file order, uninterpreted (Dbgi, Docs, ExCk… are found here).
  std::span<const RawChunk> chunks;

  /// The data of chunk \p id, or an empty span.
  std::span<const uint8_t> chunk(std::string_view id) const;
  /// The function whose entry label is \p label, or null.
  const FunctionInfo *functionAt(uint32_t label) const;
  std::string_view atom(uint32_t index) const { return atoms[index]; }
};

/// Reads a .beam file (plain or gzip-compressed). \p fileName is only used in diagnostics. Null
/// after an error, in which case \p diag has at least one; warnings may be added either way.
std::unique_ptr<Module> loadModule(std::span<const uint8_t> bytes, std::string_view fileName,
                                   Diagnostics &diag);

} // namespace beamc::loader
