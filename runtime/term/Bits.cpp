//===- Bits.cpp - Views and copies of bitstrings --------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {
namespace {

/// Eight bits from any bit offset. The byte after is read only when the offset needs it.
inline uint8_t byteAt(const uint8_t *base, uint64_t offset) {
  const uint8_t *b = base + (offset >> 3);
  unsigned s = offset & 7;
  return s ? uint8_t((b[0] << s) | (b[1] >> (8 - s))) : b[0];
}

/// The last \p bits (1…7) bits at \p offset, left-justified, the rest zero.
inline uint8_t tailAt(const uint8_t *base, uint64_t offset, unsigned bits) {
  const uint8_t *b = base + (offset >> 3);
  unsigned s = offset & 7;
  uint8_t v = uint8_t(b[0] << s);
  if (s + bits > 8)
    v |= b[1] >> (8 - s);
  return v & uint8_t(0xff << (8 - bits));
}

inline void putTail(uint8_t *to, unsigned toBit, uint8_t value, unsigned bits) {
  // value is left-justified; it may straddle two bytes of the target.
  uint16_t mask = uint16_t(uint16_t(0xff << (8 - bits)) << 8) >> toBit;
  uint16_t v = uint16_t(uint16_t(value) << 8) >> toBit;
  to[0] = uint8_t((to[0] & ~(mask >> 8)) | (v >> 8));
  if (toBit + bits > 8)
    to[1] = uint8_t((to[1] & ~mask) | (v & 0xff));
}

} // namespace

BitsView::BitsView(Term t) {
  const Word *o = t.object();
  offset = 0;
  size = t.bitSize();
  if (abi::headerKind(o[0]) == Kind::SubBits) {
    offset = uint64_t(abi::smallValue(o[2]));
    o = Term(o[1]).object();
  }
  base = abi::headerKind(o[0]) == Kind::HeapBits ? reinterpret_cast<const uint8_t *>(o + 2)
                                                 : reinterpret_cast<BinaryObject *>(o[2])->data;
}

void copyBits(uint8_t *to, uint64_t toOffset, const uint8_t *from, uint64_t fromOffset,
              uint64_t bits) {
  to += toOffset >> 3;
  toOffset &= 7;
  from += fromOffset >> 3;
  fromOffset &= 7;
  if (toOffset == 0 && fromOffset == 0) {
    if (bits == 0)
      return; // an empty source may have no address
    chargeBytes(bits >> 3);
    memcpy(to, from, bits >> 3);
    if (unsigned rest = bits & 7)
      putTail(to + (bits >> 3), 0, tailAt(from, bits - rest, rest), rest);
    return;
  }
  if (toOffset == 0) {
    uint64_t whole = bits >> 3;
    chargeBytesRead(whole);
    for (uint64_t i = 0; i < whole; i++)
      to[i] = byteAt(from, fromOffset + i * 8);
    if (unsigned rest = bits & 7)
      putTail(to + whole, 0, tailAt(from, fromOffset + whole * 8, rest), rest);
    return;
  }
  // Fill the target's first byte, then go on with an aligned target.
  unsigned head = 8 - unsigned(toOffset);
  if (head > bits)
    head = unsigned(bits);
  putTail(to, unsigned(toOffset), tailAt(from, fromOffset, head), head);
  if (bits > head)
    copyBits(to + 1, 0, from, fromOffset + head, bits - head);
}

int compareBits(const BitsView &a, const BitsView &b) {
  uint64_t common = a.size < b.size ? a.size : b.size;
  uint64_t whole = common >> 3;
  chargeBytes(whole);
  if (a.byteAligned() && b.byteAligned()) {
    if (int c = whole ? memcmp(a.bytes(), b.bytes(), whole) : 0)
      return c;
  } else {
    for (uint64_t i = 0; i < whole; i++) {
      int c = int(byteAt(a.base, a.offset + i * 8)) - int(byteAt(b.base, b.offset + i * 8));
      if (c)
        return c;
    }
  }
  if (unsigned rest = common & 7) {
    int c = int(tailAt(a.base, a.offset + whole * 8, rest)) -
            int(tailAt(b.base, b.offset + whole * 8, rest));
    if (c)
      return c;
  }
  return a.size < b.size ? -1 : a.size > b.size;
}

bool equalBits(const BitsView &a, const BitsView &b) {
  return a.size == b.size && compareBits(a, b) == 0;
}

BytesOf::BytesOf(Term bits) { init(BitsView(bits)); }

void BytesOf::init(const BitsView &v) {
  size_ = v.wholeBytes();
  if (v.byteAligned()) {
    data_ = v.bytes();
    return;
  }
  copy_ = static_cast<uint8_t *>(malloc(size_ ? size_ : 1));
  copyBits(copy_, 0, v.base, v.offset, size_ * 8);
  data_ = copy_;
}

uint64_t bitsWords(uint64_t bits) {
  uint64_t bytes = (bits + 7) / 8;
  return bytes <= abi::kMaxHeapBytes ? 2 + (bytes + 7) / 8 : 4;
}

Term makeRefcBits(HeapTarget &target, BinaryObject *b, uint64_t bits) {
  Word *o = target.alloc(4);
  o[0] = abi::makeHeader(Kind::RefcBits, 3);
  o[1] = Word(target.offHeap());
  o[2] = Word(b);
  o[3] = abi::makeSmall(int64_t(bits));
  target.offHeap() = o;
  if (target.process)
    countBinary(*target.process, bits);
  return Term::boxed(o);
}

Term makeBitsUninit(HeapTarget &target, uint64_t bits, uint8_t **data) {
  uint64_t bytes = (bits + 7) / 8;
  if (bytes <= abi::kMaxHeapBytes) {
    uint64_t words = (bytes + 7) / 8;
    Word *o = target.alloc(2 + words);
    o[0] = abi::makeHeader(Kind::HeapBits, 1 + words);
    o[1] = bits;
    if (words)
      o[1 + words] = 0;
    *data = reinterpret_cast<uint8_t *>(o + 2);
    return Term::boxed(o);
  }
  BinaryObject *b = newBinaryObject(bytes);
  b->size = bytes;
  b->data[bytes - 1] = 0;
  *data = b->data;
  return makeRefcBits(target, b, bits);
}

Term makeBits(HeapTarget &target, const BitsView &v) {
  uint8_t *data;
  Term t = makeBitsUninit(target, v.size, &data);
  copyBits(data, 0, v.base, v.offset, v.size);
  return t;
}

Term makeSubBits(Process &p, Term bits, uint64_t offset, uint64_t size) {
  if (offset == 0 && size == bits.bitSize())
    return bits;
  // What fits a heap binary is copied: it keeps nothing else alive.
  if (size <= abi::kMaxHeapBytes * 8 && ((offset | size) & 7) == 0) {
    BitsView v(bits);
    if (((v.offset + offset) & 7) == 0) {
      HeapTarget target(p);
      return makeBits(target, BitsView(v.base, v.offset + offset, size));
    }
  }
  if (bits.kind() == Kind::SubBits) {
    offset += uint64_t(abi::smallValue(bits.object()[2]));
    bits = Term(bits.object()[1]);
  }
  Word *o = allocWords(p, 4);
  o[0] = abi::makeHeader(Kind::SubBits, 3);
  o[1] = bits.bits;
  o[2] = abi::makeSmall(int64_t(offset));
  o[3] = abi::makeSmall(int64_t(size));
  return Term::boxed(o);
}

unsigned encodeUtf8(uint32_t c, uint8_t *out) {
  if (c < 0x80) {
    out[0] = uint8_t(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = uint8_t(0xc0 | (c >> 6));
    out[1] = uint8_t(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = uint8_t(0xe0 | (c >> 12));
    out[1] = uint8_t(0x80 | ((c >> 6) & 0x3f));
    out[2] = uint8_t(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = uint8_t(0xf0 | (c >> 18));
  out[1] = uint8_t(0x80 | ((c >> 12) & 0x3f));
  out[2] = uint8_t(0x80 | ((c >> 6) & 0x3f));
  out[3] = uint8_t(0x80 | (c & 0x3f));
  return 4;
}

unsigned decodeUtf8(const uint8_t *s, uint64_t left, uint32_t &c) {
  if (left == 0)
    return 0;
  if (s[0] < 0x80) {
    c = s[0];
    return 1;
  }
  unsigned n = s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
  if (n == 0 || left < n)
    return 0;
  uint32_t v = s[0] & (0x7f >> n);
  for (unsigned i = 1; i < n; i++) {
    if ((s[i] & 0xc0) != 0x80)
      return 0;
    v = (v << 6) | (s[i] & 0x3f);
  }
  if ((n == 3 && v < 0x800) || (n == 4 && v < 0x10000) || !isCodePoint(v))
    return 0;
  c = v;
  return n;
}

} // namespace beamc::rt
