//===- JitLibrary.cpp - The entry points of the JIT library -----------------------------------===//
#include "compiler/codegen/CompileModule.h"
#include "compiler/jit/Session.h"
#include "compiler/loader/Module.h"
#include "compiler/validator/Validator.h"
#include <cstring>

using namespace beamc;

#define BEAMC_JIT_ENTRY extern "C" [[gnu::visibility("default")]]

namespace {

/// Lives as long as the process: code that it made may run until then.
jit::Session *gSession;

bool compile(const abi::JitHost &host, const abi::JitRequest &request, abi::JitCode &out,
             std::string &error) {
  std::span<const uint8_t> beam(reinterpret_cast<const uint8_t *>(request.beam), request.size);
  std::string_view name(request.name, request.nameSize);
  if (!gSession)
    gSession = jit::Session::make(host.near, request.flags, error).release();
  if (!gSession)
    return false;
  Diagnostics diag;
  std::unique_ptr<loader::Module> module = loader::loadModule(beam, name, diag);
  codegen::CompiledModule compiled;
  codegen::CompileOptions options;
  options.forRunningSystem = true;
  if (module) {
    // Nobody has proven the types that the compiler of the file notes in it.
    module->types = {};
    validator::Validation checked = validator::validate(*module, diag);
    options.facts = checked.facts;
    if (request.wanted && request.wantedCount == module->functions.size())
      options.functions.assign(request.wanted, request.wanted + request.wantedCount);
    if (checked.ok && codegen::compileModule(*module, options, diag, compiled))
      return gSession->link(host, *module, compiled, options.functions, out, error);
  }
  error = diag.render();
  return false;
}

} // namespace

BEAMC_JIT_ENTRY const char *beamc_jit_version() { return codegen::kCodeGenerator; }

BEAMC_JIT_ENTRY bool beamc_jit_compile(const abi::JitHost *host, const abi::JitRequest *request,
                                       abi::JitCode *out, char **error) {
  std::string text;
  *error = nullptr;
  if (compile(*host, *request, *out, text))
    return true;
  *error = strdup(text.c_str());
  return false;
}

BEAMC_JIT_ENTRY void beamc_jit_free(abi::JitCode *code) { gSession->free(*code); }
BEAMC_JIT_ENTRY void beamc_jit_free_text(char *text) { free(text); }
