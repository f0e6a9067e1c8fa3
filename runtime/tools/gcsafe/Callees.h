//===- Callees.h - Whom a call may reach --------------------------------------------===//
#pragma once
#include "runtime/tools/gcsafe/Analysis.h"

namespace gcsafe {

class CalleeFinder {
public:
  CalleeFinder(Keys &keys, const Places &places, Sink &sink)
      : keys_(keys), places_(places), sink_(sink) {}
  /// Appends the keys of all that \p s itself (not its operands) may call.
  void ofStmt(const clang::Stmt *s, std::vector<std::string> &out);
  void ofDestructor(const clang::CXXDestructorDecl *d, bool dispatched,
                    std::vector<std::string> &out);
  void addressTaken(const clang::FunctionDecl *f, clang::QualType type, clang::SourceLocation at);

private:
  Keys &keys_;
  const Places &places_;
  Sink &sink_;
  void add(std::vector<std::string> &out, const clang::FunctionDecl *f, bool dispatched);
  void addPointer(std::vector<std::string> &out, clang::QualType functionType);
  void ofCall(const clang::CallExpr *call, std::vector<std::string> &out);
};

} // namespace gcsafe
