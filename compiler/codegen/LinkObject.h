//===- LinkObject.h - The objects that complete an executable ---------------------------===//
//
// Separately compiled modules refer to atoms and exports by symbol. The link object defines
// the values of all atoms (absolute symbols), the atom table, exports that no module and no
// BIF defines (they raise undef), and the program's description for the runtime.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/codegen/CompileModule.h"
#include <map>

namespace beamc::codegen {

struct ProgramDescription {
  std::string mainModule, mainFunction; ///< empty function: main/1, main/0 or start/0
  std::string name;                     ///< of the executable, for messages
  std::string rootDir;                  ///< of the OTP that the libraries come from; may be empty
  std::vector<const CompiledModule *> modules;
  std::string jitLibrary;                   ///< what compiles at run time; may be empty
  bool fullBoot = false;                    ///< OTP's init and kernel start
  std::map<std::string, std::string> files; ///< path to contents, for the program to read
  std::map<std::string, std::string> beams; ///< module to .beam file, for the interpreter
};

/// Bytes of the two object files that complete a program.
struct LinkObjects {
  std::string program;                ///< tables and stubs
  std::string atoms;                  ///< absolute symbols alone
  std::vector<std::string> undefined; ///< exports that nothing defines, as "m:f/a", sorted
};
/// Cannot fail. The same description gives the same bytes.
LinkObjects emitLinkObjects(const ProgramDescription &program);

/// Symbol names; also used by inspection tools and the debugger script.
std::string atomSymbol(std::string_view text);
std::string exportSymbol(std::string_view module, std::string_view function, uint32_t arity);
std::string functionSymbol(std::string_view module, std::string_view function, uint32_t arity);
std::string moduleSymbol(std::string_view module); ///< the ModuleDescriptor
/// The FunEntry of the module's fun expression number \p lambda, where it is not the module's own
/// (CompileOptions::forRunningSystem).
std::string funSymbol(uint32_t lambda);

} // namespace beamc::codegen
