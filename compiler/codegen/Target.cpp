//===- Target.cpp - LLVM's optimiser and code generator ------------------------------------------===//
#include "compiler/codegen/Target.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include <mutex>

namespace beamc::codegen {
using namespace llvm;

static const llvm::Target *nativeTarget() {
  static std::once_flag once;
  std::call_once(once, [] {
    InitializeNativeTarget();
    InitializeNativeTargetAsmPrinter();
    InitializeNativeTargetAsmParser();
  });
  std::string error;
  const llvm::Target *t = TargetRegistry::lookupTarget(sys::getDefaultTargetTriple(), error);
  if (!t)
    report_fatal_error(Twine("no code generator for this machine: ") + error);
  return t;
}

Target::Target(unsigned level) : level_(level) {
  TargetOptions options;
  options.EmitAddrsig = false;
  CodeGenOptLevel cg = level == 0   ? CodeGenOptLevel::None
                       : level == 1 ? CodeGenOptLevel::Less
                                    : CodeGenOptLevel::Default;
  machine_.reset(nativeTarget()->createTargetMachine(sys::getDefaultTargetTriple(), "x86-64", "",
                                                     options, Reloc::PIC_, CodeModel::Small, cg));
}

void Target::prepare(Module &m) {
  m.setTargetTriple(sys::getDefaultTargetTriple());
  m.setDataLayout(machine_->createDataLayout());
  m.setPICLevel(PICLevel::BigPIC);
  m.setPIELevel(PIELevel::Large);
}

void Target::optimize(Module &m) {
  LoopAnalysisManager lam;
  FunctionAnalysisManager fam;
  CGSCCAnalysisManager cgam;
  ModuleAnalysisManager mam;
  PipelineTuningOptions tuning;
  // Pieces are small and have no loops worth these.
  tuning.LoopVectorization = tuning.SLPVectorization = tuning.LoopUnrolling = false;
  PassBuilder pb(machine_.get(), tuning);
  pb.registerModuleAnalyses(mam);
  pb.registerCGSCCAnalyses(cgam);
  pb.registerFunctionAnalyses(fam);
  pb.registerLoopAnalyses(lam);
  pb.crossRegisterProxies(lam, fam, cgam, mam);
  OptimizationLevel level = level_ == 0   ? OptimizationLevel::O0
                            : level_ == 1 ? OptimizationLevel::O1
                            : level_ == 2 ? OptimizationLevel::O2
                                          : OptimizationLevel::O3;
  ModulePassManager pm =
      level_ == 0 ? pb.buildO0DefaultPipeline(level) : pb.buildPerModuleDefaultPipeline(level);
  pm.run(m, mam);
}

std::string Target::emit(Module &m, bool assembly) {
  SmallVector<char, 0> buffer;
  raw_svector_ostream os(buffer);
  legacy::PassManager pm;
  if (machine_->addPassesToEmitFile(
          pm, os, nullptr, assembly ? CodeGenFileType::AssemblyFile : CodeGenFileType::ObjectFile))
    report_fatal_error("the code generator cannot write this file type");
  pm.run(m);
  return std::string(buffer.data(), buffer.size());
}

} // namespace beamc::codegen
