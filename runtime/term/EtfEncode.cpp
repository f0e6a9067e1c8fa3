//===- EtfEncode.cpp - Terms to the external format ----------------------------------------------------===//
#include "runtime/code/Code.h"
#include "runtime/heap/Magic.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Compare.h"
#include "runtime/term/Etf.h"
#include "runtime/term/FloatText.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include <algorithm>
#include <zlib.h>

namespace beamc::rt {
namespace {
using namespace etf;

class Encoder {
public:
  Encoder(const EtfOptions &options, Bytes &out) : options_(options), out_(out) {}

  bool run(Term t) {
    term(t);
    while (ok_ && !stack_.empty()) {
      Item i = stack_.pop();
      if (i.funStart)
        patch32(i.funStart, uint32_t(out_.size() - i.funStart));
      else
        term(i.term);
    }
    return ok_;
  }

private:
  struct Item {
    Term term;
    uint64_t funStart; ///< not 0: the fun whose size field is here is complete
  };

  void push(Term t) { stack_.push({t, 0}); }
  void pushAll(const Word *terms, uint64_t n) {
    for (uint64_t i = n; i-- > 0;)
      push(Term(terms[i]));
  }
  void put8(uint64_t v) { out_.push(uint8_t(v)); }
  void putBig(uint64_t v, unsigned bytes) {
    uint8_t *o = out_.extend(bytes);
    for (unsigned i = 0; i < bytes; i++)
      o[i] = uint8_t(v >> (8 * (bytes - 1 - i)));
  }
  void put16(uint64_t v) { putBig(v, 2); }
  void put32(uint64_t v) { putBig(v, 4); }
  void patch32(uint64_t at, uint32_t v) {
    for (unsigned i = 0; i < 4; i++)
      out_[at + i] = uint8_t(v >> (24 - 8 * i));
  }
  void tagged32(Tag tag, uint64_t v) {
    put8(tag);
    put32(v);
    ok_ &= v <= 0xffffffff;
  }

  void term(Term t) {
    if (t.isInteger())
      return integer(t);
    if (t.isAtom())
      return atom(t);
    if (t.isNil())
      return put8(kNil);
    if (t.isCons())
      return list(t);
    if (t.isFloat())
      return real(t.floatValue());
    if (t.isPid())
      return pid(t);
    if (t.isPort())
      return port(t);
    if (t.isReference())
      return reference(t);
    if (t.isMap())
      return map(t);
    if (t.isBitstring())
      return bits(t);
    const Word *o = t.object();
    if (t.isTuple()) {
      if (t.arity() < 256) {
        put8(kSmallTuple);
        put8(t.arity());
      } else {
        tagged32(kLargeTuple, t.arity());
      }
      return pushAll(o + 1, t.arity());
    }
    if (t.kind() == Kind::ExportFun) {
      auto *e = reinterpret_cast<const Export *>(o[1]);
      put8(kExport);
      atom(Term(e->module));
      atom(Term(e->function));
      return integer(Term::small(e->arity));
    }
    fun(o);
  }

  void integer(Term t) {
    if (t.isSmall()) {
      int64_t v = t.smallValue();
      if (v >= 0 && v < 256) {
        put8(kSmallInteger);
        return put8(uint64_t(v));
      }
      if (v == int32_t(v)) {
        put8(kInteger);
        return put32(uint32_t(v));
      }
    }
    IntegerView view(t);
    uint64_t top = view.digits[view.size - 1];
    uint64_t bytes = view.size * 8 - uint64_t(__builtin_clzll(top)) / 8;
    if (bytes < 256) {
      put8(kSmallBig);
      put8(bytes);
    } else {
      tagged32(kLargeBig, bytes);
    }
    put8(view.negative);
    for (uint64_t i = 0; i < bytes; i++)
      put8(view.digits[i / 8] >> (8 * (i % 8)));
  }

  void atom(Term t) {
    std::string_view s = atomText(t);
    if (options_.minorVersion < 2) {
      uint8_t latin1[abi::kMaxAtomChars];
      unsigned n = 0;
      for (size_t i = 0; i < s.size(); n++) {
        uint32_t c;
        i += decodeUtf8(reinterpret_cast<const uint8_t *>(s.data()) + i, s.size() - i, c);
        if (c > 255)
          return utf8Atom(s);
        latin1[n] = uint8_t(c);
      }
      put8(kAtomLatin1);
      put16(n);
      return out_.append(latin1, n);
    }
    utf8Atom(s);
  }
  void utf8Atom(std::string_view s) {
    put8(s.size() < 256 ? kSmallAtomUtf8 : kAtomUtf8);
    putBig(s.size(), s.size() < 256 ? 1 : 2);
    out_.append(reinterpret_cast<const uint8_t *>(s.data()), s.size());
  }

  void real(double d) {
    if (options_.minorVersion == 0) {
      char text[kFloatTextSize] = {};
      floatTextScientific(d, 20, text);
      put8(kFloatText);
      return out_.append(reinterpret_cast<uint8_t *>(text), 31);
    }
    uint64_t b;
    memcpy(&b, &d, 8);
    put8(kFloat);
    putBig(b, 8);
  }

  /// Strings of bytes are packed; everything else is a list with its tail.
  void list(Term t) {
    uint64_t n = 0;
    bool bytes = true;
    Term l = t;
    for (; l.isCons(); l = l.tail(), n++)
      bytes &= l.head().isSmall() && uint64_t(l.head().smallValue()) < 256;
    if (bytes && l.isNil() && n <= 0xffff) {
      put8(kString);
      put16(n);
      uint8_t *o = out_.extend(n);
      for (; t.isCons(); t = t.tail())
        *o++ = uint8_t(t.head().smallValue());
      return;
    }
    tagged32(kList, n);
    // Elements go on the stack in reverse.
    Item *items = stack_.extend(n + 1) + n;
    for (; t.isCons(); t = t.tail())
      *items-- = {t.head(), 0};
    *items = {l, 0};
  }

  void map(Term t) {
    uint64_t n = mapSize(t);
    tagged32(kMap, n);
    Item *items = stack_.extend(2 * n) + 2 * n;
    MapIterator it(t);
    Term key, value;
    if (t.isFlatMap()) {
      while (it.next(key, value)) {
        *--items = {key, 0};
        *--items = {value, 0};
      }
      return;
    }
    if (!options_.deterministic) { // a large map is written from the end of its iteration order
      for (items -= 2 * n; it.next(key, value);) {
        *items++ = {value, 0};
        *items++ = {key, 0};
      }
      return;
    }
    WorkStack<MapPair, 64> pairs;
    while (it.next(key, value))
      pairs.push({key, value});
    std::sort(pairs.begin(), pairs.end(), [](const MapPair &x, const MapPair &y) {
      return compareTermsExact(x.key, y.key) < 0;
    });
    for (const MapPair &p : pairs) {
      *--items = {p.key, 0};
      *--items = {p.value, 0};
    }
  }

  void bits(Term t) {
    BitsView v(t);
    unsigned rest = v.size & 7;
    uint64_t bytes = (v.size + 7) / 8;
    tagged32(rest ? kBitBinary : kBinary, bytes);
    if (rest)
      put8(rest);
    uint8_t *o = out_.extend(bytes);
    if (rest)
      o[bytes - 1] = 0;
    copyBits(o, 0, v.base, v.offset, v.size);
  }

  void fun(const Word *o) {
    auto *f = reinterpret_cast<const FunEntry *>(o[1]);
    put8(kNewFun);
    uint64_t start = out_.size();
    put32(0);
    put8(f->arity);
    out_.append(f->uniq, 16);
    put32(f->index);
    put32(f->numFree);
    atom(Term(f->module));
    integer(Term::small(f->index));
    integer(Term::small(f->oldUniq));
    pid(Term(o[2]));
    stack_.push({Term::nil(), start});
    pushAll(o + 3, f->numFree);
  }

  void pid(Term t) {
    PidView v = pidView(t);
    put8(kNewPid);
    atom(v.node->name);
    put32(v.number);
    put32(v.serial);
    put32(v.node->creation);
  }
  void port(Term t) {
    PortView v = portView(t);
    bool small = v.number < (1u << 28);
    put8(small ? kNewPort : kV4Port);
    atom(v.node->name);
    putBig(v.number, small ? 4 : 8);
    put32(v.node->creation);
  }
  void reference(Term t) {
    if (t.isKind(Kind::MagicRef))
      rememberMagic(magicObject(t));
    RefView v = refView(t);
    put8(kNewerReference);
    put16(v.count);
    atom(v.node->name);
    put32(v.node->creation);
    for (uint32_t i = 0; i < v.count; i++)
      put32(v.words[i]);
  }

  const EtfOptions &options_;
  Bytes &out_;
  bool ok_ = true;
  WorkStack<Item, 64> stack_;
};

} // namespace

bool encodeEtf(Term t, const EtfOptions &options, Bytes &out) {
  out.push(kVersion);
  uint64_t start = out.size();
  if (!Encoder(options, out).run(t))
    return false;
  uint64_t size = out.size() - start;
  chargeBytesRead(size);
  if (!options.compression || size > 0xffffffff)
    return true;
  // Kept only when it is shorter: <<131, 80, Size:32, Deflated/binary>>.
  charge(size / 64); // deflating is slow
  uLongf deflated = compressBound(size);
  uint8_t *buffer = static_cast<uint8_t *>(malloc(deflated));
  if (buffer &&
      compress2(buffer, &deflated, out.data() + start, size, options.compression) == Z_OK &&
      deflated + 5 < size) {
    out.resize(start);
    out.push(kCompressed);
    for (unsigned i = 0; i < 4; i++)
      out.push(uint8_t(size >> (24 - 8 * i)));
    out.append(buffer, deflated);
  }
  free(buffer);
  return true;
}

} // namespace beamc::rt
