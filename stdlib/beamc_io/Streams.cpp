//===- Streams.cpp - Standard streams for the lean boot's I/O servers ---------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/main/Output.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Signal.h"
#include "stdlib/Bif.h"
#include <cerrno>
#include <cstdlib>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(beamc_io)

namespace {

/// Bytes of a binary term (whole bytes), or null.
const uint8_t *binaryBytes(Term t, uint64_t &size) {
  if (!t.isBinary())
    return nullptr;
  size = t.bitSize() / 8;
  const Word *o = t.object();
  uint64_t offset = 0;
  if (t.kind() == Kind::SubBits) {
    offset = uint64_t(abi::smallValue(o[2]));
    o = Term(o[1]).object();
  }
  const uint8_t *base = abi::headerKind(o[0]) == Kind::HeapBits
                            ? reinterpret_cast<const uint8_t *>(o + 2)
                            : reinterpret_cast<const BinaryObject *>(o[2])->data;
  return offset % 8 ? nullptr : base + offset / 8;
}

/// {beamc_io, input, eof | Binary} to \p reader.
void deliverInput(Term reader, const uint8_t *bytes, ssize_t n) {
  static const Term tag = internAtom("beamc_io"), input = internAtom("input");
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 4 + 4 + 9);
  HeapTarget out = s->target();
  Term data = atom::eof;
  if (n > 0) {
    BinaryObject *b = newBinaryObject(uint64_t(n));
    memcpy(b->data, bytes, size_t(n));
    Word *o = out.alloc(4);
    o[0] = abi::makeHeader(Kind::RefcBits, 3);
    o[1] = reinterpret_cast<Word>(out.offHeap());
    o[2] = reinterpret_cast<Word>(b);
    o[3] = abi::makeSmall(n * 8);
    out.offHeap() = o;
    data = Term::boxed(o);
  }
  Word *t = out.alloc(4);
  t[0] = abi::makeHeader(Kind::Tuple, 3);
  t[1] = tag.bits;
  t[2] = input.bits;
  t[3] = data.bits;
  s->value = Term::boxed(t);
  sendSignal(reader, s);
}

void readOnce(int fd, Term reader) {
  constexpr size_t kChunk = 64 * 1024;
  auto *buffer = static_cast<uint8_t *>(malloc(kChunk));
  ssize_t n;
  do
    n = read(fd, buffer, kChunk);
  while (n < 0 && (errno == EINTR || errno == EAGAIN));
  deliverInput(reader, buffer, n);
  free(buffer);
}

} // namespace

/// beamc_io:write/2: queues the bytes of \p data for the descriptor.
BIF(beamc_io, write, 2)
Term write_2(Process &p, Term fd, Term data) {
  uint64_t size;
  const uint8_t *bytes = binaryBytes(data, size);
  if (!fd.isSmall() || !bytes)
    return p.fail(atom::badarg);
  writeOutput(int(fd.smallValue()), bytes, size);
  return atom::ok;
}

/// beamc_io:flush/0: writes out what is queued for standard output.
BIF(beamc_io, flush, 0)
Term flush_0(Process &) {
  flushOutput();
  return atom::ok;
}

/// beamc_io:request_input/1: reads once from the descriptor, on a thread of its own; the
/// caller gets {beamc_io, input, Binary | eof}.
BIF(beamc_io, request_input, 1)
Term request_input_1(Process &p, Term fd) {
  if (!fd.isSmall())
    return p.fail(atom::badarg);
  int descriptor = int(fd.smallValue());
  Term reader = p.pid;
  std::thread([descriptor, reader] { readOnce(descriptor, reader); }).detach();
  return atom::ok;
}

/// beamc_io:geometry/1: {Columns, Rows} of a terminal, else error.
BIF(beamc_io, geometry, 1)
Term geometry_1(Process &p, Term fd) {
  winsize w;
  if (!fd.isSmall() || ioctl(int(fd.smallValue()), TIOCGWINSZ, &w) != 0 || w.ws_col == 0)
    return atom::error;
  return makeTuple(p, {Term::small(w.ws_col), Term::small(w.ws_row)});
}

/// beamc_io:user_pids/0: the next process gets the number that erl would give to the first one of
/// a program, whose system processes are more than ours.
BIF(beamc_io, user_pids, 0)
Term user_pids_0(Process &) {
  constexpr uint64_t kFirstUserPid = 79;
  skipPids(kFirstUserPid);
  return atom::ok;
}

BEAMC_BIF_NAMESPACE_END
