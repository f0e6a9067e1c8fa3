//===- TextParser.h - a cursor over tokens, and terms ------------------------------===//
#pragma once

#include "compiler/loader/Literal.h"
#include "compiler/loader/TextLexer.h"

namespace beamc::loader {

/// Walks over tokens and parses terms in Erlang syntax. The first error is added to the
/// diagnostics; from then on failed() holds, every test is false and values are empty.
class TextParser {
public:
  TextParser(std::vector<Token> tokens, std::string_view fileName, Arena &arena, Diagnostics &diag)
      : tokens_(std::move(tokens)), fileName_(fileName), arena_(arena), diag_(diag) {}

  bool failed() const { return failed_; }
  const Token &token() const { return tokens_[at_]; }
  const Token &ahead(size_t count) const {
    return tokens_[std::min(at_ + count, tokens_.size() - 1)];
  }
  void advance() {
    if (at_ + 1 < tokens_.size())
      ++at_;
  }
  bool accept(const char *punct);
  bool acceptWord(std::string_view word);
  bool expect(const char *punct);
  bool expectWord(const char *word);
  /// Ends an entry.
  bool expectEndOfLine();
  /// Always false.
  bool fail(const std::string &expected);
  bool failHere(const std::string &text);

  /// A word or a quoted atom. Texts and terms lie in the arena; \p what names the item in errors.
  std::string_view atom(const char *what);
  std::string_view string(const char *what);
  uint64_t number(const char *what, uint64_t limit); ///< at most \p limit
  /// Integer or big integer with an optional sign.
  const Literal *integer();
  const Literal *term(uint32_t depth = 0);
  /// The bytes that a string of hexadecimal digits stands for. False after an error.
  bool hexBytes(std::string &out);

private:
  Literal *make(LiteralKind kind);
  const Literal *realNumber(bool negative);
  const Literal *magnitude(bool negative);
  const Literal *list(uint32_t depth);
  const Literal *tuple(uint32_t depth);
  const Literal *map(uint32_t depth);
  const Literal *bitstring();
  const Literal *externalFun();
  const Literal *rawTerm();
  const Literal *text();

  std::vector<Token> tokens_;
  std::string_view fileName_;
  Arena &arena_;
  Diagnostics &diag_;
  size_t at_ = 0;
  bool failed_ = false;
};

} // namespace beamc::loader
