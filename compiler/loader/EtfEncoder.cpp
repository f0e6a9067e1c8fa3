//===- EtfEncoder.cpp - literal trees to external term format ---------------===//
#include "compiler/loader/Etf.h"
#include "compiler/loader/Literal.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace beamc::loader {
namespace {

class EtfEncoder {
public:
  explicit EtfEncoder(std::string &out) : out_(out) {}

  void term(const Literal &literal) {
    switch (literal.kind) {
    case LiteralKind::Integer: return integer(literal.integer);
    case LiteralKind::BigInteger: return big(literal.negative, literal.bytes);
    case LiteralKind::Float: return real(literal.real);
    case LiteralKind::Atom: return atom(literal.text);
    case LiteralKind::Nil: return byte(etf::kNil);
    case LiteralKind::List: return list(literal);
    case LiteralKind::Tuple: return tuple(literal);
    case LiteralKind::Map:
      byte(etf::kMap);
      number(literal.elements.size() / 2, 4);
      return parts(literal);
    case LiteralKind::Bitstring: return bitstring(literal);
    case LiteralKind::ExternalFun: byte(etf::kExport); return parts(literal);
    case LiteralKind::Pid:
    case LiteralKind::Port:
    case LiteralKind::Reference:
    case LiteralKind::Fun: return raw(literal.bytes);
    }
  }

private:
  void byte(uint8_t value) { out_ += char(value); }
  void number(uint64_t value, unsigned size) {
    for (unsigned i = size; i-- > 0;)
      byte(uint8_t(value >> (8 * i)));
  }
  void raw(std::span<const uint8_t> bytes) {
    out_.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  }
  void parts(const Literal &literal) {
    for (const Literal *part : literal.elements)
      term(*part);
  }

  void integer(int64_t value) {
    if (value >= 0 && value <= 255) {
      byte(etf::kSmallInteger);
      return byte(uint8_t(value));
    }
    if (value >= INT32_MIN && value <= INT32_MAX) {
      byte(etf::kInteger);
      return number(uint32_t(value), 4);
    }
    uint64_t magnitude = value < 0 ? 0 - uint64_t(value) : uint64_t(value);
    uint8_t bytes[8];
    size_t size = 0;
    for (; magnitude != 0; magnitude >>= 8)
      bytes[size++] = uint8_t(magnitude);
    big(value < 0, {bytes, size});
  }
  void big(bool negative, std::span<const uint8_t> magnitude) {
    bool small = magnitude.size() <= 255;
    byte(small ? etf::kSmallBig : etf::kLargeBig);
    number(magnitude.size(), small ? 1 : 4);
    byte(negative);
    raw(magnitude);
  }
  void real(double value) {
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    byte(etf::kFloat);
    number(bits, 8);
  }
  void atom(std::string_view text) {
    bool small = text.size() <= 255;
    byte(small ? etf::kSmallAtomUtf8 : etf::kAtomUtf8);
    number(text.size(), small ? 1 : 2);
    out_ += text;
  }
  void list(const Literal &literal) {
    bool isString =
        literal.elements.size() <= 0xffff && literal.isProperList() &&
        std::all_of(literal.elements.begin(), literal.elements.end(), [](const Literal *element) {
          return element->kind == LiteralKind::Integer && element->integer >= 0 &&
                 element->integer <= 255;
        });
    if (isString) {
      byte(etf::kString);
      number(literal.elements.size(), 2);
      for (const Literal *element : literal.elements)
        byte(uint8_t(element->integer));
      return;
    }
    byte(etf::kList);
    number(literal.elements.size(), 4);
    parts(literal);
    term(*literal.tail);
  }
  void tuple(const Literal &literal) {
    bool small = literal.elements.size() <= 255;
    byte(small ? etf::kSmallTuple : etf::kLargeTuple);
    number(literal.elements.size(), small ? 1 : 4);
    parts(literal);
  }
  void bitstring(const Literal &literal) {
    unsigned lastBits = literal.bitSize % 8;
    byte(lastBits == 0 ? etf::kBinary : etf::kBitBinary);
    number(literal.bytes.size(), 4);
    if (lastBits != 0)
      byte(uint8_t(lastBits));
    raw(literal.bytes);
  }

  std::string &out_;
};

} // namespace

std::string encodeEtf(const Literal &literal) {
  std::string out(1, char(etf::kVersion));
  EtfEncoder(out).term(literal);
  return out;
}

bool sameLiteral(const Literal &a, const Literal &b) {
  if (a.kind != b.kind || a.negative != b.negative || a.integer != b.integer ||
      std::bit_cast<uint64_t>(a.real) != std::bit_cast<uint64_t>(b.real) ||
      a.bitSize != b.bitSize || a.text != b.text || !std::ranges::equal(a.bytes, b.bytes) ||
      a.elements.size() != b.elements.size())
    return false;
  for (size_t i = 0; i != a.elements.size(); ++i)
    if (!sameLiteral(*a.elements[i], *b.elements[i]))
      return false;
  return a.kind != LiteralKind::List || sameLiteral(*a.tail, *b.tail);
}

} // namespace beamc::loader
