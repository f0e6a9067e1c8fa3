//===- TermSource.cpp - Terms from the input of a fuzz target ---------------------------===//
#include "test/fuzz/TermSource.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include "runtime/term/Print.h"
#include <cmath>
#include <cstring>

using namespace beamc::rt;

namespace beamc::fuzz {
namespace {

constexpr unsigned kMaxParts = 600, kMaxDepth = 10;

/// Where integers change their form, and doubles their precision or theirs.
constexpr int64_t kBorders[] = {0,
                                1,
                                -1,
                                abi::kSmallMax,
                                abi::kSmallMin,
                                INT64_MAX,
                                INT64_MIN,
                                int64_t(1) << 53,
                                (int64_t(1) << 53) + 1,
                                int64_t(1) << 59};
constexpr double kDoubles[] = {
    0.0, -0.0, 1.0, -1.0, 0x1p53, 0x1p59, 0x1p63, 0x1p64, 0x1p1023, 5e-324, 0x1.0000000000001p60};

} // namespace

Term TermSource::integer() {
  switch (in_.below(4)) {
  case 0: return Term::small(int8_t(in_.byte()));
  case 1: {
    int64_t v = kBorders[in_.below(sizeof(kBorders) / sizeof(kBorders[0]))];
    return makeInt(p_, int64_t(uint64_t(v) + uint64_t(int8_t(in_.byte()) / 64)));
  }
  case 2: return makeInt(p_, int64_t(in_.word(8)));
  default: {
    uint64_t digits[5] = {};
    unsigned n = 1 + in_.below(5);
    bool negative = in_.byte() & 1;
    for (unsigned i = 0; i < n; i++) {
      uint8_t how = in_.byte();
      digits[i] = how < 64 ? 0 : how < 128 ? ~uint64_t(0) : how < 160 ? 1 : in_.word(8);
    }
    return makeInteger(p_, negative, digits, n);
  }
  }
}

Term TermSource::number() {
  switch (in_.below(4)) {
  case 0: return makeFloat(p_, int8_t(in_.byte()));
  case 1: return makeFloat(p_, kDoubles[in_.below(sizeof(kDoubles) / sizeof(kDoubles[0]))]);
  case 2: {
    uint64_t word = in_.word(8);
    double d;
    memcpy(&d, &word, 8);
    return makeFloat(p_, std::isfinite(d) ? d : 0.5);
  }
  default: return integer();
  }
}

Term TermSource::bits() {
  uint64_t bytes = in_.below(4) ? in_.below(12) : in_.below(200);
  uint8_t pattern = in_.byte();
  std::vector<uint8_t> data(bytes + 1);
  for (uint64_t i = 0; i < bytes; i++)
    data[i] = pattern & 1 ? in_.byte() : uint8_t(pattern * i);
  uint64_t have = bytes * 8 - (bytes ? in_.below(8) : 0);
  HeapTarget target(p_);
  Term whole = makeBits(target, BitsView(data.data(), 0, have));
  if (in_.byte() & 1)
    return whole;
  uint64_t from = in_.word(2) % (have + 1), size = in_.word(2) % (have - from + 1);
  return makeSubBits(p_, whole, from, size);
}

std::vector<Term> TermSource::terms(unsigned count, unsigned depth) {
  std::vector<Term> result;
  for (unsigned i = 0; i < count; i++)
    result.push_back(term(depth + 1));
  return result;
}

Term TermSource::compound(unsigned kind, unsigned depth) {
  std::vector<Term> items = terms(in_.below(6), depth);
  switch (kind) {
  case 0: return makeList(p_, items);
  case 1: return makeList(p_, items, term(depth + 1));
  case 2: return makeTuple(p_, items);
  default: {
    std::vector<MapPair> pairs;
    for (Term key : items)
      pairs.push_back({key, term(depth + 1)});
    // Some maps are large: keys that are near each other, then those.
    if (!pairs.empty() && in_.below(8) == 0)
      for (unsigned i = 0, n = 20 + in_.below(40), first = in_.below(64); i < n; i++)
        pairs.push_back({Term::small(int64_t(first + i)), pairs[0].value});
    return mapFromPairs(p_, pairs.data(), pairs.size());
  }
  }
}

Term TermSource::term(unsigned depth) {
  if (++parts_ > kMaxParts)
    return Term::nil();
  unsigned kind = in_.below(16);
  if (kind < 4 && depth < kMaxDepth)
    return compound(kind, depth);
  switch (kind) {
  case 4: return Term::nil();
  case 5:
  case 6: {
    constexpr Term kAtoms[] = {atom::ok, atom::error, atom::badarg, atom::undefined};
    return kAtoms[in_.below(4)];
  }
  case 7: return makeStringLatin1(p_, in_.text(in_.below(5)));
  case 8:
  case 9:
  case 10: return bits();
  case 11: return integer();
  default: return number();
  }
}

std::string show(Term t) {
  Text text;
  printTerm(text, t);
  return {text.data(), text.size()};
}

} // namespace beamc::fuzz
