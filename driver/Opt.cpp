//===- Opt.cpp - beamc-opt: passes over the textual SSA form ----------------------------===//
//
//   beamc-opt --passes=dead-code,merge-blocks f.ssa      run these passes, print the result
//   beamc-opt --pipeline lists.beam                      all passes in the order of beamc
//   beamc-opt --verify-roundtrip lists.beam              is the text of each function complete?
//
// A tool for those who work on beamc and for the tests of passes. The form is verified when it is
// read and after each pass.
//===----------------------------------------------------------------------===//
#include "driver/BuildConfig.h"
#include "driver/Commands.h"
#include "driver/Files.h"

#include "compiler/passes/Pipeline.h"
#include "compiler/ssa/Build.h"
#include "compiler/ssa/Parser.h"
#include "compiler/validator/Validator.h"

namespace beamc::driver {
namespace {

struct OptOptions {
  std::vector<std::string> inputs, passes, disabled;
  std::string output = "-", only;
  bool pipeline = false, roundTrip = false, timePasses = false, untrusted = false;
  passes::PipelineOptions run;
};

std::string nameOf(const ssa::Function &f) {
  return std::string(f.moduleName) + ":" + std::string(f.name) + "/" + std::to_string(f.arity);
}

/// A program and what it stands on.
struct Input {
  std::vector<uint8_t> bytes;
  std::unique_ptr<loader::Module> module;
  std::unique_ptr<ssa::ParsedProgram> parsed;
  std::unique_ptr<ssa::Program> built;
  ssa::Program *program = nullptr;
};

bool isBeam(std::string_view bytes) {
  return bytes.starts_with("FOR1") || bytes.starts_with("\x1f\x8b");
}

bool read(const std::string &path, bool untrusted, Input &in, Diagnostics &diag) {
  if (!readFile(path, in.bytes, diag))
    return false;
  if (!isBeam(textOf(in.bytes))) {
    in.parsed = ssa::parseProgram(textOf(in.bytes), path, diag);
    in.program = in.parsed ? &in.parsed->program : nullptr;
  } else if ((in.module = loader::loadModule(in.bytes, path, diag))) {
    validator::Validation checked;
    if (untrusted) {
      in.module->types = {};
      checked = validator::validate(*in.module, diag);
    }
    if (checked.ok)
      in.built = ssa::buildProgram(*in.module, diag, checked.facts);
    in.program = in.built.get();
  }
  return in.program != nullptr;
}

/// Is print(parse(print(f))) the same as print(f)?
bool roundTrips(const ssa::Function &f, Diagnostics &diag) {
  std::string text = ssa::print(f);
  auto again = ssa::parseProgram(text, nameOf(f), diag);
  if (!again)
    return false;
  if (ssa::print(*again->program.functions[0]) == text)
    return true;
  diag.error(nameOf(f), "the text is not complete: read back, it is\n" +
                            ssa::print(*again->program.functions[0]) + "instead of\n" + text);
  return false;
}

void runOne(const std::string &path, const OptOptions &options, std::string &text,
            Diagnostics &diag) {
  Input in;
  if (!read(path, options.untrusted, in, diag))
    return;
  if (!options.passes.empty() || options.pipeline) {
    passes::PipelineOutput out;
    bool good = passes::runPipeline(*in.program, options.run, out);
    text += out.dumps;
    if (options.timePasses)
      std::fputs(out.times.render().c_str(), stderr);
    if (!good)
      return diag.error(path, out.error);
  }
  for (auto &f : in.program->functions) {
    if (!options.only.empty() && nameOf(*f) != options.only)
      continue;
    if (!options.roundTrip)
      text += ssa::print(*f);
    else if (!roundTrips(*f, diag))
      return;
  }
}

int run(OptOptions options, const CommonOptions &common) {
  Diagnostics diag;
  std::vector<std::string> names = options.passes;
  names.insert(names.end(), options.disabled.begin(), options.disabled.end());
  if (!options.run.printAfter.empty() && options.run.printAfter != "all")
    names.push_back(options.run.printAfter);
  for (const std::string &name : names)
    if (!passes::isPass(name))
      diag.error("beamc-opt", "expected the name of a pass, found '" + name + "'; passes are:\n" +
                                  passes::describePasses());
  if (!options.passes.empty() && options.pipeline)
    diag.error("beamc-opt", "expected --passes or --pipeline, found both");
  options.run.only = options.passes;
  options.run.disabled = {options.disabled.begin(), options.disabled.end()};
  options.run.verifyEach = true;
  std::string text;
  for (const std::string &input : options.inputs)
    if (!diag.hasErrors())
      runOne(input, options, text, diag);
  if (!diag.hasErrors() && !(options.roundTrip && text.empty()))
    writeFile(options.output, text, /*executable=*/false, diag);
  return report(diag, common, kExitOk);
}

} // namespace
} // namespace beamc::driver

int main(int argc, char **argv) {
  using namespace beamc::driver;
  CLI::App app("run passes over the textual SSA form of beamc");
  app.name("beamc-opt");
  app.set_version_flag("--version", std::string("beamc-opt ") + kVersion);
  app.footer("passes:\n" + beamc::passes::describePasses());
  OptOptions options;
  CommonOptions common;
  app.add_option("file", options.inputs, "SSA text or .beam files; '-' is standard input")
      ->required();
  app.add_option("-o,--output", options.output, "file to write (default: standard output)");
  app.add_option("--passes", options.passes, "passes to run, in this order")
      ->allow_extra_args(false)
      ->delimiter(',');
  app.add_flag("--pipeline", options.pipeline, "run all passes in the order of beamc");
  app.add_option("--disable-pass", options.disabled, "with --pipeline: leave out an optional pass")
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--only", options.only, "print only this function, m:f/a");
  app.add_option("--print-after", options.run.printAfter,
                 "print the form after this pass too, or after all");
  app.add_flag("--time-passes", options.timePasses, "print what passes cost");
  app.add_flag("--untrusted", options.untrusted,
               "validate .beam files and test what the validator cannot prove, as the JIT does");
  app.add_flag("--verify-roundtrip", options.roundTrip,
               "print nothing; fail unless the text of each function, read back, prints the same");
  CLI11_PARSE(app, argc, argv);
  return run(std::move(options), common);
}
