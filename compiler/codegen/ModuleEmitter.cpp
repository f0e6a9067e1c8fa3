//===- ModuleEmitter.cpp - Functions, fun entries and the descriptor of a module ---------------===//
#include "compiler/codegen/ModuleEmitter.h"
#include "compiler/codegen/LinkObject.h"
#include "compiler/codegen/PieceEmitter.h"
#include "compiler/ssa/Bifs.h"
#include "runtime/abi/TermLayout.h"

namespace beamc::codegen {
using namespace llvm;

bool isReplacedByBif(std::string_view module, const ssa::Function &f) {
  return ssa::findBif(module, f.name, f.arity) != nullptr;
}

ModuleEmitter::ModuleEmitter(llvm::Module &m, const ssa::Program &program,
                             const CompileOptions &options, CompiledModule &out)
    : llvmModule(m), program(program), module(*program.module), options(options), out_(out) {
  LLVMContext &c = m.getContext();
  i64 = Type::getInt64Ty(c);
  i32 = Type::getInt32Ty(c);
  i8 = Type::getInt8Ty(c);
  ptr = PointerType::getUnqual(c);
  codeType = FunctionType::get(Type::getVoidTy(c),
                               {ptr, ptr, ptr, i64, i64, i64, i64, i64, i64, i64}, false);
}

void ModuleEmitter::run() {
  out_.name = std::string(module.name);
  if (options.debugInfo)
    beginDebugInfo();
  for (size_t n = 0; n != program.functions.size(); ++n) {
    const ssa::Function &f = *program.functions[n];
    if (isReplacedByBif(module.name, f))
      continue;
    if (!options.functions.empty() && !options.functions[n]) {
      // The running system's own: it may lie anywhere.
      functionEntry(f.name, f.arity)->setVisibility(GlobalValue::DefaultVisibility);
      continue;
    }
    auto plan = lower::planFunction(f);
    PieceEmitter(*this, f, *plan).run();
  }
  emitFunEntries();
  emitDescriptor();
  if (di_)
    di_->finalize();
}

/// What stands for a local function that a built-in replaces (the native functions of OTP's own
/// modules) in a fun: goes on through the built-in's export entry.
void ModuleEmitter::forwardToBif(Function *f, std::string_view name, uint32_t arity) {
  for (auto &fn : program.functions)
    if (fn->name == name && fn->arity == arity)
      setPrefix(f, location(*fn, fn->line), nullptr, ~0u);
  IRBuilder<> b(BasicBlock::Create(f->getContext(), "", f));
  Value *code = b.CreateCall(primitive("export_code"), {exportOf({module.name, name, arity})});
  SmallVector<Value *, 10> args;
  for (Argument &a : f->args())
    args.push_back(&a);
  CallInst *c = b.CreateCall(codeType, code, args);
  c->setCallingConv(CallingConv::PreserveNone);
  c->setTailCallKind(CallInst::TCK_MustTail);
  b.CreateRetVoid();
}

/// Entry of a fun: its own arguments in x0 …, then the fun. Calls the function behind it with
/// the captured values as further arguments.
Function *ModuleEmitter::funEntryPiece(uint32_t index) {
  const loader::Lambda &l = module.lambdas[index];
  Function *target = functionEntry(module.atom(l.function), l.arity);
  if (l.numFree == 0) {
    if (target->empty() && ssa::findBif(module.name, module.atom(l.function), l.arity))
      forwardToBif(target, module.atom(l.function), l.arity);
    return target;
  }
  uint32_t own = l.arity - l.numFree;
  Function *f = newPiece(functionSymbol(module.name, module.atom(l.function), l.arity) + "*");
  const ssa::Function *body = nullptr;
  for (auto &fn : program.functions)
    if (fn->name == module.atom(l.function) && fn->arity == l.arity)
      body = fn.get();
  setPrefix(f, location(*body, body->line), nullptr, ~0u);
  IRBuilder<> b(BasicBlock::Create(f->getContext(), "", f));
  addDebugInfo(f, *body);
  b.SetCurrentDebugLocation(debugLocation(f, body->line));
  Value *p = f->getArg(0);
  auto index64 = [&](uint64_t v) { return ConstantInt::get(i64, v); };
  Value *fun = own < abi::kRegisterArgs ? static_cast<Value *>(f->getArg(4 + own))
                                        : b.CreateCall(primitive("x_load"), {p, index64(own)});
  SmallVector<Value *, 10> args{p, f->getArg(1), f->getArg(2), f->getArg(3)};
  for (uint32_t n = 0; n != abi::kRegisterArgs; ++n)
    args.push_back(n < own ? static_cast<Value *>(f->getArg(4 + n)) : PoisonValue::get(i64));
  for (uint32_t k = 0; k != l.numFree; ++k) {
    Value *v = b.CreateCall(primitive("fun_env"), {fun, index64(k)});
    if (own + k < abi::kRegisterArgs)
      args[4 + own + k] = v;
    else
      b.CreateCall(primitive("x_store"), {p, index64(own + k), v});
  }
  CallInst *c = b.CreateCall(codeType, target, args);
  c->setCallingConv(CallingConv::PreserveNone);
  c->setTailCallKind(CallInst::TCK_MustTail);
  b.CreateRetVoid();
  return f;
}

// struct FunEntry of runtime/code/Code.h.
void ModuleEmitter::emitFunEntries() {
  if (module.lambdas.empty())
    return;
  declareFuns();
  auto *array = cast<ArrayType>(funs_->getValueType());
  std::vector<Constant *> entries;
  Constant *uniq =
      ConstantDataArray::get(llvmModule.getContext(), ArrayRef<uint8_t>(module.md5.data(), 16));
  for (uint32_t n = 0; n != module.lambdas.size(); ++n) {
    const loader::Lambda &l = module.lambdas[n];
    entries.push_back(ConstantStruct::get(
        cast<StructType>(array->getElementType()),
        {funEntryPiece(n), atom(module.name), ConstantInt::get(i32, l.arity - l.numFree),
         ConstantInt::get(i32, l.numFree), ConstantInt::get(i32, l.index),
         ConstantInt::get(i32, l.oldUniq), atom(module.atom(l.function)), uniq}));
  }
  funs_->setInitializer(ConstantArray::get(array, entries));
}

Constant *ModuleEmitter::etfBytes(const loader::Literal *l, uint32_t &size) {
  size = 0;
  if (!l)
    return ConstantPointerNull::get(ptr);
  std::string s = l->etf.empty()
                      ? loader::encodeEtf(*l)
                      : std::string(reinterpret_cast<const char *>(l->etf.data()), l->etf.size());
  size = uint32_t(s.size());
  return bytes(s, "etf");
}

// Exports, and struct ModuleDescriptor of runtime/code/Code.h.
void ModuleEmitter::emitDescriptor() {
  auto word = [&](uint64_t v) { return ConstantInt::get(i64, v); };
  auto half = [&](uint64_t v) { return ConstantInt::get(i32, v); };
  auto table = [&](ArrayRef<Constant *> items, Type *element, const char *name,
                   bool constant) -> Constant * {
    if (items.empty())
      return ConstantPointerNull::get(ptr);
    auto *type = ArrayType::get(element, items.size());
    auto *g = new GlobalVariable(llvmModule, type, constant, GlobalValue::InternalLinkage,
                                 ConstantArray::get(type, items), name);
    g->setAlignment(Align(8));
    return g;
  };

  std::vector<Constant *> exports;
  for (const loader::Export &e : module.exports) {
    std::string_view name = module.atom(e.function);
    if (ssa::findBif(module.name, name, e.arity))
      continue;
    Constant *init = ConstantStruct::getAnon(
        {functionEntry(name, e.arity), atom(module.name), atom(name), half(e.arity), half(0)});
    if (options.forRunningSystem) {
      exports.push_back(new GlobalVariable(llvmModule, init->getType(), false,
                                           GlobalValue::InternalLinkage, init, "export"));
      continue;
    }
    std::string symbol = exportSymbol(module.name, name, e.arity);
    GlobalVariable *old = llvmModule.getGlobalVariable(symbol);
    auto *g =
        new GlobalVariable(llvmModule, init->getType(), false, GlobalValue::ExternalLinkage, init);
    if (old) {
      old->replaceAllUsesWith(g);
      old->eraseFromParent();
    }
    g->setName(symbol);
    g->setVisibility(GlobalValue::HiddenVisibility);
    g->setAlignment(Align(8));
    exports.push_back(g);
    out_.defined.push_back({std::string(module.name), std::string(name), e.arity});
  }

  std::vector<Constant *> infos;
  infos.reserve(program.functions.size());
  if (!program.functions.empty())
    functionInfo(*program.functions[0]); // declares the array
  for (auto &f : program.functions)
    infos.push_back(functionInfoData(*f));
  if (infos_)
    infos_->setInitializer(ConstantArray::get(cast<ArrayType>(infos_->getValueType()), infos));

  // Late literals become one array.
  Constant *slots = ConstantPointerNull::get(ptr);
  std::vector<Constant *> etf, sizes;
  if (!lateOrder_.empty()) {
    auto *type = ArrayType::get(i64, lateOrder_.size());
    auto *array = new GlobalVariable(llvmModule, type, false, GlobalValue::InternalLinkage,
                                     ConstantAggregateZero::get(type), "late");
    array->setAlignment(Align(8));
    slots = array;
    for (size_t n = 0; n != lateOrder_.size(); ++n) {
      auto &[l, g] = lateOrder_[n];
      Constant *at[] = {word(0), word(n)};
      g->replaceAllUsesWith(ConstantExpr::getInBoundsGetElementPtr(type, array, at));
      g->eraseFromParent();
      uint32_t size;
      etf.push_back(etfBytes(l, size));
      sizes.push_back(half(size));
    }
  }

  const loader::Op *onLoad = nullptr;
  const ssa::Function *onLoadFunction = nullptr;
  for (size_t n = 0; n != module.functions.size() && !onLoad; ++n)
    for (const loader::Op &o : module.functions[n].ops)
      if (o.opcode == 149) { // on_load
        onLoad = &o;
        onLoadFunction = program.functions[n].get();
        break;
      }

  uint32_t attributesSize, compileInfoSize;
  Constant *attributes = etfBytes(module.attributes, attributesSize);
  Constant *compileInfo = etfBytes(module.compileInfo, compileInfoSize);
  Constant *init = ConstantStruct::getAnon(
      {atom(module.name), table(exports, ptr, "exports", true), half(exports.size()),
       half(module.lambdas.size()),
       funs_ ? static_cast<Constant *>(funs_) : ConstantPointerNull::get(ptr),
       infos_ ? static_cast<Constant *>(infos_) : ConstantPointerNull::get(ptr), half(infos.size()),
       half(lateOrder_.size()), slots, table(etf, ptr, "late_etf", true),
       table(sizes, i32, "late_size", true), attributes, compileInfo, half(attributesSize),
       half(compileInfoSize),
       ConstantDataArray::get(llvmModule.getContext(), ArrayRef<uint8_t>(module.md5.data(), 16)),
       onLoadFunction
           ? static_cast<Constant *>(functionEntry(onLoadFunction->name, onLoadFunction->arity))
           : ConstantPointerNull::get(ptr)});
  auto *descriptor =
      new GlobalVariable(llvmModule, init->getType(), false, GlobalValue::ExternalLinkage, init,
                         moduleSymbol(module.name));
  descriptor->setVisibility(GlobalValue::HiddenVisibility);
  descriptor->setAlignment(Align(8));
  if (options.forRunningSystem)
    return;
  auto *entry =
      new GlobalVariable(llvmModule, ptr, true, GlobalValue::PrivateLinkage, descriptor, "module");
  entry->setSection("beamc_modules");
  // Nothing refers to it: the runtime walks the section.
  ArrayType *usedType = ArrayType::get(ptr, 1);
  auto *used = new GlobalVariable(llvmModule, usedType, false, GlobalValue::AppendingLinkage,
                                  ConstantArray::get(usedType, {entry}), "llvm.used");
  used->setSection("llvm.metadata");
}

} // namespace beamc::codegen
