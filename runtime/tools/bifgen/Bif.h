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
  std::string doc;                     ///< the /// lines right above, without the slashes
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

bool writeTable(const std::string &path, const std::vector<Bif> &bifs);
bool writeDeclarations(const std::string &path, const std::vector<Bif> &bifs);
bool writeDocs(const std::string &path, const std::vector<Bif> &bifs);

} // namespace bifgen
