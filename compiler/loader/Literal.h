//===- Literal.h - an Erlang term as the compiler sees it ------------------===//
//
// Literals, attributes and compile information are terms in the external term
// format (ETF). The loader turns them into an immutable tree that lives in an
// arena. The tree keeps the order of map pairs as found; it does not compare,
// hash or sort terms: that is the runtime's affair.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/support/Arena.h"
#include "compiler/support/Diagnostics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace beamc::loader {

enum class LiteralKind : uint8_t {
  Integer,     ///< integer
  BigInteger,  ///< outside int64_t: negative, bytes = magnitude, little endian, no leading zeros
  Float,       ///< real
  Atom,        ///< text, UTF-8
  Nil,         ///< the empty list
  List,        ///< elements (at least one), tail (Nil for a proper list, never a List)
  Tuple,       ///< elements
  Map,         ///< elements: key, value, key, value, … as found in the file
  Bitstring,   ///< bytes, bitSize; unused low bits of the last byte are zero
  ExternalFun, ///< elements: module atom, function atom, arity integer
  Pid,         ///< bytes: raw ETF of the term, tag byte included
  Port,        ///< likewise
  Reference,   ///< likewise
  Fun,         ///< likewise: a closure, found in compile options at most
};

struct Literal {
  LiteralKind kind = LiteralKind::Nil;
  bool negative = false;                    ///< BigInteger
  int64_t integer = 0;                      ///< Integer
  double real = 0;                          ///< Float
  uint64_t bitSize = 0;                     ///< Bitstring
  std::string_view text;                    ///< Atom
  std::span<const uint8_t> bytes;           ///< BigInteger, Bitstring, Pid, Port, Reference, Fun
  std::span<const Literal *const> elements; ///< List, Tuple, Map, ExternalFun
  const Literal *tail = nullptr;            ///< List
  /// Of a root only: its bytes in external term format, from the version byte 131 on, as stored in
  /// the file (decompressed if the term was compressed as a whole).
  std::span<const uint8_t> etf;

  bool isProperList() const {
    return kind == LiteralKind::Nil ||
           (kind == LiteralKind::List && tail->kind == LiteralKind::Nil);
  }
};

/// Terms nested deeper than this are refused, so that consumers may recurse.
inline constexpr uint32_t kMaxLiteralDepth = 10000;

/// Decodes one term in external format, from its version byte (131) on; a compressed term is
/// inflated. \p where names the place of bytes[0] for diagnostics. The tree and its bytes are
/// placed in \p arena (nothing points into \p bytes). Null after an error, which has been added to
/// \p diag. Bytes that follow the term are an error.
const Literal *decodeEtf(std::span<const uint8_t> bytes, Arena &arena, const Place &where,
                         Diagnostics &diag);

/// The term in external format, version byte included. Decoding it gives an equal tree.
std::string encodeEtf(const Literal &literal);

/// The term in Erlang syntax, on one line. With \p maxLength, text beyond it becomes "…".
/// Pids, ports, references and closures are written as `etf"…hex…"`, which the assembler reads
/// back.
std::string printLiteral(const Literal &literal, size_t maxLength = ~size_t(0));

/// The atom in Erlang syntax, quoted when it has to be.
std::string printAtom(std::string_view text);

/// Structural identity: same kinds, same order, floats by bit pattern.
bool sameLiteral(const Literal &a, const Literal &b);

} // namespace beamc::loader
