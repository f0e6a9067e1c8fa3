//===- TextForm.h - what printer and assembler must agree on -------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace beamc::loader {

/// ORDER AllocKind.
inline constexpr const char *kAllocNames[] = {"words", "floats", "funs"};

/// ORDER TypeKind.
inline constexpr const char *kTypeKindNames[] = {
    "atom", "bitstring", "cons", "float",     "fun",   "integer", "map",
    "nil",  "pid",       "port", "reference", "tuple", "record",  "match_context"};

/// Chunks that have a section of their own in the text.
inline constexpr std::string_view kTextChunks[] = {"AtU8", "Code", "StrT", "ImpT", "ExpT", "LocT",
                                                   "FunT", "LitT", "Line", "Type", "Attr", "CInf"};

/// Chunks that running the code does not need: printed on request only.
inline constexpr std::string_view kUnneededChunks[] = {"Dbgi", "Abst", "Docs", "ExCk", "DbgB"};

inline bool isTextChunk(std::string_view id) {
  for (std::string_view known : kTextChunks)
    if (known == id)
      return true;
  return false;
}

/// "x12" with \p prefix "x": true, and \p number is 12.
inline bool splitNumbered(std::string_view word, std::string_view prefix, uint64_t &number) {
  if (!word.starts_with(prefix) || word.size() == prefix.size() || word.size() > prefix.size() + 10)
    return false;
  number = 0;
  for (char c : word.substr(prefix.size())) {
    if (c < '0' || c > '9')
      return false;
    number = number * 10 + uint64_t(c - '0');
  }
  return true;
}

/// Words that mean something other than an atom when they stand unquoted as an operand.
inline bool isReservedOperandWord(std::string_view word) {
  uint64_t number;
  return splitNumbered(word, "x", number) || splitNumbered(word, "y", number) ||
         splitNumbered(word, "fr", number) || splitNumbered(word, "lit", number) || word == "lit" ||
         word == "alloc" || word == "char" || word == "etf";
}

/// \p text between double quotes, with escapes that the assembler understands; bytes that are not
/// valid UTF-8 become \x escapes.
std::string quoteText(std::string_view text);

} // namespace beamc::loader
