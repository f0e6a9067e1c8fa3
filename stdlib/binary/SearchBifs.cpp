//===- SearchBifs.cpp - Module binary: match, matches, split, compile_pattern -------------------------------------------------===//
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/binary/Pattern.h"
#include "stdlib/binary/Range.h"

BEAMC_BIF_NAMESPACE_BEGIN(binary)
namespace {

struct Options {
  Term start = Term::nonValue(), length; ///< {scope, {Start, Length}}
  bool global = false, trim = false, trimAll = false;
};

/// As in OTP, the tail of an improper list is not looked at.
bool parseOptions(Term list, Options &o, bool split) {
  if (!list.isList())
    return false;
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (t.isTuple(2) && t.element(0) == atom::scope && t.element(1).isTuple(2)) {
      o.start = t.element(1).element(0);
      o.length = t.element(1).element(1);
    } else if (split && t == atom::global) {
      o.global = true;
    } else if (split && t == atom::trim) {
      o.trim = true;
    } else if (split && t == atom::trim_all) {
      o.trim = o.trimAll = true;
    } else {
      return false;
    }
  }
  return true;
}

/// Checked arguments of one search.
struct Search {
  BytesOf text;
  PatternArgument pattern;
  Options options;
  uint64_t from = 0, count = 0;
  bool ok;

  Search(Term subject, Term patternTerm, Term optionList, bool split)
      : text(subject.isBinary() ? BitsView(subject) : BitsView(nullptr, 0, 0)),
        pattern(patternTerm) {
    count = text.size();
    ok = subject.isBinary() && parseOptions(optionList, options, split) &&
         (!options.start.isValue() ||
          byteRange(options.start, options.length, text.size(), from, count)) &&
         (pattern.set() || from + count == 0); // as in OTP, which looks at no pattern then
  }
  bool find(uint64_t at, uint64_t &found, uint64_t &size) const {
    if (count == 0)
      return false;
    bool hit = pattern.set()->find(text.data(), at, from + count, found, size);
    // Several patterns are compared one after the other.
    uint64_t seen = (hit ? found : from + count) - at;
    chargeBytesRead(pattern.set()->count == 1 ? seen : seen * 8);
    return hit;
  }
};

Term range(Process &p, uint64_t at, uint64_t size) {
  return makeTuple(p, {Term::small(int64_t(at)), Term::small(int64_t(size))});
}

Term match(Process &p, Term subject, Term pattern, Term options) {
  Search s(subject, pattern, options, /*split=*/false);
  uint64_t at, size;
  if (!s.ok)
    return p.fail(atom::badarg);
  return s.find(s.from, at, size) ? range(p, at, size) : atom::nomatch;
}

Term matches(Process &p, Term subject, Term pattern, Term options) {
  Search s(subject, pattern, options, false);
  if (!s.ok)
    return p.fail(atom::badarg);
  ListBuilder out(p);
  uint64_t at = s.from, found, size;
  for (; s.find(at, found, size); at = found + size)
    out.add(range(p, found, size));
  return out.finish();
}

Term split(Process &p, Term subject, Term pattern, Term options) {
  Search s(subject, pattern, options, /*split=*/true);
  if (!s.ok)
    return p.fail(atom::badarg);
  struct Part {
    uint64_t at, size;
  };
  WorkStack<Part, 32> parts;
  uint64_t at = s.from, begin = 0, found, size;
  while (s.find(at, found, size)) {
    parts.push({begin, found - begin});
    at = begin = found + size;
    if (!s.options.global)
      break;
  }
  parts.push({begin, s.text.size() - begin});
  if (s.options.trim)
    while (!parts.empty() && parts.top().size == 0)
      parts.drop();
  ListBuilder out(p);
  for (const Part &part : parts)
    if (part.size || !s.options.trimAll)
      out.add(makeSubBits(p, subject, part.at * 8, part.size * 8));
  return out.finish();
}

} // namespace

/// {Start, Length} of the first match, or nomatch.
BIF(binary, match, 2, Pure)
Term match_2(Process &p, Term subject, Term pattern) {
  return match(p, subject, pattern, Term::nil());
}

/// Options: {scope, {Start, Length}}.
BIF(binary, match, 3, Pure)
Term match_3(Process &p, Term subject, Term pattern, Term options) {
  return match(p, subject, pattern, options);
}

/// All matches that do not overlap.
BIF(binary, matches, 2, Pure, Returns(List))
Term matches_2(Process &p, Term subject, Term pattern) {
  return matches(p, subject, pattern, Term::nil());
}

/// All matches that do not overlap.
BIF(binary, matches, 3, Pure, Returns(List))
Term matches_3(Process &p, Term subject, Term pattern, Term options) {
  return matches(p, subject, pattern, options);
}

/// The parts around the first match.
BIF(binary, split, 2, Pure, Returns(List))
Term split_2(Process &p, Term subject, Term pattern) {
  return split(p, subject, pattern, Term::nil());
}

/// Options: global, trim, trim_all, {scope, {Start, Length}}.
BIF(binary, split, 3, Pure, Returns(List))
Term split_3(Process &p, Term subject, Term pattern, Term options) {
  return split(p, subject, pattern, options);
}

/// A pattern prepared for many searches: {bm | ac, Reference}.
BIF(binary, compile_pattern, 1)
Term compile_pattern_1(Process &p, Term t) {
  PatternSet *s = makePatternSet(t);
  if (!s)
    return p.fail(atom::badarg);
  initMagic(&s->magic, &kPatternType);
  Term ref = makeMagicRef(HeapTarget(p), &s->magic);
  Term kind = s->kind();
  release(&s->magic);
  return makeTuple(p, {kind, ref});
}

BEAMC_BIF_NAMESPACE_END
