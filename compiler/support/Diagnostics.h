//===- Diagnostics.h - what was wrong with the input, and where ------------===//
//
// The compiler never prints and never stops by itself: it adds a diagnostic and
// returns failure. The driver (or a running program that loads a module) decides
// what to do with the list.
//
// A text is lower case and says what was expected, what was found and, where it
// helps, what to do: "expected 6 operands for 'bif3', found a list; the file may
// come from a newer compiler".
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace beamc {

enum class Severity : uint8_t { Note, Warning, Error };

/// A place in an input. Binary inputs have a chunk and a byte offset into that chunk's data (or
/// into the file when chunk is empty); text inputs have a line and a column, both from 1. What is
/// unknown is empty or kNoOffset or 0.
struct Place {
  static constexpr uint64_t kNoOffset = ~uint64_t(0);
  std::string file;
  std::string chunk;
  uint64_t offset = kNoOffset;
  uint32_t line = 0;
  uint32_t column = 0;
};

struct Diagnostic {
  Severity severity;
  Place place;
  std::string text;

  /// "file: chunk+offset: error: text", or "file:line:column: error: text". With \p color, the
  /// severity is set in ANSI colours.
  std::string render(bool color = false) const;
};

/// A list of diagnostics in the order in which they arose. Not shared between threads: each job has
/// its own list, and its owner appends it to the whole when the job is done.
class Diagnostics {
public:
  void error(Place place, std::string text) {
    add(Severity::Error, std::move(place), std::move(text));
  }
  void warning(Place place, std::string text) {
    add(Severity::Warning, std::move(place), std::move(text));
  }
  void note(Place place, std::string text) {
    add(Severity::Note, std::move(place), std::move(text));
  }
  /// An error with no place beyond a file's name (may be empty).
  void error(std::string_view file, std::string text) {
    error(Place{.file = std::string(file), .chunk = {}}, std::move(text));
  }

  bool hasErrors() const { return errors_ != 0; }
  size_t errorCount() const { return errors_; }
  const std::vector<Diagnostic> &all() const { return list_; }
  /// Moves the contents of \p other to the end of this list.
  void append(Diagnostics &&other);
  /// All diagnostics, one per line.
  std::string render(bool color = false) const;

private:
  void add(Severity severity, Place place, std::string text);
  std::vector<Diagnostic> list_;
  size_t errors_ = 0;
};

} // namespace beamc
