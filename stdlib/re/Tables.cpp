//===- Tables.cpp - ISO 8859-1 characters for PCRE2 ------------------------------------------------===//
//
// PCRE2 makes tables for the locale; here the upper half is filled in from the classes of Latin-1.
// The layout is that of pcre2_maketables (PCRE2's pcre2_internal.h): 256 bytes lower case, 256
// the other case, ten bit maps of 32 bytes (space, xdigit, digit, upper, lower, word, graph, print,
// punct, cntrl), 256 bytes of flags.
//===----------------------------------------------------------------------===//
#include "stdlib/re/Pattern.h"
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace beamc::bif {
namespace {

constexpr unsigned kLower = 0, kOther = 256, kMaps = 512, kFlags = 512 + 320;
constexpr unsigned kMapUpper = 3, kMapLower = 4, kMapWord = 5, kMapGraph = 6, kMapPrint = 7,
                   kMapPunct = 8, kMapCntrl = 9;

enum CharClass { Control, Punctuation, Upper, Lower }; // Punctuation: all that is printed besides

CharClass classOf(unsigned c) {
  if (c < 0xa0)
    return Control;
  if (c == 0xaa || c == 0xb5 || c == 0xba || c == 0xdf)
    return Lower;
  if (c < 0xc0 || c == 0xd7 || c == 0xf7)
    return Punctuation;
  return c < 0xdf ? Upper : Lower;
}

void fillUpperHalf(uint8_t *t) {
  auto set = [&](unsigned map, unsigned c) {
    t[kMaps + 32 * map + c / 8] |= uint8_t(1u << (c % 8));
  };
  for (unsigned c = 128; c < 256; c++) {
    for (unsigned map = 0; map < 10; map++)
      t[kMaps + 32 * map + c / 8] &= uint8_t(~(1u << (c % 8)));
    t[kLower + c] = t[kOther + c] = uint8_t(c);
    t[kFlags + c] = 0;
    CharClass k = classOf(c);
    if (k == Control) {
      set(kMapCntrl, c);
      continue;
    }
    set(kMapGraph, c);
    set(kMapPrint, c);
    if (k == Punctuation) {
      set(kMapPunct, c);
      continue;
    }
    set(k == Upper ? kMapUpper : kMapLower, c);
    set(kMapWord, c);
    t[kFlags + c] = t[kFlags + (k == Upper ? 'Z' : 'z')];
    if (k == Upper)
      t[kLower + c] = t[kOther + c] = uint8_t(c + 32);
    else if (c >= 0xe0 && c != 0xff)
      t[kOther + c] = uint8_t(c - 32);
  }
}

} // namespace

const uint8_t *latin1Tables() {
  static const uint8_t *const tables = [] {
    auto *t = const_cast<uint8_t *>(pcre2_maketables(nullptr));
    if (!t)
      abort(); // as any other failed allocation of the runtime
    fillUpperHalf(t);
    return t;
  }();
  return tables;
}

} // namespace beamc::bif
