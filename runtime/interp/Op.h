//===- Op.h - Writing an operation of the interpreter ------------------------------------===//
//
// Threaded code is an array of words: the address of an operation, then its operands. An operation
// has the prototype of compiled code (code/Code.h) and ends in a tail call of the next one. While
// interpreted code runs
//
//   x0        is the address of the operation's own first word (PC)
//   x1        is Process::x, where all X registers lie (X)
//   x2 … x5   are scratch, handed from an operation to its own slow half
//
// Frames are those of compiled code: sp[0] belongs to the return address, y[i] is sp[1 + i].
//
// Encoding.h says how operands look.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/DefineCode.h"
#include "runtime/interp/Encoding.h"
#include "runtime/primitives/Primitives.h"

namespace beamc::rt::interp {

/// Parameters of an operation; the names of registers that it does not use as such are odd.
#define OP_PARAMS                                                                                  \
  ::beamc::rt::Process *p, ::beamc::abi::Word *hp, ::beamc::abi::Word *sp, int64_t red,            \
      ::beamc::abi::Word pc_, ::beamc::abi::Word x_, ::beamc::abi::Word x2, ::beamc::abi::Word x3, \
      ::beamc::abi::Word x4, ::beamc::abi::Word x5
#define OP(name) [[gnu::aligned(16)]] void BEAMC_PRESERVE_NONE name(OP_PARAMS)
#define OP_METHOD [[gnu::aligned(16)]] static void BEAMC_PRESERVE_NONE run(OP_PARAMS)

#define PC (reinterpret_cast<const ::beamc::abi::Word *>(pc_))
#define X (reinterpret_cast<::beamc::abi::Word *>(x_))

/// Goes on with the threaded code at \p to.
#define DISPATCH(to)                                                                               \
  do {                                                                                             \
    const ::beamc::abi::Word *to_ = (to);                                                          \
    BEAMC_MUSTTAIL return reinterpret_cast<::beamc::rt::CodeFn *>(*to_)(                           \
        p, hp, sp, red, reinterpret_cast<::beamc::abi::Word>(to_), x_, x2, x3, x4, x5);            \
  } while (0)
/// Goes on behind this operation, which takes \p words words.
#define NEXT(words) DISPATCH(PC + (words))
#define GOTO(target) DISPATCH(reinterpret_cast<const ::beamc::abi::Word *>(target))
/// Goes to another operation that reads the same operands.
#define BECOME(op) BEAMC_MUSTTAIL return op(p, hp, sp, red, pc_, x_, x2, x3, x4, x5)
/// Leaves interpreted code: to \p code with the registers of compiled code.
#define LEAVE(code)                                                                                \
  do {                                                                                             \
    ::beamc::rt::CodeFn *to_ = (code);                                                             \
    ::beamc::abi::Word *args_ = X;                                                                 \
    BEAMC_MUSTTAIL return to_(p, hp, sp, red, args_[0], args_[1], args_[2], args_[3], args_[4],    \
                              args_[5]);                                                           \
  } while (0)

/// Around calls of C++ that may allocate or look at the process.
#define STORE_STATE() (p->hp = hp, p->sp = sp, p->reductions = red)
#define LOAD_STATE() (hp = p->hp, red = p->reductions)

/// Raises the exception that is set in the process; excSite must be set too.
OP(raiseAt); // x2 = where
#define RAISE(where) BEAMC_MUSTTAIL return raiseAt(p, hp, sp, red, pc_, x_, (where), x3, x4, x5)
/// To the fail label, or raises.
#define FAIL(fail)                                                                                 \
  do {                                                                                             \
    ::beamc::abi::Word fail_ = (fail);                                                             \
    if (fail_ & kFailLabel)                                                                        \
      GOTO(fail_ - kFailLabel);                                                                    \
    RAISE(fail_);                                                                                  \
  } while (0)

#define INLINE [[gnu::always_inline]] inline

template <int K> INLINE Word get(const Word *x, const Word *sp, Word operand) {
  if constexpr (K == kX)
    return *reinterpret_cast<const Word *>(reinterpret_cast<const char *>(x) + operand);
  else if constexpr (K == kY)
    return *reinterpret_cast<const Word *>(reinterpret_cast<const char *>(sp) + operand);
  else
    return operand;
}
template <int K> INLINE void put(Word *x, Word *sp, Word operand, Word value) {
  char *base = reinterpret_cast<char *>(K == kX ? x : sp);
  *reinterpret_cast<Word *>(base + operand) = value;
}
INLINE Word getAny(const Word *x, const Word *sp, Word operand) {
  Word base = operand & kAnyY ? Word(sp) : Word(x);
  base = operand & kAnyConst ? 0 : base;
  return *reinterpret_cast<const Word *>(base + (operand & ~Word(7)));
}
INLINE void putAny(Word *x, Word *sp, Word operand, Word value) {
  Word base = operand & kAnyY ? Word(sp) : Word(x);
  *reinterpret_cast<Word *>(base + (operand & ~Word(7))) = value;
}

/// Table of all variants of an operation by the kinds of its operands; the last operand's kind
/// varies fastest. Sources have three kinds, destinations two.
template <template <int> class Op, int N, int... I>
constexpr CodeFn *pick1(int a, std::integer_sequence<int, I...>) {
  constexpr CodeFn *table[] = {&Op<I>::run...};
  return table[a];
}
template <template <int> class Op, int N> constexpr CodeFn *pick(int a) {
  return pick1<Op, N>(a, std::make_integer_sequence<int, N>());
}
template <template <int, int> class Op, int N, int... I>
constexpr CodeFn *pick2(int index, std::integer_sequence<int, I...>) {
  constexpr CodeFn *table[] = {&Op<I / N, I % N>::run...};
  return table[index];
}
template <template <int, int> class Op, int M, int N> constexpr CodeFn *pick(int a, int b) {
  return pick2<Op, N>(a * N + b, std::make_integer_sequence<int, M * N>());
}
template <template <int, int, int> class Op, int N, int O, int... I>
constexpr CodeFn *pick3(int index, std::integer_sequence<int, I...>) {
  constexpr CodeFn *table[] = {&Op<I / (N * O), I / O % N, I % O>::run...};
  return table[index];
}
template <template <int, int, int> class Op, int M, int N, int O>
constexpr CodeFn *pick(int a, int b, int c) {
  return pick3<Op, N, O>((a * N + b) * O + c, std::make_integer_sequence<int, M * N * O>());
}

} // namespace beamc::rt::interp
