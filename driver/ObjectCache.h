//===- ObjectCache.h - compiled modules that need no compiling -----------------------===//
//
// A module's object depends on the module's bytes, the compiler and its options, and on
// nothing else (see docs/design/linking.md). The cache is a directory of files named by
// the hash of those three. Several beamc may use it at once: files appear by renaming.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/codegen/CompileModule.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace beamc::driver {

/// Hexadecimal BLAKE3 of the parts, each with its length.
std::string hashOf(std::initializer_list<std::string_view> parts);

/// The directory to use: \p chosen if not empty, $BEAMC_CACHE_DIR, $XDG_CACHE_HOME/beamc, or
/// ~/.cache/beamc. Empty if there is none.
std::string cacheDirectory(const std::string &chosen);

class ObjectCache {
public:
  /// \p directory is made when needed; empty = nothing is kept.
  explicit ObjectCache(std::string directory) : directory_(std::move(directory)) {}

  std::string keyOf(std::span<const uint8_t> module, const codegen::CompileOptions &options) const;
  /// False if it is not there or cannot be used (damaged, of another version): no error.
  bool load(const std::string &key, codegen::CompiledModule &out) const;
  /// Failing to keep an object is no error.
  void store(const std::string &key, const codegen::CompiledModule &module) const;

private:
  std::string pathOf(const std::string &key) const;
  std::string directory_;
};

} // namespace beamc::driver
