//===- Run.cpp - beamc run --------------------------------------------------------===//
//
//   beamc run hello.erl a b c
//
// The executable is kept in the cache, so that a second run starts at once.
//===----------------------------------------------------------------------===//
#include "driver/Builder.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace fs = std::filesystem;

namespace beamc::driver {
namespace {

/// Replaces this process; returns only when that fails.
void execute(const std::string &path, const std::string &name,
             const std::vector<std::string> &arguments) {
  std::vector<char *> argv = {const_cast<char *>(name.c_str())};
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  execv(path.c_str(), argv.data());
}

int run(BuildOptions options, const std::vector<std::string> &arguments,
        const CommonOptions &common) {
  options.compile.passes.disabled = {options.disabledPasses.begin(), options.disabledPasses.end()};
  Diagnostics diag;
  std::string directory = options.noCache ? std::string() : cacheDirectory(options.cacheDir);
  TemporaryDirectory temporary;
  std::string path;
  {
    Builder builder(options, common, diag);
    if (!builder.collect())
      return report(diag, common, kExitFailed);
    std::error_code error;
    path = directory.empty() ? temporary.path() + "/program"
                             : directory + "/run/" + builder.programHash();
    if (!fs::exists(path, error)) {
      fs::create_directories(fs::path(path).parent_path(), error);
      std::string fresh = path + "." + std::to_string(getpid());
      if (!builder.compile() || !builder.link(fresh))
        return report(diag, common, kExitFailed);
      fs::rename(fresh, path, error);
      if (error)
        diag.error(path, "cannot be written: " + error.message());
    }
  }
  int status = report(diag, common, kExitOk);
  if (status != kExitOk)
    return status;
  if (directory.empty()) { // The temporary directory must outlive the program.
    std::vector<std::string> command = {path};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runProgram(command);
  }
  execute(path, options.inputs.front(), arguments);
  diag.error(path, std::string("cannot be run: ") + std::strerror(errno));
  return report(diag, common, kExitFailed);
}

} // namespace

void addRun(CLI::App &app, CommonOptions &common, const std::vector<std::string> &moreArguments,
            int &status) {
  auto options = std::make_shared<BuildOptions>();
  auto file = std::make_shared<std::string>();
  CLI::App *command = app.add_subcommand("run", "compile a module and run it");
  command->add_option("file", *file, "what beamc build takes; arguments of the program follow")
      ->required();
  addBuildOptions(*command, *options);
  // All that follows the file belongs to the program, options too.
  command->allow_extras();
  command->prefix_command();
  command->fallthrough(false);
  command->callback([options, file, command, &common, &moreArguments, &status] {
    options->inputs = {*file};
    std::vector<std::string> arguments = command->remaining();
    arguments.insert(arguments.end(), moreArguments.begin(), moreArguments.end());
    status = run(*options, arguments, common);
  });
}

} // namespace beamc::driver
