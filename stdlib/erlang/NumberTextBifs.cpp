//===- NumberTextBifs.cpp - Numbers to and from text ---------------------------------------------------------------===//
#include "runtime/term/FloatText.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

constexpr Term kTen = Term::small(10);

bool integerToText(Term t, Term base, Text &out) {
  if (!t.isInteger() || !base.isSmall() || base.smallValue() < 2 || base.smallValue() > 36)
    return false;
  integerText(t, unsigned(base.smallValue()), out);
  return true;
}

Term textToInteger(Process &p, std::string_view text, Term base) {
  if (!base.isSmall() || base.smallValue() < 2 || base.smallValue() > 36)
    return p.fail(atom::badarg);
  bool tooBig;
  Term t = integerFromText(p, text, unsigned(base.smallValue()), &tooBig);
  return t.isValue() ? t : p.fail(tooBig ? atom::system_limit : atom::badarg);
}

Term textToFloat(Process &p, std::string_view text) {
  double d;
  return floatFromText(text, d) ? makeFloat(p, d) : p.fail(atom::badarg);
}

/// Text of a float under the options of float_to_list/2; 0 when the arguments are bad.
unsigned floatToText(Term t, Term options, char *out) {
  enum { Scientific, Decimals, Short } form = Scientific;
  unsigned decimals = 20;
  bool compact = false;
  if (!t.isFloat())
    return 0;
  for (; options.isCons(); options = options.tail()) {
    Term o = options.head();
    if (o == atom::compact) {
      compact = true;
    } else if (o == atom::short_) {
      form = Short;
    } else if (o.isTuple(2) && o.element(1).isSmall()) {
      int64_t n = o.element(1).smallValue();
      if (o.element(0) == atom::decimals && n >= 0 && n <= 253)
        form = Decimals;
      else if (o.element(0) == atom::scientific && n >= 0 && n <= 249)
        form = Scientific;
      else
        return 0;
      decimals = unsigned(n);
    } else {
      return 0;
    }
  }
  if (!options.isNil())
    return 0;
  double d = t.floatValue();
  return form == Short      ? floatTextShort(d, out)
         : form == Decimals ? floatTextDecimals(d, decimals, compact, out)
                            : floatTextScientific(d, decimals, out);
}

} // namespace

/// Decimal text.
BIF(erlang, integer_to_list, 1, Pure, Returns(List))
Term integer_to_list_1(Process &p, Term t) {
  Text text;
  return integerToText(t, kTen, text) ? makeStringLatin1(p, {text.data(), text.size()})
                                      : p.fail(atom::badarg);
}

/// Text in base 2…36.
BIF(erlang, integer_to_list, 2, Pure, Returns(List))
Term integer_to_list_2(Process &p, Term t, Term base) {
  Text text;
  return integerToText(t, base, text) ? makeStringLatin1(p, {text.data(), text.size()})
                                      : p.fail(atom::badarg);
}

/// Decimal text.
BIF(erlang, integer_to_binary, 1, Pure, Returns(Binary))
Term integer_to_binary_1(Process &p, Term t) {
  Text text;
  return integerToText(t, kTen, text) ? makeBinary(p, text.data(), text.size())
                                      : p.fail(atom::badarg);
}

/// Text in base 2…36.
BIF(erlang, integer_to_binary, 2, Pure, Returns(Binary))
Term integer_to_binary_2(Process &p, Term t, Term base) {
  Text text;
  return integerToText(t, base, text) ? makeBinary(p, text.data(), text.size())
                                      : p.fail(atom::badarg);
}

/// Integer from decimal text.
BIF(erlang, list_to_integer, 1, Pure, Returns(Integer))
Term list_to_integer_1(Process &p, Term list) {
  Text text;
  return latin1List(list, text) ? textToInteger(p, {text.data(), text.size()}, kTen)
                                : p.fail(atom::badarg);
}

/// Integer from text in base 2…36.
BIF(erlang, list_to_integer, 2, Pure, Returns(Integer))
Term list_to_integer_2(Process &p, Term list, Term base) {
  Text text;
  return latin1List(list, text) ? textToInteger(p, {text.data(), text.size()}, base)
                                : p.fail(atom::badarg);
}

/// Integer from decimal text.
BIF(erlang, binary_to_integer, 1, Pure, Returns(Integer))
Term binary_to_integer_1(Process &p, Term binary) {
  if (!binary.isBinary())
    return p.fail(atom::badarg);
  return textToInteger(p, BytesOf(binary).view(), kTen);
}

/// Integer from text in base 2…36.
BIF(erlang, binary_to_integer, 2, Pure, Returns(Integer))
Term binary_to_integer_2(Process &p, Term binary, Term base) {
  if (!binary.isBinary())
    return p.fail(atom::badarg);
  return textToInteger(p, BytesOf(binary).view(), base);
}

/// Scientific notation with 20 decimals.
BIF(erlang, float_to_list, 1, Pure, Returns(List))
Term float_to_list_1(Process &p, Term t) {
  char text[kFloatTextSize];
  unsigned n = floatToText(t, Term::nil(), text);
  return n ? makeStringLatin1(p, {text, n}) : p.fail(atom::badarg);
}

/// Options: {decimals, 0…253}, compact, {scientific, 0…249}, short.
BIF(erlang, float_to_list, 2, Pure, Returns(List))
Term float_to_list_2(Process &p, Term t, Term options) {
  char text[kFloatTextSize];
  unsigned n = floatToText(t, options, text);
  return n ? makeStringLatin1(p, {text, n}) : p.fail(atom::badarg);
}

/// Scientific notation with 20 decimals.
BIF(erlang, float_to_binary, 1, Pure, Returns(Binary))
Term float_to_binary_1(Process &p, Term t) {
  char text[kFloatTextSize];
  unsigned n = floatToText(t, Term::nil(), text);
  return n ? makeBinary(p, text, n) : p.fail(atom::badarg);
}

/// Options as float_to_list/2.
BIF(erlang, float_to_binary, 2, Pure, Returns(Binary))
Term float_to_binary_2(Process &p, Term t, Term options) {
  char text[kFloatTextSize];
  unsigned n = floatToText(t, options, text);
  return n ? makeBinary(p, text, n) : p.fail(atom::badarg);
}

/// Float from text with point (or comma) and digits on both sides of it.
BIF(erlang, list_to_float, 1, Pure, Returns(Float))
Term list_to_float_1(Process &p, Term list) {
  Text text;
  return latin1List(list, text) ? textToFloat(p, {text.data(), text.size()}) : p.fail(atom::badarg);
}

/// Float from text.
BIF(erlang, binary_to_float, 1, Pure, Returns(Float))
Term binary_to_float_1(Process &p, Term binary) {
  return binary.isBinary() ? textToFloat(p, BytesOf(binary).view()) : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
