//===- Atom.cpp - The atom table ------------------------------------------------------===//
//
// Slots lie in chunks that never move, so a term's text is two loads away and needs no
// lock. The hash table is an array of chain heads; a chain only ever grows at its head.
// Writers hold `insertLock`; a slot is complete before the release store of its chain head,
// which pairs with the acquire load in find().
//===----------------------------------------------------------------------===//
#include "runtime/term/Atom.h"
#include "runtime/term/AtomSlot.h"
#include <atomic>
#include <cstdlib>
#include <pthread.h>

namespace beamc::rt {
namespace {

using Slot = AtomSlot;
constexpr uint32_t kChunkBits = kAtomChunkBits, kChunkSize = 1u << kChunkBits;
constexpr uint32_t kBuckets = 1u << 16;

std::atomic<Slot *> chunks[abi::kMaxAtoms / kChunkSize];
std::atomic<uint32_t> buckets[kBuckets]; // index + 1
std::atomic<uint32_t> count;
uint32_t limit = 1u << 20;
pthread_mutex_t insertLock = PTHREAD_MUTEX_INITIALIZER;

Slot &slotAt(uint32_t index) {
  return chunks[index >> kChunkBits].load(std::memory_order_acquire)[index & (kChunkSize - 1)];
}

uint32_t bucketOf(uint32_t hash) { return (hash * 2654435761u) >> 16; }

/// Index + 1, or 0.
uint32_t find(std::string_view text, uint32_t hash) {
  uint32_t i = buckets[bucketOf(hash)].load(std::memory_order_acquire);
  while (i) {
    const Slot &s = slotAt(i - 1);
    if (s.hash == hash && s.bytes == text.size() && memcmp(s.text, text.data(), s.bytes) == 0)
      return i;
    i = s.next;
  }
  return 0;
}

/// \p text must live for ever. Caller holds the lock (or is alone) and has made sure that the
/// text is new.
uint32_t appendLocked(const char *text, uint32_t bytes, uint32_t hash) {
  uint32_t index = count.load(std::memory_order_relaxed);
  std::atomic<Slot *> &chunk = chunks[index >> kChunkBits];
  if (!chunk.load(std::memory_order_relaxed))
    chunk.store(static_cast<Slot *>(calloc(kChunkSize, sizeof(Slot))), std::memory_order_release);
  std::atomic<uint32_t> &head = buckets[bucketOf(hash)];
  slotAt(index) = {text, bytes, hash, head.load(std::memory_order_relaxed)};
  count.store(index + 1, std::memory_order_release);
  head.store(index + 1, std::memory_order_release);
  return index;
}

/// Memory for the texts of atoms made at run time, handed out in pieces, never freed.
char *keepText(std::string_view text) {
  static char *block;
  static size_t left;
  if (left < text.size()) {
    left = 1u << 16;
    block = static_cast<char *>(malloc(left));
  }
  char *r = block;
  memcpy(r, text.data(), text.size());
  block += text.size();
  left -= text.size();
  return r;
}

constexpr std::string_view kFixedTexts[] = {
#define ATOM(name, text) text,
#include "runtime/abi/Atoms.def"
};

} // namespace

uint32_t hashAtomText(std::string_view utf8) {
  uint32_t h = 0;
  for (size_t i = 0; i < utf8.size(); i++) {
    uint8_t v = uint8_t(utf8[i]);
    if ((v & 0xfe) == 0xc2 && i + 1 < utf8.size() && (uint8_t(utf8[i + 1]) & 0xc0) == 0x80) {
      v = uint8_t(v << 6) | (uint8_t(utf8[i + 1]) & 0x3f);
      i++;
    }
    h = (h << 4) + v;
    if (uint32_t g = h & 0xf0000000) {
      h ^= g >> 24;
      h ^= g;
    }
  }
  return h;
}

void initAtoms(const AtomEntry *entries, uint32_t n, uint32_t atomLimit) {
  limit = atomLimit < n ? n : atomLimit;
  if (limit > abi::kMaxAtoms)
    limit = abi::kMaxAtoms;
  if (!entries || n == 0)
    for (std::string_view text : kFixedTexts)
      appendLocked(text.data(), uint32_t(text.size()), hashAtomText(text));
  for (uint32_t i = 0; i < n; i++) {
    const AtomEntry &e = entries[i];
    assert((i >= atom::kFixedCount || std::string_view(e.text, e.bytes) == kFixedTexts[i]) &&
           "the executable's first atoms are those of Atoms.def");
    appendLocked(e.text, e.bytes, e.hash ? e.hash : hashAtomText({e.text, e.bytes}));
  }
}

Term findAtom(std::string_view utf8) {
  uint32_t i = find(utf8, hashAtomText(utf8));
  return i ? Term::atom(i - 1) : Term::nonValue();
}

Term internAtom(std::string_view utf8) {
  uint32_t hash = hashAtomText(utf8);
  if (uint32_t i = find(utf8, hash))
    return Term::atom(i - 1);
  pthread_mutex_lock(&insertLock);
  uint32_t i = find(utf8, hash);
  Term result = Term::nonValue();
  if (i)
    result = Term::atom(i - 1);
  else if (count.load(std::memory_order_relaxed) < limit)
    result = Term::atom(appendLocked(keepText(utf8), uint32_t(utf8.size()), hash));
  pthread_mutex_unlock(&insertLock);
  return result;
}

std::string_view atomText(Term atom) {
  const Slot &s = slotAt(atom.atomIndex());
  return {s.text, s.bytes};
}

uint32_t atomHash(Term atom) { return slotAt(atom.atomIndex()).hash; }
uint32_t atomCount() { return count.load(std::memory_order_acquire); }
uint32_t atomLimit() { return limit; }

int compareAtoms(Term a, Term b) {
  // Bytewise order of UTF-8 is the order of the code points.
  std::string_view x = atomText(a), y = atomText(b);
  int c = memcmp(x.data(), y.data(), x.size() < y.size() ? x.size() : y.size());
  if (c)
    return c;
  return x.size() < y.size() ? -1 : x.size() > y.size();
}

} // namespace beamc::rt
