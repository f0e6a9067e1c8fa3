//===- Asm.cpp - beamc asm -----------------------------------------------------===//
//
//   beamc asm lists.S -o lists.beam     the reverse of beamc inspect
//===----------------------------------------------------------------------===//
#include "driver/Commands.h"
#include "driver/Files.h"

#include "compiler/loader/Assembler.h"

#include <memory>

namespace beamc::driver {
namespace {

struct AsmOptions {
  std::string input, output;
};

int assemble(const AsmOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  std::vector<uint8_t> text;
  if (!isInput(options.output, {&options.input, 1}, diag) && readFile(options.input, text, diag)) {
    std::string bytes = loader::assembleBeam(textOf(text), options.input, diag);
    if (!diag.hasErrors())
      writeFile(options.output, bytes, /*executable=*/false, diag);
  }
  return report(diag, common, kExitOk);
}

} // namespace

void addAsm(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<AsmOptions>();
  CLI::App *command = app.add_subcommand("asm", "make a .beam file of the text of beamc inspect");
  command->add_option("file", options->input, "text; '-' is standard input")->required();
  command->add_option("-o,--output", options->output, ".beam file to write")->required();
  command->callback([options, &common, &status] { status = assemble(*options, common); });
}

} // namespace beamc::driver
