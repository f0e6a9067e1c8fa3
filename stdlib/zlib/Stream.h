//===- Stream.h - A compressing or decompressing stream ---------------------------------------------===//
//
// What a zlib:open/0 makes: a z_stream, the input that waits, and the process that may use it.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Magic.h"
#include "runtime/term/WorkStack.h"
#include <zlib.h>

namespace beamc::bif {

/// Binaries that wait to be read, oldest first. Large ones are shared, others copied.
class InputQueue {
public:
  struct Part {
    const uint8_t *data;
    uint64_t size;
  };

  ~InputQueue() { clear(); }
  /// \p binary has whole bytes.
  void add(rt::Term binary);
  bool empty() const { return next_ == segments_.size(); }
  /// The oldest bytes that lie together; there must be some.
  Part front() const { return {segments_[next_].data, segments_[next_].size}; }
  void drop(uint64_t bytes); ///< at most front().size
  void clear();

private:
  struct Segment {
    const uint8_t *data;
    uint64_t size;
    rt::BinaryObject *shared; ///< or null:
    uint8_t *copied;
  };
  static void release(const Segment &s);
  rt::WorkStack<Segment, 4> segments_;
  uint64_t next_ = 0;
};

enum class StreamState : uint8_t { None, Deflate, Inflate, Closed };

/// What becomes of input behind the end of a compressed stream (zlib:inflateInit/3).
enum class EndBehaviour : uint8_t { Error, Reset, Cut };

struct ZlibStream {
  rt::MagicObject base;
  z_stream z;
  StreamState state;
  EndBehaviour endBehaviour;
  bool sawEnd, raw;
  bool wantInputCrc, wantOutputCrc; ///< of the plain text, for zlib:crc32/1
  uLong inputCrc, outputCrc;
  int32_t bufferSize; ///< zlib:setBufSize/2
  rt::Term owner;     ///< pid; atomic
  InputQueue input;
  rt::HeapFragment *stash; ///< the term kept by setStash_nif, or null with stashTerm immediate
  rt::Term stashTerm;      ///< non-value: nothing is kept
};

/// A stream with one reference for the caller.
ZlibStream *newStream(rt::Term owner);
/// The stream of a reference, or null.
ZlibStream *streamOf(rt::Term t);
/// Frees what zlib holds; nothing can be done with the stream afterwards.
void closeStream(ZlibStream &s);
/// Forgets what waits.
void resetInput(ZlibStream &s);
void dropStash(ZlibStream &s);

} // namespace beamc::bif
