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
  Punct,   ///< one of ( ) { } [ ] < > , : / # | . - + = or one of => << >> >= <=
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

/// Splits \p text; '%' starts a comment. Lines without tokens leave no EndOfLine. The last token is
/// EndOfText. Errors are added to \p diag, and the result then ends where the first one was.
std::vector<Token> lexText(std::string_view text, std::string_view fileName, Diagnostics &diag);

} // namespace beamc::loader
