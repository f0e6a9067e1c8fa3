//===- ExternalBifs.cpp - term_to_binary and binary_to_term ------------------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Etf.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

bool encodeOptions(Term list, EtfOptions &o) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (t == atom::compressed) {
      o.compression = 6;
    } else if (t == atom::deterministic) {
      o.deterministic = true;
    } else if (t.isTuple(2) && t.element(1).isSmall()) {
      int64_t n = t.element(1).smallValue();
      if (t.element(0) == atom::minor_version && n >= 0 && n <= 2)
        o.minorVersion = int(n);
      else if (t.element(0) == atom::compressed && n >= 0 && n <= 9)
        o.compression = int(n);
      else
        return false;
    } else {
      return false;
    }
  }
  return list.isNil();
}

Term encode(Process &p, Term t, Term options, Term (*finish)(Process &, Bytes &)) {
  EtfOptions o;
  if (!encodeOptions(options, o))
    return p.fail(atom::badarg);
  Bytes out;
  if (!encodeEtf(t, o, out))
    return p.fail(atom::system_limit);
  return finish(p, out);
}

Term toBinary(Process &p, Bytes &out) { return makeBinary(p, out.data(), out.size()); }
Term toSize(Process &p, Bytes &out) { return makeUint(p, out.size()); }
Term toIovec(Process &p, Bytes &out) { return makeCons(p, toBinary(p, out), Term::nil()); }

} // namespace

/// External format of a term.
BIF(erlang, term_to_binary, 1, Pure, Returns(Binary))
Term term_to_binary_1(Process &p, Term t) { return encode(p, t, Term::nil(), toBinary); }

/// Options: compressed, {compressed, 0…9}, {minor_version, 0…2}, deterministic.
BIF(erlang, term_to_binary, 2, Pure)
Term term_to_binary_2(Process &p, Term t, Term options) { return encode(p, t, options, toBinary); }

/// External format as a list of binaries.
BIF(erlang, term_to_iovec, 1, Pure, Returns(List))
Term term_to_iovec_1(Process &p, Term t) { return encode(p, t, Term::nil(), toIovec); }

/// External format as a list of binaries.
BIF(erlang, term_to_iovec, 2, Pure, Returns(List))
Term term_to_iovec_2(Process &p, Term t, Term options) { return encode(p, t, options, toIovec); }

/// Size of the external format.
BIF(erlang, external_size, 1, Pure, Returns(Size))
Term external_size_1(Process &p, Term t) { return encode(p, t, Term::nil(), toSize); }

/// Size of the external format.
BIF(erlang, external_size, 2, Pure, Returns(Size))
Term external_size_2(Process &p, Term t, Term options) { return encode(p, t, options, toSize); }

/// Term of an external format. badarg: malformed.
BIF(erlang, binary_to_term, 1)
Term binary_to_term_1(Process &p, Term binary) {
  if (!binary.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  HeapTarget target(p);
  Term t = decodeEtf(bytes.data(), bytes.size(), target);
  return t.isValue() ? t : p.fail(atom::badarg);
}

/// Options: safe (nothing new is made), used (the answer is {Term, BytesUsed}).
BIF(erlang, binary_to_term, 2)
Term binary_to_term_2(Process &p, Term binary, Term options) {
  bool safe = false, wantUsed = false;
  for (; options.isCons(); options = options.tail()) {
    if (options.head() == atom::safe)
      safe = true;
    else if (options.head() == atom::used)
      wantUsed = true;
    else
      return p.fail(atom::badarg);
  }
  if (!options.isNil() || !binary.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  HeapTarget target(p);
  size_t used;
  Term t = decodeEtf(bytes.data(), bytes.size(), target, safe, &used);
  if (!t.isValue())
    return p.fail(atom::badarg);
  return wantUsed ? makeTuple(p, {t, makeUint(p, used)}) : t;
}

BEAMC_BIF_NAMESPACE_END
