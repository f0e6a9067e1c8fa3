//===- Build.h - Making terms -----------------------------------------------------===//
//
// Small builders over allocWords / HeapTarget. Each reserves exactly what it needs, in the heap of
// \p p, whose hp must be current; parts must be terms of that heap, immediates or literals. None
// fails or collects: memory that ends ends the program.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"
#include <initializer_list>
#include <span>
#include <string_view>

namespace beamc::rt {

inline Term makeCons(Process &p, Term head, Term tail) {
  Word *c = allocWords(p, 2);
  c[0] = head.bits;
  c[1] = tail.bits;
  return Term::cons(c);
}
inline Term makeTuple(Process &p, std::initializer_list<Term> elements) {
  Word *o = allocWords(p, 1 + elements.size());
  Word *w = o;
  *w++ = abi::makeHeader(Kind::Tuple, elements.size());
  for (Term t : elements)
    *w++ = t.bits;
  return Term::boxed(o);
}
inline Term makeTuple(Process &p, std::span<const Term> elements) {
  Word *o = allocWords(p, 1 + elements.size());
  Word *w = o;
  *w++ = abi::makeHeader(Kind::Tuple, elements.size());
  for (Term t : elements)
    *w++ = t.bits;
  return Term::boxed(o);
}
/// Proper list of \p elements (then \p tail).
Term makeList(Process &p, std::span<const Term> elements, Term tail = Term::nil());
/// Integers of any size up to 64 bits: small or one-digit bignum.
Term makeBigFromInt(Process &p, int64_t v);
Term makeBigFromUint(Process &p, uint64_t v);
inline Term makeInt(Process &p, int64_t v) {
  return abi::fitsSmall(v) ? Term::small(v) : makeBigFromInt(p, v);
}
inline Term makeUint(Process &p, uint64_t v) {
  return v <= uint64_t(abi::kSmallMax) ? Term::small(int64_t(v)) : makeBigFromUint(p, v);
}
/// A finite float; boxed when its exponent does not fit the word.
inline Term makeFloat(Process &p, double d) {
  if (Term::floatFitsWord(d))
    return Term::inlineFloat(d);
  Word *o = allocWords(p, 2);
  o[0] = abi::makeHeader(Kind::Float, 1);
  memcpy(&o[1], &d, 8);
  return Term::boxed(o);
}
/// A binary holding a copy of \p bytes: heap or reference-counted by size.
Term makeBinary(Process &p, const void *bytes, uint64_t size);
inline Term makeBinary(Process &p, std::string_view s) { return makeBinary(p, s.data(), s.size()); }
/// A new binary of \p size bytes whose contents the caller fills in through *\p data before
/// anything else happens to the heap.
Term makeBinaryUninit(Process &p, uint64_t size, uint8_t **data);
/// The first \p sizeInBits bits of \p b; takes over one reference of it.
Term makeRefcBinary(Process &p, BinaryObject *b, uint64_t sizeInBits);
/// List of the code points of valid UTF-8, or of bytes, then \p tail.
Term makeStringUtf8(Process &p, std::string_view utf8, Term tail = Term::nil());
Term makeStringLatin1(Process &p, std::string_view bytes, Term tail = Term::nil());

} // namespace beamc::rt
