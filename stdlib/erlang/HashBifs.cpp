//===- HashBifs.cpp - phash2, phash, crc32, adler32 ----------------------------------------------------------------------===//
#include "runtime/term/Hash.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include <zlib.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

/// 1…2^32, or 0 when \p t is something else.
uint64_t range(Term t) {
  return t.isSmall() && t.smallValue() >= 1 && t.smallValue() <= int64_t(1) << 32
             ? uint64_t(t.smallValue())
             : 0;
}

bool word32(Term t, uint32_t &out) {
  uint64_t v;
  if (!t.isInteger() || !toUint64(t, v) || v >> 32)
    return false;
  out = uint32_t(v);
  return true;
}

template <typename F> Term checksum(Process &p, Term old, Term data, F step) {
  uint32_t value;
  Bytes bytes;
  if (!word32(old, value) || !(data.isList() || data.isBinary()) || !appendIoList(data, bytes))
    return p.fail(atom::badarg);
  chargeBytes(bytes.size());
  return Term::small(int64_t(step(value, bytes.data(), z_size_t(bytes.size()))));
}

template <typename F> Term combine(Process &p, Term a, Term b, Term size, F step) {
  uint32_t x, y;
  if (!word32(a, x) || !word32(b, y) || !size.isSmall() || size.smallValue() < 0)
    return p.fail(atom::badarg);
  return Term::small(int64_t(step(x, y, z_off_t(size.smallValue()))));
}

} // namespace

/// Portable hash, 27 bits.
BIF(erlang, phash2, 1, Pure, NoHeap, Returns(Size))
Term phash2_1(Process &p, Term t) { return Term::small(portableHash2(t) & ((1u << 27) - 1)); }

/// Portable hash from 0 to \p r - 1.
BIF(erlang, phash2, 2, Pure, Returns(Size))
Term phash2_2(Process &p, Term t, Term r) {
  uint64_t n = range(r);
  return n ? Term::small(int64_t(portableHash2(t) % n)) : p.fail(atom::badarg);
}

/// The older portable hash, from 1 to \p r.
BIF(erlang, phash, 2, Pure, Returns(Size))
Term phash_2(Process &p, Term t, Term r) {
  uint64_t n = range(r);
  return n ? Term::small(int64_t(1 + portableHash(t) % n)) : p.fail(atom::badarg);
}

/// CRC-32 of an iolist.
BIF(erlang, crc32, 1, Pure, Returns(Size))
Term crc32_1(Process &p, Term data) { return checksum(p, Term::small(0), data, crc32_z); }

/// CRC-32 going on from \p old.
BIF(erlang, crc32, 2, Pure, Returns(Size))
Term crc32_2(Process &p, Term old, Term data) { return checksum(p, old, data, crc32_z); }

/// CRC-32 of two parts from those of each; \p size is that of the second.
BIF(erlang, crc32_combine, 3, Pure, Returns(Size))
Term crc32_combine_3(Process &p, Term a, Term b, Term size) {
  return combine(p, a, b, size, ::crc32_combine);
}

/// Adler-32 of an iolist.
BIF(erlang, adler32, 1, Pure, Returns(Size))
Term adler32_1(Process &p, Term data) { return checksum(p, Term::small(1), data, adler32_z); }

/// Adler-32 going on from \p old.
BIF(erlang, adler32, 2, Pure, Returns(Size))
Term adler32_2(Process &p, Term old, Term data) { return checksum(p, old, data, adler32_z); }

/// Adler-32 of two parts from those of each.
BIF(erlang, adler32_combine, 3, Pure, Returns(Size))
Term adler32_combine_3(Process &p, Term a, Term b, Term size) {
  return combine(p, a, b, size, ::adler32_combine);
}

BEAMC_BIF_NAMESPACE_END
