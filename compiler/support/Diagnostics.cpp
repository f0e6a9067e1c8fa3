//===- Diagnostics.cpp ----------------------------------------------------===//
#include "compiler/support/Diagnostics.h"

#include "compiler/support/Format.h"

#include <cinttypes>
#include <utility>

namespace beamc {

static const char *severityName(Severity severity) {
  switch (severity) {
  case Severity::Note: return "note";
  case Severity::Warning: return "warning";
  case Severity::Error: return "error";
  }
  return "error";
}

static const char *severityColor(Severity severity) {
  switch (severity) {
  case Severity::Note: return "\033[1;36m";
  case Severity::Warning: return "\033[1;35m";
  case Severity::Error: return "\033[1;31m";
  }
  return "";
}

std::string Diagnostic::render(bool color) const {
  std::string out = place.file.empty() ? "beamc" : place.file;
  if (place.line != 0)
    appendFormat(out, ":%u:%u", place.line, place.column);
  out += ": ";
  if (!place.chunk.empty()) {
    out += place.chunk;
    if (place.offset != Place::kNoOffset)
      appendFormat(out, "+%" PRIu64, place.offset);
    out += ": ";
  } else if (place.offset != Place::kNoOffset) {
    appendFormat(out, "byte %" PRIu64 ": ", place.offset);
  }
  if (color)
    out += severityColor(severity);
  out += severityName(severity);
  out += ':';
  if (color)
    out += "\033[0m";
  out += ' ';
  out += text;
  return out;
}

void Diagnostics::add(Severity severity, Place place, std::string text) {
  if (severity == Severity::Error)
    ++errors_;
  list_.push_back(Diagnostic{severity, std::move(place), std::move(text)});
}

void Diagnostics::append(Diagnostics &&other) {
  for (Diagnostic &diagnostic : other.list_)
    list_.push_back(std::move(diagnostic));
  errors_ += other.errors_;
  other.list_.clear();
  other.errors_ = 0;
}

std::string Diagnostics::render(bool color) const {
  std::string out;
  for (const Diagnostic &diagnostic : list_) {
    out += diagnostic.render(color);
    out += '\n';
  }
  return out;
}

} // namespace beamc
