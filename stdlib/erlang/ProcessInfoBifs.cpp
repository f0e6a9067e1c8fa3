//===- ProcessInfoBifs.cpp - erlang:process_info ----------------------------------------------===//
//
// A process describes itself: the caller directly, another one when it handles the request
// signal, so the answer is consistent and in order with other signals.
//===----------------------------------------------------------------------===//
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Exception.h"
#include "runtime/process/Spawn.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Map.h"
#include "runtime/term/Node.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/Dictionary.h"
#include "stdlib/erlang/ProcessOptions.h"
#include "stdlib/erlang/StackText.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

/// What an item is computed from: the process and whether it asks about itself.
struct Subject {
  Process &p;
  bool self;
};

uint64_t blockWords(const Process &p) { return uint64_t(p.stackEnd - p.heap); }
uint64_t stackWords(const Process &p) { return uint64_t(p.stackEnd - p.sp); }
uint64_t oldBlockWords(const Process &p) { return uint64_t(p.oldEnd - p.oldHeap); }
uint64_t totalHeapWords(const Process &p) {
  return blockWords(p) + oldBlockWords(p) + p.fragmentWords;
}

const CodeLocation *place(const Subject &s) {
  if (!s.self)
    return currentPlace(s.p);
  auto *code = reinterpret_cast<const void *>(s.p.sp[0]);
  if (code == reinterpret_cast<const void *>(&beamc_rt_process_end) ||
      !CodePrefix::of(code)->location)
    return nullptr;
  const CodeLocation *at = CodePrefix::locationOf(code);
  return at->info ? at : nullptr;
}

Term mfa(Process &p, Word m, Word f, uint32_t a) {
  return makeTuple(p, {Term(m), Term(f), Term::small(a)});
}

Term currentFunction(const Subject &s) {
  if (const CodeLocation *at = place(s))
    return mfa(s.p, at->info->module, at->info->function, at->info->arity);
  if (s.p.nativeCall)
    return mfa(s.p, s.p.nativeCall->module, s.p.nativeCall->function, s.p.nativeCall->arity);
  return mfa(s.p, s.p.initialModule, s.p.initialFunction, s.p.initialArity);
}

Term currentLocation(const Subject &s) {
  if (const CodeLocation *at = place(s))
    return locationEntry(s.p, at, Term::nonValue(), Term::nil());
  return makeTuple(s.p, {Term(s.p.initialModule), Term(s.p.initialFunction),
                         Term::small(s.p.initialArity), Term::nil()});
}

Term status(const Subject &s) {
  if (s.p.flags & kExiting)
    return atom::exiting;
  if (s.self)
    return atom::running;
  if (s.p.suspendCount)
    return atom::suspended;
  if (s.p.flags & (kWaitsForMessage | kWaitsForReply))
    return atom::waiting;
  return atom::runnable;
}

Term messages(Process &p) {
  Term list = Term::nil(), reversed = Term::nil();
  for (Signal *s = p.messages; s; s = s->next)
    if (s->kind == SignalKind::Message)
      reversed = makeCons(p, copyTerm(s->value, HeapTarget(p)), reversed);
  for (; reversed.isCons(); reversed = reversed.tail())
    list = makeCons(p, reversed.head(), list);
  return list;
}

Term links(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    for (Link &l : p.cold->links)
      if (!l.unlinkId)
        list = makeCons(p, Term(l.key), list);
  return list;
}

Term monitors(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    for (Monitor &m : p.cold->monitors) {
      Term target = m.target.isAtom() && m.kind != atom::time_offset
                        ? makeTuple(p, {m.target, thisNode()->name})
                        : m.target;
      list = makeCons(p, makeTuple(p, {m.kind, target}), list);
    }
  return list;
}

Term monitoredBy(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    for (Watcher &w : p.cold->watchers)
      list = makeCons(p, w.pid, list);
  return list;
}

Term pairs(Process &p, std::initializer_list<std::pair<Term, Term>> items) {
  Term list = Term::nil();
  for (auto it = items.end(); it != items.begin();) {
    --it;
    list = makeCons(p, makeTuple(p, {it->first, it->second}), list);
  }
  return list;
}

Term garbageCollection(Process &p) {
  return pairs(p, {{atom::max_heap_size, maxHeapSizeMap(p, p.maxHeapSize, p.flags)},
                   {atom::min_bin_vheap_size, Term::small(p.minVirtualBinary)},
                   {atom::min_heap_size, Term::small(p.minHeapSize)},
                   {atom::fullsweep_after, Term::small(p.fullsweepAfter)},
                   {atom::minor_gcs, Term::small(p.minorCollections)}});
}

Term words(uint64_t n) { return Term::small(int64_t(n)); }

Term garbageCollectionInfo(Process &p) {
  return pairs(p, {{atom::old_heap_block_size, words(oldBlockWords(p))},
                   {atom::heap_block_size, words(blockWords(p))},
                   {atom::mbuf_size, words(p.fragmentWords)},
                   {atom::recent_size, words(uint64_t(p.hp - p.highWater))},
                   {atom::stack_size, words(stackWords(p))},
                   {atom::old_heap_size, words(uint64_t(p.oldTop - p.oldHeap))},
                   {atom::heap_size, words(uint64_t(p.hp - p.heap))},
                   {atom::bin_vheap_size, words(p.virtualBinaryWords)},
                   {atom::bin_vheap_block_size, words(p.virtualBinaryLimit)},
                   {atom::bin_old_vheap_size, words(p.oldVirtualBinaryWords)},
                   {atom::bin_old_vheap_block_size, words(p.virtualBinaryLimit)}});
}

/// One {Address, Size, References} for each binary reached.
Term binaries(Process &p) {
  Term list = Term::nil();
  for (Word *first : {p.offHeap, p.oldOffHeap})
    for (Word *o = first; o; o = reinterpret_cast<Word *>(o[1]))
      if (abi::headerKind(o[0]) == Kind::RefcBits) {
        auto *b = reinterpret_cast<BinaryObject *>(o[2]);
        Term entry = makeTuple(p, {makeUint(p, reinterpret_cast<uint64_t>(b)), words(b->size),
                                   words(uint64_t(b->refs))});
        list = makeCons(p, entry, list);
      }
  return list;
}

uint64_t memoryBytes(const Process &p) {
  uint64_t bytes = sizeof(Process) + (totalHeapWords(p)) * 8 + (p.cold ? sizeof(ProcessCold) : 0);
  for (const Signal *s = p.messages; s; s = s->next)
    bytes += 8 * const_cast<Signal *>(s)->fragment()->size + sizeof(HeapFragment);
  return bytes;
}

Term suspending(Process &p) {
  Term list = Term::nil();
  if (p.cold)
    for (Link &s : p.cold->suspending)
      list = makeCons(p, makeTuple(p, {Term(s.key), words(s.unlinkId), Term::small(0)}), list);
  return list;
}

uint64_t reductionsOf(const Process &p) {
  int64_t slice = p.slice - p.reductions - p.pausedReductions;
  return p.reductionsDone + (slice > 0 ? uint64_t(slice) : 0);
}

Term backtrace(const Subject &s) {
  Text text;
  appendStack(text, s.p, place(s));
  return makeBinary(s.p, text.data(), text.size());
}

/// Value of an item, or the non-value if there is no such item.
Term itemValue(const Subject &s, Term item) {
  Process &p = s.p;
  static const Term binary = atom::binary, lastCalls = internAtom("last_calls"),
                    traceItem = atom::trace, parentItem = atom::parent, label = atom::label;
  if (item == atom::registered_name)
    return p.registeredName.isValue() ? p.registeredName : Term::nil();
  if (item == atom::current_function)
    return currentFunction(s);
  if (item == atom::current_location)
    return currentLocation(s);
  if (item == atom::current_stacktrace)
    return s.self || !(p.flags & kWaitsForMessage)
               ? currentStacktrace(p, s.self ? nullptr : place(s))
               : currentStacktrace(p, nullptr);
  if (item == atom::initial_call)
    return mfa(p, p.initialModule, p.initialFunction, p.initialArity);
  if (item == atom::status)
    return status(s);
  if (item == atom::message_queue_len)
    return words(p.messageCount);
  if (item == atom::messages)
    return messages(p);
  if (item == atom::links)
    return links(p);
  if (item == atom::monitors)
    return monitors(p);
  if (item == atom::monitored_by)
    return monitoredBy(p);
  if (item == atom::dictionary)
    return dictionaryList(p);
  if (item == atom::trap_exit)
    return Term::boolean(p.flags & kTrapExit);
  if (item == atom::error_handler)
    return p.errorHandler.isValue() ? p.errorHandler : atom::error_handler;
  if (item == atom::heap_size)
    return words(blockWords(p));
  if (item == atom::stack_size)
    return words(stackWords(p));
  if (item == atom::total_heap_size)
    return words(totalHeapWords(p));
  if (item == atom::memory)
    return words(memoryBytes(p));
  if (item == atom::reductions)
    return words(reductionsOf(p));
  if (item == atom::garbage_collection)
    return garbageCollection(p);
  if (item == atom::garbage_collection_info)
    return garbageCollectionInfo(p);
  if (item == atom::group_leader)
    return p.groupLeader;
  if (item == atom::priority)
    return priorityName(p.priority);
  if (item == atom::min_heap_size)
    return Term::small(p.minHeapSize);
  if (item == atom::min_bin_vheap_size)
    return Term::small(p.minVirtualBinary);
  if (item == atom::max_heap_size)
    return maxHeapSizeMap(p, p.maxHeapSize, p.flags);
  if (item == atom::fullsweep_after)
    return Term::small(p.fullsweepAfter);
  if (item == atom::message_queue_data)
    return p.flags & kOffHeapMessages ? atom::off_heap : atom::on_heap;
  if (item == atom::catchlevel)
    return Term::small(catchLevel(p));
  if (item == atom::backtrace)
    return backtrace(s);
  if (item == binary)
    return binaries(p);
  if (item == atom::suspending)
    return suspending(p);
  if (item == atom::sequential_trace_token)
    return Term::nil();
  if (item == traceItem)
    return Term::small(0);
  if (item == lastCalls)
    return atom::false_;
  if (item == parentItem)
    return p.parent;
  if (item == atom::magic_ref)
    return Term::nil();
  if (item == label && p.cold && p.cold->label.isValue())
    return p.cold->label;
  return Term::nonValue();
}

Term itemPair(const Subject &s, Term item) {
  Term v = itemValue(s, item);
  return v.isValue() ? makeTuple(s.p, {item, v}) : Term::nonValue();
}

/// \p items: one item or a list of them. Non-value when one is unknown.
Term describe(const Subject &s, Term items) {
  if (!items.isList()) {
    if (items == atom::registered_name && !s.p.registeredName.isValue())
      return Term::nil();
    return itemPair(s, items);
  }
  Term reversed = Term::nil(), list = Term::nil();
  for (; items.isCons(); items = items.tail()) {
    Term pair = itemPair(s, items.head());
    if (!pair.isValue())
      return pair;
    reversed = makeCons(s.p, pair, reversed);
  }
  for (; reversed.isCons(); reversed = reversed.tail())
    list = makeCons(s.p, reversed.head(), list);
  return items.isNil() ? list : Term::nonValue();
}

/// The items of process_info/1; a name only if there is one.
Term defaultItems(Process &p) {
  static constexpr Term items[] = {
      atom::current_function,  atom::initial_call,    atom::status,
      atom::message_queue_len, atom::links,           atom::dictionary,
      atom::trap_exit,         atom::error_handler,   atom::priority,
      atom::group_leader,      atom::total_heap_size, atom::heap_size,
      atom::stack_size,        atom::reductions,      atom::garbage_collection,
      atom::suspending};
  return makeList(p, items);
}

Term describeAll(const Subject &s) {
  Term list = describe(s, defaultItems(s.p));
  if (s.p.registeredName.isValue())
    list = makeCons(s.p, makeTuple(s.p, {atom::registered_name, s.p.registeredName}), list);
  return list;
}

bool knownItem(Term item) {
  // An item of any process is an item of all, so the answer of a dummy tells.
  static constexpr Term known[] = {atom::registered_name,
                                   atom::current_function,
                                   atom::current_location,
                                   atom::current_stacktrace,
                                   atom::initial_call,
                                   atom::status,
                                   atom::message_queue_len,
                                   atom::messages,
                                   atom::links,
                                   atom::monitors,
                                   atom::monitored_by,
                                   atom::dictionary,
                                   atom::trap_exit,
                                   atom::error_handler,
                                   atom::heap_size,
                                   atom::stack_size,
                                   atom::total_heap_size,
                                   atom::memory,
                                   atom::reductions,
                                   atom::garbage_collection,
                                   atom::garbage_collection_info,
                                   atom::group_leader,
                                   atom::priority,
                                   atom::min_heap_size,
                                   atom::min_bin_vheap_size,
                                   atom::max_heap_size,
                                   atom::fullsweep_after,
                                   atom::message_queue_data,
                                   atom::catchlevel,
                                   atom::backtrace,
                                   atom::binary,
                                   atom::suspending,
                                   atom::sequential_trace_token,
                                   atom::trace,
                                   atom::parent,
                                   atom::magic_ref};
  for (Term k : known)
    if (k == item)
      return true;
  return item == internAtom("last_calls");
}

bool knownItems(Term items) {
  if (!items.isList())
    return knownItem(items);
  for (; items.isCons(); items = items.tail())
    if (!knownItem(items.head()))
      return false;
  return items.isNil();
}

Term infoRequest(Process &p, Term, Term items) { return describe({p, false}, items); }
Term allRequest(Process &p, Term, Term) { return describeAll({p, false}); }

} // namespace

/// erlang:process_info/2: {Item, Value}, a list of them for a list of items, or undefined.
BIF(erlang, process_info, 2, Sched)
Term process_info_2(Process &p, Term pid, Term items) {
  pid = localOrDead(pid);
  if (!pid.isLocalPid() || !knownItems(items))
    return p.fail(atom::badarg);
  if (pid == p.pid) {
    if (hasIncoming(p))
      handleSignals(p);
    return describe({p, true}, items);
  }
  sendRequest(p, pid, infoRequest, items, atom::undefined);
  return p.trap(&gAwaitReplyExport);
}

/// erlang:process_info/1: the customary items.
BIF(erlang, process_info, 1, Sched)
Term process_info_1(Process &p, Term pid) {
  pid = localOrDead(pid);
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  if (pid == p.pid) {
    if (hasIncoming(p))
      handleSignals(p);
    return describeAll({p, true});
  }
  sendRequest(p, pid, allRequest, atom::true_, atom::undefined);
  return p.trap(&gAwaitReplyExport);
}

BEAMC_BIF_NAMESPACE_END
