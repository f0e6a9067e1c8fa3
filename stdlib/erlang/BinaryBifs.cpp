//===- BinaryBifs.cpp - Bitstrings, lists of bytes and iolists -------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

Term fromIoList(Process &p, Term t, bool allowBits) {
  uint64_t bits;
  if (ioListBits(t, allowBits, bits) != IoListResult::Ok)
    return p.fail(atom::badarg);
  uint8_t *data;
  Term r = makeBitsUninit(p, bits, &data);
  copyIoList(t, data);
  return r;
}

/// List of bytes, then \p tail.
Term bytesToList(Process &p, const BitsView &v, Term tail) {
  BytesOf bytes(v);
  return makeStringLatin1(p, bytes.view(), tail);
}

Term part(Process &p, Term binary, Term start, Term length) {
  if (!binary.isBitstring() || !start.isSmall() || !length.isSmall())
    return p.fail(atom::badarg);
  int64_t at = start.smallValue(), n = length.smallValue(), size = int64_t(binary.bitSize() / 8);
  if (n < 0) {
    if (n == abi::kSmallMin)
      return p.fail(atom::badarg);
    at += n;
    n = -n;
  }
  if (at < 0 || at > size || n > size - at)
    return p.fail(atom::badarg);
  return makeSubBits(p, binary, uint64_t(at) * 8, uint64_t(n) * 8);
}

} // namespace

/// Bits of a bitstring, or -1. Compilers since OTP 26 also ask a match context, for what is left of
/// it.
static int64_t sizeInBits(Term t) {
  if (t.isBitstring())
    return int64_t(t.bitSize());
  if (!t.isMatchContext())
    return -1;
  const Word *context = t.object();
  return abi::smallValue(context[3]) - abi::smallValue(context[2]);
}

/// Size in bytes, rounded up.
BIF(erlang, byte_size, 1, Guard, Pure, Returns(Size))
Term byte_size_1(Process &p, Term t) {
  int64_t bits = sizeInBits(t);
  return bits >= 0 ? Term::small((bits + 7) / 8) : p.fail(atom::badarg);
}

/// Size in bits.
BIF(erlang, bit_size, 1, Guard, Pure, Returns(Size))
Term bit_size_1(Process &p, Term t) {
  int64_t bits = sizeInBits(t);
  return bits >= 0 ? Term::small(bits) : p.fail(atom::badarg);
}

/// List of the bytes.
BIF(erlang, binary_to_list, 1, Pure, Returns(List))
Term binary_to_list_1(Process &p, Term t) {
  return t.isBinary() ? bytesToList(p, BitsView(t), Term::nil()) : p.fail(atom::badarg);
}

/// List of the bytes from \p start to \p stop, both from 1.
BIF(erlang, binary_to_list, 3, Pure, Returns(List))
Term binary_to_list_3(Process &p, Term t, Term start, Term stop) {
  if (!t.isBitstring() || !start.isSmall() || !stop.isSmall())
    return p.fail(atom::badarg);
  int64_t from = start.smallValue(), to = stop.smallValue();
  if (from < 1 || to < from || uint64_t(to) > t.bitSize() / 8)
    return p.fail(atom::badarg);
  BitsView v(t);
  return bytesToList(
      p, BitsView(v.base, v.offset + uint64_t(from - 1) * 8, uint64_t(to - from + 1) * 8),
      Term::nil());
}

/// List of the bytes; what is left of less than a byte comes last as a bitstring.
BIF(erlang, bitstring_to_list, 1, Pure, Returns(List))
Term bitstring_to_list_1(Process &p, Term t) {
  if (!t.isBitstring())
    return p.fail(atom::badarg);
  BitsView v(t);
  Term tail = Term::nil();
  if (uint64_t rest = v.size & 7)
    tail = makeCons(p, makeSubBits(p, t, v.size - rest, rest), tail);
  return bytesToList(p, v, tail);
}

/// Binary of an iolist; a binary itself is refused.
BIF(erlang, list_to_binary, 1, Pure, Returns(Binary))
Term list_to_binary_1(Process &p, Term t) {
  return t.isList() ? fromIoList(p, t, false) : p.fail(atom::badarg);
}

/// Binary of an iolist or binary.
BIF(erlang, iolist_to_binary, 1, Pure, Returns(Binary))
Term iolist_to_binary_1(Process &p, Term t) {
  if (t.isBinary())
    return t;
  return t.isList() ? fromIoList(p, t, false) : p.fail(atom::badarg);
}

/// Bitstring of a list of bytes and bitstrings.
BIF(erlang, list_to_bitstring, 1, Pure, Returns(Bitstring))
Term list_to_bitstring_1(Process &p, Term t) {
  return t.isList() ? fromIoList(p, t, true) : p.fail(atom::badarg);
}

/// Size of an iolist in bytes.
BIF(erlang, iolist_size, 1, Pure, Returns(Size))
Term iolist_size_1(Process &p, Term t) {
  uint64_t bits;
  if (!(t.isList() || t.isBinary()) || ioListBits(t, false, bits) != IoListResult::Ok)
    return p.fail(atom::badarg);
  return Term::small(int64_t(bits / 8));
}

/// An iolist as a list of binaries.
BIF(erlang, iolist_to_iovec, 1, Pure, Returns(List))
Term iolist_to_iovec_1(Process &p, Term t) {
  Term binary = iolist_to_binary_1(p, t);
  if (!binary.isValue())
    return binary;
  return binary.bitSize() ? makeCons(p, binary, Term::nil()) : Term::nil();
}

/// {First \p size bytes, the rest}.
BIF(erlang, split_binary, 2, Pure, Returns(Tuple))
Term split_binary_2(Process &p, Term t, Term size) {
  if (!t.isBitstring() || !size.isSmall() || size.smallValue() < 0 ||
      uint64_t(size.smallValue()) > t.bitSize() / 8)
    return p.fail(atom::badarg);
  uint64_t bits = uint64_t(size.smallValue()) * 8;
  Term first = makeSubBits(p, t, 0, bits);
  return makeTuple(p, {first, makeSubBits(p, t, bits, t.bitSize() - bits)});
}

/// Part given by {Start, Length}; a negative length goes backwards.
BIF(erlang, binary_part, 2, Guard, Pure, Returns(Binary))
Term binary_part_2(Process &p, Term t, Term range) {
  return range.isTuple(2) ? part(p, t, range.element(0), range.element(1)) : p.fail(atom::badarg);
}

/// Part of \p length bytes from \p start (from 0).
BIF(erlang, binary_part, 3, Guard, Pure, Returns(Binary))
Term binary_part_3(Process &p, Term t, Term start, Term length) {
  return part(p, t, start, length);
}

BEAMC_BIF_NAMESPACE_END
