//===- Hash.cpp - Hash values of terms ----------------------------------------------------------------===//
//
// phash2 and the map hash walk terms in the same order with the same mixing; a walk is a
// stack of terms to come. Header words, which are no terms, mark the special steps.
//===----------------------------------------------------------------------===//
#include "runtime/term/Hash.h"
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/HashMix.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"

namespace beamc::rt {
namespace {
using namespace hash;

using Stack = WorkStack<Word, 128>;

constexpr Word kPairEnd = abi::makeHeader(Kind::Moved, 1); ///< phash2: a pair of a map is hashed
constexpr Word kMapEnd =
    abi::makeHeader(Kind::Moved, 2); ///< phash2: below lie the outer hash and xor
constexpr Word kTailMark =
    abi::makeHeader(Kind::Moved, 3); ///< map hash: the tail of an improper list

bool isByte(Term t) { return t.isSmall() && uint64_t(t.smallValue()) < 256; }

uint64_t positiveZero(Term t) {
  double d = t.floatValue() == 0 ? 0.0 : t.floatValue();
  uint64_t b;
  memcpy(&b, &d, 8);
  return b;
}

uint32_t hashBits(uint32_t h, Term t) {
  BitsView v(t);
  uint32_t start = golden(13) + h;
  if (v.size == 0)
    return start;
  BytesOf bytes(v);
  chargeBytesRead(bytes.size());
  h = block(bytes.data(), bytes.size() & 0xffffffff, start);
  if (unsigned rest = v.size & 7) {
    uint8_t last = 0;
    copyBits(&last, 8 - rest, v.base, v.offset + (v.size & ~uint64_t(7)), rest);
    h = words(h, rest, last, golden(15));
  }
  return h;
}

uint32_t hashBignum(uint32_t h, Term t) {
  const Word *o = t.object();
  uint64_t n = abi::headerSize(o[0]);
  uint32_t constant = t.kind() == Kind::NegBignum ? golden(10) : golden(11);
  for (uint64_t i = 1; i <= n; i++)
    h = words(h, uint32_t(o[i]), uint32_t(o[i] >> 32), constant);
  return h;
}

/// OTP's small integers have 60 bits; ours of 61 bits hash like its one-digit bignums, which
/// is also what phash2 does with all that exceed 28 bits.
uint32_t hashWideSmall(uint32_t h, int64_t v) {
  uint64_t m = v < 0 ? -uint64_t(v) : uint64_t(v);
  return words(h, uint32_t(m), uint32_t(m >> 32), v < 0 ? golden(10) : golden(11));
}

uint32_t hashSmall2(uint32_t h, int64_t v) {
  if (v < -(int64_t(1) << 27) || v >= int64_t(1) << 27)
    return hashWideSmall(h, v);
  if (v < 0)
    h = word(h, uint32_t(-v), kGolden);
  return word(h, uint32_t(v), kGolden);
}

void pushReversed(Stack &stack, const Word *terms, uint64_t n) {
  for (uint64_t i = n; i-- > 0;)
    stack.push(terms[i]);
}

const FunEntry *funEntry(Term t) { return reinterpret_cast<const FunEntry *>(t.object()[1]); }
const Export *exportOf(Term t) { return reinterpret_cast<const Export *>(t.object()[1]); }

class PortableHash2 {
public:
  uint32_t run(Term t) {
    for (;;) {
      count_.terms++;
      h_ = step(t);
      for (;;) {
        if (stack_.empty())
          return h_;
        Word w = stack_.pop();
        if (w == kMapEnd) {
          h_ = word(uint32_t(stack_.pop()), xor_, golden(19));
          xor_ = uint32_t(stack_.pop());
        } else if (w == kPairEnd) {
          xor_ ^= h_;
          h_ = 0;
        } else {
          t = Term(w);
          break;
        }
      }
    }
  }

private:
  uint32_t step(Term t) {
    uint32_t h = h_;
    if (t.isSmall())
      return hashSmall2(h, t.smallValue());
    if (t.isCons())
      return list(t);
    if (t.isAtom())
      return h == 0 ? atomHash(t) : word(h, atomHash(t), golden(3));
    if (t.isNil())
      return h == 0 ? 3468870702u : word(h, 2, golden(2));
    if (t.isInlineFloat())
      return floatHash(t);
    if (t.isLocalPid())
      return word(h, pidView(t).number, golden(5));
    if (t.isLocalPort())
      return word(h, uint32_t(portView(t).number), golden(6));
    return object(t);
  }
  uint32_t floatHash(Term t) {
    uint64_t b = positiveZero(t);
    return words(h_, uint32_t(b >> 32), uint32_t(b), golden(12));
  }

  /// Runs of bytes are packed four to a word.
  uint32_t list(Term t) {
    uint32_t h = h_, packed = 0;
    unsigned n = 0;
    while (t.isCons() && isByte(t.head())) {
      packed = (packed << 8) + uint32_t(t.head().smallValue());
      if (++n == 4) {
        h = word(h, packed, golden(4));
        packed = n = 0;
      }
      t = t.tail();
      count_.terms++;
    }
    if (n)
      h = word(h, packed, golden(4));
    if (!t.isCons()) {
      stack_.push(t.bits);
    } else {
      stack_.push(t.tail().bits);
      stack_.push(t.head().bits);
    }
    return h;
  }

  uint32_t object(Term t) {
    uint32_t h = h_;
    const Word *o = t.object();
    switch (abi::headerKind(o[0])) {
    case Kind::Tuple:
      pushReversed(stack_, o + 1, abi::headerSize(o[0]));
      return word(h, uint32_t(abi::headerSize(o[0])), golden(9));
    case Kind::PosBignum:
    case Kind::NegBignum: return hashBignum(h, t);
    case Kind::Float: return floatHash(t);
    case Kind::HeapBits:
    case Kind::RefcBits:
    case Kind::SubBits: return hashBits(h, t);
    case Kind::FlatMap:
    case Kind::HashMap: return map(t);
    case Kind::Fun: {
      const FunEntry *f = funEntry(t);
      pushReversed(stack_, o + 3, f->numFree);
      h = words(h, f->numFree, atomHash(Term(f->module)), kGolden);
      return words(h, f->index, f->oldUniq, kGolden);
    }
    case Kind::ExportFun: {
      const Export *e = exportOf(t);
      h = words(h, e->arity, atomHash(Term(e->module)), kGolden);
      return word(h, atomHash(Term(e->function)), golden(14));
    }
    case Kind::ExternalPid: return word(h, pidView(t).number, golden(5));
    case Kind::ExternalPort: return word(h, uint32_t(portView(t).number), golden(6));
    default: return word(h, refView(t).words[0], golden(7));
    }
  }

  /// The pairs are hashed on their own and xored: their order does not matter.
  uint32_t map(Term t) {
    uint32_t h = word(h_, uint32_t(mapSize(t)), golden(16));
    if (mapSize(t) == 0)
      return h;
    stack_.push(xor_);
    stack_.push(h);
    stack_.push(kMapEnd);
    xor_ = 0;
    MapIterator it(t);
    Term key, value;
    while (it.next(key, value)) {
      stack_.push(kPairEnd);
      stack_.push(value.bits);
      stack_.push(key.bits);
    }
    return 0;
  }

  uint32_t h_ = 0, xor_ = 0;
  TermCount count_;
  Stack stack_;
};

/// The word that an immediate would be in OTP.
uint64_t foreignWord(Term t) {
  if (t.isSmall())
    return uint64_t(t.smallValue()) << 4 | 0xf;
  if (t.isNil())
    return 0x3b;
  if (t.isAtom())
    return uint64_t(t.atomIndex()) << 6 | 0x0b;
  if (t.isLocalPid())
    return (t.bits >> abi::kImmShift) << 4 | 3;
  return (t.bits >> abi::kImmShift) << 4 | 7;
}

uint32_t hashPointer(uint32_t h, const void *p, uint32_t constant) {
  return words(h, uint32_t(uintptr_t(p)), uint32_t(uintptr_t(p) >> 32), constant);
}

class InternalHash {
public:
  explicit InternalHash(uint32_t salt) : h_(salt) {}
  uint32_t run(Term t) {
    for (;;) {
      count_.terms++;
      h_ = step(t);
      for (;;) {
        if (stack_.empty())
          return h_;
        Word w = stack_.pop();
        if (w != kTailMark) {
          t = Term(w);
          break;
        }
        rotateIn(golden(18));
      }
    }
  }

private:
  void rotateIn(uint32_t constant) {
    h_ ^= constant;
    h_ = (h_ << 17) ^ (h_ >> 15);
  }
  uint32_t floatHash(Term t) {
    uint64_t b = positiveZero(t);
    return words(h_, uint32_t(b), uint32_t(b >> 32), golden(12));
  }

  uint32_t step(Term t) {
    if (t.isCons())
      return list(t);
    if (t.isInlineFloat())
      return floatHash(t);
    if (t.isSmall() && (t.smallValue() >> 59) != (t.smallValue() >> 60))
      return hashWideSmall(h_, t.smallValue());
    if (t.isImmediate()) {
      uint64_t w = foreignWord(t);
      return words(h_, uint32_t(w), uint32_t(w >> 32), kGolden);
    }
    return object(t);
  }

  uint32_t list(Term t) {
    uint32_t packed = 0, n = 0;
    while (t.isCons() && isByte(t.head())) {
      packed = (packed << 8) + uint32_t(t.head().smallValue());
      if (++n == 4) {
        h_ = word(h_, packed, golden(4));
        packed = n = 0;
      }
      t = t.tail();
      count_.terms++;
    }
    if (n)
      h_ = words(h_, packed, n, golden(22));
    if (!t.isCons()) {
      stack_.push(t.bits);
      return h_;
    }
    rotateIn(golden(17));
    stack_.push(t.tail().bits);
    if (!t.tail().isCons())
      stack_.push(kTailMark);
    stack_.push(t.head().bits);
    return h_;
  }

  uint32_t object(Term t) {
    const Word *o = t.object();
    switch (abi::headerKind(o[0])) {
    case Kind::Tuple:
      pushReversed(stack_, o + 1, abi::headerSize(o[0]));
      return word(h_, uint32_t(abi::headerSize(o[0])), golden(9));
    case Kind::PosBignum:
    case Kind::NegBignum: return hashBignum(h_, t);
    case Kind::Float: return floatHash(t);
    case Kind::HeapBits:
    case Kind::RefcBits:
    case Kind::SubBits: return hashBits(h_, t);
    case Kind::FlatMap:
      for (uint64_t n = mapSize(t), i = n; i-- > 0;) {
        stack_.push(o[2 + i]);
        stack_.push(Term(o[1]).object()[1 + i]);
      }
      return word(h_, uint32_t(mapSize(t)), golden(16));
    case Kind::HashMap: {
      uint32_t h = word(h_, uint32_t(mapSize(t)), golden(16));
      children(o);
      return h;
    }
    case Kind::HashNode: children(o); return h_;
    case Kind::Fun: {
      const FunEntry *f = funEntry(t);
      pushReversed(stack_, o + 3, f->numFree);
      uint32_t h = words(h_, f->numFree, uint32_t(f->module), golden(20));
      return words(h, f->index, f->oldUniq, golden(21));
    }
    case Kind::ExportFun: return hashPointer(h_, exportOf(t), golden(14));
    case Kind::ExternalPid: {
      PidView v = pidView(t);
      return words(hashPointer(h_, v.node, golden(5)), v.number, v.serial, golden(5));
    }
    case Kind::ExternalPort: {
      PortView v = portView(t);
      return words(hashPointer(h_, v.node, golden(6)), uint32_t(v.number), uint32_t(v.number >> 32),
                   golden(6));
    }
    default: {
      RefView v = refView(t);
      uint32_t h = t.kind() == Kind::ExternalRef ? hashPointer(h_, v.node, golden(7)) : h_;
      h = word(h, v.words[0], golden(7));
      h = words(h, v.words[1], v.words[2], golden(8));
      return v.count > 3 ? words(h, v.words[3], v.words[4], golden(8)) : h;
    }
    }
  }
  void children(const Word *node) {
    unsigned n;
    const Word *c = hashChildren(node, n);
    for (unsigned i = 0; i < n; i++) {
      Term child(c[i]);
      if (child.isCons()) {
        stack_.push(child.tail().bits);
        stack_.push(child.head().bits);
      } else {
        stack_.push(child.bits);
      }
    }
  }

  uint32_t h_;
  TermCount count_;
  Stack stack_;
};

} // namespace

uint32_t portableHash2(Term t) {
  if (t.isAtom())
    return atomHash(t);
  if (t.isSmall())
    return hashSmall2(0, t.smallValue());
  return PortableHash2().run(t);
}

uint32_t internalHash(Term t, uint32_t salt) {
  if ((t.isSmall() && (t.smallValue() >> 59) == (t.smallValue() >> 60)) || t.isAtom() ||
      t.isNil()) {
    uint64_t w = foreignWord(t);
    return words(salt, uint32_t(w), uint32_t(w >> 32), kGolden);
  }
  return InternalHash(salt).run(t);
}

uint32_t internalHashOfPair(int64_t small, Term t) {
  alignas(16) Word cell[2] = {abi::makeSmall(small), t.bits};
  return InternalHash(kMapSalt).run(Term::cons(cell));
}

} // namespace beamc::rt
