//===- Node.cpp - The table of nodes -----------------------------------------------------===//
#include "runtime/term/Node.h"
#include "runtime/term/Atom.h"
#include <atomic>
#include <cstdlib>
#include <pthread.h>

namespace beamc::rt {
namespace {
// Nodes are few: one list, pushed at the head under the lock, read without it.
std::atomic<Node *> nodes;
std::atomic<const Node *> current;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

Node *find(Term name, uint32_t creation) {
  Node *n = nodes.load(std::memory_order_acquire);
  while (n && !(n->name == name && n->creation == creation))
    n = n->next;
  return n;
}
} // namespace

const Node *internNode(Term name, uint32_t creation) {
  if (Node *n = find(name, creation))
    return n;
  pthread_mutex_lock(&lock);
  Node *n = find(name, creation);
  if (!n) {
    n = static_cast<Node *>(malloc(sizeof(Node)));
    *n = {name, creation, nodes.load(std::memory_order_relaxed)};
    nodes.store(n, std::memory_order_release);
  }
  pthread_mutex_unlock(&lock);
  return n;
}

const Node *thisNode() {
  const Node *n = current.load(std::memory_order_acquire);
  if (__builtin_expect(!n, 0)) {
    setThisNode(atom::nonode_at_nohost, 0);
    n = current.load(std::memory_order_acquire);
  }
  return n;
}

void setThisNode(Term name, uint32_t creation) {
  current.store(internNode(name, creation), std::memory_order_release);
}

} // namespace beamc::rt
