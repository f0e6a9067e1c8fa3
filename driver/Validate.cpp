//===- Validate.cpp - beamc validate ------------------------------------------------===//
//
//   beamc validate ebin/*.beam     exit status 1 if code is not safe to run
//===----------------------------------------------------------------------===//
#include "driver/Commands.h"
#include "driver/Files.h"

#include "compiler/loader/Module.h"
#include "compiler/support/Format.h"
#include "compiler/validator/Validator.h"

#include <memory>

namespace beamc::driver {
namespace {

struct ValidateOptions {
  std::vector<std::string> inputs;
};

int validate(const ValidateOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  for (const std::string &input : options.inputs) {
    std::vector<uint8_t> bytes;
    if (!readFile(input, bytes, diag))
      continue;
    std::unique_ptr<loader::Module> module = loader::loadModule(bytes, input, diag);
    if (!module)
      continue;
    validator::Validation result = validator::validate(*module, diag);
    if (common.verbose) {
      std::string line =
          formatText("%s: %s, %zu functions, %u instructions rely on types that the code does not "
                     "show\n",
                     input.c_str(), result.ok ? "safe" : "not safe", module->functions.size(),
                     result.unproven);
      writeFile("-", line, /*executable=*/false, diag);
    }
  }
  return report(diag, common, kExitOk);
}

} // namespace

void addValidate(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<ValidateOptions>();
  CLI::App *command =
      app.add_subcommand("validate", "check that the code of .beam files is safe to run");
  command->add_option("file", options->inputs, ".beam files; '-' is standard input")->required();
  command->callback([options, &common, &status] { status = validate(*options, common); });
}

} // namespace beamc::driver
