//===- Copy.cpp - Copying terms between heaps -----------------------------------------===//
//
// copySize walks the term with a work list; copyTerm is a breadth-first copy into one
// contiguous area, which serves as its own work list (Cheney). Lists are copied spine
// first, so that their cells stay neighbours.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/term/Work.h"
#include <cstdlib>
#include <mutex>
#include <sys/mman.h>

extern "C" {
extern const beamc::abi::Word __start_beamc_lit[] __attribute__((weak));
extern const beamc::abi::Word __stop_beamc_lit[] __attribute__((weak));
}

namespace beamc::rt {
namespace {

/// One address range for all immortal terms made at run time, so that isLiteral is two
/// comparisons. Pages are committed as they are touched.
constexpr uint64_t kImmortalBytes = uint64_t(1) << 36, kLeastImmortalBytes = uint64_t(1) << 26;
Word *gImmortal, *gImmortalEnd;
Word *gImmortalTop; // protected by the lock
std::mutex gImmortalLock;

/// Where address space is limited, less is taken. With the lock held.
bool reserveImmortal() {
  for (uint64_t bytes = kImmortalBytes; bytes >= kLeastImmortalBytes; bytes /= 2) {
    void *m = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (m == MAP_FAILED)
      continue;
    // The end last: until then isLiteral, which takes no lock, finds nothing below it.
    gImmortalTop = gImmortal = static_cast<Word *>(m);
    __atomic_store_n(&gImmortalEnd, gImmortal + bytes / 8, __ATOMIC_RELEASE);
    return true;
  }
  return false;
}

/// A growing stack of terms that starts in C++ stack memory.
class WorkList {
public:
  ~WorkList() {
    if (items_ != inline_)
      free(items_);
  }
  void push(Word w) {
    if (count_ == capacity_)
      grow();
    items_[count_++] = w;
  }
  bool empty() const { return count_ == 0; }
  Word pop() { return items_[--count_]; }

private:
  void grow() {
    auto *n = static_cast<Word *>(allocMemory(capacity_ * 16));
    memcpy(n, items_, count_ * 8);
    if (items_ != inline_)
      free(items_);
    items_ = n;
    capacity_ *= 2;
  }
  Word inline_[128];
  Word *items_ = inline_;
  uint64_t count_ = 0, capacity_ = 128;
};

bool needsCopy(Word w) { return Term(w).isPointer() && !isLiteral(Term(w).pointer()); }

/// \p copy is one of an object that owns something outside the heap.
void shareOffHeap(Word *copy, HeapTarget target) {
  retainOffHeapObject(copy);
  linkOffHeap(target.offHeap(), copy);
  if (abi::headerKind(copy[0]) == Kind::RefcBits && target.process)
    countBinary(*target.process, uint64_t(abi::smallValue(copy[3])));
}

class Copier {
public:
  Copier(Word *area, HeapTarget target) : area_(area), top_(area), target_(target) {}

  Word *top() const { return top_; }

  void copy(Word &slot) {
    Term t(slot);
    if (t.isCons())
      copyList(slot);
    else
      copyObject(slot);
  }

  /// Copies what the words in [from, top) point to, until nothing new appears.
  void scan(Word *from) {
    while (from < top_) {
      Word w = *from;
      if (Term(w).isHeaderWord())
        from += abi::isRawKind(abi::headerKind(w)) ? 1 + abi::headerSize(w) : 1;
      else {
        // Tails of lists lead to cells that were copied with their spine.
        if (needsCopy(w) && !copied(w))
          copy(*from);
        from++;
      }
    }
  }

private:
  bool copied(Word w) const {
    const Word *o = Term(w).pointer();
    return o >= area_ && o < top_;
  }
  void copyList(Word &slot) {
    Word *link = &slot;
    while (Term(*link).isCons() && needsCopy(*link)) {
      const Word *cell = Term(*link).cell();
      Word *to = top_;
      top_ += 2;
      to[0] = cell[0];
      to[1] = cell[1];
      *link = Term::cons(to).bits;
      link = &to[1];
    }
  }
  void copyObject(Word &slot) {
    const Word *o = Term(slot).object();
    uint64_t n = 1 + abi::headerSize(o[0]);
    Word *to = top_;
    top_ += n;
    memcpy(to, o, n * 8);
    slot = Term::boxed(to).bits;
    if (isOffHeapKind(abi::headerKind(o[0])))
      shareOffHeap(to, target_);
  }

  Word *const area_;
  Word *top_;
  HeapTarget target_;
};

} // namespace

bool isLiteral(const void *p) {
  auto *w = static_cast<const Word *>(p);
  return (w >= __start_beamc_lit && w < __stop_beamc_lit) || (w >= gImmortal && w < gImmortalEnd);
}

Word *allocImmortal(uint64_t words) {
  std::lock_guard<std::mutex> guard(gImmortalLock);
  if (!gImmortal && !reserveImmortal())
    return nullptr;
  if (uint64_t(gImmortalEnd - gImmortalTop) < words)
    return nullptr;
  Word *r = gImmortalTop;
  gImmortalTop += words;
  return r;
}

uint64_t copySize(Term t) {
  if (!needsCopy(t.bits))
    return 0;
  uint64_t words = 0;
  WorkList work;
  work.push(t.bits);
  while (!work.empty()) {
    Term u(work.pop());
    while (u.isCons()) { // along the spine
      words += 2;
      if (needsCopy(u.head().bits))
        work.push(u.head().bits);
      u = u.tail();
      if (!needsCopy(u.bits))
        break;
    }
    if (!u.isBoxed() || isLiteral(u.pointer()))
      continue;
    const Word *o = u.object();
    uint64_t n = abi::headerSize(o[0]);
    words += 1 + n;
    if (!abi::isRawKind(abi::headerKind(o[0])))
      for (uint64_t i = 1; i <= n; i++)
        if (needsCopy(o[i]))
          work.push(o[i]);
  }
  chargeTerms(words);
  return words;
}

Term copyTerm(Term t, uint64_t words, HeapTarget target) {
  if (words == 0)
    return t;
  Word *area = target.alloc(words);
  Copier c(area, target);
  Word root = t.bits;
  c.copy(root);
  c.scan(area);
  assert(c.top() == area + words && "copySize and copyTerm disagree");
  return Term(root);
}

Term copyPacked(const Word *block, uint64_t words, HeapTarget target) {
  Word *area = target.alloc(words);
  memcpy(area, block, words * sizeof(Word));
  if (words == 1 + abi::headerSize(block[0]))
    return Term::boxed(area);
  Word distance = Word(area) - Word(block), bytes = words * sizeof(Word);
  for (Word *w = area; w < area + words;) {
    if (!Term(*w).isHeaderWord()) {
      if (Term(*w).isPointer() && Word(Term(*w).pointer()) - Word(block) < bytes)
        *w += distance;
      w++;
      continue;
    }
    Word header = *w;
    if (isOffHeapKind(abi::headerKind(header)))
      shareOffHeap(w, target);
    w += abi::isRawKind(abi::headerKind(header)) ? 1 + abi::headerSize(header) : 1;
  }
  return Term::boxed(area);
}

void copyTermTo(Term t, Word *area, Word *&offHeap) {
  HeapFragment list{nullptr, offHeap, 0, 0};
  Copier c(area, HeapTarget(&list));
  Word root = t.bits;
  c.copy(root);
  c.scan(area);
  offHeap = list.offHeap;
}

HeapFragment *copyToFragment(Term t, Term *copy) {
  uint64_t words = copySize(t);
  *copy = t;
  if (words == 0)
    return nullptr;
  HeapFragment *f = newFragment(words);
  *copy = copyTerm(t, words, HeapTarget(f));
  return f;
}

Term copyImmortal(Term t) {
  uint64_t words = copySize(t);
  if (words == 0)
    return t;
  Word *area = allocImmortal(words);
  if (!area)
    return Term::nonValue();
  // The off-heap objects in there are never released: their list is dropped.
  HeapFragment list{nullptr, nullptr, 0, 0};
  Copier c(area, HeapTarget(&list));
  Word root = t.bits;
  c.copy(root);
  c.scan(area);
  return Term(root);
}

} // namespace beamc::rt
