//===- ProcessIterator.cpp - What erlang:processes_next/1 walks with (OTP 28) -----------------------===//
#include "runtime/process/Table.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)

/// Some processes of the table from slot \p position on, which is 0 at first: {Position, Pids}, or
/// none at its end. badarg: \p position is none. Processes that live all along are met once.
BIF(erts_internal, processes_next, 1)
Term processes_next_1(Process &p, Term position) {
  constexpr unsigned kAtOnce = 1000;
  constexpr int64_t kEnd = int64_t(1) << 32; // after the last slot
  struct Context {
    Process &p;
    Term list;
  } c{p, Term::nil()};
  if (!position.isSmall() || position.smallValue() < 0 || position.smallValue() > kEnd)
    return p.fail(atom::badarg);
  int64_t at = position.smallValue();
  while (at != kEnd && c.list.isNil()) { // all of a stretch may be ending
    at = forSomeProcesses(
        uint32_t(at), kAtOnce,
        [](Process *q, void *x) {
          auto *c = static_cast<Context *>(x);
          if (!(__atomic_load_n(&q->state, __ATOMIC_RELAXED) & kStateExiting))
            c->list = makeCons(c->p, q->pid, c->list);
        },
        &c);
    if (at == 0)
      at = kEnd;
  }
  if (c.list.isNil())
    return atom::none;
  return makeTuple(p, {Term::small(at), c.list});
}

BEAMC_BIF_NAMESPACE_END
