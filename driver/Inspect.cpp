//===- Inspect.cpp - beamc inspect ---------------------------------------------===//
//
//   beamc inspect lists.beam                   the module as text; beamc asm reads it back
//   beamc inspect --only append/2 lists.beam   one function
//   beamc inspect --chunks lists.beam          names and sizes of the chunks
//===----------------------------------------------------------------------===//
#include "driver/Commands.h"
#include "driver/Files.h"

#include "compiler/loader/Printer.h"
#include "compiler/support/Format.h"

#include <algorithm>
#include <memory>

namespace beamc::driver {
namespace {

struct InspectOptions {
  std::vector<std::string> inputs;
  std::string output = "-";
  std::string only;
  bool all = false, chunks = false, check = false, plain = false;
};

std::string describeChunks(const loader::Module &module) {
  std::string out = loader::printAtom(module.name) + "\n";
  for (const loader::RawChunk &chunk : module.chunks)
    appendFormat(out, "  %.4s %9zu\n", chunk.id.data(), chunk.data.size());
  appendFormat(out, "  functions %zu, instructions %zu, atoms %zu, literals %zu, md5 ",
               module.functions.size(), module.ops.size(), module.atoms.size() - 1,
               module.literals.size());
  for (uint8_t byte : module.md5)
    appendFormat(out, "%02x", byte);
  return out + "\n";
}

int inspect(const InspectOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  std::string text;
  for (const std::string &input : options.inputs) {
    std::vector<uint8_t> bytes;
    if (!readFile(input, bytes, diag))
      continue;
    std::unique_ptr<loader::Module> module = loader::loadModule(bytes, input, diag);
    if (!module || options.check)
      continue;
    loader::PrintOptions print;
    print.allChunks = options.all;
    print.comments = !options.plain;
    print.codeOnly = !options.only.empty();
    print.onlyFunction = options.only;
    std::string part =
        options.chunks ? describeChunks(*module) : loader::printModule(*module, print);
    if (part.empty())
      diag.error(input, "expected a function called " + options.only + ", found none");
    text += part;
  }
  writeFile(options.output, text, /*executable=*/false, diag);
  return report(diag, common, kExitOk);
}

} // namespace

void addInspect(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App *command = app.add_subcommand("inspect", "show what a .beam file holds, as text");
  command->add_option("file", options->inputs, ".beam files; '-' is standard input")->required();
  command->add_option("-o,--output", options->output, "file to write (default: standard output)");
  command->add_option("--only", options->only, "only the functions of this name, or name/arity");
  command->add_flag("--all", options->all, "also chunks that running needs not (Dbgi, Docs, …)");
  command->add_flag("--chunks", options->chunks, "only names and sizes of the chunks");
  command->add_flag("--check", options->check, "only read the file and report what is wrong");
  command->add_flag("--plain", options->plain, "no comments");
  command->callback([options, &common, &status] { status = inspect(*options, common); });
}

} // namespace beamc::driver
