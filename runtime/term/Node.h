//===- Node.h - Erlang nodes as parts of pids, ports and references --------------------===//
//
// A Node is a (name, creation) pair. Nodes are interned and never freed, so External*
// objects point at them and equality is that of pointers.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

struct Node {
  Term name; ///< atom
  uint32_t creation;
  Node *next;
};

/// The node with this name and creation, made if need be. Thread-safe.
const Node *internNode(Term name, uint32_t creation);
/// The running node; nonode@nohost with creation 0 until distribution names it.
const Node *thisNode();
void setThisNode(Term name, uint32_t creation); ///< any thread; terms made before keep theirs

/// \p t is an ExternalPid, ExternalPort or ExternalRef.
inline const Node *externalNode(Term t) { return reinterpret_cast<const Node *>(t.object()[2]); }
/// Node of any pid, port or reference.
inline const Node *nodeOf(Term t) {
  if (t.isBoxed() && t.kind() >= Kind::ExternalPid && t.kind() <= Kind::ExternalRef)
    return externalNode(t);
  return thisNode();
}

} // namespace beamc::rt
