//===- CompileModule.cpp - The back end as one chain ---------------------------------------------===//
#include "compiler/codegen/CompileModule.h"
#include "compiler/codegen/ModuleEmitter.h"
#include "compiler/codegen/Target.h"
#include "compiler/ssa/Build.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/raw_ostream.h"

extern "C" const char beamc_primitives_begin[], beamc_primitives_end[];

namespace beamc::codegen {
using namespace llvm;

static StringRef primitivesBitcode() {
  return StringRef(beamc_primitives_begin, beamc_primitives_end - beamc_primitives_begin);
}

std::unique_ptr<Module> primitivesModule(LLVMContext &context) {
  auto m = parseBitcodeFile(MemoryBufferRef(primitivesBitcode(), "primitives"), context);
  if (!m)
    report_fatal_error("the primitives carried by the compiler cannot be read: " +
                       Twine(toString(m.takeError())));
  for (Function &f : **m)
    if (!f.isDeclaration())
      f.setLinkage(GlobalValue::InternalLinkage);
  // Flags and idents of the bitcode's own compilation; Target::prepare sets ours.
  for (const char *name : {"llvm.module.flags", "llvm.ident"})
    if (NamedMDNode *n = (*m)->getNamedMetadata(name))
      n->eraseFromParent();
  return std::move(*m);
}

static std::string printProgram(const ssa::Program &program, const std::string &only) {
  std::string s;
  for (auto &f : program.functions) {
    std::string name =
        std::string(f->moduleName) + ":" + std::string(f->name) + "/" + std::to_string(f->arity);
    if (only.empty() || only == name)
      s += ssa::print(*f);
  }
  return s;
}

bool compileModule(const loader::Module &module, const CompileOptions &options, Diagnostics &diag,
                   CompiledModule &out) {
  std::unique_ptr<ssa::Program> program;
  {
    StepTimer timer(&out.times, "construction");
    program = ssa::buildProgram(module, diag, options.facts);
  }
  if (!program)
    return false;
  passes::PipelineOptions po = options.passes;
  po.level = options.level;
  po.functions = options.functions;
  po.verifyEach = options.verifyEach;
  if (options.debugInfo) // a breakpoint at a line, or on a function, must be met
    po.disabled.insert("inline");
  passes::PipelineOutput result;
  bool ok = passes::runPipeline(*program, po, result);
  out.dumps = std::move(result.dumps);
  out.times.append(result.times);
  if (!ok) {
    diag.error(module.fileName, "internal error: " + result.error);
    return false;
  }
  if (options.emit == Emit::Ssa) {
    out.name = std::string(module.name);
    out.output = printProgram(*program, options.only);
    return true;
  }

  LLVMContext context;
  Target target(options.level);
  std::unique_ptr<Module> m;
  {
    StepTimer timer(&out.times, "LLVM primitives");
    m = primitivesModule(context);
  }
  {
    StepTimer timer(&out.times, "lowering to LLVM IR");
    m->setModuleIdentifier(module.name);
    m->setSourceFileName(module.name);
    target.prepare(*m);
    ModuleEmitter(*m, *program, options, out).run();
  }
  if (options.verifyEach) {
    std::string text;
    raw_string_ostream os(text);
    if (verifyModule(*m, &os)) {
      diag.error(module.fileName, "internal error: LLVM module is malformed: " + text);
      return false;
    }
  }
  {
    StepTimer timer(&out.times, "LLVM optimiser");
    target.optimize(*m);
  }
  StepTimer timer(&out.times, "LLVM code generator");
  raw_string_ostream os(out.output);
  if (options.emit == Emit::Llvm)
    m->print(os, nullptr);
  else
    out.output = target.emit(*m, options.emit == Emit::Asm);
  return true;
}

} // namespace beamc::codegen
