//===- CheckCode.cpp -----------------------------------------------------------------------------===//
//
// Frames name their version by their return address. Literals are
// known by their addresses: a version that is loaded at run time has them in fragments of its
// own. Copies of terms for other processes and tables copy such literals too, so that only
// heaps of processes refer to them.
//===----------------------------------------------------------------------===//
#include "runtime/code/CheckCode.h"
#include "runtime/gc/HeapWalk.h"
#include "runtime/heap/Copy.h"
#include "runtime/process/Process.h"

extern "C" beamc::rt::CodeFn beamc_rt_process_end;

namespace beamc::rt {
namespace {

bool hasFrames(const Process &p, const ModuleCode &code, bool running) {
  for (const Word *sp = p.sp; sp < p.stackEnd;) {
    auto *entry = reinterpret_cast<const void *>(*sp);
    if (entry == reinterpret_cast<const void *>(&beamc_rt_process_end))
      break;
    if (code.contains(entry))
      return true;
    sp += 1 + CodePrefix::of(entry)->frameSize;
  }
  if (running)
    return false;
  // Suspended in the runtime: it goes on at the frame. Else it was preempted at a function's entry.
  bool inRuntime = p.nativeCall || (p.flags & (kWaitsForMessage | kWaitsForReply));
  return p.resume && !inRuntime && code.contains(reinterpret_cast<const void *>(p.resume));
}

struct LiteralCopy {
  Process &p;
  const ModuleCode &code;
  bool copied = false;
  void header(Word *) {}
  void word(Word *w) {
    Term t(*w);
    if (!t.isPointer() || !code.ownsLiteral(t.pointer()))
      return;
    *w = copyTerm(t, HeapTarget(p)).bits;
    copied = true;
  }
};

} // namespace

const ModuleCode *codeToCheck(const LoadedModule &m) {
  const ModuleCode *code = __atomic_load_n(&m.purging, __ATOMIC_ACQUIRE);
  return code ? code : __atomic_load_n(&m.old, __ATOMIC_ACQUIRE);
}

bool usesCode(Process &p, const ModuleCode &code, bool running) {
  if (hasFrames(p, code, running))
    return true;
  if (code.mayOwnLiterals()) {
    LiteralCopy literals{p, code};
    walkHeap(p, running ? 0 : p.live, literals);
    // Old objects may now refer to young ones: only a full sweep is right next.
    if (literals.copied)
      p.flags |= kFullSweepWanted | kNeedsCollection;
  }
  return false;
}

} // namespace beamc::rt
