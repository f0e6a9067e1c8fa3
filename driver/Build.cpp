//===- Build.cpp - beamc build ----------------------------------------------------===//
//
//   beamc build ebin/ --main hello:main -o hello
//   beamc build hello.erl -o hello
//   beamc build hello.erl --emit=ssa
//===----------------------------------------------------------------------===//
#include "driver/Builder.h"

namespace beamc::driver {

void addBuildOptions(CLI::App &command, BuildOptions &options) {
  command.add_option("--main", options.main,
                     "main function M:F (default: main/1 with the arguments, main/0, start/0)");
  command.add_option("--otp", options.otpRoot, "Erlang/OTP installation to take modules from");
  command
      .add_option("-L,--lib", options.libraries,
                  "directory of modules, or of applications, to take from when needed")
      ->take_all()
      ->allow_extra_args(false);
  command
      .add_option("--include", options.includes,
                  "module or application that the program needs and does not name in its code")
      ->take_all()
      ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--boot",
          [&options](const std::string &name) {
            options.boot = name == "full" ? Boot::Full : name == "lean" ? Boot::Lean : Boot::Auto;
          },
          "full: OTP's init and kernel start; lean: only what small programs need of them; auto "
          "(default): full if the program needs it")
      ->check(CLI::IsMember({"auto", "lean", "full"}));
  command.add_flag("--control{on}", options.control,
                   "the program can be asked and upgraded while it runs (push, ps, eval); "
                   "--control=PATH says where its socket lies");
  command.add_option("--erlc", options.erlc, "compiler for .erl files");
  command.add_option("-O", options.compile.level, "optimisation: 0 to 3 (default 2)")
      ->check(CLI::Range(0, 3));
  command.add_flag("-g", options.compile.debugInfo,
                   "debug information: lines of the source; no inlining");
  command
      .add_option("--embed-beam", options.embedBeam,
                  "keep .beam code in the executable, for BEAMC_DEBUG=tier=interp and tier=jit: of "
                  "all modules, or of your own (without OTP's and libraries')")
      ->expected(0, 1)
      ->default_str("all")
      ->check(CLI::IsMember({"all", "own"}));
  command
      .add_option("--jit", options.jit,
                  "what compiles modules that are loaded at run time: shared: a library of this "
                  "installation (default), opened when needed; static: the executable itself, "
                  "which gets 42 MB "
                  "larger; none: they are interpreted only")
      ->check(CLI::IsMember({"shared", "static", "none"}));
  CLI::Option *isStatic =
      command.add_flag("--static", options.isStatic, "an executable without any shared library");
  command
      .add_flag("--pie", options.isPie,
                "an executable that is loaded at a random address; it starts more slowly")
      ->excludes(isStatic);
  command.add_option("-j,--jobs", options.jobs, "modules to compile at once (default: all cores)");
  command.add_option("--cache-dir", options.cacheDir, "where compiled modules are kept");
  command.add_flag("--no-cache", options.noCache, "compile everything, keep nothing");
  command.add_option("--lib-dir", options.libraryDir, "where libbeamc_runtime.a lies");
  command.add_option("--link-arg", options.linkArguments, "argument for the linker")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--disable-pass", options.disabledPasses, "leave out an optional pass")
      ->take_all()
      ->allow_extra_args(false);
}

namespace {

void addDebugOptions(CLI::App &command, BuildOptions &options) {
  command
      .add_option("--emit", options.emit,
                  "write beam-asm, ssa, llvm, asm or obj of the input modules instead")
      ->check(CLI::IsMember({"beam-asm", "ssa", "llvm", "asm", "obj"}));
  command.add_option("--only", options.compile.only, "with --emit: only this function, m:f/a");
  command.add_option("--print-after", options.compile.passes.printAfter,
                     "print the SSA form after this pass, or after all");
  command.add_flag("--verify-each", options.compile.verifyEach,
                   "check the SSA form after each pass");
  command.add_flag("--time-passes", options.timePasses,
                   "print what each step cost, summed over threads");
}

bool checkPasses(const BuildOptions &options, Diagnostics &diag) {
  std::vector<std::string> names = options.disabledPasses;
  if (!options.compile.passes.printAfter.empty() && options.compile.passes.printAfter != "all")
    names.push_back(options.compile.passes.printAfter);
  for (const std::string &name : names)
    if (!passes::isPass(name))
      diag.error("beamc", "expected the name of a pass, found '" + name + "'; passes are:\n" +
                              passes::describePasses());
  return !diag.hasErrors();
}

int build(BuildOptions options, const CommonOptions &common) {
  static constexpr std::pair<std::string_view, codegen::Emit> kEmit[] = {
      {"ssa", codegen::Emit::Ssa}, {"llvm", codegen::Emit::Llvm}, {"asm", codegen::Emit::Asm}};
  for (auto [name, emit] : kEmit)
    if (options.emit == name)
      options.compile.emit = emit;
  options.compile.passes.disabled = {options.disabledPasses.begin(), options.disabledPasses.end()};
  Diagnostics diag;
  if (!checkPasses(options, diag))
    return report(diag, common, kExitFailed);
  Builder builder(options, common, diag);
  bool good = builder.collect();
  std::string output = options.output;
  if (output.empty() && options.emit.empty())
    output = builder.programName();
  good = good && builder.mayWrite(output);
  if (good && !options.emit.empty())
    good = builder.emit();
  else if (good)
    good = builder.compile() && builder.link(output);
  if (good && options.emit.empty())
    builder.conclude(output);
  if (good && options.timePasses)
    builder.printTimes();
  return report(diag, common, good ? kExitOk : kExitFailed);
}

} // namespace

void addBuild(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App *command = app.add_subcommand("build", "compile modules to an executable");
  command
      ->add_option("input", options->inputs,
                   ".beam files, directories of such, .app files, .erl sources, escripts or .ez "
                   "archives")
      ->required();
  command->add_option("-o,--output", options->output,
                      "file to write (default: the main module's name)");
  addBuildOptions(*command, *options);
  addDebugOptions(*command, *options);
  command->callback([options, &common, &status] { status = build(*options, common); });
}

} // namespace beamc::driver
