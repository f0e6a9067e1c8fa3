//===- Signal.cpp - Sending signals, the queues ---------------------------------------------===//
//
// incoming is a Treiber stack: push is one compare-and-swap (release), the receiver takes the
// whole stack with an exchange (acquire) and reverses it, so no ABA problem exists. Signals
// of one sender stay in order. At the end of a process the stack is exchanged for
// closedQueue(): a push that finds it knows that the receiver has gone.
//===----------------------------------------------------------------------===//
#include "runtime/signal/Signal.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/signal/Handle.h"
#include <cstdlib>

namespace beamc::rt {

Signal *newSignal(SignalKind kind, Term from, uint64_t words) {
  HeapFragment *f = newFragment(kSignalWords + words);
  f->used = kSignalWords;
  auto *s = reinterpret_cast<Signal *>(f->words);
  s->next = nullptr;
  s->kind = kind;
  s->flags = 0;
  s->from = from;
  s->value = s->extra = Term::nonValue();
  s->number = 0;
  s->ref = {0, 0};
  return s;
}

Signal *newSignalWith(SignalKind kind, Term from, Term value, uint64_t spare) {
  uint64_t words = copySize(value);
  Signal *s = newSignal(kind, from, words + spare);
  s->value = copyTerm(value, words, s->target());
  return s;
}

void freeSignal(Signal *s) { freeFragment(s->fragment()); }

bool sendSignal(Process *to, Signal *s) {
  Signal *top = __atomic_load_n(&to->incoming, __ATOMIC_RELAXED);
  do {
    if (top == closedQueue())
      return false;
    s->next = top;
  } while (!__atomic_compare_exchange_n(&to->incoming, &top, s, true, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED));
  wakeProcess(to);
  return true;
}

bool sendSignal(Term pid, Signal *s) {
  EpochGuard guard;
  Process *to = pid.isLocalPid() ? findProcess(pid) : nullptr; // a name may be a port's
  if (to && sendSignal(to, s))
    return true;
  freeSignal(s);
  return false;
}

void sendMessage(Process *to, Term from, Term message) {
  Signal *s = newSignalWith(SignalKind::Message, from, message);
  if (!sendSignal(to, s))
    freeSignal(s);
}

void appendMessage(Process &p, Signal *s) {
  s->next = nullptr;
  *p.messagesEnd = s;
  p.messagesEnd = &s->next;
  p.messageCount++;
}

Term takeMessage(Process &p, Signal **link) {
  Signal *s = *link;
  Term value = s->value;
  *link = s->next;
  if (!s->next)
    p.messagesEnd = link;
  p.messageCount--;
  HeapFragment *f = s->fragment();
  if (f->used == kSignalWords) { // an immediate or a literal
    free(f);
    return value;
  }
  f->next = p.fragments;
  p.fragments = f;
  p.fragmentWords += f->used;
  // Many received messages are as good a reason to collect as a full block.
  if (p.fragmentWords > 512 + uint64_t(p.stackEnd - p.heap))
    requestCollection(p);
  return value;
}

/// The list \p first turned round: the incoming stack holds the newest signal first.
static Signal *reversed(Signal *first) {
  Signal *turned = nullptr;
  while (first) {
    Signal *next = first->next;
    first->next = turned;
    turned = first;
    first = next;
  }
  return turned;
}

/// Makes \p oldest and what follows it the oldest part of the incoming stack again. They are
/// answered when the process has ended, so that who learns of its end finds its name free.
static void putBack(Process &p, Signal *oldest) {
  Signal *stack = reversed(oldest);
  Signal *none = nullptr;
  while (!__atomic_compare_exchange_n(&p.incoming, &none, stack, false, __ATOMIC_RELEASE,
                                      __ATOMIC_RELAXED)) {
    Signal *newer =
               __atomic_exchange_n(&p.incoming, static_cast<Signal *>(nullptr), __ATOMIC_ACQUIRE),
           *last = newer;
    none = nullptr;
    if (!newer)
      continue;
    while (last->next)
      last = last->next;
    last->next = stack;
    stack = newer;
  }
}

bool handleSignals(Process &p) {
  Signal *first =
      reversed(__atomic_exchange_n(&p.incoming, static_cast<Signal *>(nullptr), __ATOMIC_ACQUIRE));
  bool message = false;
  while (Signal *s = first) {
    first = s->next;
    if (p.flags & kExiting) {
      s->next = first;
      putBack(p, s);
      break;
    }
    if (s->kind == SignalKind::Message) {
      appendMessage(p, s);
      message = true;
    } else {
      message |= handleSignal(p, s);
    }
  }
  return message;
}

void closeQueues(Process &p, Term reason) {
  Signal *first = reversed(__atomic_exchange_n(&p.incoming, closedQueue(), __ATOMIC_ACQ_REL));
  while (Signal *s = first) {
    first = s->next;
    answerInPlaceOf(p, s);
  }
  while (hasTasks(p)) {
    Signal *s = p.cold->tasks;
    p.cold->tasks = s->next;
    answerInPlaceOf(p, s);
  }
  while (Signal *s = p.messages) {
    p.messages = s->next;
    freeSignal(s);
  }
  p.messagesEnd = &p.messages;
  p.save = &p.messages;
  p.messageCount = 0;
}

} // namespace beamc::rt
