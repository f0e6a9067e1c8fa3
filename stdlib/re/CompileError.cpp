//===- CompileError.cpp - Errors of PCRE2 as PCRE 8 reports them -----------------------------------===//
//
// PCRE2 looks for errors in another order and counts other characters, so its numbers and offsets
// are translated; the rules come from comparing the two over malformed patterns (the conformance
// case re_compile_errors). Where no rule is known PCRE2's offset stands.
//===----------------------------------------------------------------------===//
#include "stdlib/re/CompileError.h"
#include <cctype>

namespace beamc::bif {
namespace {

/// Behind the word at \p at.
uint64_t endOfWord(std::string_view s, uint64_t at) {
  while (at < s.size() && (isalnum(uint8_t(s[at])) || s[at] == '_'))
    at++;
  return at;
}

/// The parenthesis that closes the group which is open at \p at; the end when there is none.
uint64_t closingParenthesis(std::string_view s, uint64_t at) {
  unsigned depth = 0;
  bool inClass = false;
  for (; at < s.size(); at++) {
    if (s[at] == '\\')
      at++;
    else if (inClass)
      inClass = s[at] != ']';
    else if (s[at] == '[')
      inClass = true;
    else if (s[at] == '(')
      depth++;
    else if (s[at] == ')' && depth-- == 0)
      return at;
  }
  return s.size();
}

/// Where PCRE 8 is when it misses the group that is named at \p at.
uint64_t endOfReference(std::string_view s, uint64_t at) {
  if (at && at < s.size() && s[at - 1] == '\\' && isdigit(uint8_t(s[at])))
    return s.size(); // it looks when it has seen all groups
  if (at < s.size() && s[at] == '(')
    return endOfWord(s, at + 1) + 1;
  bool condition = at >= 3 && s.substr(at - 3, 3) == "(?(";
  return endOfWord(s, at) + condition;
}

bool endsWithGroupStart(std::string_view s, std::string_view start) {
  return s.size() >= start.size() && s.substr(s.size() - start.size()) == start;
}

/// "(?" and option letters, at the end.
bool endsInOptions(std::string_view s) {
  size_t n = s.size();
  while (n && (isalpha(uint8_t(s[n - 1])) || s[n - 1] == '-'))
    n--;
  return n >= 2 && s.substr(n - 2, 2) == "(?";
}

/// The end of the pattern where more was needed: what PCRE 8 says depends on what begins there.
const char *unfinished(std::string_view s) {
  if (endsWithGroupStart(s, "(?("))
    return "assertion expected after (?( or (?(?C)";
  if (endsWithGroupStart(s, "(?P"))
    return "unrecognized character after (?P";
  return endsInOptions(s) ? "unrecognized character after (? or (?-" : nullptr;
}

const char *textOf(int code, CompileError &error) {
  switch (code) {
#define COMPILE_ERROR(number, text)                                                                \
  case number: return text;
#include "stdlib/re/CompileErrors.def"
  default: break;
  }
  pcre2_get_error_message(code, reinterpret_cast<PCRE2_UCHAR *>(error.buffer), sizeof error.buffer);
  return error.buffer;
}

} // namespace

void describeCompileError(int code, uint64_t offset, std::string_view s, CompileError &error) {
  error.text = code < 0 ? "invalid UTF-8 string" : textOf(code, error);
  error.offset = offset;
  switch (code) {
  case 114: // missing )
    if (const char *text = offset == s.size() ? unfinished(s) : nullptr)
      error.text = text;
    break;
  case 162: // subpattern name expected
    if (offset >= 3 && s.substr(offset - 3, 3) == "(?<")
      error.text = "unrecognized character after (?<";
    break;
  case 115: error.offset = endOfReference(s, offset); break; // no such group
  case 125:                                                  // lookbehind of no fixed length
  case 135:
  case 187: error.offset = closingParenthesis(s, s.find_first_of("(", offset) + 1); break;
  case 127: // too many branches behind a condition
  case 154: error.offset = closingParenthesis(s, closingParenthesis(s, offset) + 1); break;
  case 129: error.offset = offset + 1; break; // digit expected
  case 174: error.offset = 0; break;          // (*UTF) with never_utf
  case 178:                                   // digits missing in \x{}
    if (offset == s.size() && endsWithGroupStart(s, "\\x{"))
      error.text = "non-hex character in \\x{} (closing brace missing?)";
    break;
  case 137: // no such escape
  case 147: // no such property
  case 169: // no name behind \k
  case 143: // a name twice
  case 150: // no range in a class
    error.offset = offset ? offset - 1 : 0;
    break;
  default: break;
  }
}

} // namespace beamc::bif
