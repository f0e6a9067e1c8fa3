//===- fuzz_validator.cpp - Changed code under the validator ------------------------------===//
//
// Validating ends, with the same answer each time: a module that is safe, or with an error.
//
// Bytes are changed in the code alone, a few at a time, so that most inputs get past the loader.
//===----------------------------------------------------------------------===//
#include "compiler/validator/Validator.h"
#include "test/fuzz/Fuzz.h"

#include <cstring>

using namespace beamc;
using fuzz::require;

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

/// The data of the chunk "Code" after its header; empty if there is none.
static std::span<uint8_t> codeOf(uint8_t *bytes, size_t size) {
  auto word = [&](size_t at) {
    return uint32_t(bytes[at]) << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  };
  for (size_t at = 12; at + 8 <= size;) {
    size_t length = word(at + 4);
    if (length > size - at - 8)
      return {};
    if (memcmp(bytes + at, "Code", 4) == 0 && length > 24)
      return {bytes + at + 8 + 20, length - 20};
    at += 8 + (length + 3) / 4 * 4;
  }
  return {};
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize,
                                          unsigned seed) {
  std::span<uint8_t> code = codeOf(data, size);
  if (code.empty() || seed % 64 == 0)
    return LLVMFuzzerMutate(data, size, maxSize);
  for (unsigned changes = 1 + seed % 3; changes; --changes) {
    seed = seed * 1103515245 + 12345;
    size_t at = (seed >> 4) % code.size();
    size_t window = 1 + (seed >> 28) % 4;
    if (window > code.size() - at)
      window = code.size() - at;
    LLVMFuzzerMutate(code.data() + at, window, window);
  }
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Diagnostics diag;
  std::unique_ptr<loader::Module> module = loader::loadModule({bytes, size}, "input.beam", diag);
  if (!module)
    return 0;
  Diagnostics first, second;
  validator::Validation a = validator::validate(*module, first);
  validator::Validation b = validator::validate(*module, second);
  require(a.ok == !first.hasErrors(), "a module that is not safe has an error", first.render());
  require(a.ok == b.ok && a.unproven == b.unproven && first.render() == second.render(),
          "the answer is the same each time", first.render() + "--- again\n" + second.render());
  return 0;
}
