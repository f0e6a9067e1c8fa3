//===- ModuleTable.h - Which code a module has ------------------------------------------------===//
//
// A module has current code, which exports lead to, and perhaps old code, in which processes may
// still be (docs/design/code-loading.md). Code is compiled code of the executable or was loaded
// at run time; both are Code objects here.
//
// Readers take no lock. Changes are made by one thread at a time, which holds the code lock.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"
#include <span>
#include <vector>

namespace beamc::rt {

struct HeapFragment;
struct NativeCode;
namespace interp {
struct InterpretedModule;
}

/// A fun expression in one version of a module.
struct FunCode {
  FunEntry *fun;
  CodeFn *code;
  Word function; ///< atom term: the local function with the body
};

/// One version of a module's code.
struct ModuleCode {
  const ModuleDescriptor *descriptor;
  /// Beside descriptor->exports: where each leads in this version. The executable's own code has
  /// this and funs only once it is no longer current; until then exports and entries tell.
  std::vector<CodeFn *> exportCode;
  /// Its fun expressions and where they lead in this version. Entries live for ever and are shared
  /// by versions with the same md5 (FunTable.h).
  std::vector<FunCode> funs;
  /// Literals, if the code was loaded at run time. Freed with it.
  std::vector<HeapFragment *> literals;
  /// Where the entries of code loaded at run time lie; null for the executable's own.
  const char *begin = nullptr, *end = nullptr;
  /// Frees code that was loaded at run time; null for the executable's own.
  void (*destroy)(ModuleCode *code) = nullptr;
  interp::InterpretedModule *interpreted = nullptr; ///< the code, if it was loaded at run time
  NativeCode *native = nullptr; ///< atomic; a list, the last first: compiled code in place of the
                                ///< interpreted (runtime/jit)
  Export onLoadExport{};        ///< leads to the on_load function, if there is one

  /// True if \p entry (a return address, say) is this version's. Any address of code will do.
  bool contains(const void *entry) const;
  bool ownsLiteral(const Word *object) const;
  /// False only if ownsLiteral is never true.
  bool mayOwnLiterals() const {
    return !literals.empty() || __atomic_load_n(&native, __ATOMIC_ACQUIRE);
  }
};

struct LoadedModule {
  Word name;                        ///< atom term
  const ModuleDescriptor *compiled; ///< the executable's own code of that name, or null
  ModuleCode *current;              ///< atomic; null after delete_module
  ModuleCode *old;                  ///< atomic
  ModuleCode *failed;               ///< its on_load function has failed; to be purged
  ModuleCode *onLoad;               ///< loaded, but its on_load function has not succeeded yet
  ModuleCode *purging; ///< being purged: what erts_internal:purge_module(M, prepare) chose; atomic
  LoadedModule *next;  ///< in order of arrival; atomic
};

/// Adds the modules of the executable. Once, from initCode.
void initModules();

/// The entry of \p name, or null. Entries live for ever. Lock-free.
LoadedModule *findLoadedModule(Term name);
/// Of the current code of \p name, or null. Lock-free.
const ModuleDescriptor *findModule(Term name);
/// What \p slot, LoadedModule::current or old, holds outside of an installation, whose end it waits
/// for. For who asks without the code lock and without calling the module.
ModuleCode *settledCode(ModuleCode *const &slot);
/// False: no code is being installed. Else waits until that is over.
bool awaitInstallation();
/// The descriptor of \p name in the executable, whatever has been loaded since; or null.
const ModuleDescriptor *findCompiledModule(Term name);
/// The first of all entries, with or without code. They are linked; the newest is the last.
LoadedModule *firstModule();
LoadedModule *nextModule(const LoadedModule *m);

/// Held around all functions below, and around changes of a LoadedModule.
class CodeLock {
public:
  CodeLock();
  ~CodeLock();
  CodeLock(const CodeLock &) = delete;
  CodeLock &operator=(const CodeLock &) = delete;
};

/// The entry of \p name, made if need be.
LoadedModule *ensureLoadedModule(Term name);
/// Notes where the exports and funs of \p code lead, which is about to be no longer current.
/// (Start-up does not do it for all modules; hardly any is ever replaced.)
void captureEntries(ModuleCode *code);
/// Makes \p codes, of different modules, current in one step; what was current becomes old (there
/// must be no old code). InstallCode.cpp says how.
void installCode(std::span<ModuleCode *const> codes);
inline void installCode(ModuleCode *code) { installCode({&code, 1}); }
/// The functions of \p code are found in \p d from now on, which has the same exports and funs.
void replaceCode(ModuleCode &code, const ModuleDescriptor &d);
/// The current code becomes old; its exports are undefined from then on.
void retireCode(LoadedModule *m);
/// Takes the old code out of the table.
ModuleCode *takeOldCode(LoadedModule *m);
/// While \p code is purged, calls of its funs wait; endPurge lets them go on.
void beginPurge(ModuleCode *code);
void endPurge(ModuleCode *code);
/// Makes funs of \p code uncallable (badfun) unless another version has taken them over, and frees
/// it once no scheduler can be in it. No process refers to it any more.
void discardCode(ModuleCode *code);
/// Frees what discardCode had to put off. Called by schedulers now and then.
void reclaimCode();

} // namespace beamc::rt
