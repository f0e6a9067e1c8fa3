//===- Stream.cpp - A compressing or decompressing stream ------------------------------------------===//
#include "stdlib/zlib/Stream.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Bits.h"
#include <cstdlib>
#include <new>

namespace beamc::bif {
using namespace rt;

void InputQueue::add(Term binary) {
  BytesOf bytes(binary);
  if (!bytes.size())
    return;
  const Word *o = binary.object();
  if (abi::headerKind(o[0]) == Kind::SubBits)
    o = Term(o[1]).object();
  Segment s{nullptr, bytes.size(), nullptr, nullptr};
  if (abi::headerKind(o[0]) == Kind::RefcBits && BitsView(binary).byteAligned()) {
    s.shared = reinterpret_cast<BinaryObject *>(o[2]);
    s.data = bytes.data();
    retain(s.shared);
  } else {
    s.copied = static_cast<uint8_t *>(allocMemory(bytes.size()));
    memcpy(s.copied, bytes.data(), bytes.size());
    s.data = s.copied;
  }
  segments_.push(s);
}

void InputQueue::release(const Segment &s) {
  if (s.shared)
    rt::release(s.shared);
  free(s.copied);
}

void InputQueue::drop(uint64_t bytes) {
  Segment &s = segments_[next_];
  s.data += bytes;
  s.size -= bytes;
  if (s.size)
    return;
  release(s);
  if (++next_ == segments_.size()) {
    segments_.clear();
    next_ = 0;
  }
}

void InputQueue::clear() {
  for (; next_ < segments_.size(); next_++)
    release(segments_[next_]);
  segments_.clear();
  next_ = 0;
}

void dropStash(ZlibStream &s) {
  if (s.stash)
    freeFragment(s.stash);
  s.stash = nullptr;
  s.stashTerm = Term::nonValue();
}

void resetInput(ZlibStream &s) {
  s.input.clear();
  dropStash(s);
}

void closeStream(ZlibStream &s) {
  if (s.state == StreamState::Deflate)
    deflateEnd(&s.z);
  else if (s.state == StreamState::Inflate)
    inflateEnd(&s.z);
  s.state = StreamState::Closed;
  resetInput(s);
}

static void destroyStream(MagicObject *o) {
  auto *s = reinterpret_cast<ZlibStream *>(o);
  closeStream(*s);
  s->~ZlibStream();
  free(s);
}
static const MagicType kStreamType{"zlib", destroyStream};

ZlibStream *newStream(Term owner) {
  auto *s = new (allocMemory(sizeof(ZlibStream))) ZlibStream();
  initMagic(&s->base, &kStreamType);
  s->z.data_type = Z_BINARY;
  s->endBehaviour = EndBehaviour::Cut;
  s->bufferSize = 4000;
  s->owner = owner;
  s->stashTerm = Term::nonValue();
  return s;
}

ZlibStream *streamOf(Term t) {
  return reinterpret_cast<ZlibStream *>(magicOfType(t, &kStreamType));
}

} // namespace beamc::bif
