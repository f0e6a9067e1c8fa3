//===- Options.cpp - Options of re:compile and re:run ----------------------------------------------===//
#include "stdlib/re/Options.h"

namespace beamc::bif {
using namespace rt;
namespace {

enum OptionUse : uint8_t { kCompileOnly = 1, kRunOnly = 2, kEither = 0 };

struct Option {
  const char *name;
  uint32_t compile, match; ///< PCRE2 bits
  OptionUse use;
};
const Option kOptions[] = {
    {"anchored", PCRE2_ANCHORED, PCRE2_ANCHORED, kEither},
    {"notempty", 0, PCRE2_NOTEMPTY, kRunOnly},
    {"notempty_atstart", 0, PCRE2_NOTEMPTY_ATSTART, kRunOnly},
    {"notbol", 0, PCRE2_NOTBOL, kRunOnly},
    {"noteol", 0, PCRE2_NOTEOL, kRunOnly},
    {"no_start_optimize", PCRE2_NO_START_OPTIMIZE, 0, kCompileOnly},
    {"caseless", PCRE2_CASELESS, 0, kCompileOnly},
    {"dollar_endonly", PCRE2_DOLLAR_ENDONLY, 0, kCompileOnly},
    {"dotall", PCRE2_DOTALL, 0, kCompileOnly},
    {"extended", PCRE2_EXTENDED, 0, kCompileOnly},
    {"firstline", PCRE2_FIRSTLINE, 0, kCompileOnly},
    {"multiline", PCRE2_MULTILINE, 0, kCompileOnly},
    {"no_auto_capture", PCRE2_NO_AUTO_CAPTURE, 0, kCompileOnly},
    {"dupnames", PCRE2_DUPNAMES, 0, kCompileOnly},
    {"ungreedy", PCRE2_UNGREEDY, 0, kCompileOnly},
    {"ucp", PCRE2_UCP, 0, kCompileOnly},
    {"never_utf", PCRE2_NEVER_UTF, 0, kCompileOnly},
    {"unicode", PCRE2_UTF, 0, kCompileOnly},
    {"report_errors", 0, 0, kRunOnly},
    {"global", 0, 0, kRunOnly},
    {"bsr_anycrlf", 0, 0, kEither},
    {"bsr_unicode", 0, 0, kEither},
};
constexpr unsigned kOptionCount = sizeof kOptions / sizeof *kOptions;

struct Names {
  Term options[kOptionCount];
  Term capture = internAtom("capture"), offset = internAtom("offset"),
       matchLimit = internAtom("match_limit"), depthLimit = internAtom("match_limit_recursion"),
       newline = internAtom("newline"), unicode = internAtom("unicode"),
       reportErrors = internAtom("report_errors"), global = internAtom("global"),
       bsrAnyCrlf = internAtom("bsr_anycrlf"), bsrUnicode = internAtom("bsr_unicode"),
       index = internAtom("index");
  Term newlines[5] = {internAtom("cr"), internAtom("lf"), internAtom("crlf"), internAtom("any"),
                      internAtom("anycrlf")}; // ORDER NewlineBits
  Names() {
    for (unsigned i = 0; i < kOptionCount; i++)
      options[i] = internAtom(kOptions[i].name);
  }
};
const Names &names() {
  static const Names n;
  return n;
}

/// A C int that is not negative.
bool parseCount(Term t, int64_t &out) {
  if (!t.isSmall() || t.smallValue() < 0 || t.smallValue() > INT32_MAX)
    return false;
  out = t.smallValue();
  return true;
}

bool parsePair(Term key, Term value, ReOptions &o) {
  const Names &n = names();
  int64_t count;
  if (key == n.newline) {
    for (unsigned i = 0; i < 5; i++)
      if (value == n.newlines[i]) {
        o.pattern.newline |= uint8_t(i + 1);
        return true;
      }
    return false;
  }
  o.runOnly = true;
  if (key == n.capture) {
    o.captureWhat = value;
    o.captureType = n.index;
    return true;
  }
  if (!parseCount(value, count))
    return false;
  if (key == n.offset)
    o.offset = uint64_t(count);
  else if (key == n.matchLimit)
    o.matchLimit = count;
  else if (key == n.depthLimit)
    o.depthLimit = count;
  else
    return false;
  return true;
}

bool parseAtom(Term t, ReOptions &o) {
  const Names &n = names();
  unsigned i = 0;
  while (i < kOptionCount && n.options[i] != t)
    i++;
  if (i == kOptionCount)
    return false;
  o.pattern.compile |= kOptions[i].compile;
  o.match |= kOptions[i].match;
  o.compileOnly |= kOptions[i].use == kCompileOnly;
  o.runOnly |= kOptions[i].use == kRunOnly;
  o.unicode |= t == n.unicode;
  o.reportErrors |= t == n.reportErrors;
  o.global |= t == n.global;
  o.pattern.bsr |= t == n.bsrAnyCrlf ? kBsrAnyCrlf : t == n.bsrUnicode ? kBsrUnicode : 0;
  return true;
}

} // namespace

bool parseReOptions(Term list, ReOptions &o) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (t.isTuple(3) && t.element(0) == names().capture) {
      o.captureWhat = t.element(1);
      o.captureType = t.element(2);
      o.runOnly = true;
    } else if (!(t.isTuple(2) ? parsePair(t.element(0), t.element(1), o)
                              : t.isAtom() && parseAtom(t, o))) {
      return false;
    }
  }
  return list.isNil();
}

uint32_t compileOptionBits() {
  uint32_t bits = 0;
  for (const Option &o : kOptions)
    bits |= o.compile;
  return bits;
}

} // namespace beamc::bif
