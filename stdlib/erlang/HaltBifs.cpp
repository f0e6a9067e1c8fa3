//===- HaltBifs.cpp - Ending the runtime --------------------------------------------------------===//
#include "runtime/io/Port.h"
#include "runtime/main/Output.h"
#include "runtime/main/Startup.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

[[noreturn]] void halt(int status, bool flush) {
  if (flush) {
    flushOutput();
    flushPorts();
  }
  if (gAtHalt)
    gAtHalt();
  _exit(status);
}

} // namespace

/// erlang:halt/2: ends the program with a status (integer), a slogan (string) or `abort`;
/// option {flush, Boolean} (default true) first writes out what is queued.
BIF(erlang, halt, 2, Sched)
Term halt_2(Process &p, Term status, Term options) {
  bool flush = true;
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    if (!t.isTuple(2) || t.element(0) != atom::flush || !t.element(1).isBoolean())
      return p.failInfo(atom::badarg, atom::badopt);
    flush = t.element(1).isTrue();
  }
  if (!options.isNil())
    return p.failInfo(atom::badarg, atom::badopt);
  if (status == atom::abort)
    abort();
  if (status.isInteger()) {
    int64_t code;
    if (!toInt64(status, code) || code < 0)
      return p.fail(atom::badarg);
    halt(int(code & 0xff), flush);
  }
  if (!status.isList())
    return p.fail(atom::badarg);
  char slogan[1024];
  unsigned n = 0;
  for (; status.isCons() && n < sizeof slogan - 1; status = status.tail()) {
    if (!status.head().isSmall())
      return p.fail(atom::badarg);
    slogan[n++] = char(status.head().smallValue());
  }
  flushOutput(); // What was written before comes first.
  fprintf(stderr, "%.*s\r\n", int(n), slogan);
  halt(1, flush);
}

BIF(erlang, halt, 0, Sched, Function)
Term halt_0(Process &p) { return halt_2(p, Term::small(0), Term::nil()); }

BIF(erlang, halt, 1, Sched, Function)
Term halt_1(Process &p, Term status) { return halt_2(p, status, Term::nil()); }

BEAMC_BIF_NAMESPACE_END
