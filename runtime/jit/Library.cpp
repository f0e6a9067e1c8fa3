//===- Library.cpp ---------------------------------------------------------------------------===//
#include "runtime/jit/Library.h"
#include "runtime/code/Program.h"
#include "runtime/main/Debug.h"
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

namespace beamc::rt {

abi::JitFreeFn *JitLibrary::gFree;

static const char *libraryName() {
  if (const char *name = getenv("BEAMC_JIT_LIBRARY"))
    return *name ? name : nullptr;
  return beamc_program.jitLibrary;
}

bool JitLibrary::isNamed() { return dlopen && libraryName(); }

static void say(const char *what, const char *why) {
  if (gJitLog)
    fprintf(stderr, "beamc: jit: %s: %s\n", what, why);
}

std::unique_ptr<JitLibrary> JitLibrary::open() {
  const char *name = libraryName();
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    say(name, dlerror());
    return nullptr;
  }
  auto find = [&](const char *entry) { return dlsym(handle, entry); };
  auto *version = reinterpret_cast<abi::JitVersionFn *>(find("beamc_jit_version"));
  std::unique_ptr<JitLibrary> library(new JitLibrary);
  library->compile_ = reinterpret_cast<abi::JitCompileFn *>(find("beamc_jit_compile"));
  library->freeText_ = reinterpret_cast<abi::JitFreeTextFn *>(find("beamc_jit_free_text"));
  gFree = reinterpret_cast<abi::JitFreeFn *>(find("beamc_jit_free"));
  if (!version || !library->compile_ || !library->freeText_ || !gFree) {
    say(name, "expected a JIT library of beamc");
    return nullptr;
  }
  if (strcmp(version(), beamc_program.codeGenerator) != 0) {
    say(name, "belongs to another build of beamc than this program");
    return nullptr;
  }
  if (gJitDump)
    library->flags_ |= abi::kJitFlagPerf;
  return library;
}

bool JitLibrary::compile(const abi::JitHost &host, std::string_view beam, std::string_view name,
                         abi::JitCode &out) const {
  std::string file(name);
  auto start = std::chrono::steady_clock::now();
  char *error = nullptr;
  bool good =
      compile_(&host, beam.data(), beam.size(), name.data(), name.size(), flags_, &out, &error);
  if (!good) {
    say(file.c_str(), error);
    freeText_(error);
  } else if (gJitLog) {
    auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    fprintf(stderr, "beamc: jit: %s: %u functions, %zu bytes, %lld ms\n", file.c_str(),
            out.functionCount, size_t(out.end - out.begin), static_cast<long long>(took.count()));
  }
  return good;
}

void JitLibrary::free(abi::JitCode &code) { gFree(&code); }

} // namespace beamc::rt
