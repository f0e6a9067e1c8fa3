//===- TextParser.cpp -----------------------------------------------------===//
#include "compiler/loader/TextParser.h"

#include "compiler/loader/Etf.h"
#include "compiler/loader/EtfDecoder.h"
#include "compiler/loader/Utf8.h"
#include "compiler/support/Format.h"

#include <charconv>
#include <cmath>

namespace beamc::loader {

bool TextParser::accept(const char *punct) {
  if (failed_ || !token().is(punct))
    return false;
  advance();
  return true;
}

bool TextParser::acceptWord(std::string_view word) {
  if (failed_ || !token().isWord(word))
    return false;
  advance();
  return true;
}

bool TextParser::expect(const char *punct) {
  return accept(punct) || fail(formatText("'%s'", punct));
}

bool TextParser::expectWord(const char *word) {
  return acceptWord(word) || fail(formatText("'%s'", word));
}

bool TextParser::expectEndOfLine() {
  if (failed_)
    return false;
  if (token().kind == TokenKind::EndOfText)
    return true;
  if (token().kind != TokenKind::EndOfLine)
    return fail("the end of the line");
  advance();
  return true;
}

static std::string describeToken(const Token &token) {
  switch (token.kind) {
  case TokenKind::EndOfLine: return "the end of the line";
  case TokenKind::EndOfText: return "the end of the text";
  case TokenKind::String: return "a string";
  default: return "'" + token.text + "'";
  }
}

bool TextParser::fail(const std::string &expected) {
  return failHere("expected " + expected + ", found " + describeToken(token()));
}

bool TextParser::failHere(const std::string &text) {
  if (!failed_)
    diag_.error(Place{.file = std::string(fileName_),
                      .chunk = {},
                      .line = token().line,
                      .column = token().column},
                text);
  failed_ = true;
  return false;
}

std::string_view TextParser::atom(const char *what) {
  if (failed_ || (token().kind != TokenKind::Word && token().kind != TokenKind::Quoted)) {
    fail(what);
    return {};
  }
  size_t characters = 0;
  if (!validUtf8(token().text, characters) || characters > 255) {
    failHere(formatText("expected an atom of at most 255 characters, found %zu", characters));
    return {};
  }
  std::string_view text = arena_.copy(token().text);
  advance();
  return text;
}

std::string_view TextParser::string(const char *what) {
  if (failed_ || token().kind != TokenKind::String) {
    fail(what);
    return {};
  }
  std::string_view text = arena_.copy(token().text);
  advance();
  return text;
}

uint64_t TextParser::number(const char *what, uint64_t limit) {
  uint64_t value = 0;
  const std::string &digits = token().text;
  if (failed_ || token().kind != TokenKind::Integer) {
    fail(what);
    return 0;
  }
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc() || result.ptr != digits.data() + digits.size() || value > limit) {
    fail(formatText("%s of at most %llu", what, static_cast<unsigned long long>(limit)));
    return 0;
  }
  advance();
  return value;
}

Literal *TextParser::make(LiteralKind kind) {
  Literal *literal = arena_.make<Literal>();
  literal->kind = kind;
  return literal;
}

const Literal *TextParser::integer() {
  bool negative = accept("-");
  if (failed_ || token().kind != TokenKind::Integer) {
    fail("an integer");
    return nullptr;
  }
  return magnitude(negative);
}

const Literal *TextParser::magnitude(bool negative) {
  std::string_view digits = token().text;
  unsigned base = 10;
  size_t hash = digits.find('#');
  if (hash != digits.npos) {
    std::from_chars(digits.data(), digits.data() + hash, base);
    digits = digits.substr(hash + 1);
    if (base < 2 || base > 36) {
      failHere(formatText("expected a base from 2 to 36, found %u", base));
      return nullptr;
    }
  }
  std::vector<uint8_t> bytes;
  for (char c : digits) {
    unsigned digit = c <= '9' ? unsigned(c - '0') : unsigned((c | 0x20) - 'a') + 10;
    if (digit >= base) {
      failHere(formatText("expected digits of base %u, found '%c'", base, c));
      return nullptr;
    }
    unsigned carry = digit;
    for (uint8_t &byte : bytes) {
      unsigned product = byte * base + carry;
      byte = uint8_t(product);
      carry = product >> 8;
    }
    if (carry != 0)
      bytes.push_back(uint8_t(carry));
  }
  advance();
  return makeBigInteger(arena_, negative, bytes);
}

const Literal *TextParser::realNumber(bool negative) {
  const std::string &digits = token().text;
  double value = 0;
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc() || !std::isfinite(value)) {
    fail("a float that fits 64 bits");
    return nullptr;
  }
  advance();
  Literal *literal = make(LiteralKind::Float);
  literal->real = negative ? -value : value;
  return literal;
}

const Literal *TextParser::term(uint32_t depth) {
  if (depth > kMaxLiteralDepth)
    failHere(
        formatText("expected a term nested at most %u deep, found a deeper one", kMaxLiteralDepth));
  if (failed_)
    return nullptr;
  bool negative = accept("-");
  if (token().kind == TokenKind::Integer)
    return magnitude(negative);
  if (token().kind == TokenKind::Float)
    return realNumber(negative);
  if (negative) {
    fail("a number");
    return nullptr;
  }
  if (token().kind == TokenKind::String)
    return text();
  if (accept("["))
    return list(depth);
  if (accept("{"))
    return tuple(depth);
  if (accept("#"))
    return map(depth);
  if (accept("<<"))
    return bitstring();
  if (token().isWord("etf") && ahead(1).kind == TokenKind::String)
    return rawTerm();
  if (acceptWord("fun"))
    return externalFun();
  std::string_view name = atom("a term");
  if (failed_)
    return nullptr;
  Literal *literal = make(LiteralKind::Atom);
  literal->text = name;
  return literal;
}

const Literal *TextParser::text() {
  std::string value = token().text;
  advance();
  std::vector<const Literal *> elements;
  for (size_t position = 0; position != value.size();) {
    Literal *element = make(LiteralKind::Integer);
    element->integer = nextUtf8(value, position);
    elements.push_back(element);
  }
  if (elements.empty())
    return make(LiteralKind::Nil);
  Literal *literal = make(LiteralKind::List);
  literal->elements = arena_.copy(elements);
  literal->tail = make(LiteralKind::Nil);
  return literal;
}

const Literal *TextParser::list(uint32_t depth) {
  if (accept("]"))
    return make(LiteralKind::Nil);
  std::vector<const Literal *> elements;
  do
    elements.push_back(term(depth + 1));
  while (accept(","));
  const Literal *tail = accept("|") ? term(depth + 1) : make(LiteralKind::Nil);
  if (!expect("]"))
    return nullptr;
  if (tail->kind == LiteralKind::List) {
    elements.insert(elements.end(), tail->elements.begin(), tail->elements.end());
    tail = tail->tail;
  }
  Literal *literal = make(LiteralKind::List);
  literal->elements = arena_.copy(elements);
  literal->tail = tail;
  return literal;
}

const Literal *TextParser::tuple(uint32_t depth) {
  std::vector<const Literal *> elements;
  if (!accept("}")) {
    do
      elements.push_back(term(depth + 1));
    while (accept(","));
    expect("}");
  }
  Literal *literal = make(LiteralKind::Tuple);
  literal->elements = arena_.copy(elements);
  return failed_ ? nullptr : literal;
}

const Literal *TextParser::map(uint32_t depth) {
  expect("{");
  std::vector<const Literal *> elements;
  if (!failed_ && !accept("}")) {
    do {
      elements.push_back(term(depth + 1));
      expect("=>");
      elements.push_back(term(depth + 1));
    } while (accept(","));
    expect("}");
  }
  Literal *literal = make(LiteralKind::Map);
  literal->elements = arena_.copy(elements);
  return failed_ ? nullptr : literal;
}

const Literal *TextParser::bitstring() {
  std::vector<uint8_t> bytes;
  uint64_t bits = 0;
  auto append = [&](uint64_t value, uint64_t size) {
    for (uint64_t i = size; i-- > 0; ++bits) {
      if (bits % 8 == 0)
        bytes.push_back(0);
      if (value >> i & 1)
        bytes.back() |= uint8_t(0x80 >> bits % 8);
    }
  };
  if (!accept(">>")) {
    do {
      if (token().kind == TokenKind::String) {
        std::string value = token().text;
        for (size_t position = 0; position != value.size();) {
          int32_t character = nextUtf8(value, position);
          if (character > 255)
            failHere("expected characters up to 255 in a bitstring, found a greater one");
          append(uint64_t(character), 8);
        }
        advance();
        continue;
      }
      uint64_t value = number("a byte", UINT32_MAX);
      uint64_t size = accept(":") ? number("a number of bits", 32) : 8;
      if (size < 32 && value >> size != 0)
        failHere("expected a value that fits its bits, found a greater one");
      append(value, size);
    } while (accept(","));
    expect(">>");
  }
  Literal *literal = make(LiteralKind::Bitstring);
  literal->bytes = arena_.copy(bytes);
  literal->bitSize = bits;
  return failed_ ? nullptr : literal;
}

const Literal *TextParser::externalFun() {
  Literal *parts[3] = {make(LiteralKind::Atom), make(LiteralKind::Atom),
                       make(LiteralKind::Integer)};
  parts[0]->text = atom("a module");
  expect(":");
  parts[1]->text = atom("a function");
  expect("/");
  parts[2]->integer = int64_t(number("an arity", 255));
  Literal *literal = make(LiteralKind::ExternalFun);
  std::span<const Literal *> elements = arena_.array<const Literal *>(3);
  std::copy(parts, parts + 3, elements.begin());
  literal->elements = elements;
  return failed_ ? nullptr : literal;
}

bool TextParser::hexBytes(std::string &out) {
  std::string_view digits = string("a string of hexadecimal digits");
  if (failed_)
    return false;
  if (digits.size() % 2 != 0)
    return failHere("expected an even number of hexadecimal digits, found an odd one");
  for (size_t i = 0; i != digits.size(); i += 2) {
    uint8_t byte = 0;
    auto result = std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
    if (result.ec != std::errc() || result.ptr != digits.data() + i + 2)
      return failHere("expected hexadecimal digits, found other characters");
    out += char(byte);
  }
  return true;
}

const Literal *TextParser::rawTerm() {
  Place place{
      .file = std::string(fileName_), .chunk = {}, .line = token().line, .column = token().column};
  advance();
  std::string bytes(1, char(etf::kVersion));
  if (!hexBytes(bytes))
    return nullptr;
  const Literal *literal = decodeEtf(
      {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}, arena_, place, diag_);
  if (!literal)
    failed_ = true;
  return literal;
}

} // namespace beamc::loader
