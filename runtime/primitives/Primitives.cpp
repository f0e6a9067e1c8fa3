//===- Primitives.cpp - The primitives as functions for compiled code ----------------------===//
//
// Compiled by clang to bitcode (compiler/codegen/CMakeLists.txt).
//===----------------------------------------------------------------------===//
#define PRIM extern "C" __attribute__((always_inline))
#include "runtime/primitives/Primitives.h"
