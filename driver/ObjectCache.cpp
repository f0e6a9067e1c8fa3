//===- ObjectCache.cpp ----------------------------------------------------===//
//
// A file: the word kMagic, then name, output, atoms, defined and referenced functions.
// Strings are length:32 and bytes, lists are length:32 and items.
//===----------------------------------------------------------------------===//
#include "driver/ObjectCache.h"

#include "driver/Files.h"

#include "compiler/support/Format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace fs = std::filesystem;

namespace beamc::driver {

static constexpr std::string_view kMagic = "beamc object 1\n";

std::string hashOf(std::initializer_list<std::string_view> parts) {
  llvm::BLAKE3 hasher;
  for (std::string_view part : parts) {
    uint64_t size = part.size();
    hasher.update(llvm::ArrayRef<uint8_t>(reinterpret_cast<const uint8_t *>(&size), sizeof size));
    hasher.update(llvm::StringRef(part.data(), part.size()));
  }
  return llvm::toHex(hasher.final<20>(), /*LowerCase=*/true);
}

std::string cacheDirectory(const std::string &chosen) {
  if (!chosen.empty())
    return chosen;
  if (const char *directory = std::getenv("BEAMC_CACHE_DIR"))
    return directory;
  if (const char *directory = std::getenv("XDG_CACHE_HOME"); directory && *directory)
    return std::string(directory) + "/beamc";
  if (const char *home = std::getenv("HOME"); home && *home)
    return std::string(home) + "/.cache/beamc";
  return {};
}

std::string ObjectCache::keyOf(std::span<const uint8_t> module,
                               const codegen::CompileOptions &options) const {
  std::string text = formatText("O%u g%d", options.level, options.debugInfo);
  for (const std::string &pass : options.passes.disabled)
    text += " -" + pass;
  return hashOf({textOf(module), codegen::kCodeGenerator, text});
}

std::string ObjectCache::pathOf(const std::string &key) const {
  return directory_ + "/" + key.substr(0, 2) + "/" + key.substr(2);
}

namespace {

class CacheWriter {
public:
  void number(size_t value) {
    for (unsigned i = 0; i != 4; ++i)
      out += char(value >> (8 * i));
  }
  void text(std::string_view value) {
    number(value.size());
    out += value;
  }
  void functions(const std::vector<codegen::CompiledModule::Mfa> &list) {
    number(list.size());
    for (const codegen::CompiledModule::Mfa &item : list) {
      text(item.module);
      text(item.function);
      number(item.arity);
    }
  }
  std::string out;
};

/// Reads what CacheWriter wrote; a damaged file makes it failed.
class CacheReader {
public:
  explicit CacheReader(std::string_view bytes) : bytes_(bytes) {}
  uint32_t number() {
    uint32_t value = 0;
    if (bytes_.size() < 4) {
      failed = true;
      return 0;
    }
    for (unsigned i = 0; i != 4; ++i)
      value |= uint32_t(uint8_t(bytes_[i])) << (8 * i);
    bytes_.remove_prefix(4);
    return value;
  }
  std::string text() {
    size_t size = number();
    if (failed || size > bytes_.size()) {
      failed = true;
      return {};
    }
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  template <typename Item> void list(Item item) {
    for (uint32_t i = 0, count = number(); i != count && !failed; ++i)
      item();
  }
  void functions(std::vector<codegen::CompiledModule::Mfa> &out) {
    list([&] {
      codegen::CompiledModule::Mfa item;
      item.module = text();
      item.function = text();
      item.arity = number();
      out.push_back(std::move(item));
    });
  }
  bool atEnd() const { return bytes_.empty(); }
  bool failed = false;

private:
  std::string_view bytes_;
};

} // namespace

bool ObjectCache::load(const std::string &key, codegen::CompiledModule &out) const {
  std::vector<uint8_t> bytes;
  Diagnostics ignored; // Not being there is no error.
  if (directory_.empty() || !readFile(pathOf(key), bytes, ignored))
    return false;
  std::string_view text = textOf(bytes);
  if (!text.starts_with(kMagic))
    return false;
  CacheReader reader(text.substr(kMagic.size()));
  codegen::CompiledModule module;
  module.name = reader.text();
  module.output = reader.text();
  reader.list([&] { module.atoms.push_back(reader.text()); });
  reader.functions(module.defined);
  reader.functions(module.referenced);
  if (reader.failed || !reader.atEnd())
    return false;
  out = std::move(module);
  return true;
}

void ObjectCache::store(const std::string &key, const codegen::CompiledModule &module) const {
  if (directory_.empty())
    return;
  CacheWriter writer;
  writer.out = kMagic;
  writer.text(module.name);
  writer.text(module.output);
  writer.number(module.atoms.size());
  for (const std::string &atom : module.atoms)
    writer.text(atom);
  writer.functions(module.defined);
  writer.functions(module.referenced);
  std::error_code error;
  std::string path = pathOf(key);
  fs::create_directories(fs::path(path).parent_path(), error);
  Diagnostics ignored;
  if (!error)
    writeFile(path, writer.out, /*executable=*/false, ignored);
}

} // namespace beamc::driver
