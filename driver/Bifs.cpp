//===- Bifs.cpp - beamc bifs --------------------------------------------------------===//
//
//   beamc bifs                the runtime's built-in functions with their attributes
//   beamc bifs --missing      those of the installed OTP that the runtime lacks
//   … --json                  the same for scripts
//===----------------------------------------------------------------------===//
#include "driver/BifCoverage.h"
#include "driver/BuildConfig.h"
#include "driver/Commands.h"
#include "driver/Files.h"

#include "compiler/ssa/Bifs.h"
#include "compiler/support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>

namespace beamc::driver {
namespace {

struct BifsOptions {
  std::string otpRoot, output = "-";
  bool missing = false, json = false;
};

std::vector<std::string> attributeNames(uint32_t bits) {
  static const std::pair<uint32_t, const char *> names[] = {
      {abi::kBifGuard, "guard"},       {abi::kBifPure, "pure"},        {abi::kBifLeaf, "leaf"},
      {abi::kBifNoHeap, "no_heap"},    {abi::kBifMayTrap, "may_trap"}, {abi::kBifSched, "sched"},
      {abi::kBifFunction, "function"}, {abi::kBifDirty, "dirty"},      {abi::kBifCode, "code"}};
  std::vector<std::string> found;
  for (auto &[bit, name] : names)
    if (bits & bit)
      found.push_back(name);
  return found;
}

std::string listText() {
  std::string text;
  for (const ssa::BifDecl &b : ssa::allBifs()) {
    std::string line =
        std::string(b.module) + ":" + std::string(b.function) + "/" + std::to_string(b.arity);
    for (const std::string &a : attributeNames(b.attributes))
      line += " " + a;
    if (!b.result.empty())
      line += " -> " + std::string(b.result);
    text += line + "\n";
  }
  return text;
}

std::string print(llvm::json::Value value) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::formatv("{0:2}", value) << "\n";
  return text;
}

std::string listJson() {
  llvm::json::Array all;
  for (const ssa::BifDecl &b : ssa::allBifs()) {
    llvm::json::Object one{{"module", llvm::StringRef(b.module)},
                           {"function", llvm::StringRef(b.function)},
                           {"arity", b.arity},
                           {"attributes", llvm::json::Array(attributeNames(b.attributes))}};
    if (!b.result.empty())
      one["result"] = llvm::StringRef(b.result);
    all.push_back(std::move(one));
  }
  return print(std::move(all));
}

std::string missingText(const BifCoverage &c) {
  std::string text;
  for (const auto &[module, functions] : c.missing) {
    text += formatText("%s: %zu of %u missing\n", module.c_str(), functions.size(),
                       c.totals.at(module));
    for (const std::string &f : functions)
      text += "  " + f + "\n";
  }
  appendFormat(text, "OTP %s: %u built-in functions and NIFs of preloaded modules, %u missing\n",
               c.release.c_str(), c.total, c.missingCount);
  return text;
}

std::string missingJson(const BifCoverage &c) {
  llvm::json::Array modules;
  for (const auto &[module, total] : c.totals) {
    llvm::json::Array functions;
    if (auto it = c.missing.find(module); it != c.missing.end())
      functions = llvm::json::Array(it->second);
    modules.push_back(llvm::json::Object{
        {"module", module}, {"total", total}, {"missing", std::move(functions)}});
  }
  return print(llvm::json::Object{{"otp", c.release},
                                  {"total", c.total},
                                  {"missing", c.missingCount},
                                  {"modules", std::move(modules)}});
}

int bifs(const BifsOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  std::string text;
  if (options.missing) {
    BifCoverage coverage;
    if (!compareBifs(options.otpRoot.empty() ? kOtpRoot : options.otpRoot, coverage, diag))
      return report(diag, common, kExitFailed);
    text = options.json ? missingJson(coverage) : missingText(coverage);
  } else {
    text = options.json ? listJson() : listText();
  }
  writeFile(options.output, text, /*executable=*/false, diag);
  return report(diag, common, kExitOk);
}

} // namespace

void addBifs(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<BifsOptions>();
  CLI::App *command = app.add_subcommand("bifs", "list the runtime's built-in functions");
  command->add_flag("--missing", options->missing,
                    "what the installed OTP has and the runtime lacks");
  command->add_flag("--json", options->json, "for scripts");
  command->add_option("--otp", options->otpRoot, "Erlang/OTP installation to compare with");
  command->add_option("-o,--output", options->output, "file to write (default: standard output)");
  command->callback([options, &common, &status] { status = bifs(*options, common); });
}

} // namespace beamc::driver
