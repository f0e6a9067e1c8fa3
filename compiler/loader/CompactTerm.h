//===- CompactTerm.h - the encoding of operands -------------------------------===//
//
// The low three bits of the first byte are a tag; the value follows in the same
// byte, in one more byte, or in a counted number of bytes. Tag 7 leads to the
// extended forms: list, float register, allocation list, literal, register with
// type.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/ByteReader.h"
#include "compiler/loader/Module.h"

#include <string>
#include <vector>

namespace beamc::loader {

/// Tags of compact terms. ORDER: numbers are part of the file format.
enum class CompactTag : uint8_t {
  Unsigned = 0,
  Integer = 1,
  Atom = 2,
  X = 3,
  Y = 4,
  Label = 5,
  Char = 6,
  Extended = 7,
};

/// Forms of an extended term: the value of a term with CompactTag::Extended. 0 was a float before
/// OTP R12 and is refused.
enum class ExtendedTag : uint8_t {
  List = 1,
  FloatReg = 2,
  AllocList = 3,
  Literal = 4,
  TypedRegister = 5,
};

/// Decodes operands; checks what can be checked without the instruction (form, ranges of register
/// numbers and indices into the tables of \p module, which must have been read before).
class OperandReader {
public:
  /// Big integers are added to \p bigIntegers.
  OperandReader(ByteReader &reader, Module &module, std::vector<const Literal *> &bigIntegers)
      : in_(reader), module_(module), bigIntegers_(bigIntegers) {}

  /// The next operand; anything after the reader has failed.
  Operand read();

  /// The next operand, which must be unsigned (a table entry outside of Code).
  uint64_t readUnsigned(const char *what) { return readIndex(CompactTag::Unsigned, what); }
  /// The value of the next operand, which must have tag \p tag; it is not checked against any
  /// table.
  uint64_t readIndex(CompactTag tag, const char *what);

private:
  Operand readTagged(uint8_t first, bool insideList);
  Operand readExtended(uint8_t first, bool insideList);
  Operand readList(size_t start);
  Operand readAllocList(size_t start);
  Operand readLiteral(size_t start);
  Operand readTypedRegister(size_t start);
  /// The value that begins with byte \p first. False when it does not fit int64_t: \p big is then
  /// set, unless the reader has failed.
  bool readValue(uint8_t first, int64_t &value, const Literal *&big);
  Operand makeOperand(CompactTag tag, int64_t value, size_t start);

  ByteReader &in_;
  Module &module_;
  std::vector<const Literal *> &bigIntegers_;
};

// Writing. Values take the shortest form, as in files written by erlc.

void appendCompact(std::string &out, CompactTag tag, int64_t value);
/// \p magnitude is little endian, as in Literal::bytes.
void appendCompactBig(std::string &out, bool negative, std::span<const uint8_t> magnitude);
void appendOperand(std::string &out, const Operand &operand, const Module &module);

} // namespace beamc::loader
