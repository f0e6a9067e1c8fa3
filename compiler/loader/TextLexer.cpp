//===- TextLexer.cpp ------------------------------------------------------===//
#include "compiler/loader/TextLexer.h"

#include "compiler/loader/Utf8.h"
#include "compiler/support/Format.h"

#include <cctype>

namespace beamc::loader {
namespace {

bool isWordStart(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool isWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '@';
}
bool isDigit(char c) { return c >= '0' && c <= '9'; }

class TextLexer {
public:
  TextLexer(std::string_view text, std::string_view fileName, Diagnostics &diag,
            const TextStyle &style)
      : text_(text), fileName_(fileName), diag_(diag), style_(style) {}

  std::vector<Token> run() {
    while (!failed_ && at_ < text_.size())
      step();
    endLine();
    tokens_.push_back(Token{TokenKind::EndOfText, {}, line_, column(), false});
    return std::move(tokens_);
  }

private:
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  uint32_t column() const { return uint32_t(at_ - lineStart_ + 1); }

  void fail(std::string text) {
    if (!failed_)
      diag_.error(
          Place{.file = std::string(fileName_), .chunk = {}, .line = line_, .column = column()},
          std::move(text));
    failed_ = true;
  }

  void endLine() {
    if (!tokens_.empty() && tokens_.back().kind != TokenKind::EndOfLine)
      tokens_.push_back(Token{TokenKind::EndOfLine, {}, line_, column(), false});
  }

  void add(TokenKind kind, std::string text, size_t start) {
    bool first = tokens_.empty() || tokens_.back().kind == TokenKind::EndOfLine;
    uint32_t column = uint32_t(start - lineStart_ + 1);
    tokens_.push_back(Token{kind, std::move(text), line_, column, first && column > 1});
  }

  void step() {
    char c = peek();
    if (c == '\n') {
      endLine();
      ++at_;
      ++line_;
      lineStart_ = at_;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == style_.comment) {
      while (at_ < text_.size() && peek() != '\n')
        ++at_;
    } else if (isWordStart(c)) {
      size_t start = at_;
      while (isWordChar(peek()))
        ++at_;
      add(TokenKind::Word, std::string(text_.substr(start, at_ - start)), start);
    } else if (isDigit(c)) {
      number();
    } else if (c == '\'' || c == '"') {
      quoted(c);
    } else {
      punct();
    }
  }

  void number() {
    size_t start = at_;
    TokenKind kind = TokenKind::Integer;
    while (isDigit(peek()))
      ++at_;
    if (peek() == '#' && std::isalnum(static_cast<unsigned char>(peek(1)))) {
      ++at_;
      while (std::isalnum(static_cast<unsigned char>(peek())))
        ++at_;
    } else if (peek() == '.' && isDigit(peek(1))) {
      kind = TokenKind::Float;
      ++at_;
      while (isDigit(peek()))
        ++at_;
      bool exponent = peek() == 'e' || peek() == 'E';
      bool sign = peek(1) == '-' || peek(1) == '+';
      if (exponent && isDigit(peek(sign ? 2 : 1))) {
        at_ += sign ? 2 : 1;
        while (isDigit(peek()))
          ++at_;
      }
    }
    add(kind, std::string(text_.substr(start, at_ - start)), start);
  }

  void quoted(char quote) {
    size_t start = at_++;
    std::string value;
    while (peek() != quote) {
      if (at_ >= text_.size() || peek() == '\n')
        return fail(formatText("expected a closing %c, found the end of the line", quote));
      if (peek() == '\\')
        escape(value);
      else
        value += text_[at_++];
      if (failed_)
        return;
    }
    ++at_;
    size_t characters = 0;
    if (!validUtf8(value, characters))
      return fail("expected text in UTF-8, found other bytes");
    add(quote == '"' ? TokenKind::String : TokenKind::Quoted, std::move(value), start);
  }

  void escape(std::string &value) {
    char c = peek(1);
    at_ += 2;
    switch (c) {
    case 'n': value += '\n'; return;
    case 't': value += '\t'; return;
    case 'r': value += '\r'; return;
    case '\\':
    case '\'':
    case '"': value += c; return;
    case 'x': break;
    default: return fail("expected one of \\n \\t \\r \\\\ \\' \\\" \\x{…}, found another escape");
    }
    uint32_t code = 0;
    size_t digits = 0;
    if (peek() != '{')
      return fail("expected '{' after \\x, found something else");
    for (++at_; std::isxdigit(static_cast<unsigned char>(peek())) && digits < 6; ++at_, ++digits)
      code = code * 16 + uint32_t(isDigit(peek()) ? peek() - '0' : (peek() | 0x20) - 'a' + 10);
    if (digits == 0 || peek() != '}' || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      return fail("expected a character's hexadecimal number and '}' after \\x{, found something "
                  "else");
    ++at_;
    appendUtf8(value, code);
  }

  void punct() {
    static constexpr std::string_view kPairs[] = {"=>", "<<", ">>", ">=", "<="};
    for (std::string_view pair : kPairs)
      if (text_.substr(at_, 2) == pair) {
        add(TokenKind::Punct, std::string(pair), at_);
        at_ += 2;
        return;
      }
    if (style_.punctuation.find(peek()) == std::string_view::npos)
      return fail(formatText("expected a word, number, string or punctuation, found '%s'",
                             visibleText(text_.substr(at_, 1)).c_str()));
    add(TokenKind::Punct, std::string(1, peek()), at_);
    ++at_;
  }

  std::string_view text_, fileName_;
  Diagnostics &diag_;
  const TextStyle &style_;
  std::vector<Token> tokens_;
  size_t at_ = 0, lineStart_ = 0;
  uint32_t line_ = 1;
  bool failed_ = false;
};

} // namespace

std::vector<Token> lexText(std::string_view text, std::string_view fileName, Diagnostics &diag,
                           const TextStyle &style) {
  return TextLexer(text, fileName, diag, style).run();
}

} // namespace beamc::loader
