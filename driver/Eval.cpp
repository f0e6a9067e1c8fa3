//===- Eval.cpp - beamc eval --------------------------------------------------------===//
//
//   beamc eval TARGET 'erlang:memory(total).'     what an expression is worth in a running program
//===----------------------------------------------------------------------===//
#include "driver/Control.h"
#include "driver/Files.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <memory>

namespace beamc::driver {
namespace {

using loader::Literal;

struct EvalOptions {
  ControlOptions control;
  std::string expression;
  bool json = false;
};

std::string jsonOf(std::string_view kind, std::string_view text, std::string_view output) {
  std::string out;
  llvm::json::Object object{{llvm::StringRef(kind).str(), llvm::json::fixUTF8(text)},
                            {"output", llvm::json::fixUTF8(output)}};
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}", llvm::json::Value(std::move(object)))
                                << "\n";
  return out;
}

/// {missing, Modules}
std::string missingText(const Literal &modules) {
  std::string names, includes;
  for (const Literal *module : modules.elements) {
    names += (names.empty() ? "" : ", ") + loader::printAtom(module->text);
    includes += " --include " + std::string(module->text);
  }
  return "the program does not carry " + names + "; build it with" + includes;
}

/// {ok | exception, Text, Output}
int show(const EvalOptions &options, const Literal &answer, Diagnostics &diag) {
  bool good = answerTag(answer) == "ok";
  std::string text(textOf(answerElement(answer, 1))), output(textOf(answerElement(answer, 2)));
  if (options.json) {
    writeFile("-", jsonOf(good ? "value" : "exception", text, output), false, diag);
  } else {
    writeFile("-", output + (good ? text + "\n" : ""), /*executable=*/false, diag);
    if (!good)
      diag.error(options.control.target, text);
  }
  return good ? kExitOk : kExitNotDone;
}

int eval(EvalOptions options, const CommonOptions &common) {
  Diagnostics diag;
  std::vector<uint8_t> input;
  if (options.expression == "-" && readFile("-", input, diag))
    options.expression = textOf(input);
  Arena arena;
  Terms t;
  int status = kExitOk;
  const Literal *answer =
      askProgram(options.control, *t.tuple({t.atom("eval"), t.binary(options.expression)}), arena,
                 diag, status);
  if (answer && answerTag(*answer) == "missing" && answerElement(*answer, 1)) {
    diag.error(options.control.target, missingText(*answerElement(*answer, 1)));
    status = kExitNotDone;
  } else if (answer) {
    status = show(options, *answer, diag);
  }
  report(diag, common, status);
  return status;
}

} // namespace

void addEval(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App *command =
      app.add_subcommand("eval", "evaluate an Erlang expression in a running program");
  addControlOptions(*command, options->control);
  command
      ->add_option("expression", options->expression, "Erlang expressions; '-' is standard input")
      ->required();
  command->add_flag("--json", options->json, "for scripts");
  command->callback([options, &common, &status] { status = eval(*options, common); });
}

} // namespace beamc::driver
