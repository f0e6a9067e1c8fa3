//===- DebugBifs.cpp - Module erts_debug: sizes and identity of terms ---------------------------------------------------------===//
#include "runtime/term/FlatSize.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(erts_debug)

/// Whether two terms are one object.
BIF(erts_debug, same, 2, Returns(Boolean))
Term same_2(Process &p, Term a, Term b) { return Term::boolean(a == b); }

/// Words of a term in OTP, without sharing; literals count too.
BIF(erts_debug, flat_size, 1)
Term flat_size_1(Process &p, Term t) { return makeUint(p, flatSize(t)); }

/// Words of a term; sharing inside it counts as often as it is met.
BIF(erts_debug, size_shared, 1)
Term size_shared_1(Process &p, Term t) { return flat_size_1(p, t); }

/// The term; a copy keeps its sharing when it is the same term.
BIF(erts_debug, copy_shared, 2)
Term copy_shared_2(Process &p, Term t, Term options) { return t; }

/// Prints a term and a newline, and returns its text.
BIF(erts_debug, display, 1)
Term display_1(Process &p, Term t) {
  Text text;
  printTerm(text, t);
  appendText(text, "\r\n");
  for (uint64_t at = 0; at < text.size();) {
    ssize_t n = write(1, text.data() + at, text.size() - at);
    if (n <= 0)
      break;
    at += uint64_t(n);
  }
  return makeStringLatin1(p, {text.data(), text.size()});
}

/// The emulator's flavour of instructions has no names here.
BIF(erts_debug, instructions, 0)
Term instructions_0(Process &p) { return Term::nil(); }

/// Size of the interpreter loop in bytes: not a program's business.
BIF(erts_debug, interpreter_size, 0)
Term interpreter_size_0(Process &p) { return Term::small(0); }

BEAMC_BIF_NAMESPACE_END
