//===- EtfDecode.cpp - The external format to terms -------------------------------------------------------===//
//
// One pass. Work still to be done is a stack of spans: words of new objects that are to be
// filled with the terms that follow. A count is believed only if that many bytes are left,
// as every term takes at least one.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/code/FunTable.h"
#include "runtime/heap/Magic.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Etf.h"
#include "runtime/term/FloatText.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include <cmath>
#include <zlib.h>

namespace beamc::rt {
namespace {
using namespace etf;

/// Bounds-checked reads, most significant byte first. After the first failure all answers are 0.
class Reader {
public:
  Reader(const uint8_t *bytes, size_t size) : at_(bytes), end_(bytes + size) {}
  bool ok() const { return ok_; }
  void fail() {
    ok_ = false;
    at_ = end_;
  }
  uint64_t left() const { return uint64_t(end_ - at_); }
  const uint8_t *position() const { return at_; }
  uint64_t read(unsigned bytes) {
    if (left() < bytes) {
      fail();
      return 0;
    }
    uint64_t v = 0;
    for (unsigned i = 0; i < bytes; i++)
      v = v << 8 | *at_++;
    return v;
  }
  uint8_t read8() { return uint8_t(read(1)); }
  uint16_t read16() { return uint16_t(read(2)); }
  uint32_t read32() { return uint32_t(read(4)); }
  const uint8_t *skip(uint64_t n) {
    if (left() < n) {
      fail();
      return nullptr;
    }
    const uint8_t *r = at_;
    at_ += n;
    return r;
  }

private:
  const uint8_t *at_, *end_;
  bool ok_ = true;
};

/// The payload of a version-131 term, inflated if need be.
class Payload {
public:
  Payload(const uint8_t *bytes, size_t size) {
    Reader r(bytes, size);
    if (r.read8() != kVersion || r.left() == 0)
      return;
    if (*r.position() != kCompressed) {
      data = r.position();
      length = r.left();
      consumedBefore_ = 1;
      return;
    }
    r.read8();
    uint32_t inflated = r.read32();
    // Deflate cannot shrink data to less than about a thousandth.
    if (!r.ok() || inflated / 1100 > r.left())
      return;
    owned_ = static_cast<uint8_t *>(malloc(inflated ? inflated : 1));
    z_stream z{};
    if (!owned_ || inflateInit(&z) != Z_OK)
      return;
    z.next_in = const_cast<Bytef *>(r.position());
    z.avail_in = uInt(r.left() < 0xffffffff ? r.left() : 0xffffffff);
    z.next_out = owned_;
    z.avail_out = inflated;
    int status = inflate(&z, Z_FINISH);
    if (status == Z_STREAM_END && z.total_out == inflated) {
      data = owned_;
      length = inflated;
      compressedUsed_ = 6 + z.total_in;
    }
    inflateEnd(&z);
  }
  ~Payload() { free(owned_); }
  size_t used(size_t read) const {
    return compressedUsed_ ? compressedUsed_ : consumedBefore_ + read;
  }

  const uint8_t *data = nullptr;
  size_t length = 0;

private:
  size_t consumedBefore_ = 0, compressedUsed_ = 0;
  uint8_t *owned_ = nullptr;
};

class Decoder {
public:
  Decoder(const uint8_t *bytes, size_t size, HeapTarget &target, bool safe)
      : in_(bytes, size), start_(bytes), target_(target), safe_(safe) {}
  ~Decoder() {
    while (!spans_.empty())
      free(spans_.pop().pairs);
  }

  Term run(size_t *read) {
    Word result;
    spans_.push({&result, 1, 1, nullptr, nullptr, 0});
    while (!spans_.empty()) {
      Span &s = spans_.top();
      if (s.left == 0) {
        Span done = spans_.pop();
        if (done.pairs)
          finishMap(done);
        continue;
      }
      s.left--;
      Word *to = s.next;
      s.next += s.stride;
      if (s.left == 0 && !s.pairs)
        spans_.drop();
      Term t = term(to);
      if (!in_.ok())
        return Term::nonValue();
      if (t.isValue())
        *to = t.bits;
    }
    if (!in_.ok())
      return Term::nonValue();
    *read = size_t(in_.position() - start_);
    return Term(result);
  }

private:
  struct Span {
    Word *next;
    uint64_t left;
    unsigned stride;
    MapPair *pairs; ///< not null: the pairs of a map, malloc'd; at the end the map goes to `map`
    Word *map;
    uint64_t count;
  };

  void fill(Word *words, uint64_t n, unsigned stride = 1) {
    if (n)
      spans_.push({words, n, stride, nullptr, nullptr, 0});
  }
  Term bad() {
    in_.fail();
    return Term::nonValue();
  }
  bool plausible(uint64_t terms) { return terms <= in_.left(); }

  void finishMap(const Span &s) {
    bool duplicates;
    Term m = mapFromPairs(target_, s.pairs, s.count, &duplicates);
    free(s.pairs);
    if (duplicates)
      in_.fail();
    *s.map = m.bits;
  }

  /// The next term; the non-value when it is one that is finished later and stores itself to \p to.
  Term term(Word *to) {
    switch (in_.read8()) {
    case kSmallInteger: return Term::small(in_.read8());
    case kInteger: return Term::small(int32_t(in_.read32()));
    case kSmallBig: return big(in_.read8());
    case kLargeBig: return big(in_.read32());
    case kFloatText: return floatText();
    case kFloat: {
      uint64_t b = in_.read(8);
      double d;
      memcpy(&d, &b, 8);
      return real(d);
    }
    case kAtomLatin1: return atom(in_.read16(), /*latin1=*/true);
    case kSmallAtomLatin1: return atom(in_.read8(), true);
    case kAtomUtf8: return atom(in_.read16(), false);
    case kSmallAtomUtf8: return atom(in_.read8(), false);
    case kNil: return Term::nil();
    case kString: return string();
    case kList: return list(to);
    case kSmallTuple: return tuple(in_.read8());
    case kLargeTuple: return tuple(in_.read32());
    case kMap: return map(to);
    case kBinary: return bits(false);
    case kBitBinary: return bits(true);
    case kExport: return exportFun();
    case kNewFun: return fun();
    case kPid: return pid(1);
    case kNewPid: return pid(4);
    case kPort: return port(4, 1);
    case kNewPort: return port(4, 4);
    case kV4Port: return port(8, 4);
    case kReference: {
      Term node = atomTerm();
      uint32_t word = in_.read32();
      return reference(node, in_.read8(), &word, 1);
    }
    case kNewReference: return newReference(1);
    case kNewerReference: return newReference(4);
    default: return bad();
    }
  }

  Term real(double d) {
    if (!std::isfinite(d))
      return bad();
    if (Term::floatFitsWord(d))
      return Term::inlineFloat(d);
    Word *o = target_.alloc(2);
    o[0] = abi::makeHeader(Kind::Float, 1);
    memcpy(&o[1], &d, 8);
    return Term::boxed(o);
  }
  Term floatText() {
    auto *s = reinterpret_cast<const char *>(in_.skip(31));
    double d;
    if (!s || !floatFromText({s, strnlen(s, 31)}, d))
      return bad();
    return real(d);
  }

  Term big(uint64_t bytes) {
    bool negative = in_.read8();
    const uint8_t *s = in_.skip(bytes);
    if (!s)
      return bad();
    Digits d;
    d.resize((bytes + 7) / 8 + 1);
    memset(d.data(), 0, d.size() * 8);
    memcpy(d.data(), s, bytes); // little-endian both
    Term t = makeInteger(target_, negative, d.data(), d.size());
    return t.isValue() ? t : bad();
  }

  Term atom(uint64_t bytes, bool latin1) {
    const uint8_t *s = in_.skip(bytes);
    if (!s && !in_.ok())
      return bad();
    uint8_t utf8[abi::kMaxAtomChars * 2];
    std::string_view text;
    if (latin1) {
      if (bytes > abi::kMaxAtomChars)
        return bad();
      unsigned n = 0;
      for (uint64_t i = 0; i < bytes; i++)
        n += encodeUtf8(s[i], utf8 + n);
      text = {reinterpret_cast<char *>(utf8), n};
    } else {
      unsigned chars = 0;
      for (uint64_t i = 0; i < bytes; chars++) {
        uint32_t c;
        unsigned n = decodeUtf8(s + i, bytes - i, c);
        if (!n)
          return bad();
        i += n;
      }
      if (chars > abi::kMaxAtomChars)
        return bad();
      text = {reinterpret_cast<const char *>(s), bytes};
    }
    Term t = safe_ ? findAtom(text) : internAtom(text);
    return t.isValue() ? t : bad();
  }
  /// An atom where the format demands one.
  Term atomTerm() {
    switch (in_.read8()) {
    case kAtomLatin1: return atom(in_.read16(), true);
    case kSmallAtomLatin1: return atom(in_.read8(), true);
    case kAtomUtf8: return atom(in_.read16(), false);
    case kSmallAtomUtf8: return atom(in_.read8(), false);
    default: return bad();
    }
  }
  /// A small integer where the format demands one.
  uint32_t smallTerm() {
    switch (in_.read8()) {
    case kSmallInteger: return in_.read8();
    case kInteger: return in_.read32();
    case kSmallBig: { // old_uniq has 32 unsigned bits in some encoders
      uint8_t n = in_.read8();
      in_.read8();
      const uint8_t *s = in_.skip(n);
      uint32_t v = 0;
      if (!s || n > 4) {
        in_.fail();
        return 0;
      }
      memcpy(&v, s, n);
      return v;
    }
    default: in_.fail(); return 0;
    }
  }

  Term string() {
    uint64_t n = in_.read16();
    const uint8_t *s = in_.skip(n);
    if (!s)
      return in_.ok() ? Term::nil() : bad();
    if (n == 0)
      return Term::nil();
    Word *c = target_.alloc(2 * n), *first = c;
    for (uint64_t i = 0; i < n; i++, c += 2) {
      c[0] = abi::makeSmall(s[i]);
      c[1] = Term::cons(c + 2).bits;
    }
    c[-1] = abi::kNil;
    return Term::cons(first);
  }
  Term list(Word *to) {
    uint64_t n = in_.read32();
    if (!plausible(n))
      return bad();
    if (n == 0) { // a list of no elements is its tail
      fill(to, 1);
      return Term::nonValue();
    }
    Word *c = target_.alloc(2 * n);
    for (uint64_t i = 0; i + 1 < n; i++)
      c[2 * i + 1] = Term::cons(c + 2 * i + 2).bits;
    fill(c + 2 * n - 1, 1);
    fill(c, n, 2);
    return Term::cons(c);
  }
  Term tuple(uint64_t n) {
    if (!plausible(n) || n > abi::kMaxTupleArity)
      return bad();
    Word *o = target_.alloc(1 + n);
    o[0] = abi::makeHeader(Kind::Tuple, n);
    fill(o + 1, n);
    return Term::boxed(o);
  }
  Term map(Word *to) {
    uint64_t n = in_.read32();
    if (!plausible(2 * n))
      return bad();
    auto *pairs = static_cast<MapPair *>(malloc((n + 1) * sizeof(MapPair)));
    spans_.push({reinterpret_cast<Word *>(pairs), 2 * n, 1, pairs, to, n});
    return Term::nonValue();
  }
  Term bits(bool partial) {
    uint64_t bytes = in_.read32();
    unsigned last = partial ? in_.read8() : 8;
    const uint8_t *s = in_.skip(bytes);
    if ((!s && !in_.ok()) || last > 8 ||
        (partial && (last == 0 || bytes == 0) && !(bytes == 0 && last == 0)))
      return bad();
    return makeBits(target_, BitsView(s, 0, bytes ? bytes * 8 - (8 - last) : 0));
  }

  Term exportFun() {
    Term m = atomTerm(), f = atomTerm();
    uint32_t arity = smallTerm();
    if (!in_.ok() || arity > abi::kMaxArity)
      return bad();
    Export *e = safe_ ? findExport(m, f, arity) : ensureExport(m, f, arity);
    if (!e)
      return bad();
    Word *o = target_.alloc(2);
    o[0] = abi::makeHeader(Kind::ExportFun, 1);
    o[1] = Word(e);
    return Term::boxed(o);
  }
  Term fun() {
    in_.read32(); // size
    uint32_t arity = in_.read8();
    const uint8_t *uniq = in_.skip(16);
    uint32_t index = in_.read32(), numFree = in_.read32();
    Term module = atomTerm();
    smallTerm();
    uint32_t oldUniq = smallTerm();
    if (!in_.ok() || !plausible(uint64_t(numFree) + 1))
      return bad();
    const FunEntry *e = ensureFunEntry(module, index, oldUniq, uniq, arity, numFree);
    if (!e)
      return bad();
    Word *o = target_.alloc(3 + numFree);
    o[0] = abi::makeHeader(Kind::Fun, 2 + numFree);
    o[1] = Word(e);
    fill(o + 2, 1 + numFree); // the creator's pid, then the captured values
    return Term::boxed(o);
  }

  const Node *node(Term name, uint32_t creation) {
    const Node *self = thisNode();
    // Creation 0 stands for any, as from nodes and tools that do not know better.
    if (name == self->name && (creation == self->creation || creation == 0))
      return self;
    return internNode(name, creation);
  }
  Word *external(Kind kind, uint64_t words, const Node *n) {
    Word *o = target_.alloc(1 + words);
    o[0] = abi::makeHeader(kind, words);
    o[1] = Word(target_.offHeap());
    o[2] = Word(n);
    target_.offHeap() = o;
    return o;
  }
  Term pid(unsigned creationBytes) {
    Term name = atomTerm();
    uint32_t number = in_.read32(), serial = in_.read32();
    uint32_t creation = uint32_t(in_.read(creationBytes));
    if (!in_.ok())
      return bad();
    const Node *n = node(name, creation);
    if (n == thisNode())
      return makeLocalPid(number, serial);
    Word *o = external(Kind::ExternalPid, 4, n);
    o[3] = abi::makeSmall(number);
    o[4] = abi::makeSmall(serial);
    return Term::boxed(o);
  }
  Term port(unsigned numberBytes, unsigned creationBytes) {
    Term name = atomTerm();
    uint64_t number = in_.read(numberBytes);
    uint32_t creation = uint32_t(in_.read(creationBytes));
    if (!in_.ok() || number >> 58)
      return bad();
    const Node *n = node(name, creation);
    if (n == thisNode())
      return makeLocalPort(number);
    Word *o = external(Kind::ExternalPort, 3, n);
    o[3] = abi::makeSmall(int64_t(number));
    return Term::boxed(o);
  }
  Term newReference(unsigned creationBytes) {
    unsigned n = in_.read16();
    Term name = atomTerm();
    uint32_t creation = uint32_t(in_.read(creationBytes));
    if (n == 0 || n > 5)
      return bad();
    uint32_t words[5] = {};
    for (unsigned i = 0; i < n; i++)
      words[i] = in_.read32();
    return reference(name, creation, words, n);
  }
  Term reference(Term name, uint32_t creation, const uint32_t *words, unsigned count) {
    if (!in_.ok())
      return bad();
    const Node *n = node(name, creation);
    if (n == thisNode() && count <= 3) {
      uint64_t w1 = count > 1 ? words[1] : 0, w2 = count > 2 ? words[2] : 0;
      return makeLocalReference(target_, w2,
                                w1 << kRefWord0Bits | (words[0] & ((1u << kRefWord0Bits) - 1)));
    }
    Word *o = external(Kind::ExternalRef, 3 + count, n);
    o[3] = abi::makeSmall(count);
    for (unsigned i = 0; i < count; i++)
      o[4 + i] = abi::makeSmall(words[i]);
    return Term::boxed(o);
  }

  Reader in_;
  const uint8_t *start_;
  HeapTarget &target_;
  bool safe_;
  WorkStack<Span, 32> spans_;
};

/// Adds up what decoding would allocate. Malformed input may get any answer.
uint64_t measure(Reader &r) {
  uint64_t words = 16, terms = 1;
  auto more = [&](uint64_t n) { terms += n; };
  while (terms && r.ok()) {
    terms--;
    switch (r.read8()) {
    case kSmallInteger: r.skip(1); break;
    case kInteger: r.skip(4); break;
    case kSmallBig: {
      uint64_t n = r.read8();
      r.skip(n + 1);
      words += 2 + n / 8;
      break;
    }
    case kLargeBig: {
      uint64_t n = r.read32();
      r.skip(n + 1);
      words += 2 + n / 8;
      break;
    }
    case kFloatText:
      r.skip(31);
      words += 2;
      break;
    case kFloat:
      r.skip(8);
      words += 2;
      break;
    case kAtomLatin1:
    case kAtomUtf8: r.skip(r.read16()); break;
    case kSmallAtomLatin1:
    case kSmallAtomUtf8: r.skip(r.read8()); break;
    case kNil: break;
    case kString: {
      uint64_t n = r.read16();
      r.skip(n);
      words += 2 * n;
      break;
    }
    case kList: {
      uint64_t n = r.read32();
      if (n > r.left())
        return 0;
      words += 2 * n;
      more(n + 1);
      break;
    }
    case kSmallTuple: {
      uint64_t n = r.read8();
      words += 1 + n;
      more(n);
      break;
    }
    case kLargeTuple: {
      uint64_t n = r.read32();
      if (n > r.left())
        return 0;
      words += 1 + n;
      more(n);
      break;
    }
    case kMap: {
      uint64_t n = r.read32();
      if (2 * n > r.left())
        return 0;
      words += mapWordsBound(n);
      more(2 * n);
      break;
    }
    case kBinary: {
      uint64_t n = r.read32();
      r.skip(n);
      words += bitsWords(n * 8);
      break;
    }
    case kBitBinary: {
      uint64_t n = r.read32();
      r.skip(n + 1);
      words += bitsWords(n * 8);
      break;
    }
    case kExport:
      words += 2;
      more(3);
      break;
    case kNewFun: {
      r.skip(4 + 1 + 16 + 4);
      uint64_t n = r.read32();
      if (n > r.left())
        return 0;
      words += 3 + n;
      more(n + 4);
      break;
    }
    // Node name first, as a term of its own; then the numbers, which the tag's size tells.
    case kPid:
    case kNewPid:
    case kPort:
    case kNewPort:
    case kV4Port:
    case kReference:
    case kNewReference:
    case kNewerReference: {
      const uint8_t tag = r.position()[-1];
      uint64_t n = tag == kNewReference || tag == kNewerReference ? r.read16() : 1;
      uint8_t atomTag = r.read8();
      r.skip(atomTag == kAtomLatin1 || atomTag == kAtomUtf8 ? r.read16() : r.read8());
      r.skip(tag == kPid         ? 9
             : tag == kNewPid    ? 12
             : tag == kPort      ? 5
             : tag == kNewPort   ? 8
             : tag == kV4Port    ? 12
             : tag == kReference ? 5
                                 : 4 * n + (tag == kNewReference ? 1 : 4));
      words += 9;
      break;
    }
    default: return 0;
    }
  }
  return r.ok() ? words : 0;
}

} // namespace

uint64_t etfHeapWords(const uint8_t *bytes, size_t size) {
  Payload payload(bytes, size);
  if (!payload.data)
    return 0;
  Reader r(payload.data, payload.length);
  return measure(r);
}

Term decodeEtf(const uint8_t *bytes, size_t size, HeapTarget &target, bool safe, size_t *used) {
  Payload payload(bytes, size);
  if (!payload.data)
    return Term::nonValue();
  chargeBytesRead(payload.length);
  size_t read = 0;
  Term t = Decoder(payload.data, payload.length, target, safe).run(&read);
  if (used)
    *used = payload.used(read);
  return t;
}

} // namespace beamc::rt
