//===- Debug.h - Switches in the environment variable BEAMC_DEBUG ------------------------------===//
//
// Keys, separated by commas:
//   gcstress     each collection leaves no free words: every heap test collects and moves
//   heapcheck    the heap verifier runs before and after each collection
//   chaos[=SEED] slices of random length, processes taken from run queues in random order and
//                stolen at random; without SEED a random one. The seed is printed; the same seed
//                makes the same choices on each scheduler (threads themselves are not ordered)
//   tier=interp  every module that carries its .beam code (beamc build --embed-beam) is interpreted
//   allocfail=N  the Nth allocation of the runtime fails
// An unknown key or a bad value ends the program with status 2.
//===----------------------------------------------------------------------===//
#pragma once

namespace beamc::rt {
void readDebugSwitches();
/// tier=interp
extern bool gInterpret;
} // namespace beamc::rt
