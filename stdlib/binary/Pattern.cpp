//===- Pattern.cpp - Search patterns of module binary --------------------------------------------------------------------===//
#include "stdlib/binary/Pattern.h"
#include "runtime/term/Atom.h"
#include "runtime/term/List.h"
#include <algorithm>

namespace beamc::rt {
namespace {
void destroyPattern(MagicObject *o) { freePatternSet(reinterpret_cast<PatternSet *>(o)); }

bool isPatternBinary(Term t) { return t.isBinary() && t.bitSize() > 0; }
} // namespace

const MagicType kPatternType{"binary pattern", destroyPattern};

bool PatternSet::find(const uint8_t *text, uint64_t from, uint64_t end, uint64_t &at,
                      uint64_t &size) const {
  if (count == 1) {
    if (end < from || end - from < pieces->size)
      return false;
    const void *hit = pieces->size == 1
                          ? memchr(text + from, pieces->bytes[0], end - from)
                          : memmem(text + from, end - from, pieces->bytes, pieces->size);
    if (!hit)
      return false;
    at = uint64_t(static_cast<const uint8_t *>(hit) - text);
    size = pieces->size;
    return true;
  }
  for (uint64_t i = from; i + shortest <= end; i++) {
    if (!mayStart(text[i]))
      continue;
    for (uint32_t j = 0; j < count; j++)
      if (pieces[j].size <= end - i && memcmp(text + i, pieces[j].bytes, pieces[j].size) == 0) {
        at = i;
        size = pieces[j].size;
        return true;
      }
  }
  return false;
}

Term PatternSet::kind() const {
  static const Term one = internAtom("bm"), several = internAtom("ac");
  return count == 1 ? one : several;
}

PatternSet *makePatternSet(Term t) {
  WorkStack<Term, 16> parts;
  if (isPatternBinary(t)) {
    parts.push(t);
  } else {
    for (; t.isCons(); t = t.tail()) {
      if (!isPatternBinary(t.head()))
        return nullptr;
      parts.push(t.head());
    }
    if (!t.isNil() || parts.empty())
      return nullptr;
  }
  uint64_t total = 0;
  for (Term part : parts)
    total += part.bitSize() / 8;
  auto *s = static_cast<PatternSet *>(calloc(1, sizeof(PatternSet)));
  s->count = uint32_t(parts.size());
  s->pieces = static_cast<PatternSet::Piece *>(malloc(parts.size() * sizeof(PatternSet::Piece)));
  s->bytes = static_cast<uint8_t *>(malloc(total));
  uint8_t *to = s->bytes;
  s->shortest = UINT32_MAX;
  for (uint32_t i = 0; i < s->count; i++) {
    BytesOf bytes(parts[i]);
    memcpy(to, bytes.data(), bytes.size());
    s->pieces[i] = {to, bytes.size()};
    s->first[to[0] >> 6] |= uint64_t(1) << (to[0] & 63);
    s->shortest = uint32_t(std::min<uint64_t>(s->shortest, bytes.size()));
    to += bytes.size();
  }
  std::sort(s->pieces, s->pieces + s->count,
            [](const PatternSet::Piece &x, const PatternSet::Piece &y) { return x.size > y.size; });
  return s;
}

void freePatternSet(PatternSet *s) {
  free(s->pieces);
  free(s->bytes);
  free(s);
}

PatternArgument::PatternArgument(Term t) {
  if (t.isTuple(2)) { // {bm | ac, Reference}
    auto *set = reinterpret_cast<PatternSet *>(magicOfType(t.element(1), &kPatternType));
    if (set && t.element(0) == set->kind())
      set_ = set;
    return;
  }
  set_ = makePatternSet(t);
  owned_ = true;
}

PatternArgument::~PatternArgument() {
  if (owned_ && set_)
    freePatternSet(set_);
}

} // namespace beamc::rt
