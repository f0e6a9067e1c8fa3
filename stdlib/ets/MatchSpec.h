//===- MatchSpec.h - Match specifications -------------------------------------------------------------------------===//
//
// [{Head, Guards, Body}]: heads become patterns, guards and bodies expressions, both trees of
// nodes in one array. Constants stay terms: those of the process that compiles, or, for a
// compiled specification, copies in a fragment of its own (then results copy them).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Magic.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {

struct MatchNode {
  enum Op : uint8_t {
    // Patterns; constants are shared with expressions.
    Any,
    Bind,
    Same,
    Constant,
    Tuple,
    Cons,
    Map,
    // Expressions.
    Variable,
    Whole,
    Bindings,
    Call,
    Self,
    AndAlso,
    OrElse,
  } op;
  uint8_t arity;  ///< Call
  uint32_t count; ///< children; Map: pairs (keys are expressions in bodies, constants in heads)
  uint32_t child; ///< index of the first in MatchSpec::children
  uint32_t slot;  ///< Bind, Same, Variable
  Word value;     ///< Constant; the C++ function of a Call; of other patterns the term, if without
                  ///< variables
};

struct MatchClause {
  uint32_t head;
  uint32_t guards, guardCount; ///< in children
  uint32_t body, bodyCount;
  uint32_t variables;    ///< slots used
  uint32_t bindingOrder; ///< in children: slots by variable number
};

class MatchSpec {
public:
  MatchSpec() = default;
  ~MatchSpec();
  MatchSpec(const MatchSpec &) = delete;

  /// False when the specification is malformed; error() then says why when it is known. An empty
  /// one matches nothing.
  bool compile(Term spec);
  /// As compile, of a copy that outlives the process; an empty one is malformed.
  bool compileCopy(Term spec);
  Term error() const { return error_; }
  /// What a BIF raises after a failed compilation: system_limit if it was nested too deeply.
  Term failure() const { return tooDeep_ ? atom::system_limit : atom::badarg; }

  /// Value of the body of the first clause that matches \p subject, or the non-value. The
  /// result lies in \p p's heap unless \p copyOut is false: then it may share with \p subject.
  /// \p subjectWords: see copyPacked; 0 if \p subject does not lie so.
  Term run(Process &p, Term subject, bool copyOut, uint64_t subjectWords = 0) const;

  /// Calls f(key) for the key that each clause demands of a tuple; false when some clause
  /// does not demand one.
  template <typename F> bool eachKey(uint32_t keypos, F f) const {
    for (const MatchClause &c : clauses_) {
      const MatchNode &head = nodes_[c.head];
      if (head.op == MatchNode::Constant)
        continue; // no tuple with variables: handled by whoever holds the constant
      if (head.op != MatchNode::Tuple || head.count < keypos)
        return false;
    }
    for (const MatchClause &c : clauses_) {
      const MatchNode &head = nodes_[c.head];
      Term key = head.op == MatchNode::Constant
                     ? (Term(head.value).isTuple() && Term(head.value).arity() >= keypos
                            ? Term(head.value).element(keypos - 1)
                            : Term::nonValue())
                     : constantOf(children_[head.child + keypos - 1]);
      if (!key.isValue()) {
        if (head.op == MatchNode::Constant)
          continue;
        return false;
      }
      f(key);
    }
    return true;
  }
  /// Where \p key lies in term order beside the keys that the clauses can match, as far as their
  /// heads tell (what stands before the first variable): before all -1, behind all 1, else 0.
  int keySide(uint32_t keypos, Term key) const;
  /// For select_replace: every body is a tuple that keeps the key of what its head matches.
  bool keepsKey(uint32_t keypos) const;

private:
  friend class MatchCompiler;
  friend class MatchRun;
  /// The term that the pattern at \p node is, or the non-value when there are variables in it.
  Term constantOf(uint32_t node) const {
    switch (nodes_[node].op) {
    case MatchNode::Constant:
    case MatchNode::Tuple:
    case MatchNode::Cons:
    case MatchNode::Map: return Term(nodes_[node].value);
    default: return Term::nonValue();
    }
  }
  bool builds(Term constant, uint32_t expression) const;
  bool buildsAgain(uint32_t pattern, uint32_t expression) const;
  bool matchesOnly(const MatchNode &head, uint32_t keypos, Term key) const;
  int sideOf(uint32_t node, Term t, bool &open) const;
  WorkStack<MatchNode, 24> nodes_;
  WorkStack<uint32_t, 32> children_;
  WorkStack<MatchClause, 2> clauses_;
  HeapFragment *fragment_ = nullptr;
  Term error_ = Term::nonValue();
  uint32_t badVariable_ = 0;
  uint32_t mostVariables_ = 0;
  bool tooDeep_ = false;

public:
  /// N of the variable $N that a body or guard uses unbound, when compilation failed for that.
  uint32_t badVariable() const { return badVariable_; }
};

/// A compiled specification as programs hold it.
struct CompiledSpec {
  MagicObject magic;
  MatchSpec spec;
};
extern const MagicType kMatchSpecType;
/// Null when malformed, with the reason in \p failure (see MatchSpec::failure).
CompiledSpec *newCompiledSpec(Term spec, Term &failure);
inline CompiledSpec *compiledSpec(Term t) {
  return reinterpret_cast<CompiledSpec *>(magicOfType(t, &kMatchSpecType));
}

} // namespace beamc::rt
