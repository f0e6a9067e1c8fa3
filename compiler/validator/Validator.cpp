//===- Validator.cpp ------------------------------------------------------------------===//
#include "compiler/validator/Validator.h"

#include "compiler/support/Format.h"
#include "compiler/validator/FunctionCheck.h"

#include <algorithm>

namespace beamc::validator {

static bool checkLambdas(const loader::Module &module, Diagnostics &diag) {
  for (const loader::Lambda &lambda : module.lambdas)
    if (lambda.numFree > lambda.arity) {
      diag.error(Place{.file = std::string(module.fileName), .chunk = "FunT"},
                 formatText("expected at most %u free variables in a fun of %s/%u, found %u",
                            lambda.arity, loader::printAtom(module.atom(lambda.function)).c_str(),
                            lambda.arity, lambda.numFree));
      return false;
    }
  return true;
}

Validation validate(const loader::Module &module, Diagnostics &diag) {
  Validation result;
  if (!checkLambdas(module, diag))
    result.ok = false;
  // What functions pass to each other is found on the way; kinds only grow, so this ends.
  PassedArguments passed(module);
  Diagnostics found;
  do {
    found = Diagnostics();
    result.unproven = 0;
    result.facts.assign(module.ops.size(), 0);
    passed.changed = false;
    for (const loader::FunctionInfo &function : module.functions) {
      FunctionCheck check(module, function, passed, found);
      check.run();
      result.unproven += check.unproven();
      std::copy(check.facts().begin(), check.facts().end(),
                result.facts.begin() + (function.ops.data() - module.ops.data()));
    }
  } while (passed.changed);
  result.ok &= !found.hasErrors();
  diag.append(std::move(found));
  return result;
}

} // namespace beamc::validator
