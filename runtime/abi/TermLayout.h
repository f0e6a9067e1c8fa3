//===- TermLayout.h - The bits of a term --------------------------------------===//
//
// The one description of how Erlang terms are laid out in memory. Compiler and
// runtime both include it; nothing here depends on anything but <cstdint>.
//
// A term is one 64-bit word, its low three bits are the tag:
//
//   000  small integer, 61 bits, value << 3
//   001  cons cell pointer       -> [head, tail]
//   010  boxed pointer           -> header word, then the object's words
//   011  } a float, self-tagged: the IEEE 754 bits rotated left by 4. These two
//   100  } tags cover the exponents 2^-255 … 2^257; other floats are boxed.
//   101  immediates, three more bits of subtag (atom, pid, port, nil, …)
//   110  header word of a boxed object; never a value in a register
//   111  reserved
//
// Header word: bits 3–7 kind, bits 8–39 number of words that follow, bits 40–63
// kind-specific. Every object but those for which isRawKind() holds consists of
// words that may be scanned as terms: raw pointers inside them are at least 8-byte
// aligned and so read as small integers. The collector needs no per-kind code.
//
// Source of float self-tagging: Melançon, Serrano, Feeley, "Float Self-Tagging" (2024).
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::abi {

using Word = uint64_t;

inline constexpr unsigned kTagBits = 3;
inline constexpr Word kTagMask = 7;
inline constexpr Word kTagSmall = 0;
inline constexpr Word kTagCons = 1;
inline constexpr Word kTagBoxed = 2;
inline constexpr Word kTagFloatLow = 3;
inline constexpr Word kTagFloatHigh = 4;
inline constexpr Word kTagImmediate = 5;
inline constexpr Word kTagHeader = 6;

// Small integers.
inline constexpr unsigned kSmallShift = 3;
inline constexpr int64_t kSmallMax = (int64_t(1) << 60) - 1;
inline constexpr int64_t kSmallMin = -(int64_t(1) << 60);
constexpr bool fitsSmall(int64_t v) { return v >= kSmallMin && v <= kSmallMax; }
constexpr Word makeSmall(int64_t v) { return Word(v) << kSmallShift; }
constexpr int64_t smallValue(Word w) { return int64_t(w) >> kSmallShift; }

// Immediates: six low bits identify the kind, 58 bits of payload above.
inline constexpr unsigned kImmShift = 6;
inline constexpr Word kImmMask = 63;
inline constexpr Word kImmAtom = kTagImmediate | (0 << 3);
inline constexpr Word kImmPid = kTagImmediate | (1 << 3);
inline constexpr Word kImmPort = kTagImmediate | (2 << 3);
inline constexpr Word kNil = kTagImmediate | (3 << 3);
inline constexpr Word kNonValue = kTagImmediate | (5 << 3);
constexpr Word makeAtom(uint32_t index) { return (Word(index) << kImmShift) | kImmAtom; }
constexpr uint32_t atomIndex(Word w) { return uint32_t(w >> kImmShift); }
/// An atom term must fit a sign-extended 32-bit immediate of an x86-64 instruction.
inline constexpr uint32_t kMaxAtoms = 1u << 25;
inline constexpr unsigned kMaxAtomChars = 255;

// Floats.
constexpr Word rotateFloat(uint64_t bits) { return (bits << 4) | (bits >> 60); }
constexpr uint64_t unrotateFloat(Word w) { return (w >> 4) | (w << 60); }
constexpr bool isFloatTag(Word w) { return ((w & kTagMask) - 3) < 2; }

// Boxed objects.
enum class Kind : uint8_t {
  Tuple,     ///< size = arity; elements
  PosBignum, ///< raw: 64-bit digits of the magnitude, least significant first, none superfluous
  NegBignum, ///< raw: as PosBignum
  Float,     ///< raw: one word of IEEE bits; only floats whose rotated form has another tag
  HeapBits,  ///< raw: size in bits, then the bytes padded to words (at most kMaxHeapBytes)
  FlatMap,   ///< keys tuple (sorted in term order), then the values: size = 1 + pairs
  HashMap,   ///< root of a HAMT: pair count (small), then children; aux = 16-bit bitmap
  HashNode,  ///< inner node: children; aux = 16-bit bitmap. A leaf is a cons [Key|Value]
  Fun,       ///< FunEntry *, creator pid, then the captured values
  ExportFun, ///< Export *
  Reference, ///< two smalls: high and low part of a local reference's number
  MagicRef,  ///< Reference that owns a runtime object: off-heap link, two smalls, object *
  RefcBits,  ///< off-heap link, BinaryObject *, size in bits (small); starts at the object's byte 0
  SubBits,   ///< a boxed HeapBits or RefcBits, offset in bits, size in bits (smalls)
  MatchContext, ///< a boxed HeapBits or RefcBits, position, end (in bits, smalls)
  ExternalPid,  ///< off-heap link, Node *, number (small), serial (small)
  ExternalPort, ///< off-heap link, Node *, number (small)
  ExternalRef,  ///< off-heap link, Node *, word count (small), up to five 32-bit words (smalls)
  Moved,        ///< never seen outside a collection
};
inline constexpr unsigned kKindShift = 3;
inline constexpr unsigned kSizeShift = 8;
inline constexpr unsigned kAuxShift = 40;
constexpr Word makeHeader(Kind k, uint64_t words, uint64_t aux = 0) {
  return (aux << kAuxShift) | (words << kSizeShift) | (Word(k) << kKindShift) | kTagHeader;
}
constexpr Kind headerKind(Word h) { return Kind((h >> kKindShift) & 31); }
constexpr uint64_t headerSize(Word h) { return (h >> kSizeShift) & 0xffffffff; }
constexpr uint32_t headerAux(Word h) { return uint32_t(h >> kAuxShift); }
/// Objects whose words are not terms and which a scan must step over.
constexpr bool isRawKind(Kind k) { return k >= Kind::PosBignum && k <= Kind::HeapBits; }

inline constexpr unsigned kMaxFlatMapPairs = 32;
inline constexpr unsigned kMaxHeapBytes = 64; ///< larger binaries are reference-counted
inline constexpr uint32_t kMaxTupleArity = (1u << 24) - 1;

// Calls.
inline constexpr unsigned kRegisterArgs = 6; ///< X registers passed in machine registers
inline constexpr unsigned kMaxArity = 255;
inline constexpr unsigned kXRegisters = 1024; ///< X registers in all, as in OTP
inline constexpr unsigned kFloatRegisters =
    1024;                                    ///< the interpreter keeps them behind the X registers
inline constexpr int64_t kReductions = 4000; ///< per time slice
/// Words that must stay free between heap top and stack pointer, so that pushing a frame's
/// continuation at a call out to the runtime needs no test of its own.
inline constexpr unsigned kStackReserve = 8;

} // namespace beamc::abi
