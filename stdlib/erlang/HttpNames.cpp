//===- HttpNames.cpp - Known names of HTTP methods and header fields ------------------------------===//
#include "stdlib/erlang/HttpPacket.h"
#include <array>

namespace beamc::rt {
namespace {

constexpr std::string_view kMethods[] = {
#define HTTP_METHOD(name) name,
#include "stdlib/erlang/HttpNames.def"
};
constexpr std::string_view kHeaders[] = {
// ORDER HTTP_HEADER
#define HTTP_HEADER(name) name,
#include "stdlib/erlang/HttpNames.def"
};

constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool isLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr char toLower(char c) { return isUpper(c) ? char(c | 0x20) : c; }
constexpr char toUpper(char c) { return isLower(c) ? char(c & ~0x20) : c; }

/// An open hash table of numbers, made by the compiler; ends, middle and length tell the names
/// apart well enough.
constexpr unsigned kSlots = 128;
constexpr unsigned slotOf(std::string_view name) {
  unsigned h = unsigned(name.size()) * 31 + uint8_t(toLower(name.front())) * 7 +
               uint8_t(toLower(name[name.size() / 2])) * 5 + uint8_t(toLower(name.back())) * 3;
  return h % kSlots;
}
consteval std::array<uint8_t, kSlots> makeTable() {
  std::array<uint8_t, kSlots> table{};
  uint8_t number = 0;
  for (std::string_view name : kHeaders) {
    unsigned slot = slotOf(name);
    while (table[slot])
      slot = (slot + 1) % kSlots;
    table[slot] = ++number;
  }
  return table;
}
constexpr std::array<uint8_t, kSlots> kTable = makeTable();
static_assert(kHttpHeaders < kSlots, "a search needs a free slot to end at");

bool equalNames(std::string_view a, std::string_view b) {
  if (a.size() != b.size())
    return false;
  for (size_t i = 0; i < a.size(); i++)
    if (toLower(a[i]) != toLower(b[i]))
      return false;
  return true;
}

} // namespace

unsigned httpHeaderNumber(std::string_view name) {
  if (name.empty())
    return 0;
  for (unsigned slot = slotOf(name);; slot = (slot + 1) % kSlots) {
    unsigned number = kTable[slot];
    if (!number || equalNames(kHeaders[number - 1], name))
      return number;
  }
}

unsigned httpMethodNumber(std::string_view name) {
  unsigned number = 0;
  for (std::string_view method : kMethods) {
    number++;
    if (method == name)
      return number;
  }
  return 0;
}

std::span<const std::string_view, kHttpHeaders> httpHeaderNames() { return kHeaders; }
std::span<const std::string_view, kHttpMethods> httpMethodNames() { return kMethods; }

void capitalizeHttpName(std::string_view name, char *out) {
  bool begins = true; // a hyphen that begins a part is the part's first character
  for (char c : name) {
    *out++ = begins ? toUpper(c) : toLower(c);
    begins = !begins && c == '-';
  }
}

} // namespace beamc::rt
