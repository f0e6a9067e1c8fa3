//===- Pipeline.h - Running the passes -------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"
#include "compiler/support/TimeReport.h"
#include <set>

namespace beamc::passes {

struct PipelineOptions {
  unsigned level = 2; ///< 0: only required passes
  bool verifyEach = false;
  std::string printAfter; ///< flag of a pass, "construction", or "all"
  std::set<std::string> disabled;
  /// By function: is it wanted? Others go through the passes up to the last module pass only, for
  /// those that are. Empty: all are.
  std::vector<bool> functions;
  std::vector<std::string>
      only; ///< run just these, in this order (beamc-opt); empty = the pipeline
};

/// What one run has to say; the strings are empty when not asked for.
struct PipelineOutput {
  std::string dumps;
  TimeReport times;  ///< each pass by its flag
  std::string error; ///< verifier's complaint; compilation must stop
};

/// Runs the pipeline over every function. False after an error, in which case out.error has it and
/// the program is of no use.
bool runPipeline(ssa::Program &program, const PipelineOptions &options, PipelineOutput &out);
/// Is there a pass with this flag?
bool isPass(std::string_view flag);
/// "flag  description" lines for --help.
std::string describePasses();

} // namespace beamc::passes
