//===- Compare.cpp - Term order and equality -------------------------------------------------------===//
//
// Both walks keep a stack of spans: two arrays of words still to be compared pairwise. The
// pairs of large maps come in two different iteration orders only if the key sets differ;
// equality then fails early, and for order the pairs are sorted into scratch arrays, which
// the span owns.
//===----------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include "runtime/term/Work.h"
#include "runtime/term/WorkStack.h"
#include <algorithm>

namespace beamc::rt {
namespace {

struct Span {
  const Word *a, *b;
  uint64_t count;
  bool exact;
  Word *owned; ///< memory behind a and b to be freed at the end of the span, or null
};
using Spans = WorkStack<Span, 48>;

/// Ranks of kinds of terms in the order; funs before exports as OTP has it.
enum Rank : int {
  kNumber,
  kAtom,
  kReference,
  kFun,
  kExport,
  kPort,
  kPid,
  kTuple,
  kMap,
  kNilRank,
  kList,
  kBits
};

Rank rankOf(Term t) {
  switch (t.bits & abi::kTagMask) {
  case abi::kTagSmall:
  case abi::kTagFloatLow:
  case abi::kTagFloatHigh: return kNumber;
  case abi::kTagCons: return kList;
  case abi::kTagImmediate:
    return t.isAtom() ? kAtom : t.isNil() ? kNilRank : t.isLocalPid() ? kPid : kPort;
  default: break;
  }
  switch (t.kind()) {
  case Kind::Tuple: return kTuple;
  case Kind::PosBignum:
  case Kind::NegBignum:
  case Kind::Float: return kNumber;
  case Kind::FlatMap:
  case Kind::HashMap:
  case Kind::HashNode: return kMap;
  case Kind::Fun: return kFun;
  case Kind::ExportFun: return kExport;
  case Kind::Reference:
  case Kind::MagicRef:
  case Kind::ExternalRef: return kReference;
  case Kind::ExternalPid: return kPid;
  case Kind::ExternalPort: return kPort;
  default: return kBits;
  }
}

template <typename T> int order(T a, T b) { return a < b ? -1 : a > b; }

int compareFloats(double a, double b) { return a < b ? -1 : a > b; }

int compareNumbers(Term a, Term b, bool exact) {
  bool af = a.isFloat(), bf = b.isFloat();
  if (exact && af != bf) // every integer is less than every float in the exact order
    return af ? 1 : -1;
  if (af && bf)
    return compareFloats(a.floatValue(), b.floatValue());
  if (!af && !bf)
    return compareIntegers(a, b);
  int c =
      af ? -compareIntegerWithFloat(b, a.floatValue()) : compareIntegerWithFloat(a, b.floatValue());
  return c;
}

int compareNodes(const Node *a, const Node *b) {
  if (a == b)
    return 0;
  if (a->name != b->name)
    return compareAtoms(a->name, b->name);
  return order(a->creation, b->creation);
}

int comparePids(Term a, Term b) {
  PidView x = pidView(a), y = pidView(b);
  if (int c = order(x.serial, y.serial))
    return c;
  if (int c = order(x.number, y.number))
    return c;
  return compareNodes(x.node, y.node);
}

int comparePorts(Term a, Term b) {
  PortView x = portView(a), y = portView(b);
  if (int c = compareNodes(x.node, y.node))
    return c;
  return order(x.number, y.number);
}

int compareReferences(Term a, Term b) {
  RefView x = refView(a), y = refView(b);
  if (int c = compareNodes(x.node, y.node))
    return c;
  for (unsigned i = 5; i-- > 0;) // missing words are zero
    if (int c = order(x.words[i], y.words[i]))
      return c;
  return 0;
}

const FunEntry *funEntry(Term t) { return reinterpret_cast<const FunEntry *>(t.object()[1]); }
const Export *exportOf(Term t) { return reinterpret_cast<const Export *>(t.object()[1]); }

int compareFunHeads(const FunEntry *x, const FunEntry *y) {
  if (x == y)
    return 0;
  if (x->module != y->module)
    return compareAtoms(Term(x->module), Term(y->module));
  if (int c = order(x->index, y->index))
    return c;
  if (int c = order(x->oldUniq, y->oldUniq))
    return c;
  return order(x->numFree, y->numFree);
}

int compareExports(const Export *x, const Export *y) {
  if (x == y)
    return 0;
  if (x->module != y->module)
    return compareAtoms(Term(x->module), Term(y->module));
  if (x->function != y->function)
    return compareAtoms(Term(x->function), Term(y->function));
  return order(x->arity, y->arity);
}

/// Sorted keys then values, in malloc'd memory.
Word *sortedPairs(Term map, uint64_t n) {
  charge(n / 8); // sorting compares keys
  Word *r = static_cast<Word *>(malloc(n * 2 * sizeof(Word) * 2));
  MapPair *pairs = reinterpret_cast<MapPair *>(r + 2 * n);
  MapIterator it(map);
  for (uint64_t i = 0; it.next(pairs[i].key, pairs[i].value); i++) {
  }
  std::sort(pairs, pairs + n,
            [](const MapPair &x, const MapPair &y) { return compareTermsExact(x.key, y.key) < 0; });
  for (uint64_t i = 0; i < n; i++) {
    r[i] = pairs[i].key.bits;
    r[n + i] = pairs[i].value.bits;
  }
  return r;
}

/// To the first cells whose heads are not the same word, or that end the lists.
void skipSameHeads(Term &a, Term &b, TermCount &count) {
  while (a.head() == b.head() && a != b && a.tail().isCons() && b.tail().isCons()) {
    count.terms++;
    a = a.tail();
    b = b.tail();
  }
}

class Comparison {
public:
  explicit Comparison(bool exact) : exact_(exact) {}
  ~Comparison() {
    while (!spans_.empty())
      free(spans_.pop().owned);
  }

  int64_t run(Term a, Term b) {
    for (;;) {
      count_.terms++;
      if (a != b)
        if (int64_t c = step(a, b))
          return c;
      if (!next(a, b))
        return 0;
    }
  }

private:
  bool next(Term &a, Term &b) {
    while (!spans_.empty()) {
      Span &s = spans_.top();
      if (s.count == 0) {
        free(s.owned);
        spans_.drop();
        continue;
      }
      a = Term(*s.a++);
      b = Term(*s.b++);
      exact_ = s.exact;
      // A span's last pair leaves the stack first: lists then need constant room.
      if (--s.count == 0 && !s.owned)
        spans_.drop();
      return true;
    }
    return false;
  }
  void push(const Word *a, const Word *b, uint64_t n, bool exact, Word *owned = nullptr) {
    if (n)
      spans_.push({a, b, n, exact, owned});
  }

  /// Elements that are the same or decide by themselves need not go over the stack.
  int64_t elements(const Word *a, const Word *b, uint64_t n) {
    count_.terms += n;
    for (; n; a++, b++, n--) {
      if (*a == *b)
        continue;
      Term x(*a), y(*b);
      if (x.isSmall() && y.isSmall())
        return int64_t(x.bits) < int64_t(y.bits) ? -1 : 1;
      if (x.isAtom() && y.isAtom())
        return compareAtoms(x, y);
      break;
    }
    push(a, b, n, exact_);
    return 0;
  }

  /// Compares what can be compared at once and pushes the rest.
  int64_t step(Term a, Term b) {
    if (a.isAtom() && b.isAtom())
      return compareAtoms(a, b);
    Rank r = rankOf(a), s = rankOf(b);
    if (r != s)
      return r < s ? -1 : 1;
    switch (r) {
    case kNumber: return compareNumbers(a, b, exact_);
    case kAtom: return compareAtoms(a, b);
    case kReference: return compareReferences(a, b);
    case kFun: {
      const FunEntry *f = funEntry(a);
      if (int c = compareFunHeads(f, funEntry(b)))
        return c;
      push(a.object() + 3, b.object() + 3, f->numFree, exact_);
      return 0;
    }
    case kExport: return compareExports(exportOf(a), exportOf(b));
    case kPort: return comparePorts(a, b);
    case kPid: return comparePids(a, b);
    case kTuple:
      if (int c = order(a.arity(), b.arity()))
        return c;
      return elements(a.object() + 1, b.object() + 1, a.arity());
    case kMap: return maps(a, b);
    case kNilRank: return 0;
    case kList: skipSameHeads(a, b, count_); return elements(a.cell(), b.cell(), 2);
    case kBits: return compareBits(BitsView(a), BitsView(b));
    }
    return 0;
  }

  int64_t maps(Term a, Term b) {
    uint64_t n = mapSize(a);
    if (int c = order(n, mapSize(b)))
      return c;
    if (a.isFlatMap() && b.isFlatMap()) {
      push(a.object() + 2, b.object() + 2, n, exact_);
      if (a.object()[1] != b.object()[1])
        push(Term(a.object()[1]).object() + 1, Term(b.object()[1]).object() + 1, n, true);
      return 0;
    }
    Word *x = sortedPairs(a, n), *y = sortedPairs(b, n);
    spans_.push({x, x, 0, exact_, y}); // frees y
    spans_.push({x + n, y + n, n, exact_, x});
    spans_.push({x, y, n, true, nullptr});
    return 0;
  }

  bool exact_;
  TermCount count_;
  Spans spans_;
};

bool equalNumbers(Term a, Term b, bool exact) {
  if (a.isFloat() && b.isFloat())
    return a.floatValue() == b.floatValue();
  if (!a.isNumber() || !b.isNumber())
    return false;
  return compareNumbers(a, b, exact) == 0;
}

class Equality {
public:
  explicit Equality(bool exact) : exact_(exact) {}
  bool run(Term a, Term b) {
    for (;;) {
      count_.terms++;
      if (a != b && !step(a, b))
        return false;
      if (spans_.empty())
        return true;
      Span &s = spans_.top();
      a = Term(*s.a++);
      b = Term(*s.b++);
      exact_ = s.exact;
      if (--s.count == 0)
        spans_.drop();
    }
  }

private:
  void push(const Word *a, const Word *b, uint64_t n, bool exact) {
    if (n)
      spans_.push({a, b, n, exact, nullptr});
  }

  /// As Comparison::elements. Of two words that are exactly equal and not the same both are
  /// pointers.
  bool elements(const Word *a, const Word *b, uint64_t n) {
    count_.terms += n;
    for (; n && *a == *b; n--)
      a++, b++;
    if (n && exact_ && !(Term(*a).isPointer() && Term(*b).isPointer()))
      return false;
    push(a, b, n, exact_);
    return true;
  }

  bool step(Term a, Term b) {
    if (a.isCons()) {
      if (!b.isCons())
        return false;
      skipSameHeads(a, b, count_);
      return elements(a.cell(), b.cell(), 2);
    }
    if (!a.isBoxed() || !b.isBoxed())
      return !exact_ && equalNumbers(a, b, false);
    return objects(a, b);
  }

  bool objects(Term a, Term b) {
    const Word *x = a.object(), *y = b.object();
    Kind k = abi::headerKind(x[0]), l = abi::headerKind(y[0]);
    switch (k) {
    case Kind::Tuple:
      if (x[0] != y[0])
        return false;
      return elements(x + 1, y + 1, abi::headerSize(x[0]));
    case Kind::PosBignum:
    case Kind::NegBignum:
      if (k == l)
        return x[0] == y[0] && memcmp(x + 1, y + 1, abi::headerSize(x[0]) * 8) == 0;
      return !exact_ && equalNumbers(a, b, false);
    case Kind::Float:
      return l == Kind::Float ? a.floatValue() == b.floatValue()
                              : !exact_ && equalNumbers(a, b, false);
    case Kind::HeapBits:
    case Kind::RefcBits:
    case Kind::SubBits: return b.isBitstring() && equalBits(BitsView(a), BitsView(b));
    case Kind::FlatMap:
      if (x[0] != y[0])
        return false;
      push(x + 2, y + 2, abi::headerSize(x[0]) - 1, exact_);
      if (x[1] != y[1])
        push(Term(x[1]).object() + 1, Term(y[1]).object() + 1, abi::headerSize(x[0]) - 1, true);
      return true;
    case Kind::HashMap: return l == Kind::HashMap && x[1] == y[1] && nodes(x, y);
    case Kind::HashNode: return l == Kind::HashNode && nodes(x, y);
    case Kind::Fun:
      if (l != Kind::Fun || compareFunHeads(funEntry(a), funEntry(b)) != 0)
        return false;
      push(x + 3, y + 3, funEntry(a)->numFree, exact_);
      return true;
    case Kind::ExportFun:
      return l == Kind::ExportFun && compareExports(exportOf(a), exportOf(b)) == 0;
    case Kind::Reference:
    case Kind::MagicRef:
    case Kind::ExternalRef: return b.isReference() && compareReferences(a, b) == 0;
    case Kind::ExternalPid: return l == k && comparePids(a, b) == 0;
    case Kind::ExternalPort: return l == k && comparePorts(a, b) == 0;
    default: return false;
    }
  }

  /// Equal key sets make equal tries, so nodes compare child by child.
  bool nodes(const Word *x, const Word *y) {
    if (x[0] != y[0])
      return false;
    unsigned n;
    const Word *c = hashChildren(x, n), *d = hashChildren(y, n);
    for (unsigned i = 0; i < n; i++) {
      Term s(c[i]), t(d[i]);
      if (s == t)
        continue;
      if (s.isCons() != t.isCons())
        return false;
      if (!s.isCons()) {
        push(c + i, d + i, 1, exact_);
        continue;
      }
      push(s.cell() + 1, t.cell() + 1, 1, exact_);
      push(s.cell(), t.cell(), 1, true);
    }
    return true;
  }

  bool exact_;
  TermCount count_;
  Spans spans_;
};

} // namespace

/// The most frequent objects in comparisons need no walk.
static bool bothBits(Term a, Term b) { return a.isBitstring() && b.isBitstring(); }

bool exactEqualSlow(Term a, Term b) {
  return bothBits(a, b) ? equalBits(BitsView(a), BitsView(b)) : Equality(true).run(a, b);
}

bool equalSlow(Term a, Term b) {
  return bothBits(a, b) ? equalBits(BitsView(a), BitsView(b)) : Equality(false).run(a, b);
}

int64_t compareSlow(Term a, Term b) {
  return bothBits(a, b) ? compareBits(BitsView(a), BitsView(b)) : Comparison(false).run(a, b);
}

int64_t compareExactSlow(Term a, Term b) {
  return bothBits(a, b) ? compareBits(BitsView(a), BitsView(b)) : Comparison(true).run(a, b);
}

} // namespace beamc::rt

using beamc::rt::Term;
extern "C" int64_t beamc_rt_compare(Term a, Term b) { return beamc::rt::compareTerms(a, b); }
extern "C" bool beamc_rt_equal(Term a, Term b) { return beamc::rt::equal(a, b); }
extern "C" bool beamc_rt_exact_equal(Term a, Term b) { return beamc::rt::exactEqual(a, b); }
