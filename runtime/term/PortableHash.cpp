//===- PortableHash.cpp - erlang:phash/2 -----------------------------------------------------------------===//
//
// The older portable hash: h × prime + value over everything in a term, bytewise for
// numbers. The primes are the first fourteen above 2^28 that OTP fixed.
//===----------------------------------------------------------------------===//
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Hash.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"

namespace beamc::rt {
namespace {

constexpr uint32_t kPrime[] = {0,         268440163, 268439161, 268435459, 268436141,
                               268438633, 268437017, 268438039, 268437511, 268439627,
                               268440479, 268440577, 268440581, 268440593, 268440611};

/// A step that is still to be done.
struct Todo {
  enum Kind : uint32_t { Hash, Tail, AfterList, AfterTuple } kind;
  uint32_t arity;
  Term term;
};

class PortableHash {
public:
  uint32_t run(Term t) {
    stack_.push({Todo::Hash, 0, t});
    while (!stack_.empty()) {
      Todo todo = stack_.pop();
      count_.terms++;
      switch (todo.kind) {
      case Todo::Hash: step(todo.term); break;
      case Todo::Tail: tail(todo.term); break;
      case Todo::AfterList: h_ *= kPrime[8]; break;
      case Todo::AfterTuple: h_ = h_ * kPrime[9] + todo.arity; break;
      }
    }
    return h_;
  }

private:
  void bytes32(uint32_t x, uint32_t prime) {
    for (unsigned i = 0; i < 4; i++)
      h_ = h_ * prime + ((x >> (8 * i)) & 0xff);
  }
  void atomStep(Word atom) { h_ = h_ * kPrime[1] + atomHash(Term(atom)); }
  void integer(Term t) {
    IntegerView v(t);
    if (v.size == 0)
      bytes32(0, kPrime[2]);
    for (uint64_t i = 0; i < v.size; i++) {
      bytes32(uint32_t(v.digits[i]), kPrime[2]);
      if (i + 1 < v.size || v.digits[i] >> 32)
        bytes32(uint32_t(v.digits[i] >> 32), kPrime[2]);
    }
    h_ *= v.negative ? kPrime[4] : kPrime[3];
  }
  void tail(Term t) {
    if (!t.isCons()) {
      stack_.push({Todo::AfterList, 0, t});
      stack_.push({Todo::Hash, 0, t});
      return;
    }
    list(t);
  }
  void list(Term t) {
    while (t.head().isSmall() && uint64_t(t.head().smallValue()) < 256) {
      h_ = h_ * kPrime[2] + uint32_t(t.head().smallValue());
      if (!t.tail().isCons()) {
        stack_.push({Todo::AfterList, 0, t});
        stack_.push({Todo::Hash, 0, t.tail()});
        return;
      }
      t = t.tail();
      count_.terms++;
    }
    stack_.push({Todo::Tail, 0, t.tail()});
    stack_.push({Todo::Hash, 0, t.head()});
  }
  void pushAll(const Word *terms, uint64_t n) {
    for (uint64_t i = n; i-- > 0;)
      stack_.push({Todo::Hash, 0, Term(terms[i])});
  }

  void step(Term t) {
    if (t.isInteger())
      return integer(t);
    if (t.isCons())
      return list(t);
    if (t.isAtom())
      return atomStep(t.bits);
    if (t.isNil()) {
      h_ = h_ * kPrime[3] + 1;
      return;
    }
    if (t.isFloat()) {
      double d = t.floatValue() == 0 ? 0.0 : t.floatValue();
      uint64_t b;
      memcpy(&b, &d, 8);
      h_ = h_ * kPrime[6] + (uint32_t(b) ^ uint32_t(b >> 32));
      return;
    }
    if (t.isPid()) {
      bytes32(pidView(t).number, kPrime[5]);
      h_ *= kPrime[6];
      return;
    }
    if (t.isPort() || t.isReference()) {
      bytes32(t.isPort() ? uint32_t(portView(t).number) : refView(t).words[0], kPrime[9]);
      h_ *= kPrime[10];
      return;
    }
    object(t);
  }

  void object(Term t) {
    const Word *o = t.object();
    switch (t.kind()) {
    case Kind::Tuple:
      stack_.push({Todo::AfterTuple, t.arity(), t});
      pushAll(o + 1, t.arity());
      return;
    case Kind::FlatMap:
    case Kind::HashMap: h_ = h_ * kPrime[13] + kPrime[14] + portableHash2(t); return;
    case Kind::Fun: {
      auto *f = reinterpret_cast<const FunEntry *>(o[1]);
      h_ = h_ * kPrime[10] + f->numFree;
      atomStep(f->module);
      h_ = h_ * kPrime[2] + f->index;
      h_ = h_ * kPrime[2] + f->oldUniq;
      pushAll(o + 3, f->numFree);
      return;
    }
    case Kind::ExportFun: {
      auto *e = reinterpret_cast<const Export *>(o[1]);
      h_ = h_ * kPrime[11] + e->arity;
      atomStep(e->module);
      atomStep(e->function);
      return;
    }
    default: return bits(t);
    }
  }
  void bits(Term t) {
    BitsView v(t);
    BytesOf whole(v);
    chargeBytesRead(whole.size());
    for (uint64_t i = 0; i < whole.size(); i++)
      h_ = h_ * kPrime[1] + whole.data()[i];
    if (unsigned rest = v.size & 7) {
      uint8_t last = 0;
      copyBits(&last, 8 - rest, v.base, v.offset + (v.size & ~uint64_t(7)), rest);
      h_ = (h_ * kPrime[1] + last) * kPrime[12] + rest;
    }
    h_ = h_ * kPrime[4] + uint32_t(v.wholeBytes());
  }

  uint32_t h_ = 0;
  TermCount count_;
  WorkStack<Todo, 64> stack_;
};

} // namespace

uint32_t portableHash(Term t) { return PortableHash().run(t); }

} // namespace beamc::rt
