//===- BitsConstruct.cpp - Construction of bitstrings -----------------------------------------------===//
//
// Two rounds over the segments: the first checks types and sums up sizes, the second writes.
// An append as first segment may instead extend its binary in place; see Bits.h.
//===----------------------------------------------------------------------===//
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Float16.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include <cmath>

namespace beamc::rt {
namespace {

/// Larger results raise system_limit: sizes in bits must be small integers.
constexpr uint64_t kMaxBits = uint64_t(1) << 59;

bool isLittle(const BitSegment &s) { return s.flags & (kSegLittle | kSegNative); }
bool isAppend(const BitSegment &s) {
  return s.type == SegmentType::Append || s.type == SegmentType::PrivateAppend;
}

const char *typeName(SegmentType t) {
  switch (t) {
  case SegmentType::Integer: return "integer";
  case SegmentType::Float: return "float";
  case SegmentType::Utf8: return "utf8";
  case SegmentType::Utf16: return "utf16";
  case SegmentType::Utf32: return "utf32";
  default: return "binary";
  }
}

/// Raises \p reason with error_info for erl_erts_errors:format_bs_fail/2. The whole map is
/// given, as its formatting function is not the usual one.
Term fail(Process &p, const BitSegment &s, Term reason, const char *what, Term value) {
  uint32_t number = s.flags >> kSegNumberShift;
  if (number == 0)
    return p.fail(reason);
  Term cause =
      makeTuple(p, {Term::small(number), internAtom(typeName(s.type)), internAtom(what), value});
  MapPair info[] = {{atom::cause, cause},
                    {atom::function, internAtom("format_bs_fail")},
                    {atom::module, atom::erl_erts_errors}};
  return p.failInfo(reason, mapFromPairs(p, info, 3));
}

/// The first \p bits bits of the binary of \p whole, a RefcBits, which may have been made when
/// fewer were in use.
Term partOf(Process &p, const Word *whole, uint64_t bits) {
  Word *o = allocWords(p, 4);
  o[0] = abi::makeHeader(Kind::SubBits, 3);
  o[1] = Term::boxed(whole).bits;
  o[2] = abi::makeSmall(0);
  o[3] = abi::makeSmall(int64_t(bits));
  return Term::boxed(o);
}

class Builder {
public:
  Builder(Process &p, const BitSegment *segments, uint64_t n)
      : p_(p), segments_(segments), count_(n) {
    sizes_.resize(n);
  }

  Term run() {
    for (uint64_t i = 0; i < count_; i++)
      if (!measure(i))
        return Term::nonValue();
    if (total_ > kMaxBits)
      return p_.fail(atom::system_limit);
    uint64_t first = 0;
    Term result;
    uint8_t *data;
    uint64_t at = 0;
    if (count_ && isAppend(segments_[0])) {
      result = appendTo(&data);
      at = sizes_[0];
      first = 1;
    } else {
      result = makeBitsUninit(p_, total_, &data);
    }
    for (uint64_t i = first; i < count_; i++) {
      if (!write(i, data, at))
        return Term::nonValue();
      at += sizes_[i];
    }
    return result;
  }

private:
  bool failed(uint64_t i, Term reason, const char *what, Term value) {
    fail(p_, segments_[i], reason, what, value);
    return false;
  }

  /// Size of a segment from its size operand.
  bool sizeOf(uint64_t i, uint64_t &bits) {
    const BitSegment &s = segments_[i];
    Term size(s.size);
    if (size.isSmall() && size.smallValue() >= 0) {
      if (__builtin_mul_overflow(uint64_t(size.smallValue()), uint64_t(s.unit), &bits) ||
          bits > kMaxBits)
        return failed(i, atom::system_limit, "size", size);
      return true;
    }
    return failed(i, size.isKind(Kind::PosBignum) ? atom::system_limit : atom::badarg, "size",
                  size);
  }

  bool measure(uint64_t i) {
    const BitSegment &s = segments_[i];
    Term value(s.value);
    uint64_t bits = 0;
    switch (s.type) {
    case SegmentType::String: bits = uint64_t(abi::smallValue(s.size)) * 8; break;
    case SegmentType::Utf8:
    case SegmentType::Utf16:
    case SegmentType::Utf32: {
      if (!value.isSmall() || value.smallValue() < 0 || !isCodePoint(uint64_t(value.smallValue())))
        return failed(i, atom::badarg, "type", value);
      uint8_t scratch[4];
      uint32_t c = uint32_t(value.smallValue());
      bits = s.type == SegmentType::Utf32  ? 32
             : s.type == SegmentType::Utf8 ? 8 * encodeUtf8(c, scratch)
             : c >= 0x10000                ? 32
                                           : 16;
      break;
    }
    case SegmentType::Integer:
    case SegmentType::Float:
      if (!sizeOf(i, bits))
        return false;
      if (s.type == SegmentType::Integer ? !value.isInteger() : !value.isNumber())
        return failed(i, atom::badarg, "type", value);
      if (s.type == SegmentType::Float && bits != 16 && bits != 32 && bits != 64)
        return failed(i, atom::badarg, "invalid", Term::small(int64_t(bits)));
      break;
    default:
      if (!measureBinary(i, value, bits))
        return false;
    }
    sizes_[i] = bits;
    total_ += bits;
    if (total_ > kMaxBits)
      return failed(i, atom::system_limit, "size", Term(s.size));
    return true;
  }

  bool measureBinary(uint64_t i, Term value, uint64_t &bits) {
    const BitSegment &s = segments_[i];
    bool whole = s.flags & kSegWhole;
    if (!whole && !sizeOf(i, bits))
      return false;
    if (!value.isBitstring())
      return failed(i, atom::badarg, "type", value);
    uint64_t have = value.bitSize();
    if (whole) {
      if (s.unit > 1 && (s.unit == 8 ? have & 7 : have % s.unit))
        return failed(i, atom::badarg, "unit", value);
      bits = have;
    } else if (bits > have) {
      return failed(i, atom::badarg, "short", value);
    }
    return true;
  }

  /// Makes the result of an append: in place when the first segment is the whole of a
  /// writable object's contents, else in a new object with room to grow.
  Term appendTo(uint8_t **data) {
    Term source(segments_[0].value);
    uint64_t have = sizes_[0];
    BitsView view(source);
    const Word *o = source.object();
    if (source.kind() == Kind::SubBits)
      o = Term(o[1]).object();
    if (abi::headerKind(o[0]) == Kind::RefcBits && view.offset == 0 && have == view.size) {
      auto *b = reinterpret_cast<BinaryObject *>(o[2]);
      if ((b->flags & BinaryObject::kWritable) && total_ <= b->capacity * 8) {
        uint64_t expected = have;
        if (__atomic_compare_exchange_n(&b->usedBits, &expected, total_, false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_ACQUIRE)) {
          b->size = (total_ + 7) / 8;
          *data = b->data;
          return partOf(p_, o, total_);
        }
      }
    }
    Term result;
    if (total_ <= abi::kMaxHeapBytes * 8) {
      result = makeBitsUninit(p_, total_, data);
    } else {
      uint64_t bytes = (total_ + 7) / 8;
      BinaryObject *b = newBinaryObject(bytes < 128 ? 256 : bytes * 2);
      b->flags |= BinaryObject::kWritable;
      b->usedBits = total_;
      b->size = bytes;
      *data = b->data;
      result = makeRefcBinary(p_, b, total_);
    }
    copyBits(*data, 0, view.base, view.offset, have);
    return result;
  }

  bool write(uint64_t i, uint8_t *data, uint64_t at) {
    const BitSegment &s = segments_[i];
    Term value(s.value);
    uint64_t bits = sizes_[i];
    switch (s.type) {
    case SegmentType::String:
      copyBits(data, at, reinterpret_cast<const uint8_t *>(s.value), 0, bits);
      return true;
    case SegmentType::Integer: writeInteger(data, at, value, bits, isLittle(s)); return true;
    case SegmentType::Float: return writeFloat(i, data, at, bits);
    case SegmentType::Utf8: {
      uint8_t bytes[4];
      encodeUtf8(uint32_t(value.smallValue()), bytes);
      copyBits(data, at, bytes, 0, bits);
      return true;
    }
    case SegmentType::Utf16: {
      uint32_t c = uint32_t(value.smallValue());
      if (c >= 0x10000) {
        c -= 0x10000;
        writeWord(data, at, 0xd800 + (c >> 10), 16, isLittle(s));
        writeWord(data, at + 16, 0xdc00 + (c & 0x3ff), 16, isLittle(s));
      } else {
        writeWord(data, at, c, 16, isLittle(s));
      }
      return true;
    }
    case SegmentType::Utf32:
      writeWord(data, at, uint64_t(value.smallValue()), 32, isLittle(s));
      return true;
    default: {
      BitsView v(value);
      copyBits(data, at, v.base, v.offset, bits);
      return true;
    }
    }
  }

  /// The low \p bits (at most 64) bits of \p v.
  static void writeWord(uint8_t *data, uint64_t at, uint64_t v, unsigned bits, bool little) {
    uint8_t bytes[8];
    if (little) {
      for (unsigned i = 0; i < 8; i++)
        bytes[i] = uint8_t(v >> (8 * i));
      if (unsigned rest = bits & 7) // the last, partial byte holds the top bits
        bytes[bits / 8] = uint8_t(bytes[bits / 8] << (8 - rest));
    } else {
      uint64_t left = bits ? v << (64 - bits) : 0;
      for (unsigned i = 0; i < 8; i++)
        bytes[i] = uint8_t(left >> (56 - 8 * i));
    }
    copyBits(data, at, bytes, 0, bits);
  }

  static void writeInteger(uint8_t *data, uint64_t at, Term value, uint64_t bits, bool little) {
    if (bits <= 64 && value.isSmall())
      return writeWord(data, at, uint64_t(value.smallValue()), unsigned(bits), little);
    // Digits of the two's complement, least significant first.
    IntegerView v(value);
    uint64_t carry = 1;
    for (uint64_t i = 0; i * 64 < bits; i++) {
      uint64_t d = i < v.size ? v.digits[i] : 0;
      if (v.negative) {
        d = ~d + carry;
        carry = carry && d == 0;
      }
      unsigned take = bits - i * 64 < 64 ? unsigned(bits - i * 64) : 64;
      writeWord(data, little ? at + i * 64 : at + bits - i * 64 - take, d, take, little);
    }
  }

  bool writeFloat(uint64_t i, uint8_t *data, uint64_t at, uint64_t bits) {
    const BitSegment &s = segments_[i];
    Term value(s.value);
    double d;
    if (value.isFloat())
      d = value.floatValue();
    else if (!integerToDouble(value, d))
      return failed(i, atom::badarg, "no_float", value);
    uint64_t word;
    if (bits == 64) {
      memcpy(&word, &d, 8);
    } else if (bits == 32) {
      float f = float(d);
      uint32_t w;
      memcpy(&w, &f, 4);
      word = w;
    } else {
      word = doubleToHalf(d);
    }
    writeWord(data, at, word, unsigned(bits), isLittle(s));
    return true;
  }

  Process &p_;
  const BitSegment *segments_;
  uint64_t count_, total_ = 0;
  WorkStack<uint64_t, 16> sizes_;
};

/// The commonest append by far: whole bytes of one small integer to a writable binary with
/// room. The result is a part of the same RefcBits, so nothing is counted and nothing swept.
/// Non-value when it is not that.
Term tryAppendBytes(Process &p, Term source, Term value, uint64_t bits, bool little) {
  Word whole = source.bits;
  if (source.isKind(Kind::SubBits) && source.object()[2] == abi::makeSmall(0))
    whole = source.object()[1];
  if (!Term(whole).isKind(Kind::RefcBits) || !value.isSmall())
    return Term::nonValue();
  auto *b = reinterpret_cast<BinaryObject *>(Term(whole).object()[2]);
  uint64_t have = source.bitSize(), total = have + bits;
  if (bits == 0 || bits > 64 || ((bits | have) & 7) || !(b->flags & BinaryObject::kWritable) ||
      total > b->capacity * 8)
    return Term::nonValue();
  uint64_t expected = have;
  if (!__atomic_compare_exchange_n(&b->usedBits, &expected, total, false, __ATOMIC_ACQ_REL,
                                   __ATOMIC_ACQUIRE))
    return Term::nonValue();
  b->size = total / 8;
  uint64_t v = uint64_t(value.smallValue());
  if (!little)
    v = __builtin_bswap64(v << (64 - bits));
  memcpy(b->data + have / 8, &v, bits / 8);
  return partOf(p, Term(whole).object(), total);
}

} // namespace
} // namespace beamc::rt

using namespace beamc::rt;

extern "C" Term beamc_rt_bs_create(Process *p, const void *segments, uint64_t n) {
  return Builder(*p, static_cast<const BitSegment *>(segments), n).run();
}

extern "C" Term beamc_rt_bs_append_integer(Process *p, Term source, Term value, uint64_t bits,
                                           uint64_t how) {
  uint32_t unit = uint32_t(how >> 32), flags = uint32_t(how);
  uint32_t first = flags >> kSegNumberShift ? 1u << kSegNumberShift : 0;
  if (unit == 8 || unit == 1)
    if (Term t = source.isBitstring()
                     ? tryAppendBytes(*p, source, value, bits, flags & (kSegLittle | kSegNative))
                     : Term::nonValue();
        t.isValue())
      return t;
  BitSegment s[2] = {
      {SegmentType::Append, unit, kSegWhole | first, 0, source.bits, Term::small(0).bits},
      {SegmentType::Integer, 1, flags, 0, value.bits, Term::small(int64_t(bits)).bits}};
  return Builder(*p, s, 2).run();
}
