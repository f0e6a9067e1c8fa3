//===- MathBifs.cpp - Module math -------------------------------------------------------------------------------------------===//
//
// badarg: an argument is no number or too large an integer; badarith: the result is no finite
// number.
//===----------------------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include <cmath>

BEAMC_BIF_NAMESPACE_BEGIN(math)
namespace {

bool toDouble(Term t, double &out) {
  if (t.isFloat()) {
    out = t.floatValue();
    return true;
  }
  return t.isInteger() && integerToDouble(t, out);
}
Term result(Process &p, double d) {
  return std::isfinite(d) ? makeFloat(p, d) : p.fail(atom::badarith);
}

Term one(Process &p, Term t, double (*f)(double)) {
  double x;
  return toDouble(t, x) ? result(p, f(x)) : p.fail(t.isNumber() ? atom::badarith : atom::badarg);
}
Term two(Process &p, Term a, Term b, double (*f)(double, double)) {
  double x, y;
  if (!a.isNumber() || !b.isNumber())
    return p.fail(atom::badarg);
  return toDouble(a, x) && toDouble(b, y) ? result(p, f(x, y)) : p.fail(atom::badarith);
}

} // namespace

/// Arc cosine.
BIF(math, acos, 1, Pure, Returns(Float))
Term acos_1(Process &p, Term t) { return one(p, t, ::acos); }
/// Inverse hyperbolic cosine.
BIF(math, acosh, 1, Pure, Returns(Float))
Term acosh_1(Process &p, Term t) { return one(p, t, ::acosh); }
/// Arc sine.
BIF(math, asin, 1, Pure, Returns(Float))
Term asin_1(Process &p, Term t) { return one(p, t, ::asin); }
/// Inverse hyperbolic sine.
BIF(math, asinh, 1, Pure, Returns(Float))
Term asinh_1(Process &p, Term t) { return one(p, t, ::asinh); }
/// Arc tangent.
BIF(math, atan, 1, Pure, Returns(Float))
Term atan_1(Process &p, Term t) { return one(p, t, ::atan); }
/// Arc tangent of a quotient, by quadrant.
BIF(math, atan2, 2, Pure, Returns(Float))
Term atan2_2(Process &p, Term a, Term b) { return two(p, a, b, ::atan2); }
/// Inverse hyperbolic tangent.
BIF(math, atanh, 1, Pure, Returns(Float))
Term atanh_1(Process &p, Term t) { return one(p, t, ::atanh); }
/// Smallest whole float not below.
BIF(math, ceil, 1, Pure, Returns(Float))
Term ceil_1(Process &p, Term t) { return one(p, t, ::ceil); }
/// Cosine.
BIF(math, cos, 1, Pure, Returns(Float))
Term cos_1(Process &p, Term t) { return one(p, t, ::cos); }
/// Hyperbolic cosine.
BIF(math, cosh, 1, Pure, Returns(Float))
Term cosh_1(Process &p, Term t) { return one(p, t, ::cosh); }
/// Error function.
BIF(math, erf, 1, Pure, Returns(Float))
Term erf_1(Process &p, Term t) { return one(p, t, ::erf); }
/// 1 - erf.
BIF(math, erfc, 1, Pure, Returns(Float))
Term erfc_1(Process &p, Term t) { return one(p, t, ::erfc); }
/// Exponential.
BIF(math, exp, 1, Pure, Returns(Float))
Term exp_1(Process &p, Term t) { return one(p, t, ::exp); }
/// Largest whole float not above.
BIF(math, floor, 1, Pure, Returns(Float))
Term floor_1(Process &p, Term t) { return one(p, t, ::floor); }
/// Floating-point remainder.
BIF(math, fmod, 2, Pure, Returns(Float))
Term fmod_2(Process &p, Term a, Term b) { return two(p, a, b, ::fmod); }
/// Natural logarithm.
BIF(math, log, 1, Pure, Returns(Float))
Term log_1(Process &p, Term t) { return one(p, t, ::log); }
/// Decimal logarithm.
BIF(math, log10, 1, Pure, Returns(Float))
Term log10_1(Process &p, Term t) { return one(p, t, ::log10); }

/// Binary logarithm.
BIF(math, log2, 1, Pure, Returns(Float))
Term log2_1(Process &p, Term t) { return one(p, t, ::log2); }
/// Power.
BIF(math, pow, 2, Pure, Returns(Float))
Term pow_2(Process &p, Term a, Term b) { return two(p, a, b, ::pow); }
/// Sine.
BIF(math, sin, 1, Pure, Returns(Float))
Term sin_1(Process &p, Term t) { return one(p, t, ::sin); }
/// Hyperbolic sine.
BIF(math, sinh, 1, Pure, Returns(Float))
Term sinh_1(Process &p, Term t) { return one(p, t, ::sinh); }
/// Square root.
BIF(math, sqrt, 1, Pure, Returns(Float))
Term sqrt_1(Process &p, Term t) { return one(p, t, ::sqrt); }
/// Tangent.
BIF(math, tan, 1, Pure, Returns(Float))
Term tan_1(Process &p, Term t) { return one(p, t, ::tan); }
/// Hyperbolic tangent.
BIF(math, tanh, 1, Pure, Returns(Float))
Term tanh_1(Process &p, Term t) { return one(p, t, ::tanh); }

BEAMC_BIF_NAMESPACE_END
