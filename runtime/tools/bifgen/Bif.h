//===- Bif.h - One BIF annotation as bifgen sees it -------------------------------===//
#pragma once
#include <string>
#include <vector>

namespace bifgen {

/// One use of BIF, BIF_NAMED or BIF_CODE (see stdlib/Bif.h).
struct Bif {
  std::string module, function;
  unsigned arity = 0;
  std::string codeSymbol;              ///< BIF_CODE: the CodeFn's symbol; else empty
  std::vector<std::string> attributes; ///< as written: Guard, Pure, …
  std::string result;                  ///< Returns(…): a name of resultType, or empty
  std::string doc;                     ///< the /// lines right above, without the slashes
  bool separate = false;               ///< in a group of its own
  std::string file;
  unsigned line = 0;

  std::string name() const { return module + ":" + function + "/" + std::to_string(arity); }
  bool has(const char *attribute) const {
    for (const std::string &a : attributes)
      if (a == attribute)
        return true;
    return false;
  }
};

/// Appends the annotations of one file to \p out. False (with a message on stderr) when one is
/// malformed.
bool scanFile(const std::string &path, std::vector<Bif> &out);

/// What a result name means to the compiler: an expression over loader::TypeKind, and whether the
/// value is an integer in 0 … kSmallMax. Null: no such name.
struct ResultType {
  const char *name, *kinds;
  bool nonNegative;
};
const ResultType *resultType(const std::string &name);

/// The exports and table of \p bifs; with \p group as one of the groups that the linker takes in
/// only when a program needs them (code/BifTable.h), else as the main table.
bool writeTable(const std::string &path, const std::vector<Bif> &bifs, bool group);
bool writeDeclarations(const std::string &path, const std::vector<Bif> &bifs);
/// \p root: top of the source tree, which the page's links are relative to.
bool writeDocs(const std::string &path, const std::string &root, const std::vector<Bif> &bifs);

} // namespace bifgen
