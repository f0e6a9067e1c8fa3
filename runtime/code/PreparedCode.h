//===- PreparedCode.h - Code between prepare_loading and finish_loading ------------------------===//
#pragma once
#include "runtime/code/ModuleTable.h"
#include "runtime/heap/Magic.h"

namespace beamc::rt {

/// Behind the reference that prepare_loading returns.
struct PreparedCode : MagicObject {
  ModuleCode *code; ///< null once it has been finished
};

/// Takes \p code over: it is destroyed with the object unless it has been finished. The caller
/// holds the one reference.
PreparedCode *newPreparedCode(ModuleCode *code);
/// The object of \p ref if it is one and not finished yet, else null.
PreparedCode *preparedCode(Term ref);

} // namespace beamc::rt
