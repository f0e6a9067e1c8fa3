//===- TextLexer.h - tokens of a module's text ------------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <string>
#include <string_view>
#include <vector>

namespace beamc::loader {

enum class TokenKind : uint8_t {
  Word,    ///< letters, digits, '_' and '@', not starting with a digit
  Quoted,  ///< 'text' with escapes resolved
  String,  ///< "text" with escapes resolved
  Integer, ///< digits, or base#digits; no sign
  Float,   ///< digits with a point; no sign
  Punct,   ///< a character of TextStyle::punctuation, or one of => << >> >= <=
  EndOfLine,
  EndOfText,
};

struct Token {
  TokenKind kind = TokenKind::EndOfText;
  std::string text;
  uint32_t line = 1, column = 1; ///< from 1
  bool indented = false;         ///< first token of its line, with space before it

  bool is(const char *punct) const { return kind == TokenKind::Punct && text == punct; }
  bool isWord(std::string_view word) const { return kind == TokenKind::Word && text == word; }
};

/// What differs between the textual forms that share this lexer.
struct TextStyle {
  char comment = '%'; ///< starts one that ends with the line
  std::string_view punctuation = "(){}[]<>,:/#|.-+=";
};

/// Splits \p text. Lines without tokens leave no EndOfLine. The last token is EndOfText. Errors are
/// added to \p diag, and the result then ends where the first one was.
std::vector<Token> lexText(std::string_view text, std::string_view fileName, Diagnostics &diag,
                           const TextStyle &style = {});

} // namespace beamc::loader
