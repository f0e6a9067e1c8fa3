//===- Report.cpp - What the runtime tells the logger ------------------------------------------===//
//
// Events go to the process registered as `logger`, in the form in which OTP's emulator sends
// them: {log, Level, Format, Args, Metadata}. Without such a process they
// are written to standard error, in the notation of erlang:display/1.
//===----------------------------------------------------------------------===//
#include "runtime/process/Report.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/main/Output.h"
#include "runtime/process/Exit.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Handle.h"
#include "runtime/term/Map.h"
#include "runtime/term/Print.h"
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace beamc::rt {
namespace {

Term metadata(HeapTarget &out, Term pid, Term leader, Term tag) {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  MapPair inner[2] = {{atom::emulator, atom::true_}, {atom::tag, tag}};
  Term errorLogger = mapFromPairs(out, inner, 2);
  static const Term pidKey = atom::pid;
  MapPair pairs[4] = {
      {atom::error_logger, errorLogger},
      {atom::gl, leader},
      {pidKey, pid},
      {atom::time, Term::small(int64_t(now.tv_sec) * 1000000 + now.tv_nsec / 1000)}};
  return mapFromPairs(out, pairs, 4);
}

Term consIn(HeapTarget &out, Term head, Term tail) {
  Word *cell = out.alloc(2);
  cell[0] = head.bits;
  cell[1] = tail.bits;
  return Term::cons(cell);
}

Term stringIn(HeapTarget &out, std::string_view s) {
  Term list = Term::nil();
  for (size_t i = s.size(); i--;)
    list = consIn(out, Term::small(static_cast<unsigned char>(s[i])), list);
  return list;
}

/// The directives of our own formats: ~p and ~n.
void printEvent(std::string_view format, std::initializer_list<Term> args) {
  Text out;
  auto arg = args.begin();
  for (size_t i = 0; i < format.size(); i++) {
    if (format[i] != '~' || i + 1 == format.size()) {
      out.push(format[i]);
      continue;
    }
    if (format[++i] == 'n')
      out.push('\n');
    else if (arg != args.end())
      printTerm(out, *arg++);
  }
  writeOutput(2, out.data(), out.size());
}

} // namespace

void sendLogEvent(Process &p, Term level, std::string_view format,
                  std::initializer_list<Term> args) {
  EpochGuard guard;
  Term logger = whereisName(atom::logger);
  Process *to = logger.isValue() && logger.isLocalPid() ? findProcess(logger) : nullptr;
  uint64_t words =
      2 * format.size() + 64 + mapWordsBound(4) + mapWordsBound(2) + copySize(p.groupLeader);
  for (Term t : args)
    words += 2 + copySize(t);
  Signal *s = newSignal(SignalKind::Message, p.pid, words);
  HeapTarget out = s->target();
  Term copies[8];
  unsigned n = 0;
  for (Term t : args)
    copies[n++] = copyTerm(t, out);
  Term list = Term::nil();
  for (unsigned i = n; i--;)
    list = consIn(out, copies[i], list);
  Term meta = metadata(out, p.pid, copyTerm(p.groupLeader, out), atom::error);
  Word *o = out.alloc(6);
  o[0] = abi::makeHeader(Kind::Tuple, 5);
  o[1] = atom::log.bits;
  o[2] = level.bits;
  o[3] = stringIn(out, format).bits;
  o[4] = list.bits;
  o[5] = meta.bits;
  s->value = Term::boxed(o);
  if (to && sendSignal(to, s))
    return;
  freeSignal(s);
  printEvent(format, args);
}

void reportUncaught(Process &p, Term reason) {
  sendLogEvent(p, atom::error, "Error in process ~p with exit value:~n~p~n", {p.pid, reason});
}

/// Items of process_info(garbage_collection_info), in a fragment of their own: the collector
/// that calls must find the block as it left it.
static Term collectionInfo(const Process &p, HeapTarget &out) {
  auto n = [](uint64_t v) { return Term::small(int64_t(v)); };
  const std::pair<Term, Term> items[] = {
      {atom::old_heap_block_size, n(uint64_t(p.oldEnd - p.oldHeap))},
      {atom::heap_block_size, n(uint64_t(p.stackEnd - p.heap))},
      {atom::mbuf_size, n(p.fragmentWords)},
      {atom::recent_size, n(uint64_t(p.hp - p.highWater))},
      {atom::stack_size, n(uint64_t(p.stackEnd - p.sp))},
      {atom::old_heap_size, n(uint64_t(p.oldTop - p.oldHeap))},
      {atom::heap_size, n(uint64_t(p.hp - p.heap))},
      {atom::bin_vheap_size, n(p.virtualBinaryWords)},
      {atom::bin_vheap_block_size, n(p.virtualBinaryLimit)},
      {atom::bin_old_vheap_size, n(p.oldVirtualBinaryWords)},
      {atom::bin_old_vheap_block_size, n(p.virtualBinaryLimit)}};
  Term list = Term::nil();
  for (size_t i = std::size(items); i--;) {
    Word *o = out.alloc(3);
    o[0] = abi::makeHeader(Kind::Tuple, 2);
    o[1] = items[i].first.bits;
    o[2] = items[i].second.bits;
    list = consIn(out, Term::boxed(o), list);
  }
  return list;
}

bool maxHeapReached(Process &p, uint64_t words) {
  if (p.flags & kMaxHeapLog) {
    HeapFragment *f = newFragment(11 * 5);
    HeapTarget out(f);
    sendLogEvent(
        p, atom::error,
        "     Process:            ~p ~n     Context:            maximum heap size reached~n"
        "     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n     Kill:               ~p~n"
        "     Error Logger:       ~p~n     Message Queue Len:  ~p~n     GC Info:            ~p~n",
        {p.pid, Term::small(int64_t(p.maxHeapSize)), Term::small(int64_t(words)),
         Term::boolean(p.flags & kMaxHeapKill), atom::true_, Term::small(p.messageCount),
         collectionInfo(p, out)});
    freeFragment(f);
  }
  if (!(p.flags & kMaxHeapKill))
    return true;
  setExiting(p, atom::killed);
  return false;
}

void outOfMemory(uint64_t bytes) {
  fprintf(stderr, "beamc: cannot allocate %lu bytes of memory\n",
          static_cast<unsigned long>(bytes));
  abort();
}

} // namespace beamc::rt
