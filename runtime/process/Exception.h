//===- Exception.h - Raw stack traces and what becomes of them ------------------------------===//
//
// A raw trace is a tuple that only the runtime looks into:
//   {Export * of the failing BIF or 0, its arguments or non-value, error_info or non-value,
//    class, CodeLocation * …}
// pointers read as small integers. erlang:raise/3 makes {1, Stacktrace, _, class}: a finished list.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

/// Entries of a stack trace, system_flag(backtrace_depth); atomic.
extern uint32_t gBacktraceDepth;

/// All terms made here lie in \p p's heap; hp and sp must be current.
///
/// Raw trace of the present state: \p at is the failing place or null, frames from p.sp on.
Term captureTrace(Process &p, const CodeLocation *at);
/// Raw trace that stands for the finished list \p trace; \p cls is the class, an atom.
Term givenTrace(Process &p, Term cls, Term trace);
/// The list that programs see, of a raw trace of either kind.
Term buildStacktrace(Process &p, Term raw);
/// Whether \p e is a built-in that raises on behalf of its caller: it has no entry of its own.
bool raisesForCaller(const Export *e);
/// {M,F,ArityOrArgs,[{file,F},{line,L}|more]} for a place; \p moreInfo is a list.
Term locationEntry(Process &p, const CodeLocation *at, Term arityOrArgs, Term moreInfo);
/// Frames of \p p from sp on as a list (process_info current_stacktrace); \p at on top or null.
Term currentStacktrace(Process &p, const CodeLocation *at);
/// Where \p p would go on: the location of its resume point or return address; null if none.
const CodeLocation *currentPlace(const Process &p);

} // namespace beamc::rt
