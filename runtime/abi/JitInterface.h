//===- JitInterface.h - Between an executable and the JIT library ----------------------------===//
//
// The JIT is the compiler library behind a C interface, in a shared library that an executable
// opens when it first needs it (docs/design/jit.md). They fit if both hold the same code generator:
// beamc_jit_version says which.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::abi {

/// Answered by the running system. Called on the thread that called beamc_jit_compile. Names are
/// UTF-8 without an end mark.
struct JitHost {
  void *context;
  /// The term of an atom.
  uint64_t (*atom)(void *context, const char *text, uint64_t size);
  /// The Export of a function, made if need be.
  const void *(*exportOf)(void *context, const char *module, uint64_t moduleSize,
                          const char *function, uint64_t functionSize, uint32_t arity);
  /// A runtime call (RuntimeCalls.def, primitives) or, as "bif.M:F/A", the C++ function of a
  /// built-in. Null if there is none.
  const void *(*symbol)(void *context, const char *name, uint64_t size);
  /// The FunEntry of the module's fun expression number \p lambda.
  const void *(*funEntry)(void *context, uint32_t lambda);
  /// The code that the module's function number \p function has now. Null if it has none.
  const void *(*functionCode)(void *context, uint32_t function);
  /// Code is placed within 2 GiB of this address, which lies in the executable.
  const void *near;
};

/// What beamc_jit_compile is to do. All belongs to the caller.
struct JitRequest {
  const char *beam; ///< the .beam file
  uint64_t size;
  const char *name; ///< of the module
  uint64_t nameSize;
  /// By function, in the order of the module's code: is it wanted? Calls of others go to
  /// JitHost::functionCode. Null: all are.
  const uint8_t *wanted;
  uint64_t wantedCount;
  uint32_t flags; ///< kJitFlag…
};

/// What beamc_jit_compile made.
struct JitCode {
  void *handle; ///< for beamc_jit_free
  const void
      *descriptor; ///< rt::ModuleDescriptor; its exports are the code's own, not in any table
  const char *begin, *end;
  /// Entries of all functions, in the order of the module's code; null where there is none (a
  /// built-in, inlined everywhere, or not wanted).
  const void *const *functions;
  uint32_t functionCount;
};

inline constexpr uint32_t kJitFlagPerf = 1; ///< write a jitdump for `perf inject --jit`

// Entry points of the library, by their names.
/// codegen::kCodeGenerator of the library.
using JitVersionFn = const char *();
/// False after an error, which is in *error (freed by beamc_jit_free_text). One thread at a time.
using JitCompileFn = bool(const JitHost *host, const JitRequest *request, JitCode *out,
                          char **error);
using JitFreeFn = void(JitCode *code);
using JitFreeTextFn = void(char *text);

} // namespace beamc::abi
