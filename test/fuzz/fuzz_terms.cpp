//===- fuzz_terms.cpp - Order, equality, hashes, copies and maps ----------------------------===//
//
// Of some terms: the orders are total and agree with the equalities; equal terms have equal
// hashes; a copy is equal and takes the words that were counted for it. Of a map made of them
// by single steps: it is what a sorted array of pairs is after the same steps, in every respect.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include "runtime/term/Map.h"
#include "test/fuzz/TermSource.h"
#include "test/unit/process/TestProgram.h"
#include <algorithm>

using namespace beamc;
using namespace beamc::rt;
using fuzz::Input;
using fuzz::require;
using fuzz::show;
using fuzz::TermSource;

/// maps:merge/2.
Term mergeMaps(Process &p, Term a, Term b) __asm__("bif.maps:merge/2");

namespace {

int sign(int64_t v) { return v < 0 ? -1 : v > 0; }

std::string both(Term a, Term b) { return show(a) + "\n" + show(b); }

void checkPair(Term a, Term b) {
  int64_t order = compareTerms(a, b), exact = compareTermsExact(a, b);
  require(sign(order) == -sign(compareTerms(b, a)), "the order is antisymmetric", both(a, b));
  require(sign(exact) == -sign(compareTermsExact(b, a)), "the exact order is antisymmetric",
          both(a, b));
  require((order == 0) == equal(a, b), "the order agrees with ==", both(a, b));
  require((exact == 0) == exactEqual(a, b), "the exact order agrees with =:=", both(a, b));
  if (!exactEqual(a, b))
    return;
  require(equal(a, b), "what is =:= is ==", both(a, b));
  require(portableHash2(a) == portableHash2(b), "phash2 of equal terms", both(a, b));
  require(portableHash(a) == portableHash(b), "phash of equal terms", both(a, b));
  require(internalHash(a) == internalHash(b), "hash of equal terms", both(a, b));
  require(internalHashOfPair(3, a) == internalHashOfPair(3, b), "hash of equal terms, deeper",
          both(a, b));
}

void checkOrder(std::vector<Term> terms) {
  for (Term a : terms)
    for (Term b : terms)
      checkPair(a, b);
  for (auto compare : {compareTerms, compareTermsExact})
    for (Term a : terms)
      for (Term b : terms)
        for (Term c : terms)
          require(compare(a, b) > 0 || compare(b, c) > 0 || compare(a, c) <= 0,
                  "the order is transitive", both(a, b) + "\n" + show(c));
}

void checkCopy(Term t) {
  Term copy;
  uint64_t words = copySize(t);
  HeapFragment *f = copyToFragment(t, &copy);
  require((f ? f->used : 0) == words, "a copy takes copySize words", show(t));
  checkPair(t, copy);
  require(exactEqual(t, copy), "a copy is equal", both(t, copy));
  if (f)
    freeFragment(f);
}

/// A map as an array of pairs in the exact order of their keys.
struct Model {
  std::vector<MapPair> pairs;

  std::vector<MapPair>::iterator find(Term key) {
    return std::lower_bound(pairs.begin(), pairs.end(), key, [](const MapPair &x, Term k) {
      return compareTermsExact(x.key, k) < 0;
    });
  }
  Term get(Term key) {
    auto at = find(key);
    return at != pairs.end() && exactEqual(at->key, key) ? at->value : Term::nonValue();
  }
  void put(Term key, Term value) {
    auto at = find(key);
    if (at != pairs.end() && exactEqual(at->key, key))
      at->value = value;
    else
      pairs.insert(at, {key, value});
  }
  void remove(Term key) {
    auto at = find(key);
    if (at != pairs.end() && exactEqual(at->key, key))
      pairs.erase(at);
  }
};

bool sameValue(Term a, Term b) {
  return a.isValue() == b.isValue() && (!a.isValue() || exactEqual(a, b));
}

void checkMap(Process &p, Term map, Model &model) {
  require(mapSize(map) == model.pairs.size(), "size of a map", show(map));
  require(map.isFlatMap() == (model.pairs.size() <= abi::kMaxFlatMapPairs),
          "the form of a map follows its size", show(map));
  Term key, value;
  uint64_t seen = 0;
  for (MapIterator it(map); it.next(key, value); seen++)
    require(sameValue(model.get(key), value), "a pair of a map is in the model",
            both(key, value) + "\n" + show(map));
  require(seen == model.pairs.size(), "a map's iterator meets all pairs", show(map));
  for (const MapPair &pair : model.pairs)
    require(sameValue(mapGet(map, pair.key), pair.value), "a pair of the model is in the map",
            both(pair.key, pair.value) + "\n" + show(map));
  std::vector<MapPair> pairs(model.pairs.rbegin(), model.pairs.rend());
  bool duplicates = true;
  Term whole = mapFromPairs(p, pairs.data(), pairs.size(), &duplicates);
  require(!duplicates, "different keys are no duplicates", show(map));
  require(exactEqual(whole, map), "a map made at once is the map made by steps", both(whole, map));
  checkPair(whole, map);
}

/// Steps of a map and its model. Keys are \p keys or small integers, so that they meet again.
void checkSteps(Process &p, Input &in, const std::vector<Term> &keys) {
  Term map = emptyMap(p), other = emptyMap(p);
  Model model, otherModel;
  for (unsigned step = 0; step < 24 && !in.atEnd(); step++) {
    unsigned what = in.below(8);
    uint8_t which = in.byte();
    Term key = which & 1 ? Term::small(which >> 1) : keys[which / 2 % keys.size()];
    Term value = keys[in.below(unsigned(keys.size()))];
    switch (what) {
    case 0:
    case 1:
      map = mapPut(p, map, key, value);
      model.put(key, value);
      break;
    case 2: {
      Term removed, had = model.get(key);
      map = mapRemove(p, map, key, &removed);
      model.remove(key);
      require(sameValue(removed, had), "what is removed is what was there", show(key));
      break;
    }
    case 3: // many, into either form
      for (int64_t i = 0, n = in.below(48); i < n; i++) {
        map = mapPut(p, map, Term::small(which + i), value);
        model.put(Term::small(which + i), value);
      }
      break;
    case 4:
      for (int64_t i = 0, n = in.below(48); i < n; i++) {
        map = mapRemove(p, map, Term::small(which + i));
        model.remove(Term::small(which + i));
      }
      break;
    case 5:
      std::swap(map, other);
      std::swap(model, otherModel);
      break;
    case 6:
      map = mergeMaps(p, other, map);
      for (const MapPair &pair : otherModel.pairs)
        if (!model.get(pair.key).isValue())
          model.put(pair.key, pair.value);
      break;
    default: require(sameValue(mapGet(map, key), model.get(key)), "get", both(key, map));
    }
    checkMap(p, map, model);
  }
  checkPair(map, other);
  checkCopy(map);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  test::startProgram();
  Process *p = test::makeProcess(/*minHeapSize=*/1 << 14);
  Input in(bytes, size);
  TermSource source(*p, in);
  std::vector<Term> terms;
  for (unsigned n = 3 + in.below(4); terms.size() < n;)
    terms.push_back(source.term());
  for (Term t : terms)
    checkCopy(t);
  checkOrder(terms);
  checkSteps(*p, in, terms);
  test::dropProcess(p);
  return 0;
}
