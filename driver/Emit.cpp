//===- Emit.cpp - --emit: what lies between a module and the executable ---------------===//
#include "driver/Builder.h"

#include "compiler/loader/Printer.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace beamc::driver {

bool Builder::emit() {
  if (options_.emit == "obj")
    return compile() && emitObjects();
  if (options_.emit != "beam-asm")
    return compile() && emitText();
  std::string text;
  for (const std::unique_ptr<Job> &job : jobs_) {
    if (job->source->origin != Origin::User)
      continue;
    loader::PrintOptions print;
    print.onlyFunction = options_.compile.only;
    print.codeOnly = !options_.compile.only.empty();
    // The module's name is the option's, not the printer's, to check.
    if (size_t colon = print.onlyFunction.find(':'); colon != std::string_view::npos)
      print.onlyFunction.remove_prefix(colon + 1);
    text += loader::printModule(*job->source->module, print);
  }
  return writeEmitted(text);
}

bool Builder::writeEmitted(const std::string &text) {
  return writeFile(options_.output.empty() ? "-" : options_.output, text, /*executable=*/false,
                   diag_);
}

bool Builder::emitText() {
  std::string text;
  for (const std::unique_ptr<Job> &job : jobs_)
    if (job->source->origin == Origin::User)
      text += job->compiled.output;
  return writeEmitted(text);
}

/// One object to the output file; several to a directory of that name.
bool Builder::emitObjects() {
  std::vector<const Job *> jobs;
  for (const std::unique_ptr<Job> &job : jobs_)
    if (job->source->origin == Origin::User)
      jobs.push_back(job.get());
  if (jobs.size() == 1) {
    std::string path = options_.output.empty() ? jobs[0]->source->name + ".o" : options_.output;
    return mayWrite(path) && writeFile(path, jobs[0]->compiled.output, /*executable=*/false, diag_);
  }
  std::error_code error;
  std::string directory = options_.output.empty() ? "." : options_.output;
  fs::create_directories(directory, error);
  bool good = true;
  for (const Job *job : jobs) {
    std::string path = directory + "/" + job->source->name + ".o";
    good &= mayWrite(path) && writeFile(path, job->compiled.output, /*executable=*/false, diag_);
  }
  return good;
}

} // namespace beamc::driver
