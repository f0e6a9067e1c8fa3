//===- Program.h - What the link object says about the executable -------------------===//
//
// The driver writes one link object per executable; it defines the symbols below.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"

namespace beamc::rt {

/// A file that the executable carries: boot script, application specifications, and with the full
/// boot what `beamc build --embed-beam` keeps: directory/module.beam.
struct EmbeddedFile {
  const char *path; ///< as OTP would name it; ended by NUL
  const uint8_t *bytes;
  uint64_t size;
};

/// A module's .beam file without what only tools read (`beamc build --embed-beam`, lean boot).
struct EmbeddedModule {
  Word name; ///< atom term
  const uint8_t *beam;
  uint64_t size;
};

/// Atoms are terms; `name` is the program's file name as given to the driver.
struct ProgramInfo {
  Word mainModule;
  Word mainFunction;
  const char *name;
  const char *rootDir;        ///< code:root_dir/0 at build time, for what asks for it; or null
  const char *const *options; ///< "key=value" strings, ended by null; may itself be null
  uint32_t flags;             ///< ProgramFlag bits
  uint32_t fileCount;
  const EmbeddedFile *files; ///< sorted by path
  const EmbeddedModule *modules;
  uint64_t moduleCount;
  const char *jitLibrary;    ///< file name; null: nothing is compiled at run time
  const char *codeGenerator; ///< what the JIT library must be of (abi/JitInterface.h)
};
enum ProgramFlag : uint32_t {
  kProgramFullBoot = 1, ///< OTP's init and kernel start; else beamc_boot does
};

} // namespace beamc::rt

extern "C" {
extern const beamc::rt::AtomEntry beamc_atoms[];
extern const uint32_t beamc_atom_count;
extern const beamc::rt::ProgramInfo beamc_program;
/// Exports that the program calls and nobody defines.
extern beamc::rt::Export *const beamc_undefined_exports[] __attribute__((weak));
extern const uint32_t beamc_undefined_export_count __attribute__((weak));
/// Section beamc_modules: pointers to the descriptors of all linked modules.
extern const beamc::rt::ModuleDescriptor *const __start_beamc_modules[];
extern const beamc::rt::ModuleDescriptor *const __stop_beamc_modules[];
/// Section beamc_lit: literals.
extern const beamc::abi::Word __start_beamc_lit[];
extern const beamc::abi::Word __stop_beamc_lit[];
}
