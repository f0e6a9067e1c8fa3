//===- LiteralPrinter.cpp - terms in Erlang syntax ---------------------------===//
#include "compiler/loader/Literal.h"
#include "compiler/loader/TextForm.h"
#include "compiler/loader/Utf8.h"
#include "compiler/support/Format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cinttypes>
#include <vector>

namespace beamc::loader {
namespace {

constexpr std::array<std::string_view, 28> kReservedWords = {
    "after", "and",   "andalso", "band",   "begin",   "bnot", "bor", "bsl", "bsr", "bxor",
    "case",  "catch", "cond",    "div",    "else",    "end",  "fun", "if",  "let", "maybe",
    "not",   "of",    "or",      "orelse", "receive", "rem",  "try", "when"};

bool isPlainAtom(std::string_view text) {
  if (text.empty() || text[0] < 'a' || text[0] > 'z' || text == "xor")
    return false;
  if (std::find(kReservedWords.begin(), kReservedWords.end(), text) != kReservedWords.end())
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '@';
  });
}

/// Appends one character of a quoted atom or string.
void appendQuoted(std::string &out, uint32_t character, char quote) {
  if (character == uint32_t(quote) || character == '\\') {
    out += '\\';
    out += char(character);
  } else if (character == '\n') {
    out += "\\n";
  } else if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
    appendFormat(out, "\\x{%X}", character);
  } else {
    appendUtf8(out, character);
  }
}

bool isPrintable(int64_t character) {
  return character == '\n' || character == '\t' || character == '\r' ||
         (character >= 0x20 && character < 0x7f) || (character >= 0xa0 && character <= 0xff);
}

class LiteralPrinter {
public:
  LiteralPrinter(std::string &out, size_t limit) : out_(out), limit_(limit) {}

  void term(const Literal &literal) {
    if (full())
      return;
    switch (literal.kind) {
    case LiteralKind::Integer: appendFormat(out_, "%" PRId64, literal.integer); return;
    case LiteralKind::BigInteger: return bigInteger(literal);
    case LiteralKind::Float: return real(literal.real);
    case LiteralKind::Atom: out_ += printAtom(literal.text); return;
    case LiteralKind::Nil: out_ += "[]"; return;
    case LiteralKind::List: return list(literal);
    case LiteralKind::Tuple: return sequence("{", literal.elements, "}");
    case LiteralKind::Map: return map(literal);
    case LiteralKind::Bitstring: return bitstring(literal);
    case LiteralKind::ExternalFun:
      out_ += "fun ";
      term(*literal.elements[0]);
      out_ += ':';
      term(*literal.elements[1]);
      out_ += '/';
      return term(*literal.elements[2]);
    case LiteralKind::Pid:
    case LiteralKind::Port:
    case LiteralKind::Reference:
    case LiteralKind::Fun: return raw(literal);
    }
  }

private:
  bool full() const { return out_.size() > limit_; }

  /// Hexadecimal, as 16#…: exact, and no division by the base is needed.
  void bigInteger(const Literal &literal) {
    if (literal.negative)
      out_ += '-';
    out_ += "16#";
    for (size_t i = literal.bytes.size(); i-- > 0;)
      appendFormat(out_, i + 1 == literal.bytes.size() ? "%X" : "%02X", literal.bytes[i]);
  }

  void real(double value) {
    char buffer[64];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    std::string_view digits(buffer, size_t(end - buffer));
    size_t exponent = digits.find('e');
    std::string_view mantissa = digits.substr(0, exponent);
    out_ += mantissa;
    if (mantissa.find('.') == mantissa.npos)
      out_ += ".0";
    if (exponent != digits.npos)
      out_ += digits.substr(exponent);
  }

  void sequence(const char *begin, std::span<const Literal *const> parts, const char *end) {
    out_ += begin;
    for (size_t i = 0; i != parts.size() && !full(); ++i) {
      if (i != 0)
        out_ += ',';
      term(*parts[i]);
    }
    out_ += end;
  }

  void list(const Literal &literal) {
    bool isText =
        literal.tail->kind == LiteralKind::Nil &&
        std::all_of(literal.elements.begin(), literal.elements.end(), [](const Literal *element) {
          return element->kind == LiteralKind::Integer && isPrintable(element->integer);
        });
    if (isText) {
      out_ += '"';
      for (size_t i = 0; i != literal.elements.size() && !full(); ++i)
        appendQuoted(out_, uint32_t(literal.elements[i]->integer), '"');
      out_ += '"';
      return;
    }
    sequence("[", literal.elements, "");
    if (literal.tail->kind != LiteralKind::Nil) {
      out_ += '|';
      term(*literal.tail);
    }
    out_ += ']';
  }

  void map(const Literal &literal) {
    out_ += "#{";
    for (size_t i = 0; i + 1 < literal.elements.size() && !full(); i += 2) {
      if (i != 0)
        out_ += ',';
      term(*literal.elements[i]);
      out_ += " => ";
      term(*literal.elements[i + 1]);
    }
    out_ += '}';
  }

  void bitstring(const Literal &literal) {
    bool isText = !literal.bytes.empty() && literal.bitSize % 8 == 0 &&
                  std::all_of(literal.bytes.begin(), literal.bytes.end(),
                              [](uint8_t byte) { return byte < 0x7f && isPrintable(byte); });
    out_ += "<<";
    if (isText) {
      out_ += '"';
      for (size_t i = 0; i != literal.bytes.size() && !full(); ++i)
        appendQuoted(out_, literal.bytes[i], '"');
      out_ += '"';
    } else {
      unsigned lastBits = literal.bitSize % 8;
      for (size_t i = 0; i != literal.bytes.size() && !full(); ++i) {
        if (i != 0)
          out_ += ',';
        if (lastBits != 0 && i + 1 == literal.bytes.size())
          appendFormat(out_, "%u:%u", literal.bytes[i] >> (8 - lastBits), lastBits);
        else
          appendFormat(out_, "%u", literal.bytes[i]);
      }
    }
    out_ += ">>";
  }

  void raw(const Literal &literal) {
    out_ += "etf\"";
    for (size_t i = 0; i != literal.bytes.size() && !full(); ++i)
      appendFormat(out_, "%02x", literal.bytes[i]);
    out_ += '"';
  }

  std::string &out_;
  size_t limit_;
};

} // namespace

std::string printLiteral(const Literal &literal, size_t maxLength) {
  std::string out;
  LiteralPrinter(out, maxLength).term(literal);
  if (out.size() <= maxLength)
    return out;
  size_t cut = maxLength;
  while (cut != 0 && (uint8_t(out[cut]) & 0xc0) == 0x80)
    --cut;
  out.resize(cut);
  return out + "…";
}

/// Text that is not valid UTF-8 is shown byte by byte.
static std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (size_t position = 0; position != text.size();) {
    int32_t character = nextUtf8(text, position);
    if (character < 0)
      appendFormat(out, "\\x{%X}", uint8_t(text[position++]));
    else
      appendQuoted(out, uint32_t(character), quote);
  }
  return out + quote;
}

std::string printAtom(std::string_view text) {
  return isPlainAtom(text) ? std::string(text) : quoted(text, '\'');
}

std::string quoteText(std::string_view text) { return quoted(text, '"'); }

} // namespace beamc::loader
