//===- CompileModule.h - From a loaded module to an object file -----------------------===//
#pragma once
#include "compiler/loader/Module.h"
#include "compiler/passes/Pipeline.h"
#include <string>
#include <vector>

namespace beamc::codegen {

enum class Emit : uint8_t { Object, Ssa, Llvm, Asm };

struct CompileOptions {
  unsigned level = 2; ///< 0 … 3
  /// The object is for a running system (compiler/jit): exports and fun entries are the system's,
  /// and what the loader would have to find in sections is left out.
  bool forRunningSystem = false;
  /// loader::OpFact bits beside Module::ops for a module of unknown origin (ssa::buildProgram).
  std::span<const uint8_t> facts;
  /// With forRunningSystem, by function (in the order of Module::functions): is it compiled? Others
  /// stay undefined symbols (functionSymbol). Empty: all are.
  std::vector<bool> functions;
  bool debugInfo = false;  ///< DWARF lines that point into the .erl source; nothing is inlined
  bool verifyEach = false; ///< SSA after each pass, LLVM IR at the end
  Emit emit = Emit::Object;
  passes::PipelineOptions passes; ///< level and verifyEach are taken from here above
  std::string only;               ///< "m:f/a": emit Ssa/Llvm of this function alone
};

/// What the linker step needs to know of a module besides its object file. Names are UTF-8
/// texts of atoms; an MFA is "m:f/a" split up.
struct CompiledModule {
  struct Mfa {
    std::string module, function;
    uint32_t arity = 0;
  };
  std::string name;
  std::string output;             ///< object bytes, or text (Emit other than Object)
  std::vector<std::string> atoms; ///< all that the object refers to
  std::vector<Mfa> defined;       ///< exports that it defines
  std::vector<Mfa> referenced;    ///< exports that it refers to, those it defines included
  std::string dumps;              ///< of --print-after
  TimeReport times;               ///< of every step; empty if it comes from the cache
};

/// False after an error, in which case \p diag has it. Any number of threads may compile at once,
/// each with a Diagnostics of its own; \p out owns its texts and refers to nothing of \p module.
bool compileModule(const loader::Module &module, const CompileOptions &options, Diagnostics &diag,
                   CompiledModule &out);

/// A hash of the libraries that turn a module into an object (LLVM's version and the primitives
/// are in them): other parts may change without a module being compiled again. In library
/// beamc_generator_hash, made by cmake/HashFiles.cmake.
extern const char *const kCodeGenerator;

} // namespace beamc::codegen
