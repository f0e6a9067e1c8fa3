//===- FlatSize.cpp - Words that a term takes in OTP ----------------------------------------------===//
#include "runtime/term/FlatSize.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {
namespace {

constexpr uint64_t kSharedBinary = 6, kPartOfBinary = 5, kFunWords = 5, kRefWords = 3;

/// Of a word that is a term and no pointer.
uint64_t immediateWords(Term t) {
  constexpr int64_t kSmallLimit = int64_t(1) << 59; // OTP's small integers have 60 bits
  if (t.isSmall())
    return t.smallValue() >= kSmallLimit || t.smallValue() < -kSmallLimit ? 2 : 0;
  return t.isFloat() ? 2 : 0;
}

uint64_t heapBinaryWords(uint64_t bytes) { return 2 + (bytes + 7) / 8; }

uint64_t bitsWords(const Word *o) {
  Kind k = abi::headerKind(o[0]);
  if (k == Kind::SubBits) {
    uint64_t offset = uint64_t(abi::smallValue(o[2])) & 7, size = uint64_t(abi::smallValue(o[3]));
    if (size % 8 == 0 && size <= abi::kMaxHeapBytes * 8) // copied by OTP at any offset
      return heapBinaryWords(size / 8);
    uint64_t odd = offset + (size & 7), extra = odd > 8 ? 2 : odd ? 1 : 0;
    bool shared = abi::headerKind(Term(o[1]).object()[0]) == Kind::RefcBits;
    return (odd ? kPartOfBinary : 0) + (shared ? kSharedBinary : heapBinaryWords(size / 8 + extra));
  }
  bool shared = k == Kind::RefcBits;
  uint64_t size = shared ? uint64_t(abi::smallValue(o[3])) : o[1];
  uint64_t whole = shared ? kSharedBinary : heapBinaryWords((size + 7) / 8);
  return size & 7 ? kPartOfBinary + whole : whole;
}

/// Of an object without the terms in it; parts of binaries with what they are parts of.
uint64_t objectWords(const Word *o) {
  uint64_t n = abi::headerSize(o[0]);
  switch (abi::headerKind(o[0])) {
  case Kind::Tuple: return n ? 1 + n : 0;
  case Kind::Float: return 2;
  case Kind::HeapBits:
  case Kind::RefcBits:
  case Kind::SubBits:
  case Kind::MatchContext: return bitsWords(o);
  case Kind::FlatMap: return 2 + n;
  case Kind::Fun: return kFunWords + n - 2;
  case Kind::ExportFun: return kFunWords;
  case Kind::Reference:
  case Kind::MagicRef: return kRefWords;
  case Kind::ExternalPid:
  case Kind::ExternalPort: return 4;
  case Kind::ExternalRef: return 3 + (uint64_t(abi::smallValue(o[3])) + 2) / 2;
  default: return 1 + n;
  }
}

/// Positions of the first and behind the last word of an object that is a term of its own.
struct Range {
  uint64_t from, to;
};
Range termsOf(const Word *o) {
  uint64_t end = 1 + abi::headerSize(o[0]);
  switch (abi::headerKind(o[0])) {
  case Kind::Tuple:
  case Kind::FlatMap:
  case Kind::HashNode: return {1, end};
  case Kind::HashMap: return {2, end};
  case Kind::Fun: return {3, end};
  default: return {end, end};
  }
}

} // namespace

uint64_t flatSize(Term root) {
  uint64_t words = 0;
  WorkStack<Term, 64> todo;
  auto visit = [&](Term t) {
    if (t.isPointer())
      todo.push(t);
    else
      words += immediateWords(t);
  };
  visit(root);
  while (!todo.empty()) {
    Term t = todo.pop();
    for (; t.isCons(); t = t.tail()) {
      words += 2;
      visit(t.head());
    }
    if (!t.isPointer()) {
      words += immediateWords(t);
      continue;
    }
    const Word *o = t.object();
    words += objectWords(o);
    Range r = termsOf(o);
    for (uint64_t i = r.from; i != r.to; i++)
      visit(Term(o[i]));
  }
  chargeTerms(words);
  return words;
}

uint64_t flatSizeOfBlock(const Word *block, uint64_t words) {
  uint64_t sum = 0, bytes = words * sizeof(Word);
  auto visit = [&](Term t) {
    if (!t.isPointer())
      sum += immediateWords(t);
    else if (Word(t.pointer()) - Word(block) >= bytes)
      sum += flatSize(t);
  };
  for (const Word *w = block; w < block + words;) {
    if (!Term(*w).isHeaderWord()) { // a cell of a list
      sum += 2;
      visit(Term(w[0]));
      visit(Term(w[1]));
      w += 2;
      continue;
    }
    sum += objectWords(w);
    if (abi::headerKind(*w) == Kind::SubBits && Word(Term(w[1]).object()) - Word(block) < bytes)
      sum -= bitsWords(Term(w[1]).object()); // comes by itself
    Range r = termsOf(w);
    for (uint64_t i = r.from; i != r.to; i++)
      visit(Term(w[i]));
    w += 1 + abi::headerSize(*w);
  }
  return sum;
}

} // namespace beamc::rt
