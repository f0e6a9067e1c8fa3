//===- Container.cpp ------------------------------------------------------===//
//
//   "FOR1" size:32 "BEAM" { id:4 bytes, size:32, data, zero bytes up to a multiple of 4 }
//===----------------------------------------------------------------------===//
#include "compiler/loader/Container.h"

#include "compiler/loader/ByteReader.h"
#include "compiler/loader/Inflate.h"
#include "compiler/loader/Utf8.h"

#include <algorithm>
#include <cstring>

namespace beamc::loader {

/// Deflate cannot shrink data by more than a factor of about 1032.
static constexpr size_t kLargestRatio = 1040;

static bool hasBytes(std::span<const uint8_t> bytes, size_t at, const char *text) {
  size_t length = std::strlen(text);
  return bytes.size() >= at + length && std::memcmp(bytes.data() + at, text, length) == 0;
}

bool readContainer(std::span<const uint8_t> file, std::string_view fileName, Arena &arena,
                   std::span<const RawChunk> &chunks, Diagnostics &diag) {
  Place where{.file = std::string(fileName), .chunk = {}};
  std::vector<uint8_t> inflated;
  if (file.size() >= 2 && file[0] == 0x1f && file[1] == 0x8b) {
    size_t limit = file.size() * kLargestRatio + 4096;
    if (const char *problem = inflateBytes(file, Compression::Gzip, limit, inflated)) {
      diag.error(where, formatText("expected a gzip-compressed .beam file: %s", problem));
      return false;
    }
    file = inflated;
  }
  if (!hasBytes(file, 0, "FOR1") || !hasBytes(file, 8, "BEAM")) {
    diag.error(where, "expected a .beam file (starting with 'FOR1', a size and 'BEAM'), found "
                      "something else");
    return false;
  }
  std::span<const uint8_t> bytes = arena.copy(file);
  ByteReader reader(bytes, where, diag);
  reader.u32("the form's id");
  uint32_t size = reader.u32("the form's size");
  if (size < 4 || size - 4 > reader.remaining() - 4) {
    reader.failAt(4, formatText("expected %u bytes as the header says, found %zu; the file may be "
                                "truncated",
                                size, reader.remaining()));
    return false;
  }
  size_t end = reader.position() + size;
  reader.u32("the form's type");
  std::vector<RawChunk> list;
  while (!reader.failed() && reader.position() + 8 <= end) {
    size_t start = reader.position();
    std::span<const uint8_t> id = reader.take(4, "a chunk's id");
    uint32_t length = reader.u32("a chunk's size");
    std::span<const uint8_t> data = reader.take(length, "a chunk");
    if (reader.failed())
      return false;
    std::string_view name(reinterpret_cast<const char *>(id.data()), 4);
    bool known = std::any_of(list.begin(), list.end(),
                             [&](const RawChunk &chunk) { return chunk.id == name; });
    if (known)
      return reader.failAt(start, formatText("expected each chunk once, found a second '%s'",
                                             visibleText(name).c_str()));
    list.push_back(RawChunk{name, data});
    size_t padding = std::min<size_t>((4 - length % 4) % 4, reader.remaining());
    reader.take(padding, "padding");
  }
  chunks = arena.copy(list);
  return !reader.failed();
}

} // namespace beamc::loader
