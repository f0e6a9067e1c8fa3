//===- BinaryModuleBifs.cpp - Module binary: parts, bytes, numbers -----------------------------------------------------------===//
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/binary/Range.h"

BEAMC_BIF_NAMESPACE_BEGIN(binary)
namespace {

Term part(Process &p, Term binary, Term start, Term length) {
  uint64_t from, count;
  if (!binary.isBitstring() || !byteRange(start, length, binary.bitSize() / 8, from, count))
    return p.fail(atom::badarg);
  return makeSubBits(p, binary, from * 8, count * 8);
}

uint8_t byteOf(Term binary, uint64_t i) {
  BitsView v(binary);
  uint8_t b;
  copyBits(&b, 0, v.base, v.offset + i * 8, 8);
  return b;
}

bool isLittle(Term t, bool &little) {
  little = t == atom::little;
  return little || t == atom::big;
}

/// Length of the common part at the begin (or end) of a non-empty list of binaries.
Term commonLength(Process &p, Term list, bool atEnd) {
  WorkStack<Term, 16> items;
  for (; list.isCons(); list = list.tail()) {
    if (!list.head().isBinary())
      return p.fail(atom::badarg);
    items.push(list.head());
  }
  if (!list.isNil() || items.empty())
    return p.fail(atom::badarg);
  BytesOf first(items[0]);
  uint64_t common = first.size();
  for (uint64_t i = 1; i < items.size(); i++) {
    BytesOf other(items[i]);
    uint64_t n = 0, limit = common < other.size() ? common : other.size();
    if (atEnd)
      while (n < limit && first.data()[first.size() - 1 - n] == other.data()[other.size() - 1 - n])
        n++;
    else
      while (n < limit && first.data()[n] == other.data()[n])
        n++;
    common = n;
    chargeBytesRead(n);
  }
  return Term::small(int64_t(common));
}

Term copy(Process &p, Term binary, uint64_t times) {
  BytesOf bytes(binary);
  uint64_t total;
  if (__builtin_mul_overflow(bytes.size(), times, &total) || total >> 50)
    return p.fail(atom::system_limit);
  uint8_t *data;
  Term r = makeBinaryUninit(p, total, &data);
  for (uint64_t i = 0; i < times; i++)
    memcpy(data + i * bytes.size(), bytes.data(), bytes.size());
  return r;
}

Term encodeUnsigned(Process &p, Term t, Term endian) {
  bool little;
  if (!t.isInteger() || IntegerView(t).negative || !isLittle(endian, little))
    return p.fail(atom::badarg);
  IntegerView v(t);
  uint64_t n = 1;
  if (v.size)
    n = v.size * 8 - uint64_t(__builtin_clzll(v.digits[v.size - 1])) / 8;
  uint8_t *data;
  Term r = makeBinaryUninit(p, n, &data);
  for (uint64_t i = 0; i < n; i++)
    data[little ? i : n - 1 - i] = v.size ? uint8_t(v.digits[i / 8] >> (8 * (i % 8))) : 0;
  return r;
}

Term decodeUnsigned(Process &p, Term t, Term endian) {
  bool little;
  if (!t.isBinary() || !isLittle(endian, little))
    return p.fail(atom::badarg);
  BytesOf bytes(t);
  uint64_t n = bytes.size();
  Digits d;
  d.resize(n / 8 + 1);
  memset(d.data(), 0, d.size() * 8);
  for (uint64_t i = 0; i < n; i++)
    d[i / 8] |= uint64_t(bytes.data()[little ? i : n - 1 - i]) << (8 * (i % 8));
  Term r = makeInteger(p, false, d.data(), d.size());
  return r.isValue() ? r : p.fail(atom::system_limit);
}

} // namespace

/// Byte at \p position from 0.
BIF(binary, at, 2, Pure, Returns(Size))
Term at_2(Process &p, Term t, Term position) {
  if (!t.isBinary() || !position.isSmall() || position.smallValue() < 0 ||
      uint64_t(position.smallValue()) >= t.bitSize() / 8)
    return p.fail(atom::badarg);
  return Term::small(byteOf(t, uint64_t(position.smallValue())));
}

/// First byte. badarg: empty.
BIF(binary, first, 1, Pure, Returns(Size))
Term first_1(Process &p, Term t) {
  return t.isBinary() && t.bitSize() ? Term::small(byteOf(t, 0)) : p.fail(atom::badarg);
}

/// Last byte. badarg: empty.
BIF(binary, last, 1, Pure, Returns(Size))
Term last_1(Process &p, Term t) {
  return t.isBinary() && t.bitSize() ? Term::small(byteOf(t, t.bitSize() / 8 - 1))
                                     : p.fail(atom::badarg);
}

/// Part given by {Start, Length}, of the whole bytes of a bitstring.
BIF(binary, part, 2, Pure, Returns(Binary))
Term part_2(Process &p, Term t, Term range) {
  return range.isTuple(2) ? part(p, t, range.element(0), range.element(1)) : p.fail(atom::badarg);
}

/// Part of \p length bytes from \p start.
BIF(binary, part, 3, Pure, Returns(Binary))
Term part_3(Process &p, Term t, Term start, Term length) { return part(p, t, start, length); }

/// The bytes alone, without the binary that they may be part of.
BIF(binary, copy, 1, Pure, Returns(Binary))
Term copy_1(Process &p, Term t) { return t.isBinary() ? copy(p, t, 1) : p.fail(atom::badarg); }

/// \p times copies in a row; none, of any bitstring.
BIF(binary, copy, 2, Pure, Returns(Binary))
Term copy_2(Process &p, Term t, Term times) {
  if (!t.isBitstring() || !times.isSmall() || times.smallValue() < 0 ||
      (times.smallValue() > 0 && !t.isBinary()))
    return p.fail(atom::badarg);
  return copy(p, t, uint64_t(times.smallValue()));
}

/// Size of the binary that the bytes belong to.
BIF(binary, referenced_byte_size, 1, Returns(Size))
Term referenced_byte_size_1(Process &p, Term t) {
  if (!t.isBitstring())
    return p.fail(atom::badarg);
  const Word *o = t.object();
  if (t.kind() == Kind::SubBits)
    o = Term(o[1]).object();
  if (abi::headerKind(o[0]) == Kind::HeapBits)
    return makeUint(p, (o[1] + 7) / 8);
  return makeUint(p, reinterpret_cast<BinaryObject *>(o[2])->size);
}

/// Length of the longest common prefix of a list of binaries.
BIF(binary, longest_common_prefix, 1, Pure, Returns(Size))
Term longest_common_prefix_1(Process &p, Term list) { return commonLength(p, list, false); }

/// Length of the longest common suffix.
BIF(binary, longest_common_suffix, 1, Pure, Returns(Size))
Term longest_common_suffix_1(Process &p, Term list) { return commonLength(p, list, true); }

/// As erlang:list_to_binary/1.
BIF(binary, list_to_bin, 1, Pure, Returns(Binary))
Term list_to_bin_1(Process &p, Term t) {
  uint64_t bits;
  if (!t.isList() || ioListBits(t, false, bits) != IoListResult::Ok)
    return p.fail(atom::badarg);
  uint8_t *data;
  Term r = makeBitsUninit(p, bits, &data);
  copyIoList(t, data);
  return r;
}

/// Fewest bytes of an integer from 0, big-endian.
BIF(binary, encode_unsigned, 1, Pure, Returns(Binary))
Term encode_unsigned_1(Process &p, Term t) { return encodeUnsigned(p, t, atom::big); }

/// Fewest bytes of an integer from 0.
BIF(binary, encode_unsigned, 2, Pure, Returns(Binary))
Term encode_unsigned_2(Process &p, Term t, Term endian) { return encodeUnsigned(p, t, endian); }

/// Integer of all bytes, big-endian.
BIF(binary, decode_unsigned, 1, Pure, Returns(Integer))
Term decode_unsigned_1(Process &p, Term t) { return decodeUnsigned(p, t, atom::big); }

/// Integer of all bytes.
BIF(binary, decode_unsigned, 2, Pure, Returns(Integer))
Term decode_unsigned_2(Process &p, Term t, Term endian) { return decodeUnsigned(p, t, endian); }

BEAMC_BIF_NAMESPACE_END
