//===- TupleBifs.cpp - Tuples ---------------------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include <algorithm>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

bool isIndex(Term index, int64_t highest) {
  return index.isSmall() && index.smallValue() >= 1 && index.smallValue() <= highest;
}

Word *newTuple(Process &p, uint64_t arity) {
  chargeTerms(arity);
  Word *o = allocWords(p, 1 + arity);
  o[0] = abi::makeHeader(Kind::Tuple, arity);
  return o;
}

} // namespace

/// Element \p index (from 1). badarg: no such element.
BIF(erlang, element, 2, Guard, Pure, NoHeap)
Term element_2(Process &p, Term index, Term tuple) {
  if (!tuple.isTuple() || !isIndex(index, tuple.arity()))
    return p.fail(atom::badarg);
  return tuple.element(uint32_t(index.smallValue() - 1));
}

/// A copy of \p tuple with element \p index replaced.
BIF(erlang, setelement, 3, Pure, Returns(Tuple))
Term setelement_3(Process &p, Term index, Term tuple, Term value) {
  if (!tuple.isTuple() || !isIndex(index, tuple.arity()))
    return p.fail(atom::badarg);
  uint32_t n = tuple.arity();
  Word *o = newTuple(p, n);
  memcpy(o + 1, tuple.object() + 1, n * sizeof(Word));
  o[index.smallValue()] = value.bits;
  return Term::boxed(o);
}

/// Number of elements.
BIF(erlang, tuple_size, 1, Guard, Pure, NoHeap, Returns(Size))
Term tuple_size_1(Process &p, Term tuple) {
  return tuple.isTuple() ? Term::small(tuple.arity()) : p.fail(atom::badarg);
}

/// Size of a tuple or of a binary in bytes (rounded down).
BIF(erlang, size, 1, Guard, Pure, Returns(Size))
Term size_1(Process &p, Term t) {
  if (t.isTuple())
    return Term::small(t.arity());
  return t.isBitstring() ? Term::small(int64_t(t.bitSize() / 8)) : p.fail(atom::badarg);
}

/// List of the elements.
BIF(erlang, tuple_to_list, 1, Pure, Returns(List))
Term tuple_to_list_1(Process &p, Term tuple) {
  if (!tuple.isTuple())
    return p.fail(atom::badarg);
  return makeList(p, {reinterpret_cast<const Term *>(tuple.object() + 1), tuple.arity()});
}

/// Tuple of the elements of a list.
BIF(erlang, list_to_tuple, 1, Pure, Returns(Tuple))
Term list_to_tuple_1(Process &p, Term list) {
  int64_t n = listLength(list);
  if (n < 0 || n > abi::kMaxTupleArity)
    return p.fail(atom::badarg);
  Word *o = newTuple(p, uint64_t(n)), *w = o + 1;
  for (; list.isCons(); list = list.tail())
    *w++ = list.head().bits;
  return Term::boxed(o);
}

/// Tuple of \p arity times \p value.
BIF(erlang, make_tuple, 2, Pure, Returns(Tuple))
Term make_tuple_2(Process &p, Term arity, Term value) {
  if (!arity.isSmall() || arity.smallValue() < 0 || arity.smallValue() > abi::kMaxTupleArity)
    return p.fail(atom::badarg);
  uint64_t n = uint64_t(arity.smallValue());
  Word *o = newTuple(p, n);
  std::fill(o + 1, o + 1 + n, value.bits);
  return Term::boxed(o);
}

/// As make_tuple/2, then elements set from a list of {Position, Value}.
BIF(erlang, make_tuple, 3, Pure, Returns(Tuple))
Term make_tuple_3(Process &p, Term arity, Term value, Term init) {
  Term tuple = make_tuple_2(p, arity, value);
  if (!tuple.isValue())
    return tuple;
  for (; init.isCons(); init = init.tail()) {
    Term pair = init.head();
    if (!pair.isTuple(2) || !isIndex(pair.element(0), arity.smallValue()))
      return p.fail(atom::badarg);
    tuple.object()[pair.element(0).smallValue()] = pair.element(1).bits;
  }
  return init.isNil() ? tuple : p.fail(atom::badarg);
}

/// The tuple with one more element.
BIF(erlang, append_element, 2, Pure, Returns(Tuple))
Term append_element_2(Process &p, Term tuple, Term value) {
  if (!tuple.isTuple() || tuple.arity() >= abi::kMaxTupleArity)
    return p.fail(atom::badarg);
  uint32_t n = tuple.arity();
  Word *o = newTuple(p, n + 1);
  memcpy(o + 1, tuple.object() + 1, n * sizeof(Word));
  o[n + 1] = value.bits;
  return Term::boxed(o);
}

/// The tuple with \p value inserted before element \p index.
BIF(erlang, insert_element, 3, Pure, Returns(Tuple))
Term insert_element_3(Process &p, Term index, Term tuple, Term value) {
  if (!tuple.isTuple() || tuple.arity() >= abi::kMaxTupleArity ||
      !isIndex(index, int64_t(tuple.arity()) + 1))
    return p.fail(atom::badarg);
  uint32_t n = tuple.arity();
  int64_t at = index.smallValue();
  Word *o = newTuple(p, n + 1), *from = tuple.object();
  memcpy(o + 1, from + 1, uint64_t(at - 1) * sizeof(Word));
  o[at] = value.bits;
  memcpy(o + at + 1, from + at, uint64_t(n + 1 - at) * sizeof(Word));
  return Term::boxed(o);
}

/// The tuple without element \p index.
BIF(erlang, delete_element, 2, Pure, Returns(Tuple))
Term delete_element_2(Process &p, Term index, Term tuple) {
  if (!tuple.isTuple() || !isIndex(index, tuple.arity()))
    return p.fail(atom::badarg);
  uint32_t n = tuple.arity();
  int64_t at = index.smallValue();
  Word *o = newTuple(p, n - 1), *from = tuple.object();
  memcpy(o + 1, from + 1, uint64_t(at - 1) * sizeof(Word));
  memcpy(o + at, from + at + 1, uint64_t(n - at) * sizeof(Word));
  return Term::boxed(o);
}

BEAMC_BIF_NAMESPACE_END
