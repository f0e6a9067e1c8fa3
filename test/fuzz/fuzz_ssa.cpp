//===- fuzz_ssa.cpp - Any text as the SSA form --------------------------------------------===//
//
// What the parser accepts passes the verifier, and its printed form reads back as itself.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Parser.h"
#include "test/fuzz/Fuzz.h"

using namespace beamc;
using fuzz::require;

namespace {

std::string printAll(const ssa::Program &program) {
  std::string text;
  for (const auto &f : program.functions)
    text += ssa::print(*f);
  return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Diagnostics diag;
  auto parsed = ssa::parseProgram({reinterpret_cast<const char *>(bytes), size}, "input.ssa", diag);
  require(parsed != nullptr || diag.hasErrors(), "a text that is refused has an error");
  if (!parsed)
    return 0;
  for (const auto &f : parsed->program.functions) {
    std::string error = ssa::verify(*f, "parser");
    require(error.empty(), "what the parser accepts passes the verifier", error);
  }
  std::string text = printAll(parsed->program);
  auto again = ssa::parseProgram(text, "again.ssa", diag);
  require(again != nullptr, "what was printed is read", diag.render() + text);
  std::string second = printAll(again->program);
  require(second == text, "what was printed and read prints the same",
          text + "--- again\n" + second);
  return 0;
}
