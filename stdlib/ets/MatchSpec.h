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
    IsRecord,
  } op;
  uint8_t arity;  ///< Call
  uint32_t count; ///< children; Map: pairs (keys are expressions in bodies, constants in heads)
  uint32_t child; ///< index of the first in MatchSpec::children
  uint32_t slot;  ///< Bind, Same, Variable
  Word value;     ///< Constant, or the C++ function of a Call
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

  /// False when the specification is malformed; error() then says why when it is known.
  bool compile(Term spec);
  /// As compile, of a copy that outlives the process.
  bool compileCopy(Term spec);
  Term error() const { return error_; }

  /// Value of the body of the first clause that matches \p subject, or the non-value. The
  /// result lies in \p p's heap unless \p copyOut is false: then it may share with \p subject.
  Term run(Process &p, Term subject, bool copyOut) const;

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
  /// For select_replace: every body is a tuple that keeps the key of what its head matches.
  bool keepsKey(uint32_t keypos) const;

private:
  friend class MatchCompiler;
  friend class MatchRun;
  Term constantOf(uint32_t node) const {
    return nodes_[node].op == MatchNode::Constant ? Term(nodes_[node].value) : Term::nonValue();
  }
  WorkStack<MatchNode, 24> nodes_;
  WorkStack<uint32_t, 32> children_;
  WorkStack<MatchClause, 2> clauses_;
  HeapFragment *fragment_ = nullptr;
  Term error_ = Term::nonValue();
  uint32_t badVariable_ = 0;
  uint32_t mostVariables_ = 0;

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
/// Null when malformed.
CompiledSpec *newCompiledSpec(Term spec);
inline CompiledSpec *compiledSpec(Term t) {
  return reinterpret_cast<CompiledSpec *>(magicOfType(t, &kMatchSpecType));
}

} // namespace beamc::rt
