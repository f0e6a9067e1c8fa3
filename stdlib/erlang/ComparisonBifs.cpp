//===- ComparisonBifs.cpp - Comparison and boolean operators as functions ------------------------------===//
#include "runtime/term/Compare.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// Exact equality.
BIF_NAMED(erlang, "=:=", exact_eq, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term exact_eq_2(Process &p, Term a, Term b) { return Term::boolean(exactEqual(a, b)); }

/// Exact inequality.
BIF_NAMED(erlang, "=/=", exact_ne, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term exact_ne_2(Process &p, Term a, Term b) { return Term::boolean(!exactEqual(a, b)); }

/// Equality, 1 == 1.0.
BIF_NAMED(erlang, "==", eq, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term eq_2(Process &p, Term a, Term b) { return Term::boolean(equal(a, b)); }

/// Inequality.
BIF_NAMED(erlang, "/=", ne, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term ne_2(Process &p, Term a, Term b) { return Term::boolean(!equal(a, b)); }

/// Term order.
BIF_NAMED(erlang, "<", lt, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term lt_2(Process &p, Term a, Term b) { return Term::boolean(compareTerms(a, b) < 0); }

/// Term order.
BIF_NAMED(erlang, "=<", le, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term le_2(Process &p, Term a, Term b) { return Term::boolean(compareTerms(a, b) <= 0); }

/// Term order.
BIF_NAMED(erlang, ">", gt, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term gt_2(Process &p, Term a, Term b) { return Term::boolean(compareTerms(a, b) > 0); }

/// Term order.
BIF_NAMED(erlang, ">=", ge, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term ge_2(Process &p, Term a, Term b) { return Term::boolean(compareTerms(a, b) >= 0); }

/// The larger one; the first if they are equal.
BIF(erlang, max, 2, Guard, Pure, NoHeap)
Term max_2(Process &p, Term a, Term b) { return compareTerms(a, b) < 0 ? b : a; }

/// The smaller one; the first if they are equal.
BIF(erlang, min, 2, Guard, Pure, NoHeap)
Term min_2(Process &p, Term a, Term b) { return compareTerms(a, b) > 0 ? b : a; }

/// Both true. badarg: not two booleans.
BIF_NAMED(erlang, "and", and_op, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term and_op_2(Process &p, Term a, Term b) {
  return a.isBoolean() && b.isBoolean() ? Term::boolean(a.isTrue() && b.isTrue())
                                        : p.fail(atom::badarg);
}

/// One true.
BIF_NAMED(erlang, "or", or_op, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term or_op_2(Process &p, Term a, Term b) {
  return a.isBoolean() && b.isBoolean() ? Term::boolean(a.isTrue() || b.isTrue())
                                        : p.fail(atom::badarg);
}

/// Exactly one true.
BIF_NAMED(erlang, "xor", xor_op, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term xor_op_2(Process &p, Term a, Term b) {
  return a.isBoolean() && b.isBoolean() ? Term::boolean(a.isTrue() != b.isTrue())
                                        : p.fail(atom::badarg);
}

/// The other boolean.
BIF_NAMED(erlang, "not", not_op, 1, Guard, Pure, NoHeap, Returns(Boolean))
Term not_op_1(Process &p, Term a) {
  return a.isBoolean() ? Term::boolean(!a.isTrue()) : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
