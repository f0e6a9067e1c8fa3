//===- Report.cpp - Effects of the whole program, and findings ---------------------===//
//
// The call graph of all summaries, turned around: effects run from the annotated functions to
// their callers by breadth-first search, one search per effect. Each function remembers the
// call by which it was reached first, so following these calls prints a shortest path.
//===----------------------------------------------------------------------===//
#include "runtime/tools/gcsafe/Summary.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace gcsafe {
namespace {

struct Node {
  Function fn; ///< merged over all units
  std::vector<Node *> callers;
  struct Step {
    Node *callee = nullptr;
    const Call *call = nullptr; ///< null at an annotated function
    bool reached = false;
  } step[3];
};

constexpr const char *kVerb[3] = {"collect", "schedule", "free processes"};
constexpr const char *kAnnotation[3] = {"BEAMC_MAY_COLLECT", "BEAMC_MAY_SCHEDULE",
                                        "BEAMC_MAY_FREE_PROCESS"};

/// The calls of compiled code that RuntimeCalls.def says cannot collect.
bool isNonCollectingRuntimeCall(llvm::StringRef symbol) {
  static const llvm::StringSet<> names = [] {
    llvm::StringSet<> s;
    enum { Leaf, Heap, Collects };
#define C_CALL(symbol, result, params, effects, doc)                                               \
  if (effects != Collects)                                                                         \
    s.insert(#symbol);
#include "runtime/abi/RuntimeCalls.def"
    return s;
  }();
  return names.contains(symbol);
}

class Program {
public:
  explicit Program(const std::vector<Summary> &units) {
    for (const Summary &u : units)
      for (const Function &f : u.functions)
        add(f);
    for (auto &[key, node] : nodes_)
      for (const Call &c : node.fn.calls)
        get(c.callee).callers.push_back(&node);
    for (unsigned e = 0; e < 3; e++)
      spread(e);
  }

  unsigned print(llvm::raw_ostream &out) {
    for (auto &[key, node] : nodes_) {
      bool claims = (node.fn.flags & (kNoCollect | kBif)) || isNonCollectingRuntimeCall(key);
      if (claims)
        for (unsigned e : {0, 1})
          if (node.step[e].reached) {
            brokenClaim(node, e);
            break;
          }
      for (const Call &c : node.fn.calls)
        check(c);
    }
    for (const auto &finding : found_)
      out << finding.second;
    return unsigned(found_.size());
  }

private:
  // Ordered, so that findings do not depend on hashing.
  std::map<std::string, Node> nodes_;
  /// By file, line, column and value.
  std::map<std::tuple<std::string, unsigned, unsigned, std::string>, std::string> found_;

  Node &get(const std::string &key) {
    Node &n = nodes_[key];
    if (n.fn.key.empty())
      n.fn.key = n.fn.name = key;
    return n;
  }

  void add(const Function &f) {
    Node &n = get(f.key);
    bool seen = n.fn.flags & kDefined;
    if (!seen && (n.fn.place.empty() || (f.flags & kDefined))) {
      n.fn.name = f.name;
      n.fn.place = f.place;
    }
    n.fn.effects |= f.effects;
    n.fn.flags |= f.flags;
    if (!f.promise.empty())
      n.fn.promise = f.promise;
    // The same inline function, or an address taken in several units.
    if (!seen || !(f.flags & kDefined))
      n.fn.calls.insert(n.fn.calls.end(), f.calls.begin(), f.calls.end());
  }

  static bool stops(const Node &n, unsigned effect) {
    return !n.fn.promise.empty() || (effect == 2 && (n.fn.flags & kLeavesEpoch));
  }

  void spread(unsigned effect) {
    std::deque<Node *> work;
    for (auto &[key, n] : nodes_)
      if (n.fn.effects & (1u << effect)) {
        n.step[effect].reached = true;
        work.push_back(&n);
      }
    while (!work.empty()) {
      Node *n = work.front();
      work.pop_front();
      for (Node *caller : n->callers) {
        if (caller->step[effect].reached || stops(*caller, effect))
          continue;
        const Call *call = nullptr;
        for (const Call &c : caller->fn.calls)
          if (c.callee == n->fn.key) {
            call = &c;
            break;
          }
        caller->step[effect] = {n, call, true};
        work.push_back(caller);
      }
    }
  }

  static std::string quoted(const Node &n) { return "'" + n.fn.name + "'"; }

  /// Notes from \p n down to the annotated function.
  std::string path(const Node &start, unsigned effect) {
    std::string s;
    const Node *n = &start;
    while (const Call *call = n->step[effect].call) {
      const Node *callee = n->step[effect].callee;
      bool pseudo = llvm::StringRef(n->fn.key).starts_with("type ") ||
                    llvm::StringRef(n->fn.key).starts_with("virtual ");
      s += call->place + ": note: " +
           (pseudo ? "which may be " + quoted(*callee) + ", whose address is taken here\n"
                   : quoted(*n) + " calls " + quoted(*callee) + " here\n");
      n = callee;
    }
    s += (n->fn.place.empty() ? std::string("<unknown>") : n->fn.place) + ": note: " + quoted(*n) +
         " is marked " + kAnnotation[effect] + "\n";
    return s;
  }

  void found(const std::string &place, const std::string &key, const std::string &head,
             const std::string &notes) {
    unsigned line = 0, column = 0;
    auto [fileAndLine, columnText] = llvm::StringRef(place).rsplit(':');
    auto [file, lineText] = fileAndLine.rsplit(':');
    lineText.getAsInteger(10, line);
    columnText.getAsInteger(10, column);
    // The instantiations of a template are one finding.
    found_.try_emplace({file.str(), line, column, key}, place + ": error: " + head + "\n" + notes);
  }

  void brokenClaim(const Node &n, unsigned effect) {
    std::string what = n.fn.flags & kBif ? "BIF " + quoted(n) + " may "
                       : n.fn.flags & kNoCollect
                           ? quoted(n) + " is marked BEAMC_NO_COLLECT but may "
                           : "runtime call " + quoted(n) + " is not declared Collects but may ";
    found(n.fn.place, what, what + kVerb[effect], path(n, effect));
  }

  void check(const Call &c) {
    if (c.live.empty())
      return;
    const Node &callee = get(c.callee);
    for (const LiveValue &v : c.live) {
      unsigned effect;
      if (v.kind == ValueKind::Raw) {
        if (!callee.step[0].reached && !callee.step[1].reached)
          continue;
        effect = callee.step[0].reached ? 0 : 1;
      } else if (v.kind == ValueKind::LocalProcess && (callee.fn.flags & kLeavesEpoch)) {
        found(c.place, v.what,
              v.what + " is live across " + quoted(callee) + ", which leaves an epoch",
              v.place + ": note: declared here\n" + callee.fn.place + ": note: " + quoted(callee) +
                  " is marked BEAMC_LEAVES_EPOCH\n");
        continue;
      } else {
        if (!callee.step[2].reached)
          continue;
        effect = 2;
      }
      found(c.place, v.what,
            v.what + " is live across a call of " + quoted(callee) + ", which may " + kVerb[effect],
            v.place + ": note: declared here\n" + path(callee, effect));
    }
  }
};

} // namespace

unsigned report(const std::vector<Summary> &units, llvm::raw_ostream &out) {
  std::map<std::string, std::string> errors;
  std::set<std::string> promises;
  for (const Summary &u : units) {
    for (const Error &e : u.errors)
      errors[e.place + e.text] = e.place + ": error: " + e.text + "\n";
    promises.insert(u.promisePlaces.begin(), u.promisePlaces.end());
  }
  for (auto &[key, text] : errors)
    out << text;
  unsigned findings = unsigned(errors.size()) + Program(units).print(out);
  out << "gcsafe: " << units.size() << " files, " << findings << " findings, " << promises.size()
      << " promises\n";
  return findings;
}

} // namespace gcsafe
