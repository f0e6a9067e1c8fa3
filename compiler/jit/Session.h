//===- Session.h - LLVM's ORC with one dylib for each module (private to compiler/jit) ------===//
#pragma once
#include "compiler/jit/Memory.h"
#include "runtime/abi/JitInterface.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"
#include <memory>
#include <string>
#include <vector>

namespace beamc::codegen {
struct CompiledModule;
}
namespace beamc::loader {
struct Module;
}

namespace beamc::jit {

/// One thread at a time. Its mappings live until free or its own end.
class Session {
public:
  /// Null when LLVM cannot work in this process; then \p error says why.
  static std::unique_ptr<Session> make(const void *near, uint32_t flags, std::string &error);
  ~Session();

  /// Links \p compiled, the object of \p module's functions \p wanted (by index; empty: all), into
  /// the process.
  bool link(const abi::JitHost &host, const loader::Module &module,
            const codegen::CompiledModule &compiled, const std::vector<bool> &wanted,
            abi::JitCode &out, std::string &error);
  /// Unmaps \p code, which is empty afterwards; nobody may be in it any more.
  void free(abi::JitCode &code);

private:
  Session(std::unique_ptr<llvm::orc::ExecutorProcessControl> control, const void *near);
  llvm::Expected<llvm::orc::SymbolMap> resolve(const abi::JitHost &host,
                                               const loader::Module &module,
                                               const codegen::CompiledModule &compiled);

  llvm::orc::ExecutionSession session_;
  NearMemory memory_;
  llvm::orc::ObjectLinkingLayer layer_;
  unsigned serial_ = 0;
};

} // namespace beamc::jit
