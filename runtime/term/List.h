//===- List.h - Lists and iolists ------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Bits.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {

/// Number of elements; -1 when \p t is no proper list.
inline int64_t listLength(Term t) {
  int64_t n = 0;
  for (; t.isCons(); t = t.tail())
    n++;
  chargeTerms(uint64_t(n));
  return t.isNil() ? n : -1;
}

/// Builds a list front to back in memory taken cell by cell from \p p's heap. finish must come
/// before anything that looks at the heap.
class ListBuilder {
public:
  explicit ListBuilder(Process &p) : p_(p), start_(p.hp) {}
  void add(Term t) {
    Word *c = allocWords(p_, 2);
    c[0] = t.bits;
    *link_ = Term::cons(c).bits;
    link_ = c + 1;
  }
  Term finish(Term tail = Term::nil()) {
    *link_ = tail.bits;
    chargeTerms(uint64_t(p_.hp - start_)); // fragments have been charged when they were made
    return Term(first_);
  }

private:
  Process &p_;
  Word *start_;
  Word first_;
  Word *link_ = &first_;
};

/// Text of a list of bytes, into \p out. False when \p t is something else.
bool latin1List(Term t, Text &out);

enum class IoListResult { Ok, BadArg, Overflow };
/// Size of an iolist (bytes and binaries, or any bitstrings with \p allowBits) in bits.
IoListResult ioListBits(Term t, bool allowBits, uint64_t &bits);
/// Copies an iolist that ioListBits has accepted to \p to, which has room for its bits in whole
/// bytes (zero the last byte when bits are allowed).
void copyIoList(Term t, uint8_t *to);
/// Appends the bytes of an iolist; false when it is none.
bool appendIoList(Term t, Bytes &out);

} // namespace beamc::rt
