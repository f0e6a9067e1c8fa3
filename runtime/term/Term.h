//===- Term.h - A term: tests, constructors, access ----------------------------===//
//
// Inline operations on the layout of abi/TermLayout.h. A Term is a plain word: copying is
// free, nothing is owned. Accessors assume that the matching test holds (asserted in
// debug builds). A Term belongs to one process's heap, or is a literal or an immediate.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/TermLayout.h"
#include <cassert>
#include <cstring>

namespace beamc::rt {

using abi::Kind;
using abi::Word;

struct BinaryObject;
struct Export;
struct FunEntry;

struct Term {
  Word bits;

  Term() = default;
  constexpr explicit Term(Word w) : bits(w) {}

  static constexpr Term nonValue() { return Term(abi::kNonValue); }
  static constexpr Term nil() { return Term(abi::kNil); }
  /// \p v must fit 61 bits; use makeInteger (term/Integer.h) otherwise.
  static constexpr Term small(int64_t v) { return Term(abi::makeSmall(v)); }
  static constexpr Term atom(uint32_t index) { return Term(abi::makeAtom(index)); }
  static constexpr Term boolean(bool b) { return Term(abi::makeAtom(b ? 1 : 0)); } // ORDER atoms
  static Term cons(const Word *cell) { return Term(Word(cell) | abi::kTagCons); }
  static Term boxed(const Word *object) { return Term(Word(object) | abi::kTagBoxed); }
  /// Only when floatFitsWord(d); otherwise the float is boxed (makeFloat, heap/Build.h).
  static Term inlineFloat(double d) {
    uint64_t b;
    memcpy(&b, &d, 8);
    return Term(abi::rotateFloat(b));
  }
  static bool floatFitsWord(double d) {
    uint64_t b;
    memcpy(&b, &d, 8);
    return abi::isFloatTag(abi::rotateFloat(b));
  }

  constexpr bool operator==(Term o) const { return bits == o.bits; }
  constexpr bool operator!=(Term o) const { return bits != o.bits; }

  constexpr bool isValue() const { return bits != abi::kNonValue; }
  constexpr bool isSmall() const { return (bits & abi::kTagMask) == abi::kTagSmall; }
  constexpr bool isCons() const { return (bits & abi::kTagMask) == abi::kTagCons; }
  constexpr bool isNil() const { return bits == abi::kNil; }
  constexpr bool isList() const { return isCons() || isNil(); }
  constexpr bool isBoxed() const { return (bits & abi::kTagMask) == abi::kTagBoxed; }
  constexpr bool isPointer() const { return isCons() || isBoxed(); }
  constexpr bool isImmediate() const { return !isPointer(); }
  constexpr bool isInlineFloat() const { return abi::isFloatTag(bits); }
  constexpr bool isAtom() const { return (bits & abi::kImmMask) == abi::kImmAtom; }
  constexpr bool isLocalPid() const { return (bits & abi::kImmMask) == abi::kImmPid; }
  constexpr bool isLocalPort() const { return (bits & abi::kImmMask) == abi::kImmPort; }
  constexpr bool isHeaderWord() const { return (bits & abi::kTagMask) == abi::kTagHeader; }
  constexpr bool isBoolean() const {
    return (bits & ~(Word(1) << abi::kImmShift)) == abi::kImmAtom;
  }

  constexpr int64_t smallValue() const { return abi::smallValue(bits); }
  constexpr uint32_t atomIndex() const { return abi::atomIndex(bits); }
  constexpr bool isTrue() const { return bits == abi::makeAtom(1); }

  Word *pointer() const { return reinterpret_cast<Word *>(bits & ~abi::kTagMask); }
  Word *cell() const {
    assert(isCons());
    return reinterpret_cast<Word *>(bits - abi::kTagCons);
  }
  Word *object() const {
    assert(isBoxed());
    return reinterpret_cast<Word *>(bits - abi::kTagBoxed);
  }
  Term head() const { return Term(cell()[0]); }
  Term tail() const { return Term(cell()[1]); }

  Word header() const { return object()[0]; }
  Kind kind() const { return abi::headerKind(header()); }
  bool isKind(Kind k) const { return isBoxed() && kind() == k; }

  bool isTuple() const { return isKind(Kind::Tuple); }
  bool isTuple(uint32_t arity) const {
    return isBoxed() && header() == abi::makeHeader(Kind::Tuple, arity);
  }
  uint32_t arity() const { return uint32_t(abi::headerSize(header())); }
  /// \p i counts from 0.
  Term element(uint32_t i) const { return Term(object()[1 + i]); }

  bool isBignum() const {
    return isBoxed() && (kind() == Kind::PosBignum || kind() == Kind::NegBignum);
  }
  bool isInteger() const { return isSmall() || isBignum(); }
  bool isFloat() const { return isInlineFloat() || isKind(Kind::Float); }
  bool isNumber() const {
    return isSmall() || isInlineFloat() ||
           (isBoxed() && kind() >= Kind::PosBignum && kind() <= Kind::Float);
  }
  double floatValue() const {
    uint64_t b = isInlineFloat() ? abi::unrotateFloat(bits) : object()[1];
    double d;
    memcpy(&d, &b, 8);
    return d;
  }

  bool isFlatMap() const { return isKind(Kind::FlatMap); }
  bool isHashMap() const { return isKind(Kind::HashMap); }
  bool isMap() const { return isBoxed() && (kind() == Kind::FlatMap || kind() == Kind::HashMap); }

  bool isFun() const { return isBoxed() && (kind() == Kind::Fun || kind() == Kind::ExportFun); }
  /// Bitstring terms proper. A match context is not one (it never reaches user code).
  bool isBitstring() const {
    return isBoxed() &&
           (kind() == Kind::HeapBits || kind() == Kind::RefcBits || kind() == Kind::SubBits);
  }
  bool isMatchContext() const { return isKind(Kind::MatchContext); }
  uint64_t bitSize() const { // HeapBits: raw; RefcBits: word 3; SubBits: word 3
    return kind() == Kind::HeapBits ? object()[1] : uint64_t(abi::smallValue(object()[3]));
  }
  bool isBinary() const { return isBitstring() && (bitSize() & 7) == 0; }

  bool isPid() const { return isLocalPid() || isKind(Kind::ExternalPid); }
  bool isPort() const { return isLocalPort() || isKind(Kind::ExternalPort); }
  bool isReference() const {
    return isBoxed() &&
           (kind() == Kind::Reference || kind() == Kind::MagicRef || kind() == Kind::ExternalRef);
  }
};
static_assert(sizeof(Term) == 8);

inline uint64_t tupleWords(uint32_t arity) { return 1 + uint64_t(arity); }

} // namespace beamc::rt
