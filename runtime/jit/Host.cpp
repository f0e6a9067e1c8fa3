//===- Host.cpp - The running system's answers to the JIT library -----------------------------===//
#include "runtime/code/BifTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/Program.h"
#include "runtime/jit/Jit.h"
#include "runtime/primitives/SlowPaths.h"
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

// Addresses only, so that no header need declare them all.
#define ADDRESS(symbol) extern const char addressOf_##symbol[] asm(#symbol);
#define C_CALL(symbol, result, params, effects, doc) ADDRESS(symbol)
#define CODE(symbol, doc) ADDRESS(symbol)
#include "runtime/abi/RuntimeCalls.def"
#define X(name, ...) ADDRESS(beamc_slow_##name)
BEAMC_SLOW_ARITHMETIC(X)
BEAMC_SLOW_OTHERS(X)
ADDRESS(beamc_realign_call)
#undef X

namespace beamc::rt {

namespace {

using Symbols = std::unordered_map<std::string, const void *>;

Symbols *makeSymbols() {
  auto *s = new Symbols{
#define ENTRY(symbol) {#symbol, addressOf_##symbol},
#define C_CALL(symbol, result, params, effects, doc) ENTRY(symbol)
#define CODE(symbol, doc) ENTRY(symbol)
#include "runtime/abi/RuntimeCalls.def"
#define X(name, ...) ENTRY(beamc_slow_##name)
      BEAMC_SLOW_ARITHMETIC(X) BEAMC_SLOW_OTHERS(X) ENTRY(beamc_realign_call)
#undef X
      // LLVM calls these of its own accord.
      {"memcpy", reinterpret_cast<const void *>(memcpy)},
      {"memmove", reinterpret_cast<const void *>(memmove)},
      {"memset", reinterpret_cast<const void *>(memset)},
      {"memcmp", reinterpret_cast<const void *>(memcmp)},
  };
  forEachBif([&](const BifInfo &b) {
    if (b.call)
      s->emplace(std::string("bif.") + b.module + ":" + b.function + "/" +
                     std::to_string(b.entry->arity),
                 b.call);
  });
  return s;
}

uint64_t atomOf(void *, const char *text, uint64_t size) {
  return internAtom(std::string_view(text, size)).bits;
}

const void *exportOf(void *, const char *module, uint64_t moduleSize, const char *function,
                     uint64_t functionSize, uint32_t arity) {
  return ensureExport(internAtom(std::string_view(module, moduleSize)),
                      internAtom(std::string_view(function, functionSize)), arity);
}

const void *symbolOf(void *, const char *name, uint64_t size) {
  static const Symbols *symbols = makeSymbols();
  auto it = symbols->find(std::string(name, size));
  return it == symbols->end() ? nullptr : it->second;
}

} // namespace

abi::JitHost jitHost() {
  return {.context = nullptr,
          .atom = atomOf,
          .exportOf = exportOf,
          .symbol = symbolOf,
          .funEntry = nullptr,
          .functionCode = nullptr,
          .near = &beamc_program};
}

} // namespace beamc::rt
