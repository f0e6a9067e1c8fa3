//===- Builder.h - inputs to executable ---------------------------------------------===//
//
// What `beamc build` and `beamc run` share: expand the inputs, find the modules that
// are needed, compile them in parallel (or take them from the cache), link.
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/BootScript.h"
#include "driver/Commands.h"
#include "driver/Files.h"
#include "driver/Inputs.h"
#include "driver/ObjectCache.h"
#include "driver/Progress.h"
#include "driver/Reachability.h"

#include "compiler/codegen/CompileModule.h"

#include <chrono>
#include <memory>

namespace beamc::codegen {
struct ProgramDescription;
}

namespace beamc::driver {

/// How the executable starts: OTP's init and kernel (Full), or what the program needs of them
/// (Lean). docs/design/boot.md.
enum class Boot : uint8_t { Auto, Lean, Full };

struct BuildOptions {
  std::vector<std::string> inputs;
  std::string output;
  std::string main;                   ///< M:F, or M
  std::string otpRoot;                ///< empty: the installed OTP
  std::vector<std::string> libraries; ///< directories of modules to take when needed
  std::vector<std::string> includes;  ///< modules or applications to take as a whole
  std::string erlc, cacheDir, libraryDir;
  std::vector<std::string> linkArguments;
  codegen::CompileOptions compile;
  std::vector<std::string> disabledPasses;
  std::string emit;  ///< empty: an executable
  unsigned jobs = 0; ///< 0: one per core
  bool isStatic = false, isPie = false, noCache = false, timePasses = false;
  Boot boot = Boot::Auto;
  /// --control: "on", or the path of the control endpoint's socket; empty: off.
  std::string control;
  std::string embedBeam;      ///< "all", "own" or empty: which modules' .beam code is kept
  std::string jit = "shared"; ///< "static" or "none"
};

/// The options that both subcommands have.
void addBuildOptions(CLI::App &command, BuildOptions &options);

/// collect, compile, link or emit, in this order; each once. Errors go to the diagnostics.
class Builder {
public:
  Builder(const BuildOptions &options, const CommonOptions &common, Diagnostics &diag);

  /// Reads the inputs and finds all modules. False after an error.
  bool collect();
  /// False after an error: after collect(), \p output is a file that it has read.
  bool mayWrite(const std::string &output);
  /// Compiles all modules. False after an error.
  bool compile();
  /// Links what was compiled to \p output. False after an error.
  bool link(const std::string &output);
  /// Writes the form that --emit asks for instead of an executable. False after an error.
  bool emit();
  /// Says what has been made, on a terminal: "hello: 76 modules, 10.4 MB, 1.2 s".
  void conclude(const std::string &output);
  /// Writes what each step has cost so far to standard error.
  void printTimes() const;

  /// Identifies the executable that link() would make, after collect(): a hash in hexadecimal.
  std::string programHash() const;
  /// The name of the main module, or of the application that the program is.
  std::string programName() const;

private:
  struct Job {
    const ReachedModule *source = nullptr;
    codegen::CompiledModule compiled;
    std::string key; ///< in the cache; empty: the module is compiled anew
    Diagnostics diag;
    bool good = false; ///< compiled
    bool isFit = true; ///< can be compiled, as far as is known
  };

  bool findModules(Boot boot);
  bool reachRoots(Boot boot);
  bool addApplications();
  bool includeApplication(const Applications::Entry &entry);
  void warnOfLeanBoot();
  void warnOfUndefined(const std::vector<std::string> &undefined);
  std::map<std::string, std::string> bootFiles() const;
  /// The directory that the program names as that of the module.
  std::string directoryOf(const ModuleFile &file) const;
  bool isEmbedded(Origin origin) const;
  /// Adds the .beam code of \p module to \p program if it is to be kept.
  void embedBeam(const ReachedModule &module, codegen::ProgramDescription &program) const;
  std::string otpRoot() const;
  bool chooseMain();
  bool hasMainFunction(const loader::Module &module) const;
  bool loadJob(Job &job);
  void runJob(Job &job);
  template <typename Work> void forEach(const std::vector<Job *> &jobs, Work work) const;
  bool checkJobs(std::vector<Job *> &order);
  bool leaveOut(const Job &job);
  bool wantsCompiling(const ReachedModule &source) const;
  bool emitText();
  bool emitObjects();
  bool writeEmitted(const std::string &text);
  std::string optionsText() const;

  const BuildOptions &options_;
  const CommonOptions &common_;
  Diagnostics &diag_;
  Progress progress_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  TimeReport times_;
  TemporaryDirectory temporary_;
  ObjectCache cache_;
  Inputs inputs_;
  ModuleIndex index_;
  std::unique_ptr<Reachability> reachability_;
  std::unique_ptr<Applications> applications_; ///< with the full boot only
  std::vector<std::unique_ptr<Job>> jobs_;
  std::string mainModule_, mainFunction_;
};

} // namespace beamc::driver
