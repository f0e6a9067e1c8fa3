//===- BifTable.h - The table of built-in functions --------------------------------===//
//
// bifgen writes kBifTable and the exports that it points to from the annotations. Each
// export's code is bifEntry<&function, &export, attributes> (code/BifEntry.h), or the CodeFn that a
// BIF_CODE names.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/abi/BifAttributes.h"
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"

namespace beamc::rt {

struct BifInfo {
  Export *entry; ///< symbol "x:<module>:<function>/<arity>"; arity is in there
  const char *module, *function;
  const void *call;    ///< the C++ function, Term (Process &, Term…); null for BIF_CODE
  uint32_t attributes; ///< abi::BifAttribute bits
};

extern const BifInfo kBifTable[]; ///< sorted by module, function, arity (bytewise)
extern const unsigned kBifCount;

/// Gives the exports of all BIFs their atoms. Once at start-up, after initAtoms.
inline void initBifExports() {
  for (unsigned i = 0; i < kBifCount; i++) {
    kBifTable[i].entry->module = internAtom(kBifTable[i].module).bits;
    kBifTable[i].entry->function = internAtom(kBifTable[i].function).bits;
  }
}

} // namespace beamc::rt
