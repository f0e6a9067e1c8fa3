//===- TestProgram.cpp - A runtime without compiled modules, for unit tests ----------------------===//
#include "test/unit/process/TestProgram.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/Program.h"
#include "runtime/gc/Collector.h"
#include "runtime/process/Exit.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"

using namespace beamc;
using namespace beamc::rt;

extern "C" {
#define ATOM(name, text) {text, sizeof(text) - 1, 0},
const AtomEntry beamc_atoms[] = {
#include "runtime/abi/Atoms.def"
};
const uint32_t beamc_atom_count = sizeof(beamc_atoms) / sizeof(beamc_atoms[0]);
const ProgramInfo beamc_program{};
[[gnu::section("beamc_modules"), gnu::used]] const ModuleDescriptor *noModule = nullptr;
[[gnu::section("beamc_lit"), gnu::used]] const Word noLiteral[1] = {0};
}

namespace beamc::test {

void startProgram() {
  static bool started = [] {
    initAtoms(beamc_atoms, beamc_atom_count, 1048576);
    initProcessTable(4096);
    initCode();
    initSchedulers(1);
    return true;
  }();
  (void)started;
}

Process *makeProcess(uint32_t minHeapSize) {
  SpawnOptions o;
  o.minHeapSize = minHeapSize;
  Process *p = spawnProcess(nullptr, nullptr, nullptr, 0, o, atom::erlang, atom::apply, 2);
  p->x = static_cast<Word *>(
      calloc(beamc::abi::kXRegisters + beamc::abi::kFloatRegisters, sizeof(Word)));
  p->reductions = beamc::abi::kReductions;
  p->state = kStateRunning;
  return p;
}

void dropProcess(Process *p) {
  free(p->x);
  cold(*p);
  endProcess(*p);
}

void runUntilIdle() {
  Scheduler &s = *schedulerAt(0);
  while (Process *p = s.queue.pop()) {
    EpochGuard guard;
    runSlice(s, p);
  }
}

} // namespace beamc::test
