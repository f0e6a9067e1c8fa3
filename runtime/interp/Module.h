//===- Module.h - An interpreted module -------------------------------------------------------===//
//
// What loading a .beam file gives: threaded code, stubs, literals, and the descriptor that makes
// it a module like a compiled one. Nothing outside sees it until it is installed
// (code/ModuleTable.h).
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/loader/Module.h"
#include "compiler/validator/Validator.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/interp/Stubs.h"
#include <memory>
#include <string>

namespace beamc::rt::interp {

struct InterpretedModule {
  ModuleDescriptor descriptor{};
  StubArea stubs;
  std::unique_ptr<Word[]> code; ///< threaded code, then the constants that it refers to
  size_t codeWords = 0;

  /// Told apart from all other modules, also from those that have gone.
  uint64_t serial = 0;
  /// The .beam file, for the JIT. Null if nothing is ever compiled.
  std::shared_ptr<const std::string> beam;
  bool compilationRequested = false; ///< atomic
  /// By function: where its opEntry is in the code, or null.
  std::vector<Word *> entries;

  // What the descriptor points to.
  std::vector<Export *> exports;
  std::vector<CodeFn *> exportCode; ///< beside exports: their code in this module
  std::vector<FunCode> funs;
  std::vector<HeapFragment *> literals;
  std::vector<Word> funContexts;
  std::vector<FunctionInfo> functions;
  std::vector<std::string> fileNames;
  std::vector<const char *> files;
  std::vector<uint8_t> strings;        ///< the StrT chunk
  std::string attributes, compileInfo; ///< external term format
};

/// Translates \p module, which is safe as \p checked says. Null after an error, which has been
/// added to \p diag. Must run where terms may be built: on a scheduler's thread, or before the
/// schedulers start.
std::unique_ptr<InterpretedModule> makeInterpreted(const loader::Module &module,
                                                   const validator::Validation &checked,
                                                   Diagnostics &diag);

/// By function: has it been called at least a quarter as often as it takes to be hot? Empty if
/// that is all of them.
std::vector<uint8_t> hotFunctions(const InterpretedModule &m);

/// From now on the functions of \p m go on in compiled code: \p code[i] for the i-th function, null
/// where that stays interpreted.
void redirectEntries(InterpretedModule &m, const void *const *code, uint32_t count);

} // namespace beamc::rt::interp
