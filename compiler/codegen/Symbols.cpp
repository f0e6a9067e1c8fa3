//===- Symbols.cpp - Atoms, exports, locations and functions as LLVM globals ---------------===//
#include "compiler/codegen/LinkObject.h"
#include "compiler/codegen/ModuleEmitter.h"
#include "runtime/abi/TermLayout.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/MDBuilder.h"

namespace beamc::codegen {
using namespace llvm;

static std::string escape(std::string_view text) {
  std::string s;
  for (char c : text)
    if (c == '%')
      s += "%25";
    else if (c == 0)
      s += "%00";
    else
      s += c;
  return s;
}

static std::string mfaText(std::string_view m, std::string_view f, uint32_t a) {
  return escape(m) + ":" + escape(f) + "/" + std::to_string(a);
}

std::string atomSymbol(std::string_view text) { return "a:" + escape(text); }
std::string exportSymbol(std::string_view m, std::string_view f, uint32_t a) {
  return "x:" + mfaText(m, f, a);
}
std::string functionSymbol(std::string_view m, std::string_view f, uint32_t a) {
  return mfaText(m, f, a);
}

std::string moduleSymbol(std::string_view m) { return "m:" + escape(m); }
std::string funSymbol(uint32_t lambda) { return "f:" + std::to_string(lambda); }

static const std::map<std::string_view, uint32_t> &fixedAtoms() {
  static const std::map<std::string_view, uint32_t> map = [] {
    std::map<std::string_view, uint32_t> m;
    uint32_t i = 0;
#define ATOM(name, text) m.emplace(text, i++);
#include "runtime/abi/Atoms.def"
    return m;
  }();
  return map;
}

bool ModuleEmitter::fixedAtom(std::string_view text, uint64_t &word) const {
  auto it = fixedAtoms().find(text);
  if (it == fixedAtoms().end())
    return false;
  word = abi::makeAtom(it->second);
  return true;
}

Constant *ModuleEmitter::atom(std::string_view text) {
  auto it = atoms_.find(text);
  if (it != atoms_.end())
    return it->second;
  out_.atoms.emplace_back(text);
  uint64_t word;
  Constant *c;
  if (fixedAtom(text, word)) {
    c = ConstantInt::get(i64, word);
  } else {
    auto *g = new GlobalVariable(llvmModule, i8, true, GlobalValue::ExternalLinkage, nullptr,
                                 atomSymbol(text));
    g->setVisibility(GlobalValue::HiddenVisibility);
    // The range tells the code generator that the value fits a 32-bit immediate.
    Metadata *range[] = {ConstantAsMetadata::get(ConstantInt::get(i64, 0)),
                         ConstantAsMetadata::get(ConstantInt::get(i64, uint64_t(1) << 31))};
    g->setMetadata(LLVMContext::MD_absolute_symbol, MDNode::get(llvmModule.getContext(), range));
    c = ConstantExpr::getPtrToInt(g, i64);
  }
  return atoms_[std::string(text)] = c;
}

Constant *ModuleEmitter::exportOf(const ssa::Mfa &mfa) {
  std::string symbol = exportSymbol(mfa.module, mfa.function, mfa.arity);
  if (referenced_.insert(symbol).second)
    out_.referenced.push_back({std::string(mfa.module), std::string(mfa.function), mfa.arity});
  return external(symbol);
}

/// Something in another object, or in the running system.
GlobalVariable *ModuleEmitter::external(const std::string &symbol) {
  GlobalVariable *g = llvmModule.getGlobalVariable(symbol);
  if (!g) {
    g = new GlobalVariable(llvmModule, i8, false, GlobalValue::ExternalLinkage, nullptr, symbol);
    // What a running system has made may lie anywhere; the executable's own is near.
    if (!options.forRunningSystem)
      g->setVisibility(GlobalValue::HiddenVisibility);
    g->setAlignment(Align(8));
  }
  return g;
}

Function *ModuleEmitter::newPiece(const std::string &name) {
  // Hidden, not internal, and never inlined: LLVM must not carry an atom into another piece. It
  // knows nothing of an atom's bits, would compute with the symbol's address, and an address
  // relative to the instruction pointer cannot be had of an absolute symbol.
  Function *f = Function::Create(codeType, GlobalValue::ExternalLinkage, name, llvmModule);
  f->setVisibility(GlobalValue::HiddenVisibility);
  f->addFnAttr(Attribute::NoInline);
  f->setCallingConv(CallingConv::PreserveNone);
  f->setAlignment(Align(16));
  f->addFnAttr(Attribute::NoUnwind);
  f->addFnAttr("frame-pointer", "none");
  f->addFnAttr(Attribute::NoRedZone); // PieceEmitter::hiddenCall
  f->addParamAttr(0, Attribute::NoAlias);
  f->addParamAttr(0, Attribute::NonNull);
  return f;
}

Function *ModuleEmitter::functionEntry(std::string_view name, uint32_t arity) {
  Function *&f = functions_[{std::string(name), arity}];
  if (!f)
    f = newPiece(functionSymbol(module.name, name, arity));
  return f;
}

// struct FunctionInfo of runtime/code/Code.h.
/// The address of the function's entry in the module's one table of them (emitDescriptor fills it
/// in): the runtime knows by it to which version of a module a place belongs.
Constant *ModuleEmitter::functionInfo(const ssa::Function &f) {
  if (!infos_) {
    infoType_ = StructType::get(i64, i64, i32, i32, ptr);
    auto *type = ArrayType::get(infoType_, program.functions.size());
    infos_ = new GlobalVariable(llvmModule, type, true, GlobalValue::InternalLinkage, nullptr,
                                "functions");
    infos_->setAlignment(Align(8));
    for (size_t n = 0; n != program.functions.size(); ++n)
      infoIndex_[program.functions[n].get()] = unsigned(n);
  }
  Constant *at[] = {ConstantInt::get(i64, 0), ConstantInt::get(i64, infoIndex_.lookup(&f))};
  return ConstantExpr::getInBoundsGetElementPtr(infos_->getValueType(), infos_, at);
}

// struct FunctionInfo of runtime/code/Code.h.
Constant *ModuleEmitter::functionInfoData(const ssa::Function &f) {
  if (!files_) {
    std::vector<Constant *> names{
        bytes(std::string(module.name) + ".erl" + std::string(1, '\0'), "file")};
    for (size_t i = 1; i < module.files.size(); ++i)
      names.push_back(bytes(std::string(module.files[i]) + std::string(1, '\0'), "file"));
    auto *type = ArrayType::get(ptr, names.size());
    files_ = new GlobalVariable(llvmModule, type, true, GlobalValue::InternalLinkage,
                                ConstantArray::get(type, names), "files");
  }
  return ConstantStruct::get(
      infoType_, {atom(f.moduleName), atom(f.name), ConstantInt::get(i32, f.arity),
                  ConstantInt::get(i32, files_->getValueType()->getArrayNumElements()), files_});
}

// struct CodeLocation of runtime/code/Code.h.
Constant *ModuleEmitter::location(const ssa::Function &f, uint32_t line) {
  Constant *&c = locations_[{&f, line}];
  if (!c) {
    uint32_t lineNumber = 0, file = 0;
    if (line && line < module.lines.size()) {
      lineNumber = module.lines[line].line;
      file = module.lines[line].file;
    }
    Constant *init = ConstantStruct::getAnon(
        {functionInfo(f), ConstantInt::get(i32, lineNumber), ConstantInt::get(i32, file)});
    auto *g = new GlobalVariable(llvmModule, init->getType(), true, GlobalValue::InternalLinkage,
                                 init, "loc");
    g->setAlignment(Align(8));
    c = g;
  }
  return c;
}

// struct CodePrefix: offsets relative to the piece's entry.
void ModuleEmitter::setPrefix(Function *piece, Constant *location, Function *handler,
                              uint32_t frameSize) {
  auto relative = [&](Constant *target) -> Constant * {
    if (!target)
      return ConstantInt::get(i32, 0);
    return ConstantExpr::getTrunc(ConstantExpr::getSub(ConstantExpr::getPtrToInt(target, i64),
                                                       ConstantExpr::getPtrToInt(piece, i64)),
                                  i32);
  };
  piece->setPrefixData(
      ConstantStruct::getAnon({relative(location), relative(handler),
                               ConstantInt::get(i32, frameSize), ConstantInt::get(i32, 0)}));
}

/// Of the module's FunEntries: one array, filled in by emitFunEntries.
void ModuleEmitter::declareFuns() {
  if (funs_)
    return;
  Type *entry = StructType::get(ptr, i64, i32, i32, i32, i32, i64, ArrayType::get(i8, 16));
  auto *type = ArrayType::get(entry, module.lambdas.size());
  funs_ =
      new GlobalVariable(llvmModule, type, false, GlobalValue::InternalLinkage, nullptr, "funs");
  funs_->setAlignment(Align(8));
}

Constant *ModuleEmitter::funEntry(uint32_t lambda) {
  if (options.forRunningSystem)
    return external(funSymbol(lambda));
  declareFuns();
  Constant *at[] = {ConstantInt::get(i64, 0), ConstantInt::get(i64, lambda)};
  return ConstantExpr::getInBoundsGetElementPtr(funs_->getValueType(), funs_, at);
}

Constant *ModuleEmitter::bytes(std::string_view data, const char *name) {
  Constant *init = ConstantDataArray::getString(llvmModule.getContext(),
                                                StringRef(data.data(), data.size()), false);
  auto *g = new GlobalVariable(llvmModule, init->getType(), true, GlobalValue::PrivateLinkage, init,
                               name);
  g->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  return g;
}

Function *ModuleEmitter::primitive(StringRef name) {
  Function *f = llvmModule.getFunction(("beamc_prim_" + name).str());
  assert(f && "primitive is not in the bitcode");
  return f;
}

FunctionCallee ModuleEmitter::runtime(StringRef symbol, Type *result, ArrayRef<Type *> params) {
  FunctionCallee c =
      llvmModule.getOrInsertFunction(symbol, FunctionType::get(result, params, false));
  if (auto *f = dyn_cast<Function>(c.getCallee())) {
    f->setVisibility(GlobalValue::HiddenVisibility);
    f->addFnAttr(Attribute::NoUnwind);
  }
  return c;
}

Function *ModuleEmitter::runtimeCode(StringRef symbol) {
  auto *f = cast<Function>(llvmModule.getOrInsertFunction(symbol, codeType).getCallee());
  f->setCallingConv(CallingConv::PreserveNone);
  f->setVisibility(GlobalValue::HiddenVisibility);
  return f;
}

} // namespace beamc::codegen
