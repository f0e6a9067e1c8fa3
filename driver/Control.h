//===- Control.h - asking a running program -----------------------------------------===//
//
// The driver's end of the control endpoint (docs/design/control.md), for push, ps and eval.
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/Commands.h"
#include "driver/Terms.h"

namespace beamc::driver {

struct ControlOptions {
  std::string target; ///< path of a socket, or a process id
  std::string secretFile;
  unsigned timeout = 60; ///< seconds to wait for an answer; 0: for ever
};

/// The options that push, ps and eval share.
void addControlOptions(CLI::App &command, ControlOptions &options);

/// Sends \p request and waits for the answer, which lives in \p arena; null after an error, with
/// the exit code in \p status.
const loader::Literal *askProgram(const ControlOptions &options, const loader::Literal &request,
                                  Arena &arena, Diagnostics &diag, int &status);

/// The atom in front of the answer's tuple: ok, refused, failed …; an element of it, or null.
std::string_view answerTag(const loader::Literal &answer);
const loader::Literal *answerElement(const loader::Literal &answer, size_t index);
/// The value of an atom in a map, or null. The text of an atom or a binary, or nothing. A number,
/// or 0.
const loader::Literal *valueOf(const loader::Literal &map, std::string_view key);
std::string_view textOf(const loader::Literal *term);
int64_t numberOf(const loader::Literal *term);

} // namespace beamc::driver
