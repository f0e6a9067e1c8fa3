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
  Export *entry;                 ///< symbol "x:<module>:<function>/<arity>"; arity is in there
  const char *module, *function; ///< UTF-8, NUL-terminated
  const void *call;              ///< the C++ function, Term (Process &, Term…); null for BIF_CODE
  uint32_t attributes;           ///< abi::BifAttribute bits
};

extern const BifInfo
    kBifTable[]; ///< all but those of groups; sorted by module, function, arity (bytewise)
extern const unsigned kBifCount;

/// BIFs of a module that not every program holds (re, zlib: they bring libraries along). Their
/// table and exports are an archive member of their own, which the linker takes in when something
/// refers to one of the exports; compiled code does, and the link object for each module in the
/// program.
struct BifGroup {
  const BifInfo *table;
  uint64_t count;
};
#define BEAMC_BIF_GROUP(table, count)                                                              \
  [[gnu::used, gnu::section("beamc_bif_groups")]] static BifGroup gBifGroup { table, count }

extern "C" {
[[gnu::weak, gnu::visibility("hidden")]] extern BifGroup __start_beamc_bif_groups[];
[[gnu::weak, gnu::visibility("hidden")]] extern BifGroup __stop_beamc_bif_groups[];
}

/// Calls \p f for each BIF of the program.
template <typename F> void forEachBif(F f) {
  for (unsigned i = 0; i < kBifCount; i++)
    f(kBifTable[i]);
  for (BifGroup *g = __start_beamc_bif_groups; g != __stop_beamc_bif_groups; g++)
    for (uint64_t i = 0; i < g->count; i++)
      f(g->table[i]);
}

/// Gives the exports of all BIFs their atoms. Once at start-up, after initAtoms.
inline void initBifExports() {
  forEachBif([](const BifInfo &b) {
    b.entry->module = internAtom(b.module).bits;
    b.entry->function = internAtom(b.function).bits;
  });
}

} // namespace beamc::rt
