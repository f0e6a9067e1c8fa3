//===- Pattern.cpp - Compiled regular expressions --------------------------------------------------===//
#include "stdlib/re/Pattern.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/WorkStack.h"
#include "stdlib/re/CompileError.h"
#include "stdlib/re/Options.h"
#include <cstdlib>
#include <cstring>

namespace beamc::bif {
using namespace rt;
namespace {

constexpr uint64_t kMagic = 0x3165722d636d6562; // what begins a pattern's binary
constexpr uint64_t kHeaderBytes = 8 + sizeof(PatternOptions);

/// One of the programs that a thread keeps; the newest of its slot.
struct Slot {
  char *source;
  uint64_t size;
  PatternOptions options;
  Program *program;
};
constexpr unsigned kSlots = 256;
thread_local Slot tSlots[kSlots];

uint64_t hashOf(std::string_view s, const PatternOptions &o) {
  uint64_t h = (uint64_t(o.compile) << 16 | uint64_t(o.newline) << 8 | o.bsr) ^
               (s.size() * 0x9e3779b97f4a7c15ull);
  size_t i = 0;
  for (; i + 8 <= s.size(); i += 8) {
    uint64_t w;
    memcpy(&w, s.data() + i, 8);
    h = (h ^ w) * 0xff51afd7ed558ccdull;
    h ^= h >> 32;
  }
  for (; i < s.size(); i++)
    h = (h ^ uint8_t(s[i])) * 0x100000001b3ull;
  return h ^ (h >> 29);
}

bool sameOptions(const PatternOptions &a, const PatternOptions &b) {
  return memcmp(&a, &b, sizeof a) == 0;
}

uint32_t newlineOf(uint8_t bits) {
  switch (bits) {
  case kNewlineCr: return PCRE2_NEWLINE_CR;
  case kNewlineCrlf: return PCRE2_NEWLINE_CRLF;
  case kNewlineAny: return PCRE2_NEWLINE_ANY;
  case kNewlineAnyCrlf: return PCRE2_NEWLINE_ANYCRLF;
  default: return PCRE2_NEWLINE_LF;
  }
}

pcre2_compile_context *context(const PatternOptions &o, uint32_t extra) {
  thread_local pcre2_compile_context *c = [] {
    pcre2_compile_context *made = pcre2_compile_context_create(nullptr);
    if (!made)
      abort(); // as any other failed allocation of the runtime
    pcre2_set_character_tables(made, latin1Tables());
    return made;
  }();
  pcre2_set_newline(c, newlineOf(o.newline));
  pcre2_set_bsr(c, o.bsr & kBsrAnyCrlf ? PCRE2_BSR_ANYCRLF : PCRE2_BSR_UNICODE);
  pcre2_set_compile_extra_options(c, PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK | extra);
  return c;
}

/// PCRE2 keeps a map of the bytes that a match can start with. For \w, \d and \s in UTF-8 it fills
/// in the first bytes of the characters 128 … 255 from the table of white space, whatever the
/// class: matches that start with such a letter would be passed over. The map is only a filter, so
/// it may always have the two bytes that these characters start with.
void admitLatin1Starts(pcre2_code *code) {
  uint32_t options = 0;
  const uint8_t *starts = nullptr;
  pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
  pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &starts);
  if (!(options & PCRE2_UTF) || !starts)
    return;
  auto *map = const_cast<uint8_t *>(starts); // a part of *code, which is still this thread's
  for (unsigned byte : {0xc2u, 0xc3u})
    map[byte / 8] |= uint8_t(1u << (byte % 8));
}

Program *compileNew(std::string_view source, const PatternOptions &o, CompileError &error) {
  if (o.newline > kNewlineAnyCrlf) { // two that do not go together
    error.text = "inconsistent NEWLINE options";
    error.offset = 0;
    return nullptr;
  }
  constexpr int kUnknownEscape = 103;
  WorkStack<char, 256> copy;
  if (hasCasedClasses(source)) {
    copy.append(source.data(), source.size());
    makeClassesCaseless(copy.data(), copy.size(), o.compile);
    source = {copy.data(), copy.size()};
  }
  auto *text = reinterpret_cast<PCRE2_SPTR>(source.data() ? source.data() : "");
  int code;
  PCRE2_SIZE offset;
  pcre2_code *made =
      pcre2_compile(text, source.size(), o.compile, &code, &offset, context(o, /*extra=*/0));
  // To PCRE 8 an escaped letter without meaning is the letter. PCRE2 can do that too, but then
  // finds other errors in escapes no more.
  if (!made && code == kUnknownEscape)
    made = pcre2_compile(text, source.size(), o.compile, &code, &offset,
                         context(o, PCRE2_EXTRA_BAD_ESCAPE_IS_LITERAL));
  if (!made) {
    describeCompileError(code, offset, source, error);
    return nullptr;
  }
  admitLatin1Starts(made);
  auto *program = static_cast<Program *>(allocMemory(sizeof(Program)));
  *program = {1, made, 0};
  pcre2_pattern_info(made, PCRE2_INFO_CAPTURECOUNT, &program->groups);
  return program;
}

} // namespace

void retain(Program *program) { __atomic_add_fetch(&program->refs, 1, __ATOMIC_RELAXED); }
void release(Program *program) {
  if (__atomic_sub_fetch(&program->refs, 1, __ATOMIC_ACQ_REL))
    return;
  pcre2_code_free(program->code);
  free(program);
}

Program *compilePattern(std::string_view source, const PatternOptions &options,
                        CompileError &error) {
  Slot &slot = tSlots[hashOf(source, options) % kSlots];
  if (slot.program && slot.size == source.size() && sameOptions(slot.options, options) &&
      memcmp(slot.source, source.data(), source.size()) == 0) {
    retain(slot.program);
    return slot.program;
  }
  Program *made = compileNew(source, options, error);
  if (!made)
    return nullptr;
  if (slot.program)
    release(slot.program);
  free(slot.source);
  slot = {static_cast<char *>(allocMemory(source.size() + 1)), source.size(), options, made};
  memcpy(slot.source, source.data(), source.size());
  retain(made);
  return made;
}

Term makePattern(Process &p, const Program *program, std::string_view source,
                 const PatternOptions &options) {
  uint8_t *bytes;
  Term binary = makeBinaryUninit(p, kHeaderBytes + source.size(), &bytes);
  memcpy(bytes, &kMagic, 8);
  memcpy(bytes + 8, &options, sizeof options);
  memcpy(bytes + kHeaderBytes, source.data(), source.size());
  uint32_t newline, compiled;
  pcre2_pattern_info(program->code, PCRE2_INFO_NEWLINE, &newline);
  pcre2_pattern_info(program->code, PCRE2_INFO_ARGOPTIONS, &compiled);
  bool crlf = newline == PCRE2_NEWLINE_ANY || newline == PCRE2_NEWLINE_CRLF ||
              newline == PCRE2_NEWLINE_ANYCRLF;
  static const Term tag = internAtom("re_pattern");
  return makeTuple(p, {tag, Term::small(program->groups), Term::small(compiled & PCRE2_UTF ? 1 : 0),
                       Term::small(crlf), binary});
}

bool readPattern(std::string_view binary, std::string_view &source, PatternOptions &options) {
  if (binary.size() < kHeaderBytes || memcmp(binary.data(), &kMagic, 8) != 0)
    return false;
  memcpy(&options, binary.data() + 8, sizeof options);
  // PCRE2_NO_UTF_CHECK, say, would make a forged pattern unsafe.
  if (options.compile & ~compileOptionBits() ||
      options.newline > (kNewlineCrlf | kNewlineAnyCrlf) ||
      options.bsr > (kBsrAnyCrlf | kBsrUnicode) || options.reserved)
    return false;
  source = binary.substr(kHeaderBytes);
  return true;
}

} // namespace beamc::bif
