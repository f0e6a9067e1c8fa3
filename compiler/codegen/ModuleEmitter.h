//===- ModuleEmitter.h - One LLVM module under construction (private) --------------------===//
//
// Holds what all functions of a module share: primitives, symbols of atoms and exports,
// literals, locations, the descriptor. PieceEmitter translates code.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/codegen/CompileModule.h"
#include "compiler/lower/Plan.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include <map>
#include <set>

namespace beamc::codegen {

/// LLVM objects belong to the llvm::Module; the arguments must outlive the emitter.
class ModuleEmitter {
public:
  ModuleEmitter(llvm::Module &m, const ssa::Program &program, const CompileOptions &options,
                CompiledModule &out);
  void run();

  // Types.
  llvm::IntegerType *i64, *i32, *i8;
  llvm::PointerType *ptr;
  llvm::FunctionType *codeType; ///< CodeFn
  llvm::Module &llvmModule;
  const ssa::Program &program;
  const loader::Module &module;
  const CompileOptions &options;

  // Symbols.cpp: atoms, exports, locations, functions.
  llvm::Constant *atom(std::string_view text); ///< the term, i64
  bool fixedAtom(std::string_view text, uint64_t &word) const;
  llvm::Constant *exportOf(const ssa::Mfa &mfa); ///< Export *
  llvm::Function *newPiece(const std::string &name);
  llvm::Function *functionEntry(std::string_view name, uint32_t arity);
  llvm::Constant *functionInfo(const ssa::Function &f);
  llvm::Constant *functionInfoData(const ssa::Function &f);
  /// CodeLocation of line-table entry \p line in \p f.
  llvm::Constant *location(const ssa::Function &f, uint32_t line);
  /// \p handler and \p location may be null.
  void setPrefix(llvm::Function *piece, llvm::Constant *location, llvm::Function *handler,
                 uint32_t frameSize);
  llvm::Constant *funEntry(uint32_t lambda); ///< FunEntry *
  llvm::Constant *bytes(std::string_view data, const char *name);
  llvm::Function *primitive(llvm::StringRef name);
  llvm::FunctionCallee runtime(llvm::StringRef symbol, llvm::Type *result,
                               llvm::ArrayRef<llvm::Type *> params);

  llvm::Function *runtimeCode(llvm::StringRef symbol); ///< a CODE entry of RuntimeCalls.def

  // Literals.cpp.
  /// The term of a constant, i64; null if it must be loaded from its late slot.
  llvm::Constant *literal(const loader::Literal *l);
  llvm::GlobalVariable *lateLiteral(const loader::Literal *l); ///< slot that holds the term
  llvm::Constant *floatTerm(double d);
  llvm::Constant *bigInteger(int64_t v); ///< an integer that is not small

  // DebugInfo.cpp. Without -g, these do nothing.
  void addDebugInfo(llvm::Function *piece, const ssa::Function &f);
  /// Of line-table entry \p line in \p piece; empty if the piece has no debug information.
  llvm::DebugLoc debugLocation(llvm::Function *piece, uint32_t line);

private:
  struct SourceLine {
    llvm::DIFile *file;
    uint32_t line; ///< 0 = unknown
  };
  void beginDebugInfo();
  SourceLine sourceLine(uint32_t line) const;
  void forwardToBif(llvm::Function *f, std::string_view name, uint32_t arity);
  llvm::Function *funEntryPiece(uint32_t lambda);
  llvm::GlobalVariable *external(const std::string &symbol);
  void declareFuns();
  void emitFunEntries();
  void emitDescriptor();
  bool isStatic(const loader::Literal *l) const;
  llvm::Constant *object(std::vector<llvm::Constant *> words, uint64_t tag);
  llvm::Constant *listLiteral(const loader::Literal *l);
  llvm::Constant *mapLiteral(const loader::Literal *l);
  llvm::Constant *bitsLiteral(const loader::Literal *l);
  llvm::Constant *etfBytes(const loader::Literal *l, uint32_t &size);

  CompiledModule &out_;
  std::unique_ptr<llvm::DIBuilder> di_;
  llvm::DICompileUnit *unit_ = nullptr;
  std::vector<llvm::DIFile *> debugFiles_; ///< ORDER Module::files; 0 = the module's own source
  std::map<std::string, llvm::Constant *, std::less<>> atoms_;
  std::map<std::string, llvm::Constant *> exports_;
  llvm::GlobalVariable *infos_ = nullptr; ///< all FunctionInfos, one array
  llvm::StructType *infoType_ = nullptr;
  llvm::DenseMap<const ssa::Function *, unsigned> infoIndex_;
  std::map<std::pair<const ssa::Function *, uint32_t>, llvm::Constant *> locations_;
  std::map<std::pair<std::string, uint32_t>, llvm::Function *> functions_;
  std::map<const loader::Literal *, llvm::Constant *> literals_;
  std::map<const loader::Literal *, llvm::GlobalVariable *> late_;
  std::vector<std::pair<const loader::Literal *, llvm::GlobalVariable *>> lateOrder_;
  std::map<uint64_t, llvm::Constant *> floats_;
  std::map<int64_t, llvm::Constant *> bigIntegers_;
  llvm::GlobalVariable *files_ = nullptr;
  llvm::GlobalVariable *funs_ = nullptr; ///< FunEntry[]
  std::set<std::string> referenced_;
};

/// Is a built-in of the runtime, so that the module's own function is left out.
bool isReplacedByBif(std::string_view module, const ssa::Function &f);

} // namespace beamc::codegen
