//===- Capture.h - What re:run/3 returns of a match ---------------------------------------------===//
#pragma once
#include "runtime/term/WorkStack.h"
#include "stdlib/re/Options.h"

namespace beamc::bif {

enum class CaptureType : uint8_t { Index, List, Binary, None };

/// Which groups, in what form. A name that several groups have stands as all their numbers.
struct CaptureSpec {
  CaptureType type = CaptureType::Index;
  bool everything = true;    ///< all groups up to the last that took part …
  bool withoutFirst = false; ///< … but the whole match
  struct Choice {
    int32_t group;    ///< -1: none
    bool alternative; ///< belongs to the choice before: the first one that is set counts
  };
  rt::WorkStack<Choice, 32> groups;
};

/// False: badarg.
bool parseCapture(const ReOptions &options, const Program *program, CaptureSpec &out);

/// {match, List} or match. \p count is how many pairs of \p offsets a match has set; \p subject is
/// what they refer to, and \p binary the same as a term when it is a binary, else the non-value.
rt::Term matchResult(rt::Process &p, const CaptureSpec &spec, const PCRE2_SIZE *offsets,
                     unsigned count, std::string_view subject, rt::Term binary);

} // namespace beamc::bif
