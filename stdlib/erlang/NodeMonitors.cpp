//===- NodeMonitors.cpp - who is told of nodes that come and go -------------------------------===//
//
// Each process has a number of subscriptions for each combination of options. The local node
// alone never changes, so nobody is told anything before there is distribution.
//===----------------------------------------------------------------------===//
#include "stdlib/erlang/NodeMonitors.h"
#include "runtime/process/Exit.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Map.h"
#include <atomic>
#include <map>
#include <mutex>

namespace beamc::bif {
using namespace rt;
namespace {

enum Option : unsigned {
  kConnectionId = 1,
  kReason = 2,
  kList = 4,
  kVisible = 8,
  kHidden = 16,
};

std::mutex gLock;                                            // for gSubscriptions
std::map<std::pair<Word, unsigned>, int64_t> gSubscriptions; ///< key: pid, options
std::atomic<size_t> gCount; ///< size of gSubscriptions, to be read without the lock

void processEnds(Process &p) {
  if (gCount.load(std::memory_order_relaxed) == 0)
    return;
  std::lock_guard<std::mutex> guard(gLock);
  auto first = gSubscriptions.lower_bound({p.pid.bits, 0});
  while (first != gSubscriptions.end() && first->first.first == p.pid.bits)
    first = gSubscriptions.erase(first);
  gCount = gSubscriptions.size();
}

/// False for an unknown option or a bad value.
bool addOption(Term key, Term value, unsigned &options) {
  static const Term connectionId = internAtom("connection_id"), list = internAtom("list"),
                    nodeType = internAtom("node_type"), reason = internAtom("nodedown_reason"),
                    visible = internAtom("visible"), hidden = internAtom("hidden");
  if (key == nodeType) {
    options &= ~unsigned(kVisible | kHidden);
    options |= value == visible     ? kVisible
               : value == hidden    ? kHidden
               : value == atom::all ? kVisible | kHidden
                                    : 0;
    return options & (kVisible | kHidden);
  }
  unsigned bit = key == connectionId ? kConnectionId
                 : key == reason     ? kReason
                 : key == list       ? kList
                                     : 0;
  if (value == atom::true_)
    options |= bit;
  return bit && value.isBoolean();
}

} // namespace

int64_t monitorNodes(Process &p, Term options, Term value) {
  static const bool hooked = (onProcessEnd(processEnds), true);
  (void)hooked;
  unsigned bits = kVisible;
  if (!value.isBoolean() || (options.isValue() && !options.isMap()))
    return -1;
  if (options.isValue()) {
    bool good = true;
    MapIterator pairs(options);
    for (Term key, item; pairs.next(key, item);)
      good = good && addOption(key, item, bits);
    if (!good)
      return -1;
  }
  std::lock_guard<std::mutex> guard(gLock);
  auto key = std::make_pair(p.pid.bits, bits);
  int64_t old = 0;
  if (auto found = gSubscriptions.find(key); found != gSubscriptions.end())
    old = found->second;
  if (value.isTrue())
    gSubscriptions[key] = old + 1;
  else
    gSubscriptions.erase(key);
  gCount = gSubscriptions.size();
  return old;
}

} // namespace beamc::bif
