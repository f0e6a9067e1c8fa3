//===- main.cpp - beamc -----------------------------------------------------===//
#include "driver/BuildConfig.h"
#include "driver/CommandLine.h"
#include "driver/Commands.h"
#include "driver/ManPage.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

/// A file that must not grow is an error of the write, as a full disk is. A handler, not SIG_IGN:
/// programs that beamc starts have the default effect.
static void ignoreFileSize() {
  struct sigaction action{};
  action.sa_handler = [](int) {};
  action.sa_flags = SA_RESTART;
  sigaction(SIGXFSZ, &action, nullptr);
}

int main(int argc, char **argv) {
  using namespace beamc::driver;
  CLI::App app("ahead-of-time compiler for BEAM modules");
  app.name("beamc");
  app.set_version_flag("--version", std::string("beamc ") + kVersion);
  app.require_subcommand(1);
  app.fallthrough();

  CommonOptions common;
  app.add_option("--color", common.color, "colour diagnostics: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-v,--verbose", common.verbose, "say what is being done");

  // What follows "--" belongs to the program that `run` starts.
  char **end = argv + argc;
  char **options = std::find_if(argv, end, [](const char *a) { return std::strcmp(a, "--") == 0; });
  std::vector<std::string> programArguments(options == end ? end : options + 1, end);

  int status = kExitOk;
  addBuild(app, common, status);
  addRun(app, common, programArguments, status);
  addInspect(app, common, status);
  addAsm(app, common, status);
  addValidate(app, common, status);
  addPush(app, common, status);
  addPs(app, common, status);
  addEval(app, common, status);
  addBifs(app, common, status);
  app.add_flag_callback("--man",
                        [&] {
                          std::fputs(manPage(app).c_str(), stdout);
                          throw CLI::Success();
                        })
      ->group(""); // for the build, which makes beamc.1 of it
  ignoreFileSize();
  parseCommandLine(app, int(options - argv), argv, status);
  if (std::ferror(stdout) != 0) // writeFile() has said why
    return status == kExitOk ? kExitFailed : status;
  if (std::fflush(stdout) == 0)
    return status;
  std::fprintf(stderr, "standard output: error: cannot be written: %s\n", std::strerror(errno));
  return kExitFailed;
}
