//===- StringBifs.cpp - Module string: numbers at the beginning of a string -------------------------------------------------===//
#include "runtime/term/FloatText.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(string)
namespace {

char charAt(Term list) {
  return list.isCons() && list.head().isSmall() && list.head().smallValue() > 0 &&
                 list.head().smallValue() < 128
             ? char(list.head().smallValue())
             : 0;
}
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Moves characters to \p out while they are digits; how many.
unsigned takeDigits(Term &list, Text &out) {
  unsigned n = 0;
  for (char c; isDigit(c = charAt(list)); n++, list = list.tail())
    out.push(c);
  return n;
}
void takeSign(Term &list, Text &out) {
  if (charAt(list) == '+' || charAt(list) == '-') {
    out.push(charAt(list));
    list = list.tail();
  }
}
Term error(Process &p, const char *reason) {
  return makeTuple(p, {atom::error, internAtom(reason)});
}

} // namespace

/// {Integer, Rest} or {error, no_integer | not_a_list}.
BIF(string, list_to_integer, 1, Pure)
Term list_to_integer_1(Process &p, Term list) {
  if (!list.isList())
    return error(p, "not_a_list");
  Text text;
  takeSign(list, text);
  if (!takeDigits(list, text))
    return error(p, "no_integer");
  bool tooBig;
  Term value = integerFromText(p, {text.data(), text.size()}, 10, &tooBig);
  return value.isValue() ? makeTuple(p, {value, list}) : p.fail(atom::system_limit);
}

/// {Float, Rest} or {error, no_float | not_a_list}.
BIF(string, list_to_float, 1, Pure)
Term list_to_float_1(Process &p, Term list) {
  if (!list.isList())
    return error(p, "not_a_list");
  Text text;
  takeSign(list, text);
  if (!takeDigits(list, text) || (charAt(list) != '.' && charAt(list) != ','))
    return error(p, "no_float");
  text.push('.');
  list = list.tail();
  if (!takeDigits(list, text))
    return error(p, "no_float");
  if (charAt(list) == 'e' || charAt(list) == 'E') { // an exponent counts when it has digits
    Term after = list.tail();
    uint64_t before = text.size();
    text.push('e');
    takeSign(after, text);
    if (takeDigits(after, text))
      list = after;
    else
      text.resize(before);
  }
  double d;
  if (!floatFromText({text.data(), text.size()}, d))
    return error(p, "no_float");
  return makeTuple(p, {makeFloat(p, d), list});
}

BEAMC_BIF_NAMESPACE_END
