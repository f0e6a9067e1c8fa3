//===- Bits.h - Bitstrings: views, copies, matching, construction ----------------------------===//
//
// A bitstring is HeapBits (up to 64 bytes inline), RefcBits (a counted BinaryObject, from
// its byte 0) or SubBits (a part of either). A BitsView hides the difference: base address,
// bit offset, bit size. Bit 0 is the top bit of byte 0.
//
// Appending. A BinaryObject with kWritable keeps spare room, and `usedBits` says how far it
// is filled. A bitstring that begins at bit 0 and ends at usedBits may be extended in place
// by whoever first moves usedBits on (compare and swap): older terms on the same object do
// not see the new bits. The result is a SubBits of the same RefcBits, so appending counts and
// sweeps nothing. When the room is used up the bits move to an object twice as large,
// so building a binary piece by piece costs amortised constant time per bit.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/BitSegment.h"
#include "runtime/heap/Build.h"
#include <cstdlib>

namespace beamc::rt {

/// Owns nothing: valid as long as the term stays in place and the bytes are there.
struct BitsView {
  const uint8_t *base;
  uint64_t offset; ///< in bits
  uint64_t size;   ///< in bits

  /// \p t is a bitstring.
  explicit BitsView(Term t);
  BitsView(const uint8_t *b, uint64_t o, uint64_t s) : base(b), offset(o), size(s) {}

  bool byteAligned() const { return (offset & 7) == 0; }
  const uint8_t *bytes() const { return base + (offset >> 3); } ///< only when byteAligned()
  uint64_t wholeBytes() const { return size >> 3; }
};

/// Copies \p bits bits; source and target may not overlap. Other bits of the target's first
/// and last byte stay as they are.
void copyBits(uint8_t *to, uint64_t toOffset, const uint8_t *from, uint64_t fromOffset,
              uint64_t bits);
/// memcmp on bits: <0, 0, >0; a proper prefix is less.
int compareBits(const BitsView &a, const BitsView &b);
bool equalBits(const BitsView &a, const BitsView &b);

/// The whole bytes of a bitstring as contiguous memory: its own when aligned, else a copy.
class BytesOf {
public:
  explicit BytesOf(Term bits);
  explicit BytesOf(const BitsView &v) { init(v); }
  ~BytesOf() { free(copy_); }
  BytesOf(const BytesOf &) = delete;
  const uint8_t *data() const { return data_; }
  uint64_t size() const { return size_; }
  std::string_view view() const { return {reinterpret_cast<const char *>(data_), size_}; }

private:
  void init(const BitsView &v);
  const uint8_t *data_;
  uint64_t size_;
  uint8_t *copy_ = nullptr;
};

/// Part of a bitstring, sharing its bytes. The range, in bits, must lie inside.
Term makeSubBits(Process &p, Term bits, uint64_t offset, uint64_t size);
/// A new bitstring of \p bits bits to be filled in through *\p data (rest of the last byte zero).
Term makeBitsUninit(HeapTarget &target, uint64_t bits, uint8_t **data);
inline Term makeBitsUninit(Process &p, uint64_t bits, uint8_t **data) {
  HeapTarget t(p);
  return makeBitsUninit(t, bits, data);
}
/// A bitstring with a copy of these bits.
Term makeBits(HeapTarget &target, const BitsView &v);
/// Words that makeBits takes for a bitstring of \p bits bits, without the bytes outside the heap.
uint64_t bitsWords(uint64_t bits);
/// RefcBits of \p target over \p b (takes over one reference).
Term makeRefcBits(HeapTarget &target, BinaryObject *b, uint64_t bits);

/// Writes \p c, a code point, as UTF-8: at most 4 bytes at \p out; returns their number.
unsigned encodeUtf8(uint32_t c, uint8_t *out);
/// Length of the UTF-8 sequence at \p s (at most \p left bytes) and its code point; 0 when
/// malformed (overlong, surrogate, above 16#10FFFF, truncated).
unsigned decodeUtf8(const uint8_t *s, uint64_t left, uint32_t &c);
constexpr bool isCodePoint(uint64_t c) { return c < 0x110000 && (c < 0xd800 || c > 0xdfff); }

} // namespace beamc::rt
