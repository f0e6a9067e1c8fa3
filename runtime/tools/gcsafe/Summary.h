//===- Summary.h - What gcsafe keeps of one translation unit -----------------------===//
//
// A summary holds, for each function, its annotations and its calls, and for each call what
// would be lost if the call collected: the raw values that are live across it. Whether it does
// collect is known only when the summaries of all units are together (Report.cpp).
//===----------------------------------------------------------------------===//
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace gcsafe {

/// What a call may do to its caller's values. Bits.
enum Effect : unsigned { kCollects = 1, kSchedules = 2, kFrees = 4, kAllEffects = 7 };

/// Annotations and origin of a function. Bits.
enum FunctionFlag : unsigned {
  kNoCollect = 1,   ///< claims to never collect (BEAMC_NO_COLLECT, or a BIF)
  kBif = 2,         ///< symbol bif.M:F/A
  kDefined = 4,     ///< its body was seen
  kLeavesEpoch = 8, ///< BEAMC_LEAVES_EPOCH: effects do not pass through it
};

enum class ValueKind : char {
  Raw = 'r',          ///< term, heap pointer, record of such: lost by a collection
  Process = 'p',      ///< process pointer or reference: lost when processes are freed
  LocalProcess = 'l', ///< the same, found by this function: lost by leaving an epoch as well
};

/// A value that is live across a call.
struct LiveValue {
  ValueKind kind;
  std::string what;  ///< "raw term 'list'"
  std::string place; ///< file:line:column of its declaration
};

struct Call {
  std::string callee; ///< key: symbol, place of an internal function, or "type …"/"virtual …"
  std::string place;
  unsigned implicit = 0; ///< a destructor or the like, which the source does not show
  std::vector<LiveValue> live;
};

struct Function {
  std::string key, name, place;
  unsigned effects = 0; ///< its own annotations: Effect bits
  unsigned flags = 0;
  std::string promise; ///< the reason of BEAMC_PROMISE_NO_COLLECT: effects stop here
  std::vector<Call> calls;
};

struct Error {
  std::string place, text;
};

struct Summary {
  std::vector<Function> functions;
  std::vector<Error> errors;              ///< malformed annotations
  std::vector<std::string> promisePlaces; ///< uses of BEAMC_PROMISE_…
};

/// False, with a message on stderr, when the file cannot be written or read.
bool writeSummary(const std::string &path, const Summary &summary);
bool readSummary(const std::string &path, Summary &summary);

/// Prints the findings of the whole program on \p out; their number.
unsigned report(const std::vector<Summary> &units, llvm::raw_ostream &out);

} // namespace gcsafe
