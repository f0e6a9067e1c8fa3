//===- Analysis.h - The parts of gcsafe that look at Clang's trees ------------------===//
#pragma once
#include "runtime/tools/gcsafe/Summary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Mangle.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace gcsafe {

/// "path:line:column" of the spelling in the source, the path relative to \p root.
class Places {
public:
  Places(const clang::SourceManager &sm, std::string root) : sm_(sm), root_(std::move(root)) {}
  std::string at(clang::SourceLocation l) const;
  /// True for files below the root.
  bool isOurs(clang::SourceLocation l) const;

private:
  const clang::SourceManager &sm_;
  std::string root_; ///< ends with a slash
};

/// Annotations (abi/GcAnnotations.h) on a declaration or one of its redeclarations.
bool isAnnotated(const clang::Decl *d, llvm::StringRef what);
/// The reason of a BEAMC_PROMISE_…; empty when there is none (an empty reason is an Error
/// reported elsewhere and counts as none).
std::string promiseOn(const clang::Decl *d, llvm::StringRef what);

/// Which values a collection, or the end of a process, takes away.
class ValueTypes {
public:
  /// Term, Word, Word *, Term *, Term &, bytes, heap objects, and records and arrays that hold
  /// one of these by value.
  bool isRaw(clang::QualType t);
  /// Process * or Process &.
  static bool isProcess(clang::QualType t);
  /// "raw term", "heap pointer", "record of raw terms", …
  const char *describe(clang::QualType t);

private:
  llvm::DenseMap<const clang::Type *, bool> records_;
  bool recordIsRaw(const clang::RecordDecl *r);
};

/// Names of functions that agree between translation units.
class Keys {
public:
  Keys(clang::ASTContext &context, const Places &places)
      : places_(places), mangle_(context.createMangleContext()), context_(context) {}
  /// The symbol; for functions that other units cannot name, their place.
  std::string of(const clang::FunctionDecl *f);
  /// Key of the calls through pointers to functions of type \p t.
  std::string ofPointer(clang::QualType functionType);
  std::string ofVirtual(const clang::CXXMethodDecl *m) { return "virtual " + of(m); }
  static std::string displayName(const clang::FunctionDecl *f);

private:
  const Places &places_;
  std::unique_ptr<clang::MangleContext> mangle_;
  clang::ASTContext &context_;
};

/// What the analysis of a body finds beside its own calls.
class Sink {
public:
  virtual ~Sink() = default;
  /// \p f is called, or its address is taken.
  virtual void reached(const clang::FunctionDecl *f) = 0;
  /// The calls with key \p from may reach \p to, as written at \p place.
  virtual void edge(const std::string &from, const std::string &to, const std::string &place) = 0;
  /// Calls of \p key leave for compiled Erlang code.
  virtual void entersErlang(const std::string &key, const std::string &name) = 0;
};

/// Takes note of the functions whose address \p e takes (not of those that it calls).
void noteAddresses(const clang::Stmt *e, Keys &keys, const Places &places, Sink &sink);

/// Appends to \p out each call of \p f's body, with what is live across it if \p withLiveness.
void analyzeBody(const clang::FunctionDecl *f, clang::ASTContext &context, const Places &places,
                 Keys &keys, ValueTypes &types, bool withLiveness, Function &out, Sink &sink);

} // namespace gcsafe
