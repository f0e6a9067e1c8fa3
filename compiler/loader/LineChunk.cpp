//===- LineChunk.cpp - Line -------------------------------------------------===//
//
// version:32, flags:32, number of line instructions:32, number of items:32, number
// of file names:32, the items as compact terms, the names as length:16 and bytes.
// An atom operand switches the file for the items that follow. A name that is not UTF-8 is
// taken for Latin-1.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/Utf8.h"

#include <cinttypes>

namespace beamc::loader {

static constexpr uint32_t kExecutableLineFlag = 1;
static constexpr uint32_t kForceCountersFlag = 2;

static void readLineItems(ByteReader &reader, Module &module, uint32_t count, uint32_t fileCount) {
  std::vector<LineEntry> lines = {LineEntry{}};
  uint32_t file = 0;
  while (lines.size() <= count && !reader.failed()) {
    size_t start = reader.position();
    // Only the tag and the value matter here; an atom's value is a file's index, not an atom.
    uint8_t first = reader.peek();
    CompactTag tag = CompactTag(first & 7);
    std::vector<const Literal *> unused;
    if (tag == CompactTag::Integer) {
      Operand item = OperandReader(reader, module, unused).read();
      if (!reader.failed() &&
          (item.kind != OperandKind::Integer || item.value < 0 || item.value > INT32_MAX))
        reader.failAt(start, "expected a line number, found another integer");
      lines.push_back(LineEntry{file, uint32_t(item.value)});
    } else if (tag == CompactTag::Atom) {
      uint64_t index = OperandReader(reader, module, unused).readIndex(CompactTag::Atom, "a file");
      if (index > fileCount)
        reader.failAt(start, formatText("expected a file index of at most %u, found %" PRIu64,
                                        fileCount, index));
      file = uint32_t(index);
    } else {
      reader.u8("a line item");
      reader.failAt(start, "expected a line number or a file index, found another operand");
    }
  }
  module.lines = module.arena.copy(lines);
}

bool readLines(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "Line"))
    return true;
  ByteReader reader = chunkReader(module, "Line", diag);
  uint32_t version = reader.u32("a version");
  if (!reader.failed() && version != 0) {
    diag.warning(
        Place{.file = std::string(module.fileName), .chunk = "Line", .offset = 0},
        formatText("expected version 0, found %u; stack traces will have no lines", version));
    return true;
  }
  uint32_t flags = reader.u32("flags");
  reader.u32("a number of line instructions");
  uint32_t lineCount = reader.u32("a number of lines");
  uint32_t fileCount = reader.u32("a number of files");
  if (!reader.failed() && (lineCount > reader.remaining() || fileCount > reader.remaining()))
    reader.fail(formatText("expected at most %zu lines and files, found %u and %u",
                           reader.remaining(), lineCount, fileCount));
  if (reader.failed())
    return false;
  readLineItems(reader, module, lineCount, fileCount);
  std::vector<std::string_view> files = {{}};
  for (uint32_t i = 0; i != fileCount && !reader.failed(); ++i) {
    std::span<const uint8_t> name = reader.take(reader.u16("a file name's length"), "a file name");
    std::string_view text(reinterpret_cast<const char *>(name.data()), name.size());
    size_t characters;
    files.push_back(validUtf8(text, characters) ? text : module.arena.copy(latin1ToUtf8(name)));
  }
  module.files = module.arena.copy(files);
  module.executableLines = (flags & kExecutableLineFlag) != 0;
  module.forceLineCounters = (flags & kForceCountersFlag) != 0;
  return !reader.failed();
}

} // namespace beamc::loader
