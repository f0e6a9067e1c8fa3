//===- ZlibBifs.cpp - The native functions behind OTP's module zlib --------------------------------===//
//
// zlib.erl queues input (enqueue_nif) and takes results chunk by chunk (deflate_nif, inflate_nif):
// {continue | finished, Output} or {need_dictionary, Adler32, Output}. One chunk is what a time
// slice allows, so streams of any size do not keep a scheduler busy.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Bits.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/zlib/Stream.h"

BEAMC_BIF_NAMESPACE_BEGIN(zlib)

namespace {

using namespace beamc::bif;

/// A stream that the caller may use; null after failing.
ZlibStream *usable(Process &p, Term t) {
  ZlibStream *s = streamOf(t);
  if (!s) {
    p.fail(atom::badarg);
    return nullptr;
  }
  static const Term notOwner = internAtom("not_on_controlling_process");
  if (__atomic_load_n(&s->owner.bits, __ATOMIC_RELAXED) == p.pid.bits)
    return s;
  p.fail(notOwner);
  return nullptr;
}

/// As usable, in this state.
ZlibStream *usable(Process &p, Term t, StreamState state) {
  static const Term notInitialized = internAtom("not_initialized"),
                    alreadyInitialized = internAtom("already_initialized");
  ZlibStream *s = usable(p, t);
  if (!s || s->state == state)
    return s;
  p.fail(state == StreamState::None ? alreadyInitialized : notInitialized);
  return nullptr;
}

bool toInt(Term t, int &out) {
  if (!t.isSmall() || t.smallValue() < INT32_MIN || t.smallValue() > INT32_MAX)
    return false;
  out = int(t.smallValue());
  return true;
}

/// zlib's answer as a term; some are exceptions.
Term answer(Process &p, int code) {
  static const Term streamEnd = internAtom("stream_end"), streamError = internAtom("stream_error"),
                    dataError = internAtom("data_error"), memError = internAtom("mem_error"),
                    bufError = internAtom("buf_error"), versionError = internAtom("version_error"),
                    unknown = internAtom("unknown_error");
  switch (code) {
  case Z_OK: return atom::ok;
  case Z_STREAM_END: return streamEnd;
  case Z_STREAM_ERROR: return p.fail(streamError);
  case Z_DATA_ERROR: return p.fail(dataError);
  case Z_MEM_ERROR: return memError;
  case Z_BUF_ERROR: return bufError;
  case Z_VERSION_ERROR: return versionError;
  default: return unknown;
  }
}

uLong noCrc() { return crc32(0, Z_NULL, 0); }

/// The bytes of an iolist.
bool flatten(Term t, Bytes &out) { return (t.isList() || t.isBinary()) && appendIoList(t, out); }

using Codec = int(z_stream *, int);

/// Reads at most \p inputLimit bytes of what waits, into \p size bytes at \p out.
int readInput(Process &p, ZlibStream &s, Codec *codec, uint64_t inputLimit, uint8_t *out,
              unsigned size, int flush, uint64_t &consumed) {
  int result = Z_OK;
  consumed = 0;
  s.z.next_out = out;
  s.z.avail_out = size;
  while (result == Z_OK && !s.input.empty() && consumed < inputLimit) {
    InputQueue::Part part = s.input.front();
    uint64_t block = part.size < inputLimit ? part.size : inputLimit;
    s.z.next_in = const_cast<uint8_t *>(part.data);
    s.z.avail_in = unsigned(block);
    result = codec(&s.z, Z_NO_FLUSH);
    uint64_t used = block - s.z.avail_in;
    if (s.wantInputCrc)
      s.inputCrc = crc32(s.inputCrc, part.data, unsigned(used));
    s.input.drop(used);
    consumed += used;
    if (used < block)
      break; // no room for more
  }
  p.reductions -= int64_t(abi::kReductions * consumed / inputLimit);
  if (result == Z_OK && flush != Z_NO_FLUSH && s.input.empty()) {
    s.z.next_in = nullptr;
    s.z.avail_in = 0;
    result = codec(&s.z, flush);
  }
  return result;
}

Term runCodec(Process &p, ZlibStream &s, Codec *codec, int inputLimit, int outputLimit, int flush) {
  static const Term finished = internAtom("finished"), more = internAtom("continue"),
                    needDictionary = internAtom("need_dictionary");
  if (inputLimit <= 0 || outputLimit <= 0)
    return p.fail(atom::badarg);
  BinaryObject *buffer = newBinaryObject(uint64_t(outputLimit));
  uint64_t consumed;
  int result = readInput(p, s, codec, uint64_t(inputLimit), buffer->data, unsigned(outputLimit),
                         flush, consumed);
  uint64_t produced = uint64_t(outputLimit) - s.z.avail_out;
  if ((result < 0 && result != Z_BUF_ERROR) || (!consumed && !produced && !s.input.empty())) {
    release(buffer);
    return answer(p, result < 0 && result != Z_BUF_ERROR ? result : Z_DATA_ERROR);
  }
  s.sawEnd |= result == Z_STREAM_END;
  if (s.wantOutputCrc)
    s.outputCrc = crc32(s.outputCrc, buffer->data, unsigned(produced));
  // A buffer that is mostly empty is not kept.
  Term output = Term::nil();
  if (produced > uint64_t(outputLimit) / 2 && produced > abi::kMaxHeapBytes) {
    buffer->size = produced;
    output = makeCons(p, makeRefcBinary(p, buffer, produced * 8), output);
  } else {
    if (produced)
      output = makeCons(p, makeBinary(p, buffer->data, produced), output);
    release(buffer);
  }
  if (s.input.empty() && produced < uint64_t(outputLimit))
    return makeTuple(p, {finished, output});
  if (result != Z_NEED_DICT)
    return makeTuple(p, {more, output});
  return makeTuple(p, {needDictionary, Term::small(int32_t(s.z.adler)), output});
}

} // namespace

/// zlib:open_nif/0: a new stream that belongs to the caller.
BIF(zlib, open_nif, 0)
Term open_nif_0(Process &p) {
  ZlibStream *s = newStream(p.pid);
  Term ref = makeMagicRef(HeapTarget(p), &s->base);
  release(&s->base);
  return ref;
}

/// zlib:close_nif/1.
BIF(zlib, close_nif, 1)
Term close_nif_1(Process &p, Term t) {
  static const Term notInitialized = internAtom("not_initialized");
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (s->state == StreamState::Closed)
    return p.fail(notInitialized);
  closeStream(*s);
  return atom::ok;
}

/// zlib:set_controller_nif/2: gives the stream to another process.
BIF(zlib, set_controller_nif, 2)
Term set_controller_nif_2(Process &p, Term t, Term pid) {
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  __atomic_store_n(&s->owner.bits, pid.bits, __ATOMIC_RELEASE);
  return atom::ok;
}

/// zlib:deflateInit_nif/6.
BIF(zlib, deflateInit_nif, 6)
Term deflateInit_nif_6(Process &p, Term t, Term level, Term method, Term windowBits, Term memLevel,
                       Term strategy) {
  int l, m, w, mem, st;
  if (!streamOf(t) || !toInt(level, l) || !toInt(method, m) || !toInt(windowBits, w) ||
      !toInt(memLevel, mem) || !toInt(strategy, st))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::None);
  if (!s)
    return Term::nonValue();
  int result = deflateInit2(&s->z, l, m, w, mem, st);
  if (result == Z_OK) {
    s->state = StreamState::Deflate;
    s->sawEnd = s->wantOutputCrc = false;
    s->raw = s->wantInputCrc = w < 0;
    s->inputCrc = s->outputCrc = noCrc();
  }
  return answer(p, result);
}

/// zlib:deflateSetDictionary_nif/2: the dictionary's Adler-32.
BIF(zlib, deflateSetDictionary_nif, 2)
Term deflateSetDictionary_nif_2(Process &p, Term t, Term dictionary) {
  Bytes bytes;
  if (!streamOf(t) || !flatten(dictionary, bytes))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::Deflate);
  if (!s)
    return Term::nonValue();
  int result = deflateSetDictionary(&s->z, bytes.data(), unsigned(bytes.size()));
  if (result != Z_OK)
    return answer(p, result);
  // zlib does not compute it for a raw stream.
  uLong sum = s->raw ? adler32(0, bytes.data(), unsigned(bytes.size())) : s->z.adler;
  return Term::small(int32_t(sum)); // a C int, as OTP has it
}

BIF(zlib, deflateReset_nif, 1)
Term deflateReset_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t, StreamState::Deflate);
  if (!s)
    return Term::nonValue();
  int result = deflateReset(&s->z);
  s->inputCrc = noCrc();
  s->sawEnd = false;
  resetInput(*s);
  return answer(p, result);
}

/// zlib:deflateEnd_nif/1: data_error when there was input left.
BIF(zlib, deflateEnd_nif, 1)
Term deflateEnd_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t, StreamState::Deflate);
  if (!s)
    return Term::nonValue();
  int result = deflateEnd(&s->z);
  if (result == Z_OK && !s->input.empty())
    result = Z_DATA_ERROR;
  resetInput(*s);
  s->state = StreamState::None;
  return answer(p, result);
}

/// zlib:deflateParams_nif/3. The caller has flushed all output, so none appears here.
BIF(zlib, deflateParams_nif, 3)
Term deflateParams_nif_3(Process &p, Term t, Term level, Term strategy) {
  int l, st;
  if (!streamOf(t) || !toInt(level, l) || !toInt(strategy, st))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::Deflate);
  if (!s)
    return Term::nonValue();
  uint8_t unused;
  s->z.next_out = &unused;
  s->z.avail_out = 1; // with no room at all zlib 1.2.11 says buf_error
  int result = deflateParams(&s->z, l, st);
  return answer(p, s->z.avail_out ? result : Z_STREAM_ERROR);
}

BIF(zlib, deflate_nif, 4)
Term deflate_nif_4(Process &p, Term t, Term inputChunk, Term outputChunk, Term flush) {
  int in, out, f;
  if (!streamOf(t) || !toInt(inputChunk, in) || !toInt(outputChunk, out) || !toInt(flush, f))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::Deflate);
  return s ? runCodec(p, *s, deflate, in, out, f) : Term::nonValue();
}

/// zlib:inflateInit_nif/3.
BIF(zlib, inflateInit_nif, 3)
Term inflateInit_nif_3(Process &p, Term t, Term windowBits, Term endBehaviour) {
  int w, e;
  if (!streamOf(t) || !toInt(windowBits, w) || !toInt(endBehaviour, e))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::None);
  if (!s)
    return Term::nonValue();
  int result = inflateInit2(&s->z, w);
  if (result == Z_OK) {
    s->state = StreamState::Inflate;
    s->endBehaviour = e == 0   ? EndBehaviour::Error
                      : e == 1 ? EndBehaviour::Reset
                               : EndBehaviour::Cut;
    s->sawEnd = s->wantInputCrc = false;
    s->raw = s->wantOutputCrc = w < 0;
    s->inputCrc = s->outputCrc = noCrc();
  }
  return answer(p, result);
}

BIF(zlib, inflateSetDictionary_nif, 2)
Term inflateSetDictionary_nif_2(Process &p, Term t, Term dictionary) {
  Bytes bytes;
  if (!streamOf(t) || !flatten(dictionary, bytes))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::Inflate);
  if (!s)
    return Term::nonValue();
  return answer(p, inflateSetDictionary(&s->z, bytes.data(), unsigned(bytes.size())));
}

BIF(zlib, inflateGetDictionary_nif, 1)
Term inflateGetDictionary_nif_1(Process &p, Term t) {
  constexpr unsigned kLargest = 32768; // a window
  ZlibStream *s = usable(p, t, StreamState::Inflate);
  if (!s)
    return Term::nonValue();
  uint8_t bytes[kLargest];
  unsigned size = 0;
  int result = inflateGetDictionary(&s->z, bytes, &size);
  return result < 0 ? answer(p, result) : makeBinary(p, bytes, size);
}

BIF(zlib, inflateReset_nif, 1)
Term inflateReset_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t, StreamState::Inflate);
  if (!s)
    return Term::nonValue();
  int result = inflateReset(&s->z);
  s->outputCrc = noCrc();
  s->sawEnd = false;
  resetInput(*s);
  return answer(p, result);
}

/// zlib:inflateEnd_nif/1: data_error when the end of the stream was not reached, or input is left.
BIF(zlib, inflateEnd_nif, 1)
Term inflateEnd_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t, StreamState::Inflate);
  if (!s)
    return Term::nonValue();
  int result = inflateEnd(&s->z);
  if (result == Z_OK && (!s->sawEnd || !s->input.empty()))
    result = Z_DATA_ERROR;
  resetInput(*s);
  s->state = StreamState::None;
  return answer(p, result);
}

BIF(zlib, inflate_nif, 4)
Term inflate_nif_4(Process &p, Term t, Term inputChunk, Term outputChunk, Term flush) {
  int in, out, f;
  if (!streamOf(t) || !toInt(inputChunk, in) || !toInt(outputChunk, out) || !toInt(flush, f))
    return p.fail(atom::badarg);
  ZlibStream *s = usable(p, t, StreamState::Inflate);
  if (!s)
    return Term::nonValue();
  if (s->sawEnd && !s->input.empty()) {
    switch (s->endBehaviour) {
    case EndBehaviour::Error: return answer(p, Z_DATA_ERROR);
    case EndBehaviour::Reset:
      if (int result = inflateReset(&s->z); result != Z_OK)
        return answer(p, result);
      s->sawEnd = false;
      break;
    case EndBehaviour::Cut: resetInput(*s); break;
    }
  }
  return runCodec(p, *s, inflate, in, out, f);
}

/// zlib:crc32_nif/1: of the plain text of a raw stream.
BIF(zlib, crc32_nif, 1)
Term crc32_nif_1(Process &p, Term t) {
  static const Term notInitialized = internAtom("not_initialized");
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (s->state == StreamState::Deflate)
    return Term::small(int64_t(s->inputCrc));
  if (s->state == StreamState::Inflate)
    return Term::small(int64_t(s->outputCrc));
  return p.fail(notInitialized);
}

//===-- A term kept with the stream, sizes, input -------------------------------------------===//

BIF(zlib, getStash_nif, 1)
Term getStash_nif_1(Process &p, Term t) {
  static const Term empty = internAtom("empty");
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (!s->stashTerm.isValue())
    return empty;
  return makeTuple(p, {atom::ok, copyTerm(s->stashTerm, HeapTarget(p))});
}

BIF(zlib, setStash_nif, 2)
Term setStash_nif_2(Process &p, Term t, Term value) {
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (s->stashTerm.isValue())
    return p.fail(atom::error);
  s->stash = copyToFragment(value, &s->stashTerm);
  return atom::ok;
}

BIF(zlib, clearStash_nif, 1)
Term clearStash_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (!s->stashTerm.isValue())
    return p.fail(atom::error);
  dropStash(*s);
  return atom::ok;
}

BIF(zlib, getBufSize_nif, 1)
Term getBufSize_nif_1(Process &p, Term t) {
  ZlibStream *s = usable(p, t);
  return s ? Term::small(s->bufferSize) : Term::nonValue();
}

BIF(zlib, setBufSize_nif, 2)
Term setBufSize_nif_2(Process &p, Term t, Term size) {
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  int n;
  if (!toInt(size, n))
    return p.fail(atom::badarg);
  s->bufferSize = n;
  return atom::ok;
}

/// zlib:enqueue_nif/2: input, a list of binaries. {continue, Rest} when there is more than a time
/// slice allows.
BIF(zlib, enqueue_nif, 2)
Term enqueue_nif_2(Process &p, Term t, Term list) {
  static const Term notInitialized = internAtom("not_initialized"), more = internAtom("continue");
  constexpr unsigned kMost = 256;
  ZlibStream *s = usable(p, t);
  if (!s)
    return Term::nonValue();
  if (s->state != StreamState::Deflate && s->state != StreamState::Inflate)
    return p.fail(notInitialized);
  Term rest = list;
  for (unsigned i = 0; i < kMost && rest.isCons(); i++, rest = rest.tail())
    if (!rest.head().isBinary())
      return p.fail(atom::badarg);
  if (!rest.isList())
    return p.fail(atom::badarg);
  for (; list != rest; list = list.tail())
    s->input.add(list.head());
  return rest.isNil() ? atom::ok : makeTuple(p, {more, rest});
}

BEAMC_BIF_NAMESPACE_END
