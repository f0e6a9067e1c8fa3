//===- Enter.cpp --------------------------------------------------------------------------===//
#include "runtime/interp/Enter.h"
#include "runtime/code/ThreadSanitizer.h"
#include "runtime/interp/Op.h"
#include <cstdlib>

extern "C" beamc::rt::Term beamc_rt_catch_value(beamc::rt::Process *, beamc::rt::Term,
                                                beamc::rt::Term, beamc::rt::Term);

namespace beamc::rt::interp {

#define ENTER(name)                                                                                \
  void BEAMC_PRESERVE_NONE name(Process *p, Word *hp, Word *sp, int64_t red, Word x0, Word x1,     \
                                Word x2, Word x3, Word x4, Word x5, void *context)
/// An operation takes one parameter less, in the same registers.
#define BEGIN(to)                                                                                  \
  do {                                                                                             \
    const Word *to_ = (to);                                                                        \
    BEAMC_MUSTTAIL return reinterpret_cast<ContextCodeFn *>(*to_)(                                 \
        p, hp, sp, red, reinterpret_cast<Word>(to_), reinterpret_cast<Word>(p->x), x2, x3, x4, x5, \
        context);                                                                                  \
  } while (0)

namespace {

template <unsigned N> ENTER(enterFunction) {
  codeEntered();
  const Word args[] = {x0, x1, x2, x3, x4, x5};
  Word *x = p->x;
  for (unsigned i = 0; i < N; i++)
    x[i] = args[i];
  BEGIN(static_cast<const Word *>(context));
}

} // namespace

ContextCodeFn *functionEntry(unsigned arity) {
  static constexpr ContextCodeFn *table[] = {enterFunction<0>, enterFunction<1>, enterFunction<2>,
                                             enterFunction<3>, enterFunction<4>, enterFunction<5>,
                                             enterFunction<6>};
  return table[arity < kRegisterArgs ? arity : kRegisterArgs];
}

ENTER(enterFun) {
  codeEntered();
  auto *info = static_cast<const Word *>(context);
  Word *x = p->x;
  const Word args[] = {x0, x1, x2, x3, x4, x5};
  for (unsigned i = 0; i < kRegisterArgs; i++)
    x[i] = args[i];
  Word own = info[1], captured = info[2];
  const Word *fun = Term(x[own]).object();
  for (Word i = 0; i != captured; i++)
    x[own + i] = fun[3 + i];
  BEGIN(reinterpret_cast<const Word *>(info[0]));
}

ENTER(enterReturn) {
  codeEntered();
  p->x[0] = x0;
  BEGIN(static_cast<const Word *>(context));
}

ENTER(enterTry) {
  codeEntered();
  Word *x = p->x;
  x[0] = x0;
  x[1] = x1;
  x[2] = x2;
  BEGIN(static_cast<const Word *>(context));
}

ENTER(enterCatch) {
  codeEntered();
  p->hp = hp;
  p->sp = sp;
  p->reductions = red;
  p->x[0] = beamc_rt_catch_value(p, Term(x0), Term(x1), Term(x2)).bits;
  hp = p->hp;
  red = p->reductions;
  BEGIN(static_cast<const Word *>(context));
}

ENTER(enterNever) { abort(); }

} // namespace beamc::rt::interp
