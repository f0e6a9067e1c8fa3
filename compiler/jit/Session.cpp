//===- Session.cpp -----------------------------------------------------------------------===//
#include "compiler/jit/Session.h"
#include "compiler/codegen/CompileModule.h"
#include "compiler/codegen/LinkObject.h"
#include "compiler/jit/DebuggerEntries.h"
#include "compiler/loader/Module.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ExecutionEngine/Orc/DebugObjectManagerPlugin.h"
#include "llvm/ExecutionEngine/Orc/Debugging/PerfSupportPlugin.h"
#include "llvm/ExecutionEngine/Orc/EPCDebugObjectRegistrar.h"
#include "llvm/ExecutionEngine/Orc/ExecutorProcessControl.h"
#include "llvm/ExecutionEngine/Orc/TargetProcess/JITLoaderPerf.h"
#include "llvm/Object/ObjectFile.h"
#include <tuple>

namespace beamc::jit {
using namespace llvm;
using namespace llvm::orc;

namespace {
/// What JitCode::handle points to.
struct Linked {
  JITDylib *dylib;
  std::vector<const void *> functions;
};

Error failure(const Twine &text) { return make_error<StringError>(text, inconvertibleErrorCode()); }
} // namespace

Session::Session(std::unique_ptr<ExecutorProcessControl> control, const void *near)
    : session_(std::move(control)), memory_(near), layer_(session_, memory_) {}

Session::~Session() {
  if (Error error = session_.endSession())
    consumeError(std::move(error));
}

std::unique_ptr<Session> Session::make(const void *near, uint32_t flags, std::string &error) {
  auto control = SelfExecutorProcessControl::Create(std::make_shared<SymbolStringPool>(),
                                                    std::make_unique<InPlaceTaskDispatcher>());
  if (!control) {
    error = toString(control.takeError());
    return nullptr;
  }
  std::unique_ptr<Session> s(new Session(std::move(*control), near));
  // Names of functions for gdb, from the object's own symbols.
  s->layer_.addPlugin(std::make_shared<DebugObjectManagerPlugin>(
      s->session_,
      std::make_unique<EPCDebugObjectRegistrar>(s->session_,
                                                ExecutorAddr::fromPtr(&registerWithDebugger)),
      /*RequireDebugSections=*/false, /*AutoRegisterCode=*/true));
  if (flags & abi::kJitFlagPerf)
    s->layer_.addPlugin(std::make_shared<PerfSupportPlugin>(
        s->session_.getExecutorProcessControl(),
        ExecutorAddr::fromPtr(&llvm_orc_registerJITLoaderPerfStart),
        ExecutorAddr::fromPtr(&llvm_orc_registerJITLoaderPerfEnd),
        ExecutorAddr::fromPtr(&llvm_orc_registerJITLoaderPerfImpl), /*EmitDebugInfo=*/false,
        /*EmitUnwindInfo=*/false));
  return s;
}

/// Addresses of all that the object leaves undefined.
Expected<SymbolMap> Session::resolve(const abi::JitHost &host, const loader::Module &module,
                                     const codegen::CompiledModule &compiled) {
  StringMap<uint64_t> known;
  for (const std::string &atom : compiled.atoms)
    known[codegen::atomSymbol(atom)] = host.atom(host.context, atom.data(), atom.size());
  for (const codegen::CompiledModule::Mfa &f : compiled.referenced)
    known[codegen::exportSymbol(f.module, f.function, f.arity)] =
        reinterpret_cast<uint64_t>(host.exportOf(host.context, f.module.data(), f.module.size(),
                                                 f.function.data(), f.function.size(), f.arity));
  for (uint32_t n = 0; n != module.functions.size(); ++n) {
    const loader::FunctionInfo &f = module.functions[n];
    known[codegen::functionSymbol(module.name, module.atom(f.name), f.arity)] =
        reinterpret_cast<uint64_t>(host.functionCode(host.context, n));
  }
  auto object =
      object::ObjectFile::createObjectFile(MemoryBufferRef(compiled.output, compiled.name));
  if (!object)
    return object.takeError();
  SymbolMap map;
  for (const object::SymbolRef &symbol : (*object)->symbols()) {
    auto flags = symbol.getFlags();
    auto name = symbol.getName();
    if (!flags || !name)
      return failure("unreadable symbol table");
    if (!(*flags & object::SymbolRef::SF_Undefined) || name->empty())
      continue;
    uint64_t address = 0;
    uint32_t lambda;
    if (auto it = known.find(*name); it != known.end())
      address = it->second;
    else if (name->starts_with("f:") && !name->drop_front(2).getAsInteger(10, lambda))
      address = reinterpret_cast<uint64_t>(host.funEntry(host.context, lambda));
    else
      address = reinterpret_cast<uint64_t>(host.symbol(host.context, name->data(), name->size()));
    if (!address)
      return failure("the running system has no " + *name);
    map[session_.intern(*name)] = {ExecutorAddr(address), JITSymbolFlags::Exported};
  }
  return map;
}

bool Session::link(const abi::JitHost &host, const loader::Module &module,
                   const codegen::CompiledModule &compiled, const std::vector<bool> &wanted,
                   abi::JitCode &out, std::string &error) {
  auto symbols = resolve(host, module, compiled);
  if (!symbols) {
    error = toString(symbols.takeError());
    return false;
  }
  JITDylib &dylib = session_.createBareJITDylib(compiled.name + "." + std::to_string(++serial_));
  auto run = [&]() -> Error {
    if (Error e = dylib.define(absoluteSymbols(std::move(*symbols))))
      return e;
    if (Error e = layer_.add(dylib, MemoryBuffer::getMemBufferCopy(compiled.output, compiled.name)))
      return e;
    SymbolLookupSet names;
    std::vector<SymbolStringPtr> functions;
    for (const loader::FunctionInfo &f : module.functions) {
      functions.push_back(
          session_.intern(codegen::functionSymbol(module.name, module.atom(f.name), f.arity)));
      // The dylib has the system's entry of what is not wanted under the same name.
      if (wanted.empty() || wanted[functions.size() - 1])
        names.add(functions.back(), SymbolLookupFlags::WeaklyReferencedSymbol);
    }
    SymbolStringPtr descriptor = session_.intern(codegen::moduleSymbol(module.name));
    names.add(descriptor);
    names.removeDuplicates();
    auto found =
        session_.lookup({{&dylib, JITDylibLookupFlags::MatchAllSymbols}}, std::move(names));
    if (!found)
      return found.takeError();
    auto *linked = new Linked{&dylib, {}};
    for (const SymbolStringPtr &name : functions) {
      auto it = found->find(name);
      linked->functions.push_back(
          it == found->end() ? nullptr : it->second.getAddress().toPtr<const void *>());
    }
    out.handle = linked;
    out.descriptor = (*found)[descriptor].getAddress().toPtr<const void *>();
    std::tie(out.begin, out.end) = memory_.mappingOf(out.descriptor);
    out.functions = linked->functions.data();
    out.functionCount = uint32_t(linked->functions.size());
    return Error::success();
  };
  if (Error e = run()) {
    error = toString(std::move(e));
    consumeError(session_.removeJITDylib(dylib));
    return false;
  }
  return true;
}

void Session::free(abi::JitCode &code) {
  auto *linked = static_cast<Linked *>(code.handle);
  consumeError(session_.removeJITDylib(*linked->dylib));
  delete linked;
  code = {};
}

} // namespace beamc::jit
