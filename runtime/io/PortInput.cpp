//===- PortInput.cpp - What a port reads: streams, packets, lines ---------------------------------===//
//
// Runs on the poll thread. A stream's bytes are passed on as they come. Packets begin with their
// length in one, two or four bytes, highest first. Lines end in \n or \r\n; a line longer than the
// limit goes out in pieces (noeol) of that size.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Heap.h"
#include "runtime/io/Port.h"
#include "runtime/signal/Signal.h"
#include "runtime/term/Bits.h"
#include <cerrno>
#include <unistd.h>

namespace beamc::rt {
namespace {

constexpr size_t kChunk = 64 * 1024;

Term tupleIn(HeapTarget &out, Term first, Term second) {
  Word *o = out.alloc(3);
  o[0] = abi::makeHeader(Kind::Tuple, 2);
  o[1] = first.bits;
  o[2] = second.bits;
  return Term::boxed(o);
}

Term dataIn(HeapTarget &out, bool binary, const uint8_t *bytes, uint64_t size) {
  if (binary) {
    uint8_t *to;
    Term t = makeBitsUninit(out, size * 8, &to);
    if (size)
      memcpy(to, bytes, size);
    return t;
  }
  if (!size)
    return Term::nil();
  Word *cells = out.alloc(2 * size);
  for (uint64_t i = 0; i < size; i++) {
    cells[2 * i] = abi::makeSmall(bytes[i]);
    cells[2 * i + 1] = i + 1 < size ? Term::cons(cells + 2 * i + 2).bits : Term::nil().bits;
  }
  return Term::cons(cells);
}

/// {Port, {data, Data}}, where Data is {\p end, Bytes} in line mode (\p end is an atom).
void deliver(Port &port, Term end, const uint8_t *bytes, uint64_t size) {
  if (port.state != PortState::Open)
    return; // what comes while output is flushed is lost
  bool binary = port.flags & kPortBinary;
  uint64_t words = 9 + (binary ? bitsWords(size * 8) : 2 * size);
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), words);
  HeapTarget out = s->target();
  Term data = dataIn(out, binary, bytes, size);
  if (end.isValue())
    data = tupleIn(out, end, data);
  s->value = tupleIn(out, port.id, tupleIn(out, atom::data, data));
  port.bytesIn += size;
  sendSignal(port.owner, s);
}

} // namespace

void deliverReply(Port &port, const uint8_t *head, uint64_t headSize,
                  const std::string_view *data) {
  if (port.state != PortState::Open)
    return;
  bool binary = data && (port.flags & kPortBinary);
  uint64_t size = data ? data->size() : 0;
  uint64_t words = 6 + 2 * headSize + (binary ? bitsWords(size * 8) : 2 * size);
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), words);
  HeapTarget out = s->target();
  Term list = data ? dataIn(out, binary, reinterpret_cast<const uint8_t *>(data->data()), size)
                   : Term::nil();
  for (uint64_t i = headSize; i-- > 0;) {
    Word *cell = out.alloc(2);
    cell[0] = abi::makeSmall(head[i]);
    cell[1] = list.bits;
    list = Term::cons(cell);
  }
  s->value = tupleIn(out, port.id, tupleIn(out, atom::data, list));
  port.bytesIn += headSize + size;
  sendSignal(port.owner, s);
}

namespace {

/// The piece of a line in `input` goes out and is forgotten.
void deliverLine(Port &port, bool complete) {
  static const Term eol = internAtom("eol"), noeol = internAtom("noeol");
  deliver(port, complete ? eol : noeol, port.input.data(), port.input.size());
  port.input.clear();
}

void takeLines(Port &port, const uint8_t *bytes, uint64_t size) {
  const uint8_t *end = bytes + size;
  auto pending = [&] { return (port.flags & kPortPendingCr) != 0; };
  while (bytes < end) {
    bool full = port.input.size() >= port.lineLimit;
    if (*bytes == '\n') {
      port.flags &= ~uint32_t(kPortPendingCr);
      deliverLine(port, /*complete=*/true);
      bytes++;
    } else if (pending()) { // it belongs to the line after all
      if (full)
        deliverLine(port, /*complete=*/false);
      port.flags &= ~uint32_t(kPortPendingCr);
      port.input.append("\r", 1);
    } else if (*bytes == '\r') {
      port.flags |= kPortPendingCr;
      bytes++;
    } else if (full) {
      deliverLine(port, /*complete=*/false);
    } else {
      // As much as needs no decision.
      const uint8_t *stop = bytes;
      uint64_t room = port.lineLimit - port.input.size();
      while (stop < end && uint64_t(stop - bytes) < room && *stop != '\n' && *stop != '\r')
        stop++;
      port.input.append(bytes, uint64_t(stop - bytes));
      bytes = stop;
    }
  }
}

void takePackets(Port &port, const uint8_t *bytes, uint64_t size) {
  if (port.flags & kPortHadPacket) {
    failPort(port, EMSGSIZE);
    return;
  }
  port.input.append(bytes, size);
  while (port.input.size() >= port.packet) {
    uint64_t length = 0;
    for (unsigned i = 0; i < port.packet; i++)
      length = length << 8 | port.input.data()[i];
    if (port.packetLimit && (length > port.packetLimit || (port.flags & kPortHadPacket))) {
      failPort(port, EMSGSIZE);
      return;
    }
    if (port.input.size() - port.packet < length)
      return;
    deliver(port, Term::nonValue(), port.input.data() + port.packet, length);
    port.input.drop(port.packet + length);
    if (port.packetLimit)
      port.flags |= kPortHadPacket;
  }
}

void readPort(Port &port) {
  static uint8_t buffer[kChunk]; // the poll thread's
  ssize_t n = read(port.in, buffer, kChunk);
  if (n < 0) {
    if (errno != EINTR && errno != EAGAIN)
      failPort(port, errno);
    return;
  }
  if (n == 0)
    endInput(port);
  else if (port.lineLimit)
    takeLines(port, buffer, uint64_t(n));
  else if (port.packet)
    takePackets(port, buffer, uint64_t(n));
  else
    deliver(port, Term::nonValue(), buffer, uint64_t(n));
}

} // namespace

void flushLines(Port &port) {
  if (!port.lineLimit)
    return;
  if (port.flags & kPortPendingCr) {
    if (port.input.size() >= port.lineLimit)
      deliverLine(port, /*complete=*/false);
    port.input.append("\r", 1);
    port.flags &= ~uint32_t(kPortPendingCr);
  }
  if (port.input.size())
    deliverLine(port, /*complete=*/false);
}

void readReady(uint64_t number, uint32_t) {
  LockedPort port(findPort(number), /*any=*/true);
  if (port && port->inWatch && !(port->flags & kPortSawEof))
    readPort(*port);
}

} // namespace beamc::rt
