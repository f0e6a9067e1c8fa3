//===- Callbacks.h - which functions a behaviour calls ------------------------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <set>
#include <string_view>
#include <utility>

namespace beamc::driver {

/// What B:behaviour_info/1 tells of a behaviour B: name and arity of its callbacks. It is read from
/// the code, so that stripped files (without attributes, documentation …) tell as much as others.
struct Callbacks {
  bool isBehaviour = false; ///< the module exports behaviour_info/1
  bool isKnown = false;     ///< the sets are complete; false: the function computes its answer
  using Functions = std::set<std::pair<std::string_view, uint32_t>>;
  Functions all, optional;

  /// Does \p module export all callbacks that are not optional? True if that is not known.
  bool areImplementedBy(const loader::Module &module) const;
  /// Does it export any callback? A compiler only warns of missing ones.
  bool areBegunBy(const loader::Module &module) const;
};

/// Of a module that is no behaviour: empty sets. The names live as long as \p module.
Callbacks callbacksOf(const loader::Module &module);

} // namespace beamc::driver
