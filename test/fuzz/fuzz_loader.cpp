//===- fuzz_loader.cpp - Any bytes as a .beam file --------------------------------------===//
//
// Loading ends with a module or with an error. The text of a module is complete: assembled, it
// gives a module with the same text.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Assembler.h"
#include "compiler/loader/Printer.h"
#include "test/fuzz/Fuzz.h"

using namespace beamc;
using namespace beamc::loader;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Diagnostics diag;
  std::unique_ptr<Module> module = loadModule({bytes, size}, "input.beam", diag);
  require(module != nullptr || diag.hasErrors(), "a file that is refused has an error");
  if (!module)
    return 0;
  require(!diag.hasErrors(), "a module that is loaded has no error", diag.render());

  PrintOptions options;
  options.allChunks = true;
  std::string withComments = printModule(*module, options);
  options.comments = false;
  std::string text = printModule(*module, options);
  Diagnostics ofText;
  std::string again = assembleBeam(text, "input.S", ofText);
  require(!again.empty(), "a module's text is assembled", ofText.render() + text);
  std::unique_ptr<Module> second = loadModule(
      {reinterpret_cast<const uint8_t *>(again.data()), again.size()}, "again.beam", ofText);
  require(second != nullptr, "what was assembled is loaded", ofText.render() + text);
  std::string textAgain = printModule(*second, options);
  require(textAgain == text, "the text of the assembled module is the same",
          text + "--- again\n" + textAgain);
  return 0;
}
