//===- OpsMap.cpp - Maps ---------------------------------------------------------------------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"

using beamc::rt::Process;
using beamc::rt::Term;

extern "C" {
Term beamc_rt_map_get(Term, Term);
Term beamc_rt_map_put(Process *, Term, const beamc::abi::Word *, uint64_t);
Term beamc_rt_map_update(Process *, Term, const beamc::abi::Word *, uint64_t);
}

namespace beamc::rt::interp {
namespace {

/// A large key costs reductions (term/Work.h).
INLINE Term lookUp(Process *p, int64_t &red, Term map, Word key) {
  p->reductions = red;
  Term value = beamc_rt_map_get(map, Term(key));
  red = p->reductions;
  return value;
}

using PutFn = Term(Process *, Term, const Word *, uint64_t);

/// \p operands: map, destination, number of pairs, keys and values …
[[gnu::noinline]] Word putPairs(PutFn *put, Process *p, const Word *x, const Word *sp,
                                const Word *operands) {
  Word n = operands[2];
  auto *pairs = static_cast<Word *>(__builtin_alloca(2 * n * sizeof(Word)));
  for (Word i = 0; i != 2 * n; i++)
    pairs[i] = getAny(x, sp, operands[3 + i]);
  return put(p, Term(getAny(x, sp, operands[0])), pairs, n).bits;
}

} // namespace

/// [fail, map, destination, number of pairs, keys and values …]
#define PUT(name, put)                                                                             \
  OP(name) {                                                                                       \
    STORE_STATE();                                                                                 \
    Word r = putPairs(put, p, X, sp, PC + 2);                                                      \
    LOAD_STATE();                                                                                  \
    if (UNLIKELY(r == abi::kNonValue)) {                                                           \
      p->excSite = nullptr;                                                                        \
      FAIL(PC[1]);                                                                                 \
    }                                                                                              \
    putAny(X, sp, PC[3], r);                                                                       \
    NEXT(5 + 2 * PC[4]);                                                                           \
  }
PUT(opMapPut, beamc_rt_map_put)
PUT(opMapUpdate, beamc_rt_map_update)
#undef PUT

/// [target, map, count, keys …]
OP(opHasMapFields) {
  Term map(getAny(X, sp, PC[2]));
  for (Word i = 0; i != PC[3]; i++)
    if (!lookUp(p, red, map, getAny(X, sp, PC[4 + i])).isValue())
      GOTO(PC[1]);
  NEXT(4 + PC[3]);
}

/// [target, map, count, (key, destination) …]: the map's own register may be a destination
OP(opGetMapElements) {
  Term map(getAny(X, sp, PC[2]));
  for (Word i = 0; i != PC[3]; i++) {
    Term value = lookUp(p, red, map, getAny(X, sp, PC[4 + 2 * i]));
    if (!value.isValue())
      GOTO(PC[1]);
    putAny(X, sp, PC[5 + 2 * i], value.bits);
  }
  NEXT(4 + 2 * PC[3]);
}

} // namespace beamc::rt::interp
