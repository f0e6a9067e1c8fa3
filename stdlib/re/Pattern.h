//===- Pattern.h - Compiled regular expressions ---------------------------------------------------===//
//
// The term of a compiled pattern is {re_pattern, Groups, Unicode, UseCrlf, Binary}. The binary
// holds the source and its options, and each thread keeps the programs that PCRE2 made of the
// patterns it has lately run. So a term that a program has stored or changed can do no harm, and
// running the text of a pattern again and again costs no compilation either.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include <string_view>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace beamc::bif {

/// PCRE 8's option bits for newlines and \R: they may be combined as there.
enum NewlineBits : uint32_t {
  kNewlineCr = 1,
  kNewlineLf = 2,
  kNewlineCrlf = 3,
  kNewlineAny = 4,
  kNewlineAnyCrlf = 5,
};
enum BsrBits : uint32_t { kBsrAnyCrlf = 1, kBsrUnicode = 2 };

/// What a program is compiled with; part of the binary, so without padding.
struct PatternOptions {
  uint32_t compile = 0; ///< PCRE2_… option bits
  uint8_t newline = 0;  ///< NewlineBits; 0: the default, a line feed
  uint8_t bsr = 0;      ///< BsrBits; 0: the default, Unicode
  uint16_t reserved = 0;
};

struct Program {
  int64_t refs; ///< atomic
  pcre2_code *code;
  uint32_t groups; ///< without the whole match
};
void retain(Program *program);
void release(Program *program);

struct CompileError {
  const char *text;
  uint64_t offset;
  char buffer[256];
};

/// The program for \p source, from this thread's memory or new, with a reference for the caller;
/// null after filling \p error.
Program *compilePattern(std::string_view source, const PatternOptions &options,
                        CompileError &error);

/// {re_pattern, …}.
rt::Term makePattern(rt::Process &p, const Program *program, std::string_view source,
                     const PatternOptions &options);
/// What the binary of a pattern says; false when it was not made here, or has been given options
/// that makePattern never writes. \p source points into it.
bool readPattern(std::string_view binary, std::string_view &source, PatternOptions &options);

/// PCRE's tables for bytes as ISO 8859-1 characters, which is what OTP uses.
const uint8_t *latin1Tables();

/// Whether \p source may name the classes [:upper:] or [:lower:].
bool hasCasedClasses(std::string_view source);
/// Makes both [:alpha:] in the pattern \p text where it is caseless and has PCRE2_UCP.
void makeClassesCaseless(char *text, size_t size, uint32_t options);

} // namespace beamc::bif
