//===- Build.cpp - Making terms, the out-of-line part --------------------------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Work.h"

namespace beamc::rt {

Term makeList(Process &p, std::span<const Term> elements, Term tail) {
  if (elements.empty())
    return tail;
  chargeTerms(elements.size());
  Word *c = allocWords(p, 2 * elements.size());
  Word *first = c;
  for (Term t : elements) {
    c[0] = t.bits;
    c[1] = Term::cons(c + 2).bits;
    c += 2;
  }
  c[-1] = tail.bits;
  return Term::cons(first);
}

Term makeBigFromInt(Process &p, int64_t v) {
  Word *o = allocWords(p, 2);
  o[0] = abi::makeHeader(v < 0 ? Kind::NegBignum : Kind::PosBignum, 1);
  o[1] = v < 0 ? -uint64_t(v) : uint64_t(v);
  return Term::boxed(o);
}

Term makeBigFromUint(Process &p, uint64_t v) {
  Word *o = allocWords(p, 2);
  o[0] = abi::makeHeader(Kind::PosBignum, 1);
  o[1] = v;
  return Term::boxed(o);
}

Term makeBinaryUninit(Process &p, uint64_t size, uint8_t **data) {
  return makeBitsUninit(p, size * 8, data);
}

Term makeBinary(Process &p, const void *bytes, uint64_t size) {
  uint8_t *data;
  Term t = makeBitsUninit(p, size * 8, &data);
  if (size)
    memcpy(data, bytes, size);
  return t;
}

Term makeRefcBinary(Process &p, BinaryObject *b, uint64_t sizeInBits) {
  HeapTarget target(p);
  return makeRefcBits(target, b, sizeInBits);
}

Term makeStringUtf8(Process &p, std::string_view utf8, Term tail) {
  const uint8_t *s = reinterpret_cast<const uint8_t *>(utf8.data());
  uint64_t n = 0;
  for (char c : utf8)
    n += (uint8_t(c) & 0xc0) != 0x80;
  if (n == 0)
    return tail;
  chargeTerms(n);
  Word *c = allocWords(p, 2 * n), *first = c;
  for (size_t i = 0; i < utf8.size();) {
    uint32_t code;
    unsigned length = decodeUtf8(s + i, utf8.size() - i, code);
    assert(length && "the text is valid UTF-8");
    i += length;
    c[0] = abi::makeSmall(code);
    c[1] = Term::cons(c + 2).bits;
    c += 2;
  }
  c[-1] = tail.bits;
  return Term::cons(first);
}

Term makeStringLatin1(Process &p, std::string_view bytes, Term tail) {
  if (bytes.empty())
    return tail;
  chargeTerms(bytes.size());
  Word *c = allocWords(p, 2 * bytes.size()), *first = c;
  for (char b : bytes) {
    c[0] = abi::makeSmall(uint8_t(b));
    c[1] = Term::cons(c + 2).bits;
    c += 2;
  }
  c[-1] = tail.bits;
  return Term::cons(first);
}

} // namespace beamc::rt

using namespace beamc::rt;

extern "C" Term beamc_rt_box_float(Process *p, uint64_t bits) {
  Word *o = allocWords(*p, 2);
  o[0] = beamc::abi::makeHeader(Kind::Float, 1);
  o[1] = bits;
  return Term::boxed(o);
}
