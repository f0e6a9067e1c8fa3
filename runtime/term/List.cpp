//===- List.cpp - Lists and iolists -----------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {
namespace {

/// Calls \p byte or \p bits for each leaf from left to right; false when a callback says so or
/// the term is no iolist.
template <typename Byte, typename Bits> bool walk(Term t, Byte byte, Bits bits) {
  WorkStack<Word, 64> stack;
  TermCount count;
  if (t.isBitstring())
    return bits(t);
  for (;;) {
    while (t.isCons()) {
      Term head = t.head();
      t = t.tail();
      count.terms++;
      if (head.isSmall()) {
        if (uint64_t(head.smallValue()) > 255)
          return false;
        byte(uint8_t(head.smallValue()));
      } else if (head.isCons()) {
        stack.push(t.bits);
        t = head;
      } else if (head.isBitstring()) {
        if (!bits(head))
          return false;
      } else if (!head.isNil()) {
        return false;
      }
    }
    if (t.isBitstring()) {
      if (!bits(t))
        return false;
    } else if (!t.isNil()) {
      return false;
    }
    if (stack.empty())
      return true;
    t = Term(stack.pop());
  }
}

} // namespace

bool latin1List(Term t, Text &out) {
  for (; t.isCons(); t = t.tail()) {
    if (!t.head().isSmall() || uint64_t(t.head().smallValue()) > 255)
      return false;
    out.push(char(t.head().smallValue()));
  }
  return t.isNil();
}

IoListResult ioListBits(Term t, bool allowBits, uint64_t &bits) {
  uint64_t sum = 0;
  bool ok = walk(
      t, [&](uint8_t) { sum += 8; },
      [&](Term b) {
        sum += b.bitSize();
        return allowBits || (b.bitSize() & 7) == 0;
      });
  bits = sum;
  return ok ? IoListResult::Ok : IoListResult::BadArg;
}

void copyIoList(Term t, uint8_t *to) {
  uint64_t at = 0;
  walk(
      t,
      [&](uint8_t b) {
        if (at & 7)
          copyBits(to, at, &b, 0, 8);
        else
          to[at >> 3] = b;
        at += 8;
      },
      [&](Term b) {
        BitsView v(b);
        copyBits(to, at, v.base, v.offset, v.size);
        at += v.size;
        return true;
      });
}

bool appendIoList(Term t, Bytes &out) {
  return walk(
      t, [&](uint8_t b) { out.push(b); },
      [&](Term b) {
        if (b.bitSize() & 7)
          return false;
        BytesOf bytes(b);
        out.append(bytes.data(), bytes.size());
        return true;
      });
}

} // namespace beamc::rt
