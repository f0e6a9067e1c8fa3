//===- Library.cpp ---------------------------------------------------------------------------===//
#include "runtime/jit/Library.h"
#include "runtime/code/Program.h"
#include "runtime/main/Debug.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>

// Weak: an executable without shared libraries has none of these, and no JIT.
extern "C" {
[[gnu::weak]] void *dlopen(const char *, int) noexcept;
[[gnu::weak]] void *dlsym(void *, const char *) noexcept;
[[gnu::weak]] char *dlerror() noexcept;
}

// Defined in an executable built with --jit=static, which carries the library.
extern "C" {
[[gnu::weak]] beamc::abi::JitVersionFn beamc_jit_version;
[[gnu::weak]] beamc::abi::JitCompileFn beamc_jit_compile;
[[gnu::weak]] beamc::abi::JitFreeFn beamc_jit_free;
[[gnu::weak]] beamc::abi::JitFreeTextFn beamc_jit_free_text;
}

namespace beamc::rt {

abi::JitFreeFn *JitLibrary::gFree;

static const char *libraryName() {
  if (const char *name = getenv("BEAMC_JIT_LIBRARY"))
    return *name ? name : nullptr;
  return beamc_program.jitLibrary;
}

/// Is the executable's own JIT to be used? One that the user names comes first.
static bool isBuiltIn() { return beamc_jit_version && !getenv("BEAMC_JIT_LIBRARY"); }

bool JitLibrary::isNamed() { return isBuiltIn() || (dlopen && libraryName()); }

static void say(const char *what, const char *why) {
  if (gJitLog)
    fprintf(stderr, "beamc: jit: %s: %s\n", what, why);
}

std::unique_ptr<JitLibrary> JitLibrary::open() {
  std::unique_ptr<JitLibrary> library(new JitLibrary);
  if (gJitDump)
    library->flags_ |= abi::kJitFlagPerf;
  if (isBuiltIn()) {
    library->compile_ = beamc_jit_compile;
    library->freeText_ = beamc_jit_free_text;
    gFree = beamc_jit_free;
    return library;
  }
  const char *name = libraryName();
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    say(name, dlerror());
    return nullptr;
  }
  auto find = [&](const char *entry) { return dlsym(handle, entry); };
  auto *version = reinterpret_cast<abi::JitVersionFn *>(find("beamc_jit_version"));
  library->compile_ = reinterpret_cast<abi::JitCompileFn *>(find("beamc_jit_compile"));
  library->freeText_ = reinterpret_cast<abi::JitFreeTextFn *>(find("beamc_jit_free_text"));
  gFree = reinterpret_cast<abi::JitFreeFn *>(find("beamc_jit_free"));
  if (!version || !library->compile_ || !library->freeText_ || !gFree) {
    say(name, "expected a JIT library of beamc");
    return nullptr;
  }
  if (!gJitForeign && strcmp(version(), beamc_program.codeGenerator) != 0) {
    say(name, "belongs to another build of beamc than this program");
    return nullptr;
  }
  return library;
}

bool JitLibrary::compile(const abi::JitHost &host, abi::JitRequest request,
                         abi::JitCode &out) const {
  request.flags = flags_;
  std::string file(request.name, request.nameSize);
  auto start = std::chrono::steady_clock::now();
  char *error = nullptr;
  bool good = compile_(&host, &request, &out, &error);
  if (!good) {
    say(file.c_str(), error);
    freeText_(error);
  } else if (gJitLog) {
    auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    auto functions =
        out.functionCount - std::count(out.functions, out.functions + out.functionCount, nullptr);
    fprintf(stderr, "beamc: jit: %s: %zu functions, %zu bytes, %lld ms\n", file.c_str(),
            size_t(functions), size_t(out.end - out.begin), static_cast<long long>(took.count()));
  }
  return good;
}

void JitLibrary::free(abi::JitCode &code) { gFree(&code); }

} // namespace beamc::rt
