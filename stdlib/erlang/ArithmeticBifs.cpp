//===- ArithmeticBifs.cpp - Arithmetic operators and rounding -----------------------------------------===//
//
// The slow halves of the primitives that compiled code inlines, and what apply(erlang, '+', …)
// calls.
//===----------------------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include <cmath>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

Term floatResult(Process &p, double d) {
  return std::isfinite(d) ? makeFloat(p, d) : p.fail(atom::badarith);
}

bool toDouble(Term t, double &out) {
  if (t.isFloat()) {
    out = t.floatValue();
    return true;
  }
  return t.isInteger() && integerToDouble(t, out);
}

/// \p integers on two integers, \p floats when one is a float.
template <typename I, typename F>
Term arithmetic(Process &p, Term a, Term b, I integers, F floats) {
  if (a.isInteger() && b.isInteger()) {
    Term r = integers(p, a, b);
    return r.isValue() ? r : p.fail(atom::system_limit);
  }
  double x, y;
  if (!a.isNumber() || !b.isNumber() || !toDouble(a, x) || !toDouble(b, y))
    return p.fail(atom::badarith);
  return floatResult(p, floats(x, y));
}

template <typename I> Term integersOnly(Process &p, Term a, Term b, I op) {
  if (!a.isInteger() || !b.isInteger())
    return p.fail(atom::badarith);
  Term r = op(p, a, b);
  return r.isValue() ? r : p.fail(atom::system_limit);
}

template <typename F> Term rounded(Process &p, Term t, F round) {
  if (t.isInteger())
    return t;
  if (!t.isFloat())
    return p.fail(atom::badarg);
  return doubleToInteger(p, round(t.floatValue()));
}

} // namespace

/// Sum. badarith: not both numbers, or the float result is too large.
BIF_NAMED(erlang, "+", plus, 2, Guard, Pure, Returns(Number))
Term plus_2(Process &p, Term a, Term b) {
  return arithmetic(p, a, b, addIntegers, [](double x, double y) { return x + y; });
}

/// Difference.
BIF_NAMED(erlang, "-", minus, 2, Guard, Pure, Returns(Number))
Term minus_2(Process &p, Term a, Term b) {
  return arithmetic(p, a, b, subtractIntegers, [](double x, double y) { return x - y; });
}

/// Product.
BIF_NAMED(erlang, "*", times, 2, Guard, Pure, Returns(Number))
Term times_2(Process &p, Term a, Term b) {
  return arithmetic(p, a, b, multiplyIntegers, [](double x, double y) { return x * y; });
}

/// Quotient, always a float.
BIF_NAMED(erlang, "/", divide, 2, Guard, Pure, Returns(Float))
Term divide_2(Process &p, Term a, Term b) {
  double x, y;
  if (!a.isNumber() || !b.isNumber() || !toDouble(a, x) || !toDouble(b, y) || y == 0)
    return p.fail(atom::badarith);
  return floatResult(p, x / y);
}

/// Integer quotient, truncated.
BIF_NAMED(erlang, "div", div, 2, Guard, Pure, Returns(Integer))
Term div_2(Process &p, Term a, Term b) {
  if (b == Term::small(0))
    return p.fail(atom::badarith);
  return integersOnly(p, a, b, divideIntegers);
}

/// Remainder with the sign of the dividend.
BIF_NAMED(erlang, "rem", rem, 2, Guard, Pure, Returns(Integer))
Term rem_2(Process &p, Term a, Term b) {
  if (b == Term::small(0))
    return p.fail(atom::badarith);
  return integersOnly(p, a, b, remainderIntegers);
}

/// Bitwise and.
BIF_NAMED(erlang, "band", band, 2, Guard, Pure, Returns(Integer))
Term band_2(Process &p, Term a, Term b) { return integersOnly(p, a, b, andIntegers); }

/// Bitwise or.
BIF_NAMED(erlang, "bor", bor, 2, Guard, Pure, Returns(Integer))
Term bor_2(Process &p, Term a, Term b) { return integersOnly(p, a, b, orIntegers); }

/// Bitwise exclusive or.
BIF_NAMED(erlang, "bxor", bxor, 2, Guard, Pure, Returns(Integer))
Term bxor_2(Process &p, Term a, Term b) { return integersOnly(p, a, b, xorIntegers); }

/// Shift left; a negative count shifts right.
BIF_NAMED(erlang, "bsl", bsl, 2, Guard, Pure, Returns(Integer))
Term bsl_2(Process &p, Term a, Term b) { return integersOnly(p, a, b, shiftLeftInteger); }

/// Shift right, keeping the sign.
BIF_NAMED(erlang, "bsr", bsr, 2, Guard, Pure, Returns(Integer))
Term bsr_2(Process &p, Term a, Term b) { return integersOnly(p, a, b, shiftRightInteger); }

/// Bitwise complement.
BIF_NAMED(erlang, "bnot", bnot, 1, Guard, Pure, Returns(Integer))
Term bnot_1(Process &p, Term a) {
  return integersOnly(p, a, a, [](Process &q, Term t, Term) { return notInteger(q, t); });
}

/// The number itself.
BIF_NAMED(erlang, "+", plus, 1, Guard, Pure, Returns(Number))
Term plus_1(Process &p, Term a) { return a.isNumber() ? a : p.fail(atom::badarith); }

/// Negation.
BIF_NAMED(erlang, "-", minus, 1, Guard, Pure, Returns(Number))
Term minus_1(Process &p, Term a) {
  if (a.isFloat())
    return makeFloat(p, -a.floatValue());
  return a.isInteger() ? negateInteger(p, a) : p.fail(atom::badarith);
}

/// Absolute value. badarg: not a number.
BIF_NAMED(erlang, "abs", abs, 1, Guard, Pure, Returns(Number))
Term abs_1(Process &p, Term a) {
  if (a.isFloat())
    return a.floatValue() < 0 ? makeFloat(p, -a.floatValue()) : a; // -0.0 stays
  if (!a.isInteger())
    return p.fail(atom::badarg);
  return IntegerView(a).negative ? negateInteger(p, a) : a;
}

/// The float of a number. badarg: not a number, or an integer too large for a float.
BIF_NAMED(erlang, "float", float, 1, Guard, Pure, Returns(Float))
Term float_1(Process &p, Term a) {
  double d;
  if (a.isFloat())
    return a;
  return toDouble(a, d) ? makeFloat(p, d) : p.fail(atom::badarg);
}

/// Integer part.
BIF_NAMED(erlang, "trunc", trunc, 1, Guard, Pure, Returns(Integer))
Term trunc_1(Process &p, Term a) {
  return rounded(p, a, [](double d) { return std::trunc(d); });
}

/// Nearest integer, halves away from zero.
BIF_NAMED(erlang, "round", round, 1, Guard, Pure, Returns(Integer))
Term round_1(Process &p, Term a) {
  return rounded(p, a, [](double d) { return std::round(d); });
}

/// Largest integer not above.
BIF_NAMED(erlang, "floor", floor, 1, Guard, Pure, Returns(Integer))
Term floor_1(Process &p, Term a) {
  return rounded(p, a, [](double d) { return std::floor(d); });
}

/// Smallest integer not below.
BIF_NAMED(erlang, "ceil", ceil, 1, Guard, Pure, Returns(Integer))
Term ceil_1(Process &p, Term a) {
  return rounded(p, a, [](double d) { return std::ceil(d); });
}

BEAMC_BIF_NAMESPACE_END
