//===- IdentifierBifs.cpp - Pids, references, ports and funs as text -----------------------------------------------------------===//
#include "runtime/heap/Magic.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/List.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

template <typename Print> Term asString(Process &p, Term t, bool ok, Print print) {
  if (!ok)
    return p.fail(atom::badarg);
  Text text;
  print(text, t);
  return makeStringUtf8(p, {text.data(), text.size()});
}

/// Reads "prefix N . N … suffix"; the count of numbers, or 0.
unsigned parseNumbers(Term list, std::string_view prefix, uint64_t *numbers, unsigned most) {
  Text text;
  if (!latin1List(list, text))
    return 0;
  std::string_view s(text.data(), text.size());
  if (s.substr(0, prefix.size()) != prefix || s.empty() || s.back() != '>')
    return 0;
  s = s.substr(prefix.size(), s.size() - prefix.size() - 1);
  unsigned n = 0;
  for (;;) {
    size_t digits = 0;
    uint64_t v = 0;
    while (digits < s.size() && s[digits] >= '0' && s[digits] <= '9' && digits < 19)
      v = v * 10 + uint64_t(s[digits++] - '0');
    if (!digits || n == most)
      return 0;
    numbers[n++] = v;
    s.remove_prefix(digits);
    if (s.empty())
      return n;
    if (s[0] != '.')
      return 0;
    s.remove_prefix(1);
  }
}

void writeAll(int file, const Text &text) {
  for (uint64_t at = 0; at < text.size();) {
    ssize_t n = write(file, text.data() + at, text.size() - at);
    if (n <= 0)
      return;
    at += uint64_t(n);
  }
}

} // namespace

/// "<0.N.S>".
BIF(erlang, pid_to_list, 1, Returns(List))
Term pid_to_list_1(Process &p, Term t) { return asString(p, t, t.isPid(), printIdentifier); }

/// "#Ref<…>".
BIF(erlang, ref_to_list, 1, Returns(List))
Term ref_to_list_1(Process &p, Term t) {
  if (t.isKind(Kind::MagicRef))
    rememberMagic(magicObject(t));
  return asString(p, t, t.isReference(), printIdentifier);
}

/// "#Port<…>".
BIF(erlang, port_to_list, 1, Returns(List))
Term port_to_list_1(Process &p, Term t) { return asString(p, t, t.isPort(), printIdentifier); }

/// "#Fun<…>" or "fun m:f/a".
BIF(erlang, fun_to_list, 1, Returns(List))
Term fun_to_list_1(Process &p, Term t) { return asString(p, t, t.isFun(), printFun); }

/// Local pid from its text.
BIF(erlang, list_to_pid, 1, Returns(Pid))
Term list_to_pid_1(Process &p, Term list) {
  uint64_t n[3];
  if (parseNumbers(list, "<", n, 3) != 3 || n[0] != 0 || n[1] >> kPidNumberBits || n[2] >> 32)
    return p.fail(atom::badarg);
  return makeLocalPid(uint32_t(n[1]), uint32_t(n[2]));
}

/// Local reference from its text.
BIF(erlang, list_to_ref, 1, Returns(Reference))
Term list_to_ref_1(Process &p, Term list) {
  uint64_t n[4];
  if (parseNumbers(list, "#Ref<", n, 4) != 4 || n[0] != 0 || n[1] >> 32 || n[2] >> 32 ||
      n[3] >> kRefWord0Bits)
    return p.fail(atom::badarg);
  HeapTarget target(p);
  return makeLocalReference(target, n[1], n[2] << kRefWord0Bits | n[3]);
}

/// Local port from its text.
BIF(erlang, list_to_port, 1, Returns(Port))
Term list_to_port_1(Process &p, Term list) {
  uint64_t n[2];
  if (parseNumbers(list, "#Port<", n, 2) != 2 || n[0] != 0 || n[1] >> 58)
    return p.fail(atom::badarg);
  return makeLocalPort(n[1]);
}

/// Prints a term and the end of a line (with carriage return, always) on standard output.
BIF(erlang, display, 1)
Term display_1(Process &p, Term t) {
  Text text;
  printTerm(text, t);
  appendText(text, "\r\n");
  writeAll(STDOUT_FILENO, text);
  return atom::true_;
}

/// Prints a string on standard error.
BIF(erlang, display_string, 1)
Term display_string_1(Process &p, Term t) {
  Text text;
  for (; t.isCons(); t = t.tail()) {
    if (!t.head().isSmall() || !isCodePoint(uint64_t(t.head().smallValue())))
      return p.fail(atom::badarg);
    uint8_t bytes[4];
    if (t.head() == Term::small('\n'))
      text.push('\r');
    text.append(reinterpret_cast<char *>(bytes),
                encodeUtf8(uint32_t(t.head().smallValue()), bytes));
  }
  if (!t.isNil())
    return p.fail(atom::badarg);
  writeAll(STDERR_FILENO, text);
  return atom::true_;
}

/// Prints a string or the bytes of a binary, as they are, on `stdout` or `stderr`.
BIF(erlang, display_string, 2)
Term display_string_2(Process &p, Term device, Term t) {
  static const Term out = internAtom("stdout"), err = internAtom("stderr");
  Text text;
  if (device != out && device != err)
    return p.fail(atom::badarg);
  if (t.isBinary()) {
    BytesOf bytes(t);
    text.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    t = Term::nil();
  }
  for (; t.isCons(); t = t.tail()) {
    if (!t.head().isSmall() || !isCodePoint(uint64_t(t.head().smallValue())))
      return p.fail(atom::badarg);
    uint8_t bytes[4];
    text.append(reinterpret_cast<char *>(bytes),
                encodeUtf8(uint32_t(t.head().smallValue()), bytes));
  }
  if (!t.isNil())
    return p.fail(atom::badarg);
  writeAll(device == out ? STDOUT_FILENO : STDERR_FILENO, text);
  return atom::true_;
}

/// Prints the end of a line on standard error.
BIF(erlang, display_nl, 0)
Term display_nl_0(Process &p) {
  Text text;
  appendText(text, "\r\n");
  writeAll(STDERR_FILENO, text);
  return atom::true_;
}

BEAMC_BIF_NAMESPACE_END
