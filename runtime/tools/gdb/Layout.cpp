//===- Layout.cpp - Where things lie, for the gdb commands -----------------------------------------===//
//
// Prints beamc_layout.py: tags, kinds, offsets of members. Programs have no debug information of
// the runtime, and this way each fact stays in the header that declares it.
//===----------------------------------------------------------------------===//
#include "runtime/heap/Heap.h"
#include "runtime/process/Pid.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/signal/Signal.h"
#include "runtime/term/AtomSlot.h"
#include <cstddef>
#include <cstdio>

using namespace beamc;
using namespace beamc::rt;

namespace {
void number(const char *name, uint64_t value) {
  printf("%s = %llu\n", name, static_cast<unsigned long long>(value));
}
} // namespace

#define CONSTANT(space, name) number(#name, uint64_t(space::name))
#define OFFSET(type, member) number(#type "_" #member, offsetof(type, member))
#define KIND(name) number("Kind" #name, uint64_t(abi::Kind::name))

int main() {
  puts("# Made by the build from the headers of the runtime (tools/gdb/Layout.cpp).");
  CONSTANT(abi, kTagMask);
  CONSTANT(abi, kTagSmall);
  CONSTANT(abi, kTagCons);
  CONSTANT(abi, kTagBoxed);
  CONSTANT(abi, kTagFloatLow);
  CONSTANT(abi, kTagFloatHigh);
  CONSTANT(abi, kSmallShift);
  CONSTANT(abi, kImmShift);
  CONSTANT(abi, kImmMask);
  CONSTANT(abi, kImmAtom);
  CONSTANT(abi, kImmPid);
  CONSTANT(abi, kImmPort);
  CONSTANT(abi, kNil);
  CONSTANT(abi, kNonValue);
  CONSTANT(abi, kKindShift);
  CONSTANT(abi, kSizeShift);
  CONSTANT(abi, kAuxShift);
  KIND(Tuple), KIND(PosBignum), KIND(NegBignum), KIND(Float), KIND(HeapBits), KIND(FlatMap);
  KIND(HashMap), KIND(HashNode), KIND(Fun), KIND(ExportFun), KIND(Reference), KIND(MagicRef);
  KIND(RefcBits), KIND(SubBits), KIND(MatchContext), KIND(ExternalPid), KIND(ExternalPort);
  KIND(ExternalRef);
  number("kPidNumberBits", kPidNumberBits);
  number("kRefLowBits", kRefLowBits);
  number("kAtomChunkBits", kAtomChunkBits);
  number("AtomSlot_size", sizeof(AtomSlot));
  OFFSET(AtomSlot, text);
  OFFSET(AtomSlot, bytes);
  OFFSET(BinaryObject, data);
#define PROCESS_FIELD(type, name, doc) OFFSET(Process, name);
#include "runtime/abi/ProcessFields.def"
  OFFSET(Process, pid);
  OFFSET(Process, cold);
  OFFSET(Process, state);
  OFFSET(Process, messages);
  OFFSET(Process, messageCount);
  OFFSET(Process, registeredName);
  OFFSET(Process, initialModule);
  OFFSET(Process, initialFunction);
  OFFSET(Process, initialArity);
  OFFSET(Process, nativeCall);
  CONSTANT(rt, kWaitsForMessage);
  CONSTANT(rt, kWaitsForReply);
  CONSTANT(rt, kExiting);
  CONSTANT(rt, kStateRunning);
  OFFSET(ProcessCold, dictionary);
  OFFSET(ProcessCold, dictionaryCount);
  OFFSET(Signal, next);
  OFFSET(Signal, kind);
  OFFSET(Signal, value);
  number("SignalMessage", uint64_t(SignalKind::Message));
  number("CodePrefix_size", sizeof(CodePrefix));
  OFFSET(CodePrefix, location);
  OFFSET(CodePrefix, frameSize);
  CONSTANT(CodePrefix, kNotAContinuation);
  OFFSET(CodeLocation, info);
  OFFSET(CodeLocation, line);
  OFFSET(CodeLocation, file);
  OFFSET(FunctionInfo, module);
  OFFSET(FunctionInfo, function);
  OFFSET(FunctionInfo, arity);
  OFFSET(FunctionInfo, files);
  OFFSET(Export, module);
  OFFSET(Export, function);
  OFFSET(Export, arity);
  OFFSET(FunEntry, module);
  OFFSET(FunEntry, index);
  OFFSET(FunEntry, arity);
  return 0;
}
