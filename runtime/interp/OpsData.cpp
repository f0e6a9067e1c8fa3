//===- OpsData.cpp - Moves, frames, heap tests, building and taking apart of terms ---------===//
#include "runtime/interp/Op.h"
#include "runtime/interp/OpTable.h"

extern "C" void beamc_rt_collect(beamc::rt::Process *p, uint64_t words, uint64_t live);

/// After a collection: nothing of before is used again.
#define RELOAD_ALL()                                                                               \
  (hp = p->hp, sp = p->sp, red = p->reductions, x_ = reinterpret_cast<Word>(p->x),                 \
   x2 = x3 = x4 = x5 = 0)

namespace beamc::rt::interp {

//===-- Moves ---------------------------------------------------------------------------===//

namespace {
/// [source, destination]
template <int S, int D> struct Move {
  OP_METHOD {
    put<D>(X, sp, PC[2], get<S>(X, sp, PC[1]));
    NEXT(3);
  }
};
} // namespace
CodeFn *moveOp(int s, int d) { return pick<Move, 3, 2>(s, d); }

/// [any, any]
OP(opSwap) {
  Word a = getAny(X, sp, PC[1]), b = getAny(X, sp, PC[2]);
  putAny(X, sp, PC[1], b);
  putAny(X, sp, PC[2], a);
  NEXT(3);
}

/// [count, byte offsets of Y registers …]
OP(opInit) {
  Word n = PC[1];
  for (Word i = 0; i != n; i++)
    put<kY>(X, sp, PC[2 + i], abi::kNil);
  NEXT(2 + n);
}

//===-- Frames and heap tests -------------------------------------------------------------===//

namespace {
/// x2 = words, x3 = live; then the operation begins anew.
OP(collectAndRetry) {
  STORE_STATE();
  BEAMC_PROMISE_ROOTED("threaded code does not move") const Word *retry = PC;
  beamc_rt_collect(p, x2, x3);
  RELOAD_ALL();
  DISPATCH(retry);
}
} // namespace

/// [Y registers, words of heap, live, site]
OP(opAllocate) {
  Word size = PC[1] + 1;
  if (UNLIKELY(!beamc_prim_has_room(hp, sp, size + PC[2]))) {
    x2 = size + PC[2];
    x3 = PC[3];
    BECOME(collectAndRetry);
  }
  sp -= size;
  sp[0] = PC[4]; // the stack may be walked before the first call writes a return address
  NEXT(5);
}

/// [words, live]
OP(opTestHeap) {
  if (UNLIKELY(!beamc_prim_has_room(hp, sp, PC[1]))) {
    x2 = PC[1];
    x3 = PC[2];
    BECOME(collectAndRetry);
  }
  NEXT(3);
}

namespace {
/// x2 = live: the destination is an X register behind the live ones. It takes the place of the
/// first dead one while memory moves.
OP(collectForDestination) {
  X[x2] = getAny(X, sp, PC[3]);
  STORE_STATE();
  BEAMC_PROMISE_ROOTED("threaded code does not move") const Word *operands = PC;
  const uint64_t live = x2;
  beamc_rt_collect(p, operands[1], live + 1);
  RELOAD_ALL();
  putAny(X, sp, operands[3], X[live]);
  DISPATCH(operands + 4);
}
} // namespace
/// [words, live, destination of the operation before, which was not live before it]: a bitstring
/// has been built, terms follow
OP(opTestHeapAfter) {
  if (LIKELY(beamc_prim_has_room(hp, sp, PC[1])))
    NEXT(4);
  if (!(PC[3] & kAnyY) && PC[3] / sizeof(Word) >= PC[2]) {
    x2 = PC[2];
    BECOME(collectForDestination);
  }
  x2 = PC[1];
  x3 = PC[2];
  BECOME(collectAndRetry);
}

/// [bytes of the frame with its return address]
OP(opDeallocate) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  NEXT(2);
}

/// [bytes, site]
OP(opTrim) {
  sp = reinterpret_cast<Word *>(reinterpret_cast<char *>(sp) + PC[1]);
  sp[0] = PC[2];
  NEXT(3);
}

//===-- Lists -----------------------------------------------------------------------------===//

namespace {
/// [head, tail, destination]
template <int H, int T, int D> struct PutList {
  OP_METHOD {
    Word cell = beamc_prim_cons(&hp, get<H>(X, sp, PC[1]), get<T>(X, sp, PC[2]));
    put<D>(X, sp, PC[3], cell);
    NEXT(4);
  }
};
/// [source, head, tail]
template <int S, int H, int T> struct GetList {
  OP_METHOD {
    Word *cell = Term(get<S>(X, sp, PC[1])).cell();
    Word head = cell[0], tail = cell[1];
    put<H>(X, sp, PC[2], head);
    put<T>(X, sp, PC[3], tail);
    NEXT(4);
  }
};
template <int S, int D> struct GetHead {
  OP_METHOD {
    put<D>(X, sp, PC[2], Term(get<S>(X, sp, PC[1])).cell()[0]);
    NEXT(3);
  }
};
template <int S, int D> struct GetTail {
  OP_METHOD {
    put<D>(X, sp, PC[2], Term(get<S>(X, sp, PC[1])).cell()[1]);
    NEXT(3);
  }
};
} // namespace
CodeFn *putListOp(int h, int t, int d) { return pick<PutList, 3, 3, 2>(h, t, d); }
CodeFn *getListOp(int s, int h, int t) { return pick<GetList, 3, 2, 2>(s, h, t); }
CodeFn *getHeadOp(int s, int d) { return pick<GetHead, 3, 2>(s, d); }
CodeFn *getTailOp(int s, int d) { return pick<GetTail, 3, 2>(s, d); }

//===-- Tuples ----------------------------------------------------------------------------===//

namespace {
/// [source, byte offset of the element from the object's start, destination]
template <int S, int D> struct GetElement {
  OP_METHOD {
    const char *object = reinterpret_cast<const char *>(Term(get<S>(X, sp, PC[1])).object());
    put<D>(X, sp, PC[3], *reinterpret_cast<const Word *>(object + PC[2]));
    NEXT(4);
  }
};
} // namespace
CodeFn *getElementOp(int s, int d) { return pick<GetElement, 3, 2>(s, d); }

/// [arity, destination (any), elements (any) …]
OP(opPutTuple) {
  Word n = PC[1], *o = hp;
  o[0] = abi::makeHeader(abi::Kind::Tuple, n);
  for (Word i = 0; i != n; i++)
    o[1 + i] = getAny(X, sp, PC[3 + i]);
  hp = o + 1 + n;
  putAny(X, sp, PC[2], Term::boxed(o).bits);
  NEXT(3 + n);
}

/// [value, tuple, position from 0]
OP(opSetElement) {
  beamc_prim_set_element(getAny(X, sp, PC[2]), PC[3], getAny(X, sp, PC[1]));
  NEXT(4);
}

/// [arity, source, destination, count, (position from 0, value) …]
OP(opUpdateRecord) {
  Word arity = PC[1], n = PC[4];
  Word *o = hp, *from = Term(getAny(X, sp, PC[2])).object();
  for (Word i = 0; i <= arity; i++)
    o[i] = from[i];
  for (Word i = 0; i != n; i++)
    o[1 + PC[5 + 2 * i]] = getAny(X, sp, PC[6 + 2 * i]);
  hp = o + 1 + arity;
  putAny(X, sp, PC[3], Term::boxed(o).bits);
  NEXT(5 + 2 * n);
}

/// [FunEntry *, destination, count, captured values …]
OP(opMakeFun) {
  Word n = PC[3];
  Word fun = beamc_prim_new_fun(p, &hp, reinterpret_cast<const void *>(PC[1]), n);
  for (Word i = 0; i != n; i++)
    beamc_prim_set_fun_env(fun, i, getAny(X, sp, PC[4 + i]));
  putAny(X, sp, PC[2], fun);
  NEXT(4 + n);
}

} // namespace beamc::rt::interp
