//===- ExportTable.h - Finding code by name ---------------------------------------------------===//
#pragma once
#include "runtime/code/ModuleTable.h"
#include "runtime/term/Atom.h"

namespace beamc::rt {

/// Builds the table from the modules of the executable and the BIFs. Once, after initAtoms.
void initCode();

/// The export entry of M:F/A when anybody defines it, else null. Lock-free. Entries, of whatever
/// origin, live for ever.
Export *findExport(Term module, Term function, uint32_t arity);
/// The export entry of M:F/A; an undefined one is made if need be. Thread-safe.
Export *ensureExport(Term module, Term function, uint32_t arity);
/// Of a well-known function by its texts; for use once per call site.
Export *ensureExport(const char *module, const char *function, uint32_t arity);

/// This and interceptExport: with the code lock held (ModuleTable.h), or before any process runs.
///
/// Nobody defines \p e any more: calls go to error_handler or raise undef.
void undefineExport(Export *e);
/// Calls of \p e go to beamc_rt_undefined, though it stays defined (FirstCall.h).
void interceptExport(Export *e);
/// Code that waits until \p e has other code: while modules are exchanged. Made once for each
/// export, by any thread, and there for ever, as that of lateExportEntry.
CodeFn *pendingExportEntry(Export *e);
/// Code that goes on where \p e leads to when it is entered, which may be much later.
CodeFn *lateExportEntry(Export *e);

/// ExportFlag bits of \p e; they change as modules come and go.
inline uint32_t flagsOf(const Export *e) { return __atomic_load_n(&e->flags, __ATOMIC_ACQUIRE); }
/// What a call of the export or fun \p e enters now.
template <typename Entry> CodeFn *codeOf(const Entry *e) {
  return __atomic_load_n(&e->code, __ATOMIC_ACQUIRE);
}

} // namespace beamc::rt
