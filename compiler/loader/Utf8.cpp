//===- Utf8.cpp -----------------------------------------------------------===//
#include "compiler/loader/Utf8.h"

namespace beamc::loader {

int32_t nextUtf8(std::string_view text, size_t &position) {
  auto byte = [&](size_t i) { return uint32_t(uint8_t(text[position + i])); };
  size_t left = text.size() - position;
  if (left == 0)
    return -1;
  uint32_t first = byte(0);
  if (first < 0x80) {
    position += 1;
    return int32_t(first);
  }
  size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || left < length)
    return -1;
  uint32_t value = first & (0x7fu >> length);
  for (size_t i = 1; i != length; ++i) {
    if ((byte(i) & 0xc0) != 0x80)
      return -1;
    value = value << 6 | (byte(i) & 0x3f);
  }
  static constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kSmallest[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
    return -1;
  position += length;
  return int32_t(value);
}

bool validUtf8(std::string_view text, size_t &characters) {
  characters = 0;
  for (size_t position = 0; position != text.size(); ++characters)
    if (nextUtf8(text, position) < 0)
      return false;
  return true;
}

void appendUtf8(std::string &out, uint32_t character) {
  if (character < 0x80) {
    out += char(character);
    return;
  }
  if (character < 0x800) {
    out += char(0xc0 | character >> 6);
  } else {
    if (character < 0x10000) {
      out += char(0xe0 | character >> 12);
    } else {
      out += char(0xf0 | character >> 18);
      out += char(0x80 | (character >> 12 & 0x3f));
    }
    out += char(0x80 | (character >> 6 & 0x3f));
  }
  out += char(0x80 | (character & 0x3f));
}

std::string visibleText(std::string_view bytes) {
  std::string out;
  for (char byte : bytes)
    out += byte >= 0x20 && byte < 0x7f ? byte : '?';
  return out;
}

std::string latin1ToUtf8(std::span<const uint8_t> bytes) {
  std::string out;
  for (uint8_t byte : bytes)
    appendUtf8(out, byte);
  return out;
}

bool utf8ToLatin1(std::string_view utf8, std::string &bytes) {
  bytes.clear();
  for (size_t position = 0; position != utf8.size();) {
    int32_t character = nextUtf8(utf8, position);
    if (character < 0 || character > 0xff)
      return false;
    bytes += char(character);
  }
  return true;
}

} // namespace beamc::loader
