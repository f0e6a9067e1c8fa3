//===- CheckCode.h - Does a process still use a version of a module? ---------------------------===//
#pragma once
#include "runtime/code/ModuleTable.h"

namespace beamc::rt {

/// The version that check_process_code asks about: the one being purged, else old code; or null.
const ModuleCode *codeToCheck(const LoadedModule &m);

/// Looks at \p p, which is the caller's, with hp, sp and live current. \p running: it asks itself,
/// in a BIF. True if it will go on in the version's code. Else it does not depend on the version
/// any more: literals that it refers to have been copied to its heap. Funs do not count, as in OTP:
/// once their code is gone they raise badfun.
bool usesCode(Process &p, const ModuleCode &code, bool running);

} // namespace beamc::rt
