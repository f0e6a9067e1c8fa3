//===- Target.h - LLVM's optimiser and code generator (private) --------------------------------===//
#pragma once
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"
#include <memory>
#include <string>

namespace beamc::codegen {

/// For the processor that executables are for (x86-64). One thread at a time.
class Target {
public:
  explicit Target(unsigned level);
  void prepare(llvm::Module &m); ///< triple and data layout
  void optimize(llvm::Module &m);
  std::string emit(llvm::Module &m, bool assembly); ///< bytes of an object file, or text

private:
  unsigned level_;
  std::unique_ptr<llvm::TargetMachine> machine_;
};

/// A module that holds the primitives and nothing else; all of them are private to it.
std::unique_ptr<llvm::Module> primitivesModule(llvm::LLVMContext &context);

} // namespace beamc::codegen
