//===- EtfDecoder.cpp - external term format to literal trees ---------------===//
//
// One loop with an explicit stack: finished terms wait on `values_`; a frame says
// which term is being built and how many parts are missing. Counts in the input
// are never used to reserve memory.
//===----------------------------------------------------------------------===//
#include "compiler/loader/EtfDecoder.h"

#include "compiler/loader/Etf.h"
#include "compiler/loader/Inflate.h"
#include "compiler/loader/Utf8.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

namespace beamc::loader {
namespace {

class EtfDecoder {
public:
  EtfDecoder(ByteReader &reader, Arena &arena) : in_(reader), arena_(arena) {}

  /// One term, without version byte.
  Literal *run() {
    for (;;) {
      Literal *term = readStart();
      if (in_.failed())
        return nullptr;
      // A null term has opened a frame and wants its first part.
      while (term) {
        if (frames_.empty())
          return term;
        term = addPart(term);
      }
    }
  }

private:
  struct Frame {
    LiteralKind kind;
    size_t base;      ///< index of the first part in values_
    uint64_t missing; ///< parts still to come, not counting a list's tail
  };

  Literal *make(LiteralKind kind) {
    Literal *literal = arena_.make<Literal>();
    literal->kind = kind;
    return literal;
  }
  Literal *makeInteger(int64_t value) {
    Literal *literal = make(LiteralKind::Integer);
    literal->integer = value;
    return literal;
  }

  Literal *open(LiteralKind kind, uint64_t parts) {
    if (frames_.size() >= kMaxLiteralDepth) {
      in_.fail(formatText("expected a term nested at most %u deep, found a deeper one",
                          kMaxLiteralDepth));
      return nullptr;
    }
    if (parts > in_.remaining()) {
      in_.fail(
          formatText("expected at most %zu elements in the bytes that follow, found a count of "
                     "%llu",
                     in_.remaining(), static_cast<unsigned long long>(parts)));
      return nullptr;
    }
    frames_.push_back(Frame{kind, values_.size(), parts});
    return nullptr;
  }

  /// Adds \p part to the innermost frame. The frame's own term when that was the last part, else
  /// null.
  Literal *addPart(Literal *part) {
    Frame &frame = frames_.back();
    if (frame.kind == LiteralKind::List && frame.missing == 0)
      return finish(part); // The tail.
    values_.push_back(part);
    --frame.missing;
    if (frame.missing != 0)
      return nullptr;
    if (frame.kind == LiteralKind::List)
      return extendByTail();
    return finish(nullptr);
  }

  /// The elements of the innermost list are complete. A tail that is a list again continues it.
  Literal *extendByTail() {
    Frame &frame = frames_.back();
    while (in_.peek() == etf::kList) {
      in_.u8("a tag");
      frame.missing = in_.u32("a list's length");
      if (frame.missing > in_.remaining())
        in_.fail("expected a shorter list, found a length beyond the end of the data");
      if (frame.missing != 0 || in_.failed())
        return nullptr;
    }
    if (in_.peek() == etf::kString) {
      in_.u8("a tag");
      for (uint8_t byte : in_.take(in_.u16("a string's length"), "a string"))
        values_.push_back(makeInteger(byte));
      return finish(make(LiteralKind::Nil));
    }
    return nullptr;
  }

  Literal *finish(Literal *tail) {
    Frame frame = frames_.back();
    frames_.pop_back();
    Literal *literal = make(frame.kind);
    std::span<const Literal *const> parts(values_.data() + frame.base, values_.size() - frame.base);
    literal->elements = arena_.copy(std::span<const Literal *const>(parts));
    literal->tail = tail;
    values_.resize(frame.base);
    if (frame.kind == LiteralKind::ExternalFun &&
        (literal->elements[0]->kind != LiteralKind::Atom ||
         literal->elements[1]->kind != LiteralKind::Atom ||
         literal->elements[2]->kind != LiteralKind::Integer || literal->elements[2]->integer < 0 ||
         literal->elements[2]->integer > 255)) {
      in_.fail("expected module, function and arity of an external fun, found other terms");
      return nullptr;
    }
    return literal;
  }

  Literal *readFloatText() {
    std::span<const uint8_t> text = in_.take(31, "a float");
    if (in_.failed())
      return nullptr;
    char buffer[32];
    std::memcpy(buffer, text.data(), 31);
    buffer[31] = 0;
    char *end = nullptr;
    double value = std::strtod(buffer, &end);
    if (end == buffer || !std::isfinite(value)) {
      in_.fail("expected a float in decimal notation, found something else");
      return nullptr;
    }
    Literal *literal = make(LiteralKind::Float);
    literal->real = value;
    return literal;
  }

  Literal *readFloat() {
    uint64_t bits = in_.u64("a float");
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) {
      in_.fail("expected a finite float, found infinity or not-a-number");
      return nullptr;
    }
    Literal *literal = make(LiteralKind::Float);
    literal->real = value;
    return literal;
  }

  Literal *readBig(size_t size) {
    uint8_t sign = in_.u8("a sign");
    std::span<const uint8_t> magnitude = in_.take(size, "an integer");
    if (in_.failed())
      return nullptr;
    if (sign > 1) {
      in_.fail(formatText("expected a sign of 0 or 1, found %u", sign));
      return nullptr;
    }
    return makeBigInteger(arena_, sign == 1, magnitude);
  }

  Literal *readAtomUtf8(size_t size) {
    std::span<const uint8_t> bytes = in_.take(size, "an atom");
    if (in_.failed())
      return nullptr;
    std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    size_t characters = 0;
    if (!validUtf8(text, characters) || characters > 255) {
      in_.fail("expected an atom of at most 255 characters in UTF-8, found other bytes");
      return nullptr;
    }
    Literal *literal = make(LiteralKind::Atom);
    literal->text = text;
    return literal;
  }

  Literal *readAtomLatin1(size_t size) {
    std::span<const uint8_t> bytes = in_.take(size, "an atom");
    if (in_.failed())
      return nullptr;
    if (size > 255) {
      in_.fail("expected an atom of at most 255 characters, found a longer one");
      return nullptr;
    }
    Literal *literal = make(LiteralKind::Atom);
    literal->text = arena_.copy(latin1ToUtf8(bytes));
    return literal;
  }

  Literal *readString() {
    std::span<const uint8_t> bytes = in_.take(in_.u16("a string's length"), "a string");
    if (bytes.empty())
      return make(LiteralKind::Nil);
    Literal *literal = make(LiteralKind::List);
    std::span<const Literal *> elements = arena_.array<const Literal *>(bytes.size());
    for (size_t i = 0; i != bytes.size(); ++i)
      elements[i] = makeInteger(bytes[i]);
    literal->elements = elements;
    literal->tail = make(LiteralKind::Nil);
    return literal;
  }

  Literal *readBitstring(bool partial) {
    uint32_t size = in_.u32("a binary's size");
    uint8_t lastBits = partial ? in_.u8("a number of bits") : 8;
    std::span<const uint8_t> bytes = in_.take(size, "a binary");
    if (in_.failed())
      return nullptr;
    if (lastBits == 0 || lastBits > 8 || (size == 0 && lastBits != 8)) {
      in_.fail(formatText("expected 1 to 8 bits in the last byte, found %u", lastBits));
      return nullptr;
    }
    Literal *literal = make(LiteralKind::Bitstring);
    literal->bytes = bytes;
    literal->bitSize = size == 0 ? 0 : uint64_t(size - 1) * 8 + lastBits;
    if (lastBits != 8 && (bytes.back() & (0xff >> lastBits)) != 0) {
      std::span<uint8_t> copy = arena_.copy(bytes);
      copy.back() &= uint8_t(0xff << (8 - lastBits));
      literal->bytes = copy;
    }
    return literal;
  }

  void skipAtom() {
    switch (uint8_t tag = in_.u8("an atom's tag")) {
    case etf::kAtomLatin1:
    case etf::kAtomUtf8: in_.take(in_.u16("an atom's length"), "an atom"); break;
    case etf::kSmallAtomLatin1:
    case etf::kSmallAtomUtf8: in_.take(in_.u8("an atom's length"), "an atom"); break;
    default: in_.fail(formatText("expected an atom, found a term with tag %u", tag));
    }
  }

  /// A term that is kept as raw bytes from its tag, at \p start, up to here.
  Literal *raw(LiteralKind kind, size_t start) {
    if (in_.failed())
      return nullptr;
    Literal *literal = make(kind);
    literal->bytes = in_.slice(start, in_.position());
    return literal;
  }
  Literal *readNodeTerm(LiteralKind kind, size_t start, size_t bytesAfterNode) {
    skipAtom();
    in_.take(bytesAfterNode, "a pid or port");
    return raw(kind, start);
  }
  Literal *readReference(size_t start, size_t creationSize) {
    uint16_t words = in_.u16("a reference's length");
    skipAtom();
    in_.take(creationSize + size_t(words) * 4, "a reference");
    return raw(LiteralKind::Reference, start);
  }
  Literal *readFun(size_t start) {
    uint32_t size = in_.u32("a fun's size");
    if (!in_.failed() && size < 4)
      in_.fail(formatText("expected a fun of at least 4 bytes, found %u", size));
    if (!in_.failed())
      in_.take(size - 4, "a fun");
    return raw(LiteralKind::Fun, start);
  }

  /// Reads a tag and what follows it. Null when it opened a frame or failed.
  Literal *readStart() {
    size_t start = in_.position();
    uint8_t tag = in_.u8("a term");
    if (in_.failed())
      return nullptr;
    switch (tag) {
    case etf::kSmallInteger: return makeInteger(in_.u8("an integer"));
    case etf::kInteger: return makeInteger(int32_t(in_.u32("an integer")));
    case etf::kFloatText: return readFloatText();
    case etf::kFloat: return readFloat();
    case etf::kSmallBig: return readBig(in_.u8("an integer's size"));
    case etf::kLargeBig: return readBig(in_.u32("an integer's size"));
    case etf::kAtomUtf8: return readAtomUtf8(in_.u16("an atom's length"));
    case etf::kSmallAtomUtf8: return readAtomUtf8(in_.u8("an atom's length"));
    case etf::kAtomLatin1: return readAtomLatin1(in_.u16("an atom's length"));
    case etf::kSmallAtomLatin1: return readAtomLatin1(in_.u8("an atom's length"));
    case etf::kNil: return make(LiteralKind::Nil);
    case etf::kString: return readString();
    case etf::kList: return openOrEmpty(LiteralKind::List, in_.u32("a list's length"));
    case etf::kSmallTuple: return openOrEmpty(LiteralKind::Tuple, in_.u8("a tuple's size"));
    case etf::kLargeTuple: return openOrEmpty(LiteralKind::Tuple, in_.u32("a tuple's size"));
    case etf::kMap: return openOrEmpty(LiteralKind::Map, uint64_t(in_.u32("a map's size")) * 2);
    case etf::kExport: return open(LiteralKind::ExternalFun, 3);
    case etf::kBinary: return readBitstring(/*partial=*/false);
    case etf::kBitBinary: return readBitstring(/*partial=*/true);
    case etf::kPid: return readNodeTerm(LiteralKind::Pid, start, 9);
    case etf::kNewPid: return readNodeTerm(LiteralKind::Pid, start, 12);
    case etf::kPort: return readNodeTerm(LiteralKind::Port, start, 5);
    case etf::kNewPort: return readNodeTerm(LiteralKind::Port, start, 8);
    case etf::kV4Port: return readNodeTerm(LiteralKind::Port, start, 12);
    case etf::kReference: return readNodeTerm(LiteralKind::Reference, start, 5);
    case etf::kNewReference: return readReference(start, 1);
    case etf::kNewerReference: return readReference(start, 4);
    case etf::kNewFun: return readFun(start);
    default:
      in_.failAt(start, formatText("expected a term, found the unknown tag %u", tag));
      return nullptr;
    }
  }

  Literal *openOrEmpty(LiteralKind kind, uint64_t parts) {
    if (in_.failed())
      return nullptr;
    if (parts != 0)
      return open(kind, parts);
    // A list of length 0 is its tail, which comes next: reading goes on in the same place.
    return kind == LiteralKind::List ? nullptr : make(kind);
  }

  ByteReader &in_;
  Arena &arena_;
  std::vector<Frame> frames_;
  std::vector<const Literal *> values_;
};

} // namespace

Literal *makeBigInteger(Arena &arena, bool negative, std::span<const uint8_t> magnitude) {
  while (!magnitude.empty() && magnitude.back() == 0)
    magnitude = magnitude.first(magnitude.size() - 1);
  Literal *literal = arena.make<Literal>();
  if (magnitude.size() <= 8) {
    uint64_t value = 0;
    for (size_t i = magnitude.size(); i-- > 0;)
      value = value << 8 | magnitude[i];
    uint64_t limit = uint64_t(1) << 63;
    if (negative ? value <= limit : value < limit) {
      literal->kind = LiteralKind::Integer;
      literal->integer = int64_t(negative ? 0 - value : value);
      return literal;
    }
  }
  literal->kind = LiteralKind::BigInteger;
  literal->negative = negative;
  literal->bytes = arena.copy(magnitude);
  return literal;
}

const Literal *decodeEtfInArena(std::span<const uint8_t> bytes, Arena &arena, const Place &where,
                                Diagnostics &diag, bool allowMore) {
  ByteReader reader(bytes, where, diag);
  uint8_t version = reader.u8("a term");
  if (!reader.failed() && version != etf::kVersion)
    reader.failAt(
        0, formatText("expected a term in external format (first byte 131), found %u", version));
  if (reader.failed())
    return nullptr;
  if (reader.peek() == etf::kCompressed) {
    reader.u8("a tag");
    uint32_t size = reader.u32("an uncompressed size");
    if (reader.failed())
      return nullptr;
    std::vector<uint8_t> inflated;
    if (const char *problem = inflateBytes(reader.rest(), Compression::Zlib, size, inflated)) {
      reader.fail(formatText("expected a compressed term of %u bytes: %s", size, problem));
      return nullptr;
    }
    if (inflated.size() != size) {
      reader.fail(
          formatText("expected a compressed term of %u bytes, found %zu", size, inflated.size()));
      return nullptr;
    }
    inflated.insert(inflated.begin(), etf::kVersion);
    Place inner = where;
    inner.offset = Place::kNoOffset;
    std::span<const uint8_t> copy = arena.copy(inflated);
    if (copy.size() > 1 && copy[1] == etf::kCompressed) {
      reader.fail("expected a plain term inside a compressed one, found another compressed term");
      return nullptr;
    }
    return decodeEtfInArena(copy, arena, inner, diag);
  }
  Literal *literal = EtfDecoder(reader, arena).run();
  if (!literal)
    return nullptr;
  if (!reader.atEnd() && !allowMore) {
    reader.fail(
        formatText("expected the end of the term, found %zu more bytes", reader.remaining()));
    return nullptr;
  }
  literal->etf = bytes.first(bytes.size() - reader.remaining());
  return literal;
}

const Literal *decodeEtf(std::span<const uint8_t> bytes, Arena &arena, const Place &where,
                         Diagnostics &diag) {
  return decodeEtfInArena(arena.copy(bytes), arena, where, diag);
}

} // namespace beamc::loader
