//===- fuzz_bits.cpp - Bit syntax against bits one by one ------------------------------------===//
//
// Bitstrings are built from segments and taken apart again, at any offset. The reference is an
// array of single bits, and integers are bits in two's complement, least significant first.
//===----------------------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "test/fuzz/TermSource.h"
#include "test/unit/process/TestProgram.h"
#include <cmath>
#include <optional>

using namespace beamc;
using namespace beamc::rt;
using fuzz::Input;
using fuzz::require;
using fuzz::show;
using fuzz::TermSource;

extern "C" {
Term beamc_rt_bs_create(Process *, const void *, uint64_t);
Term beamc_rt_bs_append_integer(Process *, Term source, Term value, uint64_t bits, uint64_t how);
Term beamc_rt_bs_start_match(Process *, Term);
Term beamc_rt_bs_get_integer(Process *, Term, uint64_t bits, uint64_t flags);
Term beamc_rt_bs_get_float(Process *, Term, uint64_t bits, uint64_t flags);
Term beamc_rt_bs_get_binary(Process *, Term, uint64_t bits);
Term beamc_rt_bs_get_tail(Process *, Term);
Term beamc_rt_bs_get_rest(Process *, Term, uint64_t unit);
bool beamc_rt_bs_skip(Term, uint64_t bits);
bool beamc_rt_bs_match_string(Term, const void *bytes, uint64_t bits);
Term beamc_rt_bs_get_utf8(Term);
Term beamc_rt_bs_get_utf16(Term, uint64_t flags);
Term beamc_rt_bs_get_utf32(Term, uint64_t flags);
}

namespace {

using Bits = std::vector<bool>;

Bits bitsOf(Term t) {
  BitsView v(t);
  Bits bits;
  for (uint64_t i = v.offset; i < v.offset + v.size; i++)
    bits.push_back(v.base[i / 8] >> (7 - i % 8) & 1);
  return bits;
}

std::string showBits(const Bits &bits) {
  std::string s;
  for (bool b : bits)
    s += b ? '1' : '0';
  return s;
}

Bits part(const Bits &bits, uint64_t from, uint64_t size) {
  return {bits.begin() + long(from), bits.begin() + long(from + size)};
}

/// Where bit \p i of an integer, 0 the least significant, stands in a segment of \p size bits.
/// Little endian: bytes from the least significant on; what is left at the end is less than a
/// byte, and holds the most significant bits.
uint64_t placeOf(uint64_t i, uint64_t size, bool little) {
  if (!little)
    return size - 1 - i;
  uint64_t byte = i / 8, width = size - byte * 8 < 8 ? size - byte * 8 : 8;
  return byte * 8 + width - 1 - i % 8;
}

/// The low \p size bits of an integer term, as a segment has them.
Bits segmentOf(Term integer, uint64_t size, bool little) {
  IntegerView v(integer);
  Bits bits(size);
  bool borrow = v.negative; // two's complement: invert, add one
  for (uint64_t i = 0; i < size; i++) {
    bool bit = i / 64 < v.size && (v.digits[i / 64] >> (i % 64) & 1);
    if (v.negative) {
      bool inverted = !bit;
      bit = inverted != borrow;
      borrow = inverted && borrow;
    }
    bits[placeOf(i, size, little)] = bit;
  }
  return bits;
}

/// The integer that stands in a segment.
Term integerOf(Process &p, const Bits &segment, bool little, bool isSigned) {
  uint64_t size = segment.size();
  std::vector<uint64_t> digits(size / 64 + 1);
  bool negative = size && isSigned && segment[placeOf(size - 1, size, little)];
  bool carry = negative;
  for (uint64_t i = 0; i < size; i++) {
    bool bit = segment[placeOf(i, size, little)];
    if (negative) {
      bool inverted = !bit;
      bit = inverted != carry;
      carry = inverted && carry;
    }
    digits[i / 64] |= uint64_t(bit) << (i % 64);
  }
  digits[size / 64] |= uint64_t(carry) << (size % 64);
  return makeInteger(p, negative, digits.data(), digits.size());
}

uint64_t wordOf(const Bits &segment, bool little) {
  uint64_t v = 0;
  for (uint64_t i = 0; i < segment.size(); i++)
    v |= uint64_t(segment[placeOf(i, segment.size(), little)]) << i;
  return v;
}

void append(Bits &to, const Bits &more) { to.insert(to.end(), more.begin(), more.end()); }

uint32_t flagsFrom(Input &in) {
  constexpr uint32_t kFlags[] = {
      0, kSegLittle, kSegSigned, kSegNative, kSegLittle | kSegSigned, kSegNative | kSegSigned};
  return kFlags[in.below(6)];
}
bool isLittle(uint32_t flags) { return flags & (kSegLittle | kSegNative); }

/// Sizes around those that have code of their own.
uint64_t sizeFrom(Input &in) { return in.below(8) ? in.below(73) : in.below(400); }

uint32_t codePoint(Input &in) {
  constexpr uint32_t kBorders[] = {0,      0x7f,   0x80,   0x7ff,   0x800,
                                   0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
  return in.byte() & 1 ? kBorders[in.below(10)] : uint32_t(in.word(2) % 0xd800);
}

void appendUtf8(Bits &to, uint32_t c) {
  auto byte = [&](uint32_t b) {
    for (int i = 7; i >= 0; i--)
      to.push_back(b >> i & 1);
  };
  if (c < 0x80)
    return byte(c);
  if (c < 0x800) {
    byte(0xc0 | c >> 6);
  } else if (c < 0x10000) {
    byte(0xe0 | c >> 12);
    byte(0x80 | (c >> 6 & 63));
  } else {
    byte(0xf0 | c >> 18);
    byte(0x80 | (c >> 12 & 63));
    byte(0x80 | (c >> 6 & 63));
  }
  byte(0x80 | (c & 63));
}

Term small(uint64_t v) { return Term::small(int64_t(v)); }

/// A double that 16 bits hold, for all sizes of floats.
constexpr double kHalves[] = {0.0, -0.0, 1.0, -1.5, 65504.0, 0x1p-24, -0x1p-14, 0x1.ffcp-15};

/// One segment and its bits. None: the segment must make the construction fail.
std::optional<Bits> makeSegment(Process &p, Input &in, TermSource &terms, BitSegment &s,
                                bool first) {
  s = {SegmentType::Integer, 1, flagsFrom(in), 0, 0, small(0).bits};
  bool little = isLittle(s.flags);
  switch (in.below(7)) {
  case 0:
  case 1:
  case 2: {
    uint64_t size = sizeFrom(in);
    Term value = terms.integer();
    s.value = value.bits;
    s.size = small(size).bits;
    return segmentOf(value, size, little);
  }
  case 3: {
    Term value = terms.bits();
    Bits bits = bitsOf(value);
    s.type = first && (in.byte() & 1) ? SegmentType::Append : SegmentType::Binary;
    s.value = value.bits;
    if (in.byte() & 1) {
      s.flags |= kSegWhole;
      s.unit = in.byte() & 1 ? 8 : 1;
      if (bits.size() % s.unit)
        return std::nullopt;
      return bits;
    }
    uint64_t size = sizeFrom(in);
    s.size = small(size).bits;
    if (size > bits.size())
      return std::nullopt;
    return part(bits, 0, size);
  }
  case 4: {
    constexpr uint64_t kSizes[] = {16, 32, 64};
    uint64_t size = kSizes[in.below(3)];
    double d = kHalves[in.below(8)];
    s.type = SegmentType::Float;
    s.value = makeFloat(p, d).bits;
    s.size = small(size).bits;
    uint64_t word = 0;
    if (size == 64) {
      memcpy(&word, &d, 8);
    } else if (size == 32) {
      float f = float(d);
      memcpy(&word, &f, 4);
    } else {
      auto h = _Float16(d);
      memcpy(&word, &h, 2);
    }
    return segmentOf(makeUint(p, word), size, little);
  }
  default: {
    uint32_t c = codePoint(in);
    s.value = small(c).bits;
    s.unit = 0;
    Bits bits;
    switch (in.below(3)) {
    case 0:
      s.type = SegmentType::Utf8;
      appendUtf8(bits, c);
      return bits;
    case 1:
      s.type = SegmentType::Utf16;
      if (c < 0x10000)
        return segmentOf(small(c), 16, little);
      append(bits, segmentOf(small(0xd800 + ((c - 0x10000) >> 10)), 16, little));
      append(bits, segmentOf(small(0xdc00 + ((c - 0x10000) & 0x3ff)), 16, little));
      return bits;
    default: s.type = SegmentType::Utf32; return segmentOf(small(c), 32, little);
    }
  }
  }
}

/// A bitstring of some segments, which has the bits that it should have; non-value if it failed.
Term construct(Process &p, Input &in, TermSource &terms) {
  BitSegment segments[6];
  uint64_t n = 1 + in.below(6);
  Bits expected;
  bool fails = false;
  for (uint64_t i = 0; i < n; i++) {
    std::optional<Bits> bits = makeSegment(p, in, terms, segments[i], i == 0);
    if (bits)
      append(expected, *bits);
    else
      fails = true;
  }
  Term t = beamc_rt_bs_create(&p, segments, n);
  require(t.isValue() == !fails, "construction fails when a segment does not fit");
  if (fails)
    return t;
  require(bitsOf(t) == expected, "the bits of a constructed bitstring",
          showBits(bitsOf(t)) + "\n" + showBits(expected));
  return t;
}

/// Appends again and again, to the newest bitstring or to an older one, which may not change.
Term extend(Process &p, Input &in, TermSource &terms, Term t) {
  std::vector<std::pair<Term, Bits>> made = {{t, bitsOf(t)}};
  for (unsigned n = in.below(12); n; n--) {
    auto [source, bits] = made[in.below(4) ? made.size() - 1 : in.below(unsigned(made.size()))];
    uint32_t flags = flagsFrom(in);
    uint64_t size = in.byte() & 1 ? 8 * in.below(9) : sizeFrom(in);
    Term value = in.byte() & 1 ? Term::small(in.byte()) : terms.integer();
    append(bits, segmentOf(value, size, isLittle(flags)));
    Term longer;
    if (in.byte() & 1) {
      longer = beamc_rt_bs_append_integer(&p, source, value, size, uint64_t(1) << 32 | flags);
    } else {
      BitSegment s[2] = {{SegmentType::Append, 1, kSegWhole, 0, source.bits, small(0).bits},
                         {SegmentType::Integer, 1, flags, 0, value.bits, small(size).bits}};
      longer = beamc_rt_bs_create(&p, s, 2);
    }
    require(longer.isValue(), "an append succeeds");
    made.push_back({longer, bits});
  }
  for (auto &[term, bits] : made)
    require(bitsOf(term) == bits, "an append changes no other bitstring",
            showBits(bitsOf(term)) + "\n" + showBits(bits));
  return made.back().first;
}

/// Reads \p t from its start with one read after the other.
class Matcher {
public:
  Matcher(Process &p, Input &in, Term t)
      : p_(p), in_(in), bits_(bitsOf(t)), context_(beamc_rt_bs_start_match(&p, t)) {}

  void run() {
    for (unsigned n = 0; n < 30 && !in_.atEnd(); n++) {
      step();
      Term rest = beamc_rt_bs_get_tail(&p_, context_);
      require(bitsOf(rest) == part(bits_, at_, left()), "where a read leaves the context",
              std::to_string(at_) + " " + show(rest));
    }
  }

private:
  uint64_t left() const { return bits_.size() - at_; }

  void step() {
    uint32_t flags = flagsFrom(in_);
    switch (in_.below(8)) {
    case 0:
    case 1:
    case 2: return integer(sizeFrom(in_), flags);
    case 3: {
      uint64_t size = sizeFrom(in_);
      Term r = beamc_rt_bs_get_binary(&p_, context_, size);
      require(r.isValue() == (size <= left()), "get_binary matches when there is enough");
      if (r.isValue())
        require(bitsOf(r) == take(size), "get_binary");
      return;
    }
    case 4: {
      uint64_t size = sizeFrom(in_);
      require(beamc_rt_bs_skip(context_, size) == (size <= left()), "skip");
      if (size <= left())
        take(size);
      return;
    }
    case 5: return string(sizeFrom(in_));
    case 6: return real(flags);
    default: return codePoint(flags);
    }
  }

  Bits take(uint64_t size) {
    Bits r = part(bits_, at_, size);
    at_ += size;
    return r;
  }

  void integer(uint64_t size, uint32_t flags) {
    Term r = beamc_rt_bs_get_integer(&p_, context_, size, flags);
    require(r.isValue() == (size <= left()), "get_integer matches when there is enough");
    if (!r.isValue())
      return;
    Bits segment = take(size);
    Term expected = integerOf(p_, segment, isLittle(flags), flags & kSegSigned);
    require(exactEqual(r, expected), "get_integer",
            showBits(segment) + "\n" + show(r) + "\n" + show(expected));
  }

  /// Matches what is there, or that with one bit changed.
  void string(uint64_t size) {
    bool enough = size <= left(), differs = enough && size && (in_.byte() & 1);
    std::vector<uint8_t> bytes(size / 8 + 1);
    for (uint64_t i = 0; enough && i < size; i++)
      bytes[i / 8] |= uint8_t(bits_[at_ + i] << (7 - i % 8));
    if (differs) {
      uint64_t i = in_.word(2) % size;
      bytes[i / 8] ^= uint8_t(0x80 >> i % 8);
    }
    bool matches = beamc_rt_bs_match_string(context_, bytes.data(), size);
    require(matches == (enough && !differs), "match_string");
    if (matches)
      take(size);
  }

  void real(uint32_t flags) {
    constexpr uint64_t kSizes[] = {16, 32, 64, 24};
    uint64_t size = kSizes[in_.below(4)];
    Term r = beamc_rt_bs_get_float(&p_, context_, size, flags);
    double d = NAN;
    if (size <= left() && size != 24) {
      uint64_t word = wordOf(part(bits_, at_, size), isLittle(flags));
      if (size == 64) {
        memcpy(&d, &word, 8);
      } else if (size == 32) {
        float f;
        memcpy(&f, &word, 4);
        d = f;
      } else {
        _Float16 h;
        memcpy(&h, &word, 2);
        d = double(h);
      }
    }
    require(r.isValue() == bool(std::isfinite(d)), "get_float matches finite numbers");
    if (!r.isValue())
      return;
    double got = r.floatValue();
    require(memcmp(&got, &d, 8) == 0, "get_float", show(r));
    take(size);
  }

  /// The code point whose encoding the next bits are, by encoding all that it can be.
  void codePoint(uint32_t flags) {
    bool little = isLittle(flags);
    unsigned form = in_.below(3);
    Term r = form == 0   ? beamc_rt_bs_get_utf8(context_)
             : form == 1 ? beamc_rt_bs_get_utf16(context_, flags)
                         : beamc_rt_bs_get_utf32(context_, flags);
    std::optional<uint32_t> c;
    Bits encoded;
    auto word = [&](uint64_t at, uint64_t size) {
      return uint32_t(wordOf(part(bits_, at_ + at, size), little));
    };
    if (form == 0 && left() >= 8) {
      uint32_t lead = uint32_t(wordOf(part(bits_, at_, 8), false));
      uint64_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      if (left() >= 8 * length) {
        uint32_t v = length == 1 ? lead : lead & (0x3f >> (length - 1));
        for (uint64_t i = 1; i < length; i++)
          v = v << 6 | uint32_t(wordOf(part(bits_, at_ + 8 * i, 8), false) & 0x3f);
        appendUtf8(encoded, v);
        // Only the one right encoding of a code point is that code point.
        if (isCodePoint(v) && encoded == part(bits_, at_, 8 * length))
          c = v;
      }
    } else if (form == 1 && left() >= 16) {
      uint32_t high = word(0, 16);
      encoded.resize(16);
      if (isCodePoint(high)) {
        c = high;
      } else if (left() >= 32 && high < 0xdc00 && word(16, 16) >> 10 == 0x37) {
        c = 0x10000 + ((high - 0xd800) << 10 | (word(16, 16) & 0x3ff));
        encoded.resize(32);
      }
    } else if (form == 2 && left() >= 32 && isCodePoint(word(0, 32))) {
      c = word(0, 32);
      encoded.resize(32);
    }
    require(r.isValue() == c.has_value(), "a code point matches when it is one",
            showBits(part(bits_, at_, left())));
    if (!c)
      return;
    require(r == Term::small(*c), "code point", show(r));
    take(encoded.size());
  }

  Process &p_;
  Input &in_;
  Bits bits_;
  Term context_;
  uint64_t at_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  test::startProgram();
  Process *p = test::makeProcess(/*minHeapSize=*/1 << 13);
  Input in(bytes, size);
  TermSource terms(*p, in);
  Term t = construct(*p, in, terms);
  if (!t.isValue())
    t = terms.bits();
  t = extend(*p, in, terms, t);
  if (in.byte() & 1) {
    uint64_t have = t.bitSize(), from = in.word(2) % (have + 1);
    t = makeSubBits(*p, t, from, have - from);
  }
  Matcher(*p, in, t).run();
  test::dropProcess(p);
  return 0;
}
