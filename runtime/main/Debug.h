//===- Debug.h - Switches in the environment variable BEAMC_DEBUG ------------------------------===//
//
// Keys, separated by commas:
//   gcstress     each collection leaves no free words: every heap test collects and moves
//   heapcheck    the heap verifier runs before and after each collection
//===----------------------------------------------------------------------===//
#pragma once

namespace beamc::rt {
void readDebugSwitches();
}
