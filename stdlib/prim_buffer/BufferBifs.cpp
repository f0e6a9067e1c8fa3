//===- BufferBifs.cpp - NIFs of prim_buffer: a byte queue behind a reference --------------------------===//
#include "runtime/heap/Magic.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include <cstdlib>

BEAMC_BIF_NAMESPACE_BEGIN(prim_buffer)

namespace {

/// Used by one process at a time (prim_file checks its owner; others take the lock).
struct Buffer {
  MagicObject base;
  uint8_t *bytes;
  uint64_t begin, end, capacity;
  uint32_t locked; ///< atomic: try_lock/1

  uint64_t size() const { return end - begin; }
  void reserve(uint64_t more) {
    if (capacity - end >= more)
      return;
    if (begin) {
      memmove(bytes, bytes + begin, size());
      end -= begin;
      begin = 0;
    }
    if (capacity - end >= more)
      return;
    capacity = (end + more) * 2;
    bytes = static_cast<uint8_t *>(realloc(bytes, capacity));
    if (!bytes)
      outOfMemory(capacity);
  }
};

void destroy(MagicObject *o) {
  auto *b = reinterpret_cast<Buffer *>(o);
  free(b->bytes);
  free(b);
}
const MagicType kBufferType{"buffer", destroy};

Buffer *bufferOf(Term t) { return reinterpret_cast<Buffer *>(magicOfType(t, &kBufferType)); }

bool count(Term t, const Buffer *b, uint64_t &n) {
  return t.isInteger() && toUint64(t, n) && n <= b->size();
}

} // namespace

BIF(prim_buffer, new, 0)
Term new_0(Process &p) {
  auto *b = static_cast<Buffer *>(calloc(1, sizeof(Buffer)));
  if (!b)
    outOfMemory(sizeof(Buffer));
  initMagic(&b->base, &kBufferType);
  Term ref = makeMagicRef(HeapTarget(p), &b->base);
  release(&b->base);
  return ref;
}

BIF(prim_buffer, size, 1)
Term size_1(Process &p, Term handle) {
  Buffer *b = bufferOf(handle);
  return b ? makeUint(p, b->size()) : p.fail(atom::badarg);
}

namespace {
Term take(Process &p, Term handle, Term size) {
  uint64_t n;
  Buffer *b = bufferOf(handle);
  if (!b || !count(size, b, n))
    return p.fail(atom::badarg);
  Term data = makeBinary(p, b->bytes + b->begin, n);
  b->begin += n;
  return data;
}
} // namespace

BIF(prim_buffer, read, 2)
Term read_2(Process &p, Term handle, Term size) { return take(p, handle, size); }

BIF(prim_buffer, read_iovec, 2)
Term read_iovec_2(Process &p, Term handle, Term size) {
  Term data = take(p, handle, size);
  if (!data.isValue())
    return data;
  return data.bitSize() ? makeCons(p, data, Term::nil()) : Term::nil();
}

/// prim_buffer:write/2: appends a list of binaries.
BIF(prim_buffer, write, 2)
Term write_2(Process &p, Term handle, Term vector) {
  Buffer *b = bufferOf(handle);
  if (!b)
    return p.fail(atom::badarg);
  for (; vector.isCons(); vector = vector.tail()) {
    if (!vector.head().isBinary())
      return p.fail(atom::badarg);
    BytesOf bytes(vector.head());
    b->reserve(bytes.size());
    memcpy(b->bytes + b->end, bytes.data(), bytes.size());
    b->end += bytes.size();
  }
  return vector.isNil() ? atom::ok : p.fail(atom::badarg);
}

BIF(prim_buffer, skip, 2)
Term skip_2(Process &p, Term handle, Term size) {
  uint64_t n;
  Buffer *b = bufferOf(handle);
  if (!b || !count(size, b, n))
    return p.fail(atom::badarg);
  b->begin += n;
  return atom::ok;
}

BIF(prim_buffer, wipe, 1)
Term wipe_1(Process &p, Term handle) {
  Buffer *b = bufferOf(handle);
  if (!b)
    return p.fail(atom::badarg);
  b->begin = b->end = 0;
  return atom::ok;
}

/// prim_buffer:find_byte_index/2: {ok, Index} from 0, or not_found.
BIF(prim_buffer, find_byte_index, 2)
Term find_byte_index_2(Process &p, Term handle, Term byte) {
  Buffer *b = bufferOf(handle);
  if (!b || !byte.isSmall() || uint64_t(byte.smallValue()) > 255)
    return p.fail(atom::badarg);
  const void *at =
      b->size() ? memchr(b->bytes + b->begin, int(byte.smallValue()), b->size()) : nullptr;
  if (!at)
    return internAtom("not_found");
  return makeTuple(p, {atom::ok, makeUint(p, uint64_t(static_cast<const uint8_t *>(at) -
                                                      (b->bytes + b->begin)))});
}

BIF(prim_buffer, try_lock, 1)
Term try_lock_1(Process &p, Term handle) {
  Buffer *b = bufferOf(handle);
  if (!b)
    return p.fail(atom::badarg);
  return __atomic_exchange_n(&b->locked, 1u, __ATOMIC_ACQUIRE) ? internAtom("busy")
                                                               : internAtom("acquired");
}

BIF(prim_buffer, unlock, 1)
Term unlock_1(Process &p, Term handle) {
  Buffer *b = bufferOf(handle);
  if (!b)
    return p.fail(atom::badarg);
  __atomic_store_n(&b->locked, 0u, __ATOMIC_RELEASE);
  return internAtom("released");
}

BEAMC_BIF_NAMESPACE_END
