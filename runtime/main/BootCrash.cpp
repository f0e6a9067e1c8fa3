//===- BootCrash.cpp - The end of a process that the program needs ------------------------------------===//
#include "runtime/main/BootCrash.h"
#include "runtime/main/Output.h"
#include "runtime/term/Atom.h"
#include "runtime/term/FloatText.h"
#include "runtime/term/Print.h"

namespace beamc::rt {
namespace {

constexpr unsigned kDepth = 5;        ///< containers nested deeper are shown as {_} or [_]
constexpr size_t kSloganBytes = 1024; ///< a slogan longer than this is cut

/// Whether \p t is a list, nested or not, of printable ASCII characters only.
bool isDeepString(Term t, bool *some) {
  for (; t.isCons(); t = t.tail()) {
    Term h = t.head();
    if (h.isCons() || h.isNil()) {
      if (!isDeepString(h, some))
        return false;
    } else if (h.isSmall() && ((h.smallValue() >= 32 && h.smallValue() < 127) ||
                               (h.smallValue() >= 8 && h.smallValue() <= 13))) {
      *some = true;
    } else {
      return false;
    }
  }
  return t.isNil();
}

void appendCharacters(Text &out, Term t) {
  for (; t.isCons(); t = t.tail()) {
    Term h = t.head();
    if (h.isSmall()) {
      char c = char(h.smallValue());
      appendText(out, {&c, 1});
    } else {
      appendCharacters(out, h);
    }
  }
}

/// Atoms without quotes, strings as their characters, binaries, maps, funs and references not
/// at all.
void appendSlogan(Text &out, Term t, unsigned depth) {
  bool some = false;
  if (t.isCons() && isDeepString(t, &some) && some)
    return appendCharacters(out, t);
  if (t.isCons()) {
    appendText(out, "[");
    if (depth == 0)
      appendText(out, "_");
    else
      for (const char *comma = ""; t.isCons(); t = t.tail(), comma = ",") {
        appendText(out, comma);
        appendSlogan(out, t.head(), depth - 1);
      }
    appendText(out, "]");
  } else if (t.isTuple()) {
    appendText(out, "{");
    if (depth == 0 && t.arity())
      appendText(out, "_");
    else
      for (unsigned i = 0; i < t.arity(); i++) {
        appendText(out, i ? "," : "");
        appendSlogan(out, t.element(i), depth - 1);
      }
    appendText(out, "}");
  } else if (t.isAtom()) {
    appendText(out, atomText(t));
  } else if (t.isFloat()) {
    char digits[64];
    appendText(out, {digits, floatTextScientific(t.floatValue(), 20, digits)});
  } else if (t.isInteger() || t.isNil() || t.isPid()) {
    printTerm(out, t);
  }
}

} // namespace

void reportBootCrash(Term reason) {
  Text shown;
  appendText(shown, "{\"init terminating in do_boot\",");
  printTerm(shown, reason);
  appendText(shown, "}\r\n");
  writeOutput(1, shown.data(), shown.size());
  Text slogan;
  appendText(slogan, "init terminating in do_boot (");
  appendSlogan(slogan, reason, kDepth - 1);
  appendText(slogan, ")");
  size_t size = slogan.size() < kSloganBytes ? slogan.size() : kSloganBytes;
  Text line;
  appendText(line, {slogan.data(), size});
  appendText(line, "\r\n");
  writeOutput(2, line.data(), line.size());
}

void reportSystemProcessEnd(Term pid, Term reason) {
  Text line;
  appendText(line, "System process ");
  printTerm(line, pid);
  appendText(line, " terminated: ");
  printTerm(line, reason);
  appendText(line, "\r\n");
  writeOutput(2, line.data(), line.size());
}

} // namespace beamc::rt
