//===- Debug.h - Switches in the environment variable BEAMC_DEBUG ------------------------------===//
//
// Keys, separated by commas:
//   gcstress     each collection leaves no free words: every heap test collects and moves
//   gcstress=N   each leaves N words, so that programs with large heaps end
//   heapcheck    the heap verifier runs before and after each collection
//   chaos[=SEED] slices of random length, processes taken from run queues in random order and
//                stolen at random; without SEED a random one. The seed is printed; the same seed
//                makes the same choices on each scheduler (threads themselves are not ordered)
//   tier=interp  every module that carries its .beam code (beamc build --embed-beam) is
//   interpreted,
//                and nothing is compiled at run time
//   tier=jit     the same, but modules that get hot are compiled
//   jit=N        a module is compiled once one of its functions has been called N times
//   jitwait      whoever finds a function hot waits until its module is compiled
//   jitlog       what is compiled at run time, and why something is not, on standard error
//   jitdump      a jitdump for `perf inject --jit`
//   jitforeign   a JIT library of another build of beamc will do, such as one with sanitizers
//   allocfail=N  the Nth allocation of the runtime fails
// An unknown key or a bad value ends the program with status 2.
//===----------------------------------------------------------------------===//
#pragma once

namespace beamc::rt {
void readDebugSwitches();
enum class Tier { Compiled, Interpreted, Jit };
/// tier=…: what the executable's own modules run as.
extern Tier gTier;
extern bool gJitLog, gJitDump, gJitWait, gJitForeign;
} // namespace beamc::rt
