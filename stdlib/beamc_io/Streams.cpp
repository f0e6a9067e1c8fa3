//===- Streams.cpp - Standard streams for the lean boot's I/O servers ---------------------------===//
#include "runtime/code/OtpRelease.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/io/Poller.h"
#include "runtime/main/Output.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Signal.h"
#include "stdlib/Bif.h"
#include "stdlib/prim_file/PosixError.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <mutex>
#include <sys/ioctl.h>
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

/// A process waits for a descriptor, of which the poll thread has a duplicate.
struct Waiter {
  int fd;
  Term pid;
  Watch *watch;
};
std::mutex gWaiterLock; // the first event may come before watchDescriptor has returned

/// Frees \p w and what it holds; the process that waited.
Term endWait(Waiter *w) {
  {
    std::lock_guard<std::mutex> guard(gWaiterLock);
    unwatch(w->watch);
  }
  close(w->fd);
  Term pid = w->pid;
  free(w);
  return pid;
}

void inputReady(uint64_t id, uint32_t) {
  static uint8_t buffer[64 * 1024]; // the poll thread's
  auto *r = reinterpret_cast<Waiter *>(id);
  ssize_t n = read(r->fd, buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  deliverInput(endWait(r), buffer, n);
}

void outputReady(uint64_t id, uint32_t) {
  static const Term tag = internAtom("beamc_io"), writable = internAtom("writable");
  Term pid = endWait(reinterpret_cast<Waiter *>(id));
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 3);
  HeapTarget out = s->target();
  Word *t = out.alloc(3);
  t[0] = abi::makeHeader(Kind::Tuple, 2);
  t[1] = tag.bits;
  t[2] = writable.bits;
  s->value = Term::boxed(t);
  sendSignal(pid, s);
}

/// Calls \p handler once when the descriptor is ready. False, with errno set, if it can't be
/// watched.
bool waitFor(Term fd, Term pid, PollHandler *handler, uint32_t events) {
  auto *w = static_cast<Waiter *>(allocMemory(sizeof(Waiter)));
  *w = {fcntl(int(fd.smallValue()), F_DUPFD_CLOEXEC, 3), pid, nullptr};
  std::lock_guard<std::mutex> guard(gWaiterLock);
  if (w->fd >= 0)
    w->watch = watchDescriptor(w->fd, handler, reinterpret_cast<uint64_t>(w), events);
  if (w->watch)
    return true;
  int error = errno;
  if (w->fd >= 0)
    close(w->fd);
  free(w);
  errno = error;
  return false;
}

} // namespace

/// beamc_io:write/2: queues the bytes of \p data for descriptor 1 or 2.
BIF(beamc_io, write, 2)
Term write_2(Process &p, Term fd, Term data) {
  uint64_t size;
  const uint8_t *bytes = binaryBytes(data, size);
  if (!fd.isSmall() || !hasOutputQueue(int(fd.smallValue())) || !bytes)
    return p.fail(atom::badarg);
  queueOutput(int(fd.smallValue()), bytes, size);
  return atom::ok;
}

/// beamc_io:flush/1: writes what is queued for descriptor 1 or 2: ok; `wait` if it can't take all
/// of it now, and the caller gets {beamc_io, writable} when it can take more; {error, Reason} for
/// descriptor 1 (errors of standard error are ignored).
BIF(beamc_io, flush, 1)
Term flush_1(Process &p, Term fd) {
  static const Term wait = internAtom("wait");
  if (!fd.isSmall() || !hasOutputQueue(int(fd.smallValue())))
    return p.fail(atom::badarg);
  int error = 0;
  Flushed result = tryFlushOutput(int(fd.smallValue()), error);
  if (result == Flushed::WouldBlock) {
    if (waitFor(fd, p.pid, outputReady, kPollOut))
      return wait;
    error = errno;
  } else if (result == Flushed::Done) {
    return atom::ok;
  }
  if (fd.smallValue() == 2)
    return atom::ok;
  return errorTuple(p, error);
}

/// beamc_io:request_input/1: reads once from the descriptor when there is something; the caller
/// gets {beamc_io, input, Binary | eof}.
BIF(beamc_io, request_input, 1)
Term request_input_1(Process &p, Term fd) {
  if (!fd.isSmall())
    return p.fail(atom::badarg);
  if (!waitFor(fd, p.pid, inputReady, kPollIn))
    deliverInput(p.pid, nullptr, 0); // no such descriptor: as at the end of a file
  return atom::ok;
}

/// beamc_io:encoding/0: the encoding with which standard streams begin: since OTP 26 that of the
/// locale, `unicode` if it is UTF-8; else latin1.
BIF(beamc_io, encoding, 0)
Term encoding_0(Process &) {
  static const Term unicode = internAtom("unicode"), latin1 = internAtom("latin1");
  if (otpRelease() < 26)
    return latin1;
  locale_t locale = newlocale(LC_CTYPE_MASK, "", nullptr);
  if (!locale) // one that is not installed counts as "C"
    return latin1;
  bool isUtf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
  freelocale(locale);
  return isUtf8 ? unicode : latin1;
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
