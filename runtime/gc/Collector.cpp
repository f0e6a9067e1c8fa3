//===- Collector.cpp - The per-process collector ----------------------------------------===//
//
// A block [heap, stackEnd) holds the young heap (up to hp) and the stack (from sp). Objects
// below highWater have survived once. A minor collection copies live objects below the mark
// to the old heap and the others, with those in fragments, to a new block. A full sweep
// copies everything to a new block and frees the old heap.
//
// What moves is decided by address alone: only words that point into the young block, a
// fragment of the process or, in a full sweep, the old heap are followed. All else is left as
// it is: literals, and messages that still lie in the queue.
//
// Forwarding: a moved boxed object has the new boxed term in its header word (a header never
// has that tag). A moved cons cell has the Moved header in its head and the new term in its
// tail. Word 1 of a moved off-heap object stays intact: the sweep of the lists needs it.
//
// Copied areas are scanned word by word (Cheney). Raw kinds are stepped over by their header;
// raw pointers in other objects read as small integers.
//===----------------------------------------------------------------------===//
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace beamc::rt {

GcTotals gGcTotals;
int64_t gHeapBytes;
bool gGcStress, gHeapCheck;
uint64_t gGcStressWords;

namespace {

constexpr Word kMovedCons = abi::makeHeader(Kind::Moved, 0);

Word *newBlock(uint64_t words) {
  __atomic_add_fetch(&gHeapBytes, int64_t(words * 8), __ATOMIC_RELAXED);
  return static_cast<Word *>(allocMemory(words * 8));
}
void freeBlock(Word *block, uint64_t words) {
  if (!block)
    return;
  if (gGcStress || gHeapCheck)
    memset(block, 0xdb, words * 8);
  __atomic_sub_fetch(&gHeapBytes, int64_t(words * 8), __ATOMIC_RELAXED);
  free(block);
}

struct Range {
  const Word *begin, *end;
};

class Collection {
public:
  Collection(Process &p, bool full) : p_(p), full_(full) {
    young_ = p.heap;
    youngBytes_ = uint64_t(p.hp - p.heap) * 8;
    promoteBelow_ = full ? p.heap : p.highWater;
    old_ = p.oldHeap;
    oldBytes_ = full ? uint64_t(p.oldTop - p.oldHeap) * 8 : 0;
    collectRanges();
  }
  ~Collection() {
    if (ranges_ != few_)
      free(ranges_);
  }

  BEAMC_MAY_COLLECT void run(Word *to, unsigned live, uint64_t blockWords);
  Word *top() const { return top_; }
  uint64_t survivingBinaryWords() const { return binaryWords_; }

private:
  void collectRanges();
  bool inFragment(const Word *o) const;
  /// Where \p o must go: null if it stays.
  Word **destination(const Word *o) {
    if (uint64_t(reinterpret_cast<const char *>(o) - reinterpret_cast<const char *>(young_)) <
        youngBytes_)
      return o < promoteBelow_ ? &p_.oldTop : &top_;
    if (uint64_t(reinterpret_cast<const char *>(o) - reinterpret_cast<const char *>(old_)) <
        oldBytes_)
      return &top_;
    if (rangeCount_ && inFragment(o))
      return &top_;
    return nullptr;
  }
  void forward(Word &slot) {
    Term t(slot);
    if (t.isCons())
      forwardList(slot);
    else if (t.isBoxed())
      forwardObject(slot);
  }
  void forwardList(Word &slot);
  void forwardObject(Word &slot);
  void forwardRun(Word *first, uint64_t count) {
    for (Word *w = first, *end = first + count; w < end; w++)
      forward(*w);
  }
  void scan(Word *&from, Word *const &to);
  void sweepOffHeap(Word *list);

  Process &p_;
  bool full_;
  Word *young_, *old_;
  uint64_t youngBytes_, oldBytes_;
  const Word *promoteBelow_;
  Word *top_ = nullptr;
  Range few_[8];
  Range *ranges_ = few_;
  unsigned rangeCount_ = 0;
  uint64_t binaryWords_ = 0;
};

void Collection::collectRanges() {
  unsigned n = 0;
  for (HeapFragment *f = p_.fragments; f; f = f->next)
    n++;
  if (n > 8)
    ranges_ = static_cast<Range *>(allocMemory(n * sizeof(Range)));
  for (HeapFragment *f = p_.fragments; f; f = f->next)
    ranges_[rangeCount_++] = {f->words, f->words + f->used};
  if (n > 1)
    std::sort(ranges_, ranges_ + n,
              [](const Range &a, const Range &b) { return a.begin < b.begin; });
}

bool Collection::inFragment(const Word *o) const {
  unsigned low = 0, high = rangeCount_;
  while (low < high) {
    unsigned mid = (low + high) / 2;
    if (o < ranges_[mid].begin)
      high = mid;
    else if (o >= ranges_[mid].end)
      low = mid + 1;
    else
      return true;
  }
  return false;
}

/// Moves a list spine first: neighbouring cells of a list stay neighbours.
void Collection::forwardList(Word &slot) {
  Word *link = &slot;
  for (;;) {
    if (!Term(*link).isCons())
      return;
    Word *cell = Term(*link).cell();
    Word **dest = destination(cell);
    if (!dest)
      return;
    if (cell[0] == kMovedCons) {
      *link = cell[1];
      return;
    }
    Word *to = *dest;
    *dest = to + 2;
    to[0] = cell[0];
    to[1] = cell[1];
    cell[0] = kMovedCons;
    *link = cell[1] = Term::cons(to).bits;
    link = &to[1];
  }
}

void Collection::forwardObject(Word &slot) {
  Word *o = Term(slot).object();
  Word **dest = destination(o);
  if (!dest)
    return;
  Word header = o[0];
  if ((header & abi::kTagMask) != abi::kTagHeader) {
    slot = header;
    return;
  }
  uint64_t n = 1 + abi::headerSize(header);
  Word *to = *dest;
  *dest = to + n;
  for (uint64_t i = 0; i < n; i++)
    to[i] = o[i];
  slot = o[0] = Term::boxed(to).bits;
}

void Collection::scan(Word *&from, Word *const &to) {
  while (from < to) {
    Word w = *from;
    Word tag = w & abi::kTagMask;
    if (tag == abi::kTagCons)
      forwardList(*from++);
    else if (tag == abi::kTagBoxed)
      forwardObject(*from++);
    else if (tag == abi::kTagHeader && abi::isRawKind(abi::headerKind(w)))
      from += 1 + abi::headerSize(w);
    else
      from++;
  }
}

/// Relinks the objects of \p list that were moved; releases the others.
void Collection::sweepOffHeap(Word *list) {
  while (list) {
    Word *o = list;
    list = nextOffHeap(o);
    if ((o[0] & abi::kTagMask) == abi::kTagHeader) {
      releaseOffHeapObject(o);
      continue;
    }
    Word *now = Term(o[0]).object();
    uint64_t words =
        abi::headerKind(now[0]) == Kind::RefcBits ? uint64_t(abi::smallValue(now[3])) / 64 + 1 : 0;
    if (now >= p_.oldHeap && now < p_.oldEnd && !full_) {
      linkOffHeap(p_.oldOffHeap, now);
      p_.oldVirtualBinaryWords += words;
    } else {
      linkOffHeap(p_.offHeap, now);
      binaryWords_ += words;
    }
  }
}

void Collection::run(Word *to, unsigned live, uint64_t blockWords) {
  Process &p = p_;
  Word *fromYoung = to, *fromOld = p.oldTop;
  top_ = to;
  uint64_t stackWords = uint64_t(p.stackEnd - p.sp);
  Word *newSp = to + blockWords - stackWords;
  memcpy(newSp, p.sp, stackWords * 8);

  forwardRun(p.x, live);
  forwardRun(newSp, stackWords);
  visitProcessRoots(
      p, [](Word *w, uint64_t n, void *self) { static_cast<Collection *>(self)->forwardRun(w, n); },
      this);
  do {
    scan(fromYoung, top_);
    if (!full_)
      scan(fromOld, p.oldTop);
  } while (fromYoung < top_ || (!full_ && fromOld < p.oldTop));

  Word *list = p.offHeap, *oldList = p.oldOffHeap;
  p.offHeap = nullptr;
  if (full_) {
    p.oldOffHeap = nullptr;
    p.oldVirtualBinaryWords = 0;
    sweepOffHeap(oldList);
  }
  sweepOffHeap(list);
  while (HeapFragment *f = p.fragments) {
    p.fragments = f->next;
    sweepOffHeap(f->offHeap);
    f->offHeap = nullptr;
    if (gGcStress || gHeapCheck)
      memset(f->words, 0xdb, f->size * 8);
    free(f);
  }
  p.fragmentWords = 0;
  p.sp = newSp;
}

/// Moves block and stack to a block of \p words words. All pointers into the heap part shift.
class Relocation {
public:
  Relocation(Process &p, uint64_t words)
      : p_(p), from_(p.heap), bytes_(uint64_t(p.hp - p.heap) * 8) {
    uint64_t stackWords = uint64_t(p.stackEnd - p.sp), oldWords = uint64_t(p.stackEnd - p.heap);
    Word *to = newBlock(words);
    delta_ = reinterpret_cast<Word>(to) - reinterpret_cast<Word>(from_);
    memcpy(to, from_, bytes_);
    memcpy(to + words - stackWords, p.sp, stackWords * 8);
    Word *oldBlock = p.heap;
    p.hp = to + (p.hp - from_);
    p.highWater = to + (p.highWater - from_);
    p.heap = to;
    p.stackEnd = to + words;
    p.sp = p.stackEnd - stackWords;
    freeOld_ = {oldBlock, oldBlock + oldWords};
  }
  void run(unsigned live) {
    for (Word *w = p_.heap; w < p_.hp;) {
      if (Term(*w).isHeaderWord() && abi::isRawKind(abi::headerKind(*w)))
        w += 1 + abi::headerSize(*w);
      else
        shift(*w++);
    }
    shiftRun(p_.sp, uint64_t(p_.stackEnd - p_.sp));
    shiftRun(p_.x, live);
    visitProcessRoots(
        p_,
        [](Word *w, uint64_t n, void *self) { static_cast<Relocation *>(self)->shiftRun(w, n); },
        this);
    // The young off-heap list: links are raw addresses.
    Word **link = &p_.offHeap;
    while (*link) {
      if (uint64_t(reinterpret_cast<char *>(*link) - reinterpret_cast<char *>(from_)) < bytes_)
        *link = reinterpret_cast<Word *>(reinterpret_cast<Word>(*link) + delta_);
      link = reinterpret_cast<Word **>(&(*link)[1]);
    }
    freeBlock(const_cast<Word *>(freeOld_.begin), uint64_t(freeOld_.end - freeOld_.begin));
  }

private:
  void shift(Word &w) {
    if (Term(w).isPointer() && (w & ~abi::kTagMask) - reinterpret_cast<Word>(from_) < bytes_)
      w += delta_;
  }
  void shiftRun(Word *first, uint64_t n) {
    for (uint64_t i = 0; i < n; i++)
      shift(first[i]);
  }
  Process &p_;
  Word *from_;
  uint64_t bytes_;
  Word delta_;
  Range freeOld_;
};

BEAMC_MAY_COLLECT void relocate(Process &p, uint64_t words, unsigned live) {
  Relocation r(p, words);
  r.run(live);
}

/// Block size for the words in use after a collection: three times as much when it is more than
/// half full, so that a collection frees at least two thirds of what it makes room for. Large
/// blocks that are nearly empty shrink; small ones do not, since a process that made much garbage
/// once does so again.
uint64_t wantedSize(const Process &p, uint64_t used, uint64_t size) {
  constexpr uint64_t kKeepWords = 16384;
  if (gGcStress)
    return used + gGcStressWords;
  if (used * 2 > size)
    return nextHeapSize(std::max(used * 3, uint64_t(p.minHeapSize)));
  if (used * 8 < size && size > kKeepWords && size > p.minHeapSize) {
    uint64_t smaller = nextHeapSize(std::max({used * 4, kKeepWords, uint64_t(p.minHeapSize)}));
    return smaller < size ? smaller : size;
  }
  return size;
}

void adaptBinaryLimit(Process &p, uint64_t surviving) {
  p.virtualBinaryWords = surviving;
  uint64_t limit = std::max(p.virtualBinaryLimit, uint64_t(p.minVirtualBinary));
  if (surviving * 4 > limit * 3)
    limit = nextHeapSize(surviving * 2);
  else if (surviving * 4 < limit)
    limit = std::max(nextHeapSize(surviving * 2), uint64_t(p.minVirtualBinary));
  p.virtualBinaryLimit = limit;
}

/// A process over its max_heap_size dies at its next scheduling point.
bool checkMaxHeap(Process &p, uint64_t words) {
  uint64_t total = words + uint64_t(p.oldEnd - p.oldHeap);
  if (p.flags & kMaxHeapBinaries)
    total += p.virtualBinaryWords + p.oldVirtualBinaryWords;
  if (p.maxHeapSize == 0 || total <= p.maxHeapSize || (p.flags & kExiting))
    return true;
  return maxHeapReached(p, total);
}

} // namespace

BEAMC_PROMISE_NO_COLLECT("sends a message")
void (*gAfterCollection)(Process &p, int64_t nanoseconds);

static int64_t nowForReport() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return int64_t(t.tv_sec) * 1000000000 + t.tv_nsec;
}

bool collect(Process &p, uint64_t words, unsigned live, bool full) {
  auto *report = __atomic_load_n(&gAfterCollection, __ATOMIC_RELAXED);
  int64_t began = report ? nowForReport() : 0;
  if (gHeapCheck)
    verifyHeap(p, live, "before collection");
  uint64_t stackWords = uint64_t(p.stackEnd - p.sp);
  uint64_t used = uint64_t(p.hp - p.heap), before = used + p.fragmentWords;
  uint64_t mature = uint64_t(p.highWater - p.heap);
  if (p.minorCollections >= p.fullsweepAfter || (p.flags & kFullSweepWanted) ||
      p.oldVirtualBinaryWords > p.virtualBinaryLimit)
    full = true;
  if (!full && mature) {
    if (!p.oldHeap) {
      uint64_t size = nextHeapSize(mature);
      p.oldHeap = p.oldTop = newBlock(size);
      p.oldEnd = p.oldHeap + size;
    } else if (uint64_t(p.oldEnd - p.oldTop) < mature) {
      full = true;
    }
  }
  uint64_t bound = used + p.fragmentWords + stackWords + abi::kStackReserve;
  if (full)
    bound += uint64_t(p.oldTop - p.oldHeap);
  uint64_t oldSize = uint64_t(p.stackEnd - p.heap);
  uint64_t size = gGcStress ? bound : std::max(oldSize, nextHeapSize(bound));

  BEAMC_PROMISE_ROOTED("the block that is left, freed right after") Word *oldBlock = p.heap;
  BEAMC_PROMISE_ROOTED("the block that is collected into") Word *block = newBlock(size);
  BEAMC_PROMISE_ROOTED("the collection itself") Collection c(p, full);
  c.run(block, live, size);
  freeBlock(oldBlock, oldSize);
  p.heap = block;
  p.hp = p.highWater = c.top();
  p.stackEnd = block + size;
  if (full) {
    freeBlock(p.oldHeap, uint64_t(p.oldEnd - p.oldHeap));
    p.oldHeap = p.oldTop = p.oldEnd = nullptr;
    p.minorCollections = 0;
  } else {
    p.minorCollections++;
  }
  p.flags &= ~(kNeedsCollection | kFullSweepWanted);
  adaptBinaryLimit(p, c.survivingBinaryWords());

  uint64_t need = uint64_t(p.hp - p.heap) + stackWords + words + abi::kStackReserve;
  uint64_t wanted = wantedSize(p, need, size);
  bool ok = checkMaxHeap(p, wanted);
  if (wanted != size)
    relocate(p, wanted, live);
  uint64_t after = uint64_t(p.hp - p.heap);
  __atomic_add_fetch(&gGcTotals.collections, 1, __ATOMIC_RELAXED);
  if (before > after)
    __atomic_add_fetch(&gGcTotals.wordsReclaimed, before - after, __ATOMIC_RELAXED);
  // Reductions in proportion to the work, as OTP charges.
  p.reductions -= int64_t(after / 64);
  if (gHeapCheck)
    verifyHeap(p, live, "after collection");
  if (__builtin_expect(report != nullptr, 0))
    report(p, nowForReport() - began);
  return ok;
}

void initHeap(Process &p, uint64_t words) {
  uint64_t size = nextHeapSize(std::max(words + abi::kStackReserve + 1, uint64_t(p.minHeapSize)));
  p.heap = p.hp = p.highWater = newBlock(size);
  p.sp = p.stackEnd = p.heap + size;
  p.oldHeap = p.oldTop = p.oldEnd = nullptr;
}

void freeHeap(Process &p) {
  releaseOffHeapList(p.offHeap);
  releaseOffHeapList(p.oldOffHeap);
  p.offHeap = p.oldOffHeap = nullptr;
  while (HeapFragment *f = p.fragments) {
    p.fragments = f->next;
    freeFragment(f);
  }
  freeBlock(p.heap, uint64_t(p.stackEnd - p.heap));
  freeBlock(p.oldHeap, uint64_t(p.oldEnd - p.oldHeap));
  p.heap = p.hp = p.sp = p.stackEnd = p.highWater = nullptr;
  p.oldHeap = p.oldTop = p.oldEnd = nullptr;
}

void hibernateHeap(Process &p, unsigned live) {
  collect(p, 0, live, /*full=*/true);
  uint64_t words = uint64_t(p.hp - p.heap) + uint64_t(p.stackEnd - p.sp);
  if (words < uint64_t(p.stackEnd - p.heap))
    relocate(p, words, live);
  p.flags |= kHibernated;
}

void wakeHeap(Process &p, unsigned live) {
  p.flags &= ~uint32_t(kHibernated);
  uint64_t words = uint64_t(p.hp - p.heap) + uint64_t(p.stackEnd - p.sp) + abi::kStackReserve + 1;
  uint64_t size = nextHeapSize(std::max(words, uint64_t(p.minHeapSize)));
  if (size > uint64_t(p.stackEnd - p.heap))
    relocate(p, size, live);
}

} // namespace beamc::rt
