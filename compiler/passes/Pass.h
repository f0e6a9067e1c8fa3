//===- Pass.h - What a pass is (private to compiler/passes) ----------------------------===//
#pragma once
#include "compiler/ssa/Function.h"

namespace beamc::passes {

enum class Need { Required, Optional };

#define PASS(Name, flag, description, need)                                                        \
  struct Name {                                                                                    \
    /* True if the function changed. */                                                            \
    static bool run(ssa::Function &fn);                                                            \
  };
#define MODULE_PASS(Name, flag, description, need)                                                 \
  struct Name {                                                                                    \
    static bool run(ssa::Program &program);                                                        \
  };
#include "compiler/passes/Passes.def"

/// Replaces values all over a function: map[v->id] is the replacement (chains are followed), or
/// null to keep v. Definitions of what is replaced stay.
void replaceValues(ssa::Function &fn, std::vector<ssa::Value *> &map);

} // namespace beamc::passes
