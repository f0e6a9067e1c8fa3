//===- PortTable.cpp - All ports by number --------------------------------------------------------===//
#include "runtime/heap/Heap.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/io/Port.h"
#include "runtime/term/Identifier.h"
#include <new>

namespace beamc::rt {
namespace {

struct PortEntry {
  uint64_t key;
  Port *port;
};

constexpr unsigned kPortLimit = 65536;
std::mutex gTableLock;
FlatTable<uint64_t, PortEntry> gPorts{};
uint64_t gNextNumber = 5; // as erl's first port of a program

} // namespace

Port *newPort(const char *name, uint64_t nameSize) {
  auto *port = new (allocMemory(sizeof(Port))) Port();
  port->refs = 2;
  port->name = static_cast<char *>(allocMemory(nameSize + 1));
  memcpy(port->name, name, nameSize);
  port->name[nameSize] = 0;
  port->nameSize = nameSize;
  port->in = port->out = -1;
  port->registeredName = Term::nonValue();
  port->data = atom::undefined;
  std::lock_guard<std::mutex> guard(gTableLock);
  if (gPorts.size() >= kPortLimit) {
    port->refs = 1;
    releasePort(port);
    return nullptr;
  }
  port->number = gNextNumber++;
  port->id = makeLocalPort(port->number);
  gPorts.insert(port->number)->port = port;
  return port;
}

Port *findPort(uint64_t number) {
  std::lock_guard<std::mutex> guard(gTableLock);
  PortEntry *e = gPorts.find(number);
  if (!e)
    return nullptr;
  __atomic_add_fetch(&e->port->refs, 1, __ATOMIC_RELAXED);
  return e->port;
}
Port *findPort(Term id) { return id.isLocalPort() ? findPort(portView(id).number) : nullptr; }

void releasePort(Port *port) {
  if (__atomic_sub_fetch(&port->refs, 1, __ATOMIC_ACQ_REL))
    return;
  if (port->dataFragment)
    freeFragment(port->dataFragment);
  port->links.clear();
  port->watchers.clear();
  port->waiters.clear();
  port->queue.clear();
  port->input.clear();
  free(port->name);
  port->~Port();
  free(port);
}

void removePort(Port *port) {
  {
    std::lock_guard<std::mutex> guard(gTableLock);
    if (!gPorts.erase(port->number))
      return;
  }
  __atomic_sub_fetch(&port->refs, 1, __ATOMIC_ACQ_REL); // the caller holds another
}

unsigned portCount() {
  std::lock_guard<std::mutex> guard(gTableLock);
  return gPorts.size();
}

unsigned portIds(Term *out, unsigned most) {
  std::lock_guard<std::mutex> guard(gTableLock);
  unsigned n = 0;
  for (PortEntry &e : gPorts)
    if (n < most)
      out[n++] = e.port->id;
  return n;
}

LockedPort::LockedPort(Port *port, bool any) : port_(port) {
  if (!port)
    return;
  port->lock.lock();
  if (any || port->state == PortState::Open)
    return;
  port->lock.unlock();
  releasePort(port);
  port_ = nullptr;
}

LockedPort::~LockedPort() {
  if (!port_)
    return;
  port_->lock.unlock();
  releasePort(port_);
}

} // namespace beamc::rt
