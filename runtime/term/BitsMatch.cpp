//===- BitsMatch.cpp - Matching of bitstrings ---------------------------------------------------===//
//
// A match context is [header, HeapBits or RefcBits, position, end], both in bits from the
// start of the underlying object. A read that does not match leaves the position alone.
//===----------------------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Float16.h"
#include "runtime/term/Integer.h"
#include <cmath>

namespace beamc::rt {
namespace {

struct Context {
  Word *object;
  explicit Context(Term t) : object(t.object()) {}
  uint64_t position() const { return uint64_t(abi::smallValue(object[2])); }
  uint64_t end() const { return uint64_t(abi::smallValue(object[3])); }
  uint64_t left() const { return end() - position(); }
  void moveTo(uint64_t position) { object[2] = abi::makeSmall(int64_t(position)); }
  const uint8_t *base() const {
    const Word *o = Term(object[1]).object();
    return abi::headerKind(o[0]) == Kind::HeapBits ? reinterpret_cast<const uint8_t *>(o + 2)
                                                   : reinterpret_cast<BinaryObject *>(o[2])->data;
  }
};

/// Up to 64 bits, most significant first.
uint64_t readBits(const uint8_t *base, uint64_t offset, unsigned bits) {
  const uint8_t *b = base + (offset >> 3);
  unsigned skip = offset & 7, bytes = (skip + bits + 7) / 8; // at most 9
  if (bytes <= 2) {
    uint32_t v = bytes == 2 ? uint32_t(b[0]) << 8 | b[1] : b[0];
    return v >> (bytes * 8 - skip - bits) & ((1u << bits) - 1);
  }
  unsigned __int128 v = 0;
  for (unsigned i = 0; i < bytes; i++)
    v = v << 8 | b[i];
  v >>= bytes * 8 - skip - bits;
  return bits == 64 ? uint64_t(v) : uint64_t(v) & ((uint64_t(1) << bits) - 1);
}

/// As readBits, but the first byte is the least significant; a partial byte comes last.
uint64_t readBitsLittle(const uint8_t *base, uint64_t offset, unsigned bits) {
  uint64_t v = 0;
  unsigned at = 0;
  for (; at + 8 <= bits; at += 8)
    v |= readBits(base, offset + at, 8) << at;
  if (at < bits)
    v |= readBits(base, offset + at, bits - at) << at;
  return v;
}

Term readWide(Process &p, const uint8_t *base, uint64_t offset, uint64_t bits, bool little,
              bool isSigned) {
  while (bits > kMaxDigits * 64 + 64) { // fits only if it begins with zeros
    unsigned top = bits % 64 ? bits % 64 : 64;
    bits -= top;
    if (little ? readBitsLittle(base, offset + bits, top) : readBits(base, offset, top))
      return Term::nonValue();
    offset += little ? 0 : top;
    isSigned = false;
  }
  Digits digits;
  uint64_t n = (bits + 63) / 64;
  digits.resize(n + 1);
  digits[n] = 0;
  for (uint64_t i = 0; i < n; i++) {
    unsigned take = bits - i * 64 < 64 ? unsigned(bits - i * 64) : 64;
    digits[i] = little ? readBitsLittle(base, offset + i * 64, take)
                       : readBits(base, offset + bits - i * 64 - take, take);
  }
  bool negative = isSigned && (digits[(bits - 1) / 64] >> ((bits - 1) % 64) & 1);
  if (negative) {
    if (bits % 64)
      digits[n - 1] |= ~uint64_t(0) << (bits % 64);
    uint64_t carry = 1;
    for (uint64_t i = 0; i < n; i++) {
      digits[i] = ~digits[i] + carry;
      carry = carry && digits[i] == 0;
    }
    digits[n] = carry;
  }
  return makeInteger(p, negative, digits.data(), n + 1);
}

bool isLittle(uint64_t flags) { return flags & (kSegLittle | kSegNative); }

} // namespace
} // namespace beamc::rt

using namespace beamc::rt;
namespace abi = beamc::abi;

extern "C" {

Term beamc_rt_bs_start_match(Process *p, Term t) {
  Word source, position, end;
  if (t.isMatchContext()) {
    const Word *o = t.object();
    source = o[1], position = o[2], end = o[3];
  } else if (t.isBitstring()) {
    const Word *o = t.object();
    uint64_t offset = 0;
    source = t.bits;
    if (t.kind() == Kind::SubBits) {
      offset = uint64_t(abi::smallValue(o[2]));
      source = o[1];
    }
    position = abi::makeSmall(int64_t(offset));
    end = abi::makeSmall(int64_t(offset + t.bitSize()));
  } else {
    return Term::nonValue();
  }
  Word *c = allocWords(*p, 4);
  c[0] = abi::makeHeader(Kind::MatchContext, 3);
  c[1] = source;
  c[2] = position;
  c[3] = end;
  return Term::boxed(c);
}

Term beamc_rt_bs_get_integer(Process *p, Term ctx, uint64_t bits, uint64_t flags) {
  Context c(ctx);
  if (bits > c.left())
    return Term::nonValue();
  if (bits == 0)
    return Term::small(0);
  uint64_t at = c.position();
  Term r;
  if (bits <= 64) {
    uint64_t v = isLittle(flags) ? readBitsLittle(c.base(), at, unsigned(bits))
                                 : readBits(c.base(), at, unsigned(bits));
    r = flags & kSegSigned ? makeInt(*p, int64_t(v << (64 - bits)) >> (64 - bits))
                           : makeUint(*p, v);
  } else {
    r = readWide(*p, c.base(), at, bits, isLittle(flags), flags & kSegSigned);
  }
  if (r.isValue())
    c.moveTo(at + bits);
  return r;
}

Term beamc_rt_bs_get_float(Process *p, Term ctx, uint64_t bits, uint64_t flags) {
  Context c(ctx);
  if (bits == 0) // takes nothing and is 0.0, as in OTP
    return makeFloat(*p, 0.0);
  if (bits > c.left() || (bits != 16 && bits != 32 && bits != 64))
    return Term::nonValue();
  uint64_t at = c.position();
  uint64_t v = isLittle(flags) ? readBitsLittle(c.base(), at, unsigned(bits))
                               : readBits(c.base(), at, unsigned(bits));
  double d;
  if (bits == 64) {
    memcpy(&d, &v, 8);
  } else if (bits == 32) {
    uint32_t w = uint32_t(v);
    float f;
    memcpy(&f, &w, 4);
    d = f;
  } else {
    d = halfToDouble(uint16_t(v));
  }
  if (!std::isfinite(d))
    return Term::nonValue();
  c.moveTo(at + bits);
  return makeFloat(*p, d);
}

Term beamc_rt_bs_get_binary(Process *p, Term ctx, uint64_t bits) {
  Context c(ctx);
  if (bits > c.left())
    return Term::nonValue();
  uint64_t at = c.position();
  Term r = makeSubBits(*p, Term(c.object[1]), at, bits);
  c.moveTo(at + bits);
  return r;
}

Term beamc_rt_bs_get_tail(Process *p, Term ctx) {
  Context c(ctx);
  return makeSubBits(*p, Term(c.object[1]), c.position(), c.left());
}

Term beamc_rt_bs_get_rest(Process *p, Term ctx, uint64_t unit) {
  Context c(ctx);
  if (unit > 1 && c.left() % unit)
    return Term::nonValue();
  Term r = makeSubBits(*p, Term(c.object[1]), c.position(), c.left());
  c.moveTo(c.end());
  return r;
}

bool beamc_rt_bs_skip(Term ctx, uint64_t bits) {
  Context c(ctx);
  if (bits > c.left())
    return false;
  c.moveTo(c.position() + bits);
  return true;
}

bool beamc_rt_bs_match_string(Term ctx, const void *bytes, uint64_t bits) {
  Context c(ctx);
  if (bits > c.left())
    return false;
  if (!equalBits(BitsView(c.base(), c.position(), bits),
                 BitsView(static_cast<const uint8_t *>(bytes), 0, bits)))
    return false;
  c.moveTo(c.position() + bits);
  return true;
}

Term beamc_rt_bs_get_utf8(Term ctx) {
  Context c(ctx);
  uint8_t bytes[4];
  unsigned n = c.left() >= 32 ? 4 : unsigned(c.left() / 8);
  for (unsigned i = 0; i < n; i++)
    bytes[i] = uint8_t(readBits(c.base(), c.position() + 8 * i, 8));
  uint32_t code;
  unsigned used = decodeUtf8(bytes, n, code);
  if (!used)
    return Term::nonValue();
  c.moveTo(c.position() + used * 8);
  return Term::small(code);
}

Term beamc_rt_bs_get_utf16(Term ctx, uint64_t flags) {
  Context c(ctx);
  auto unit = [&](unsigned i) {
    uint64_t at = c.position() + 16 * i;
    return uint32_t(isLittle(flags) ? readBitsLittle(c.base(), at, 16)
                                    : readBits(c.base(), at, 16));
  };
  if (c.left() < 16)
    return Term::nonValue();
  uint32_t high = unit(0);
  if (high < 0xd800 || high > 0xdfff) {
    c.moveTo(c.position() + 16);
    return Term::small(high);
  }
  if (high > 0xdbff || c.left() < 32)
    return Term::nonValue();
  uint32_t low = unit(1);
  if (low < 0xdc00 || low > 0xdfff)
    return Term::nonValue();
  c.moveTo(c.position() + 32);
  uint32_t codePoint = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  return Term::small(codePoint);
}

Term beamc_rt_bs_get_utf32(Term ctx, uint64_t flags) {
  Context c(ctx);
  if (c.left() < 32)
    return Term::nonValue();
  uint64_t at = c.position();
  uint64_t v = isLittle(flags) ? readBitsLittle(c.base(), at, 32) : readBits(c.base(), at, 32);
  if (!isCodePoint(v))
    return Term::nonValue();
  c.moveTo(at + 32);
  return Term::small(int64_t(v));
}

} // extern "C"
