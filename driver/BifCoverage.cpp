//===- BifCoverage.cpp - The runtime's built-ins beside an installed OTP's -------------===//
#include "driver/BifCoverage.h"
#include "driver/Files.h"
#include "driver/ModuleIndex.h"

#include "compiler/loader/Module.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/ssa/Bifs.h"

#include <cstdio>
#include <memory>
#include <set>
#include <sstream>
#include <tuple>
#include <unistd.h>

namespace beamc::driver {
namespace {

using Name = std::tuple<std::string, std::string, unsigned>;

/// One line for the release, one for each built-in ("b Module Function Arity") and each preloaded
/// module ("m Module"). A name never holds a newline in these tables, and none a blank.
constexpr const char *kScript =
    "io:format(\"r ~ts~n\",[erlang:system_info(otp_release)]),"
    "[io:format(\"b ~ts ~ts ~b~n\",[M,F,A])||{M,F,A}<-erlang:system_info(snifs)],"
    "[io:format(\"m ~ts~n\",[M])||M<-erlang:pre_loaded()],halt().";

/// What \p erl prints when it runs kScript. False after an error.
bool askErl(const std::string &erl, std::string &out, Diagnostics &diag) {
  if (access(erl.c_str(), X_OK) != 0) {
    diag.error(erl, "expected the erl of an Erlang/OTP installation, found no program; name one "
                    "with --otp");
    return false;
  }
  std::string command = "'";
  for (char c : erl)
    command += c == '\'' ? std::string("'\\''") : std::string(1, c);
  command += std::string("' -noinput -boot start_clean -eval '") + kScript + "' 2>/dev/null";
  FILE *pipe = popen(command.c_str(), "r");
  char buffer[4096];
  while (size_t n = pipe ? fread(buffer, 1, sizeof buffer, pipe) : 0)
    out.append(buffer, n);
  if (!pipe || pclose(pipe) != 0 || out.empty()) {
    diag.error(erl, "did not run");
    return false;
  }
  return true;
}

bool callsNifError(const loader::Module &m, const loader::FunctionInfo &f) {
  for (const loader::Op &o : f.ops)
    if (o.opcode == loader::op_call_ext || o.opcode == loader::op_call_ext_only ||
        o.opcode == loader::op_call_ext_last) {
      const loader::Import &i = m.imports[o.args[1].value];
      if (m.atom(i.module) == "erlang" && m.atom(i.function) == "nif_error")
        return true;
    }
  return false;
}

void addNifStubs(const std::string &path, std::set<Name> &out, Diagnostics &diag) {
  std::vector<uint8_t> bytes;
  if (!readFile(path, bytes, diag))
    return;
  std::unique_ptr<loader::Module> module = loader::loadModule(bytes, path, diag);
  if (!module)
    return;
  for (const loader::FunctionInfo &f : module->functions)
    if (callsNifError(*module, f))
      out.insert({std::string(module->name), std::string(module->atom(f.name)), f.arity});
}

} // namespace

bool compareBifs(const std::string &root, BifCoverage &out, Diagnostics &diag) {
  std::string answer;
  ModuleIndex index;
  if (!askErl(root + "/bin/erl", answer, diag) || !index.addOtp(root, root, diag))
    return false;
  std::set<Name> theirs;
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string kind, module, function;
    unsigned arity = 0;
    fields >> kind >> module;
    if (kind == "r") {
      out.release = module;
    } else if (kind == "b" && fields >> function >> arity) {
      theirs.insert({module, function, arity});
    } else if (kind == "m") {
      if (const ModuleFile *file = index.find(module))
        addNifStubs(file->path, theirs, diag);
    }
  }
  for (const auto &[module, function, arity] : theirs) {
    out.total++;
    out.totals[module]++;
    if (ssa::findBif(module, function, arity))
      continue;
    out.missingCount++;
    out.missing[module].push_back(function + "/" + std::to_string(arity));
  }
  return !diag.hasErrors();
}

} // namespace beamc::driver
