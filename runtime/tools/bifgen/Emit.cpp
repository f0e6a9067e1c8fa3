//===- Emit.cpp - What bifgen writes -------------------------------------------------===//
#include "runtime/tools/bifgen/Bif.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace bifgen {
namespace {

bool open(const std::string &path, std::string &content) {
  // An unchanged file keeps its time stamp, so that nothing is rebuilt.
  std::error_code ec;
  llvm::raw_fd_ostream out(path, ec, llvm::sys::fs::OF_None);
  if (ec) {
    llvm::errs() << path << ": " << ec.message() << "\n";
    return false;
  }
  out << content;
  return true;
}

std::string quoted(llvm::StringRef s) { return "\"" + s.str() + "\""; }

/// kBifGuard | kBifPure …, as in abi/BifAttributes.h.
std::string attributeMask(const Bif &b) {
  std::string r;
  for (const std::string &a : b.attributes)
    r += (r.empty() ? "" : " | ") + ("::beamc::abi::kBif" + a);
  if (!b.codeSymbol.empty())
    r += (r.empty() ? "" : " | ") + std::string("::beamc::abi::kBifCode");
  return r.empty() ? "0" : r;
}

} // namespace

bool writeTable(const std::string &path, const std::vector<Bif> &bifs) {
  std::string s = "// Written by bifgen. One export per BIF, and the table of all.\n"
                  "#include \"runtime/code/BifTable.h\"\n"
                  "#include \"runtime/code/BifEntry.h\"\n"
                  "#include \"stdlib/Bif.h\"\n\n"
                  "using namespace beamc::rt;\n\n";
  unsigned i = 0;
  for (const Bif &b : bifs) {
    std::string n = std::to_string(i++), code;
    s += "extern Export export" + n + " __asm__(" + quoted("x:" + b.name()) + ");\n";
    if (b.codeSymbol.empty()) {
      s += "Term bif" + n + "(BEAMC_BIF_PARAMS_" + std::to_string(b.arity) + ") __asm__(" +
           quoted("bif." + b.name()) + ");\n";
      code = "bifEntry<&bif" + n + ", &export" + n + ", " + attributeMask(b) + ">";
    } else {
      s += "extern \"C\" CodeFn " + b.codeSymbol + ";\n";
      code = b.codeSymbol;
    }
    s += "[[gnu::used]] Export export" + n + "{" + code + ", 0, 0, " + std::to_string(b.arity) +
         ", kExportBif};\n";
  }
  s += "\nnamespace beamc::rt {\nconst BifInfo kBifTable[] = {\n";
  i = 0;
  for (const Bif &b : bifs) {
    std::string n = std::to_string(i++);
    s += "  {&export" + n + ", " + quoted(b.module) + ", " + quoted(b.function) + ", " +
         (b.codeSymbol.empty() ? "reinterpret_cast<const void *>(&bif" + n + ")"
                               : std::string("nullptr")) +
         ", " + attributeMask(b) + "},\n";
  }
  if (bifs.empty())
    s += "  {nullptr, nullptr, nullptr, nullptr, 0}\n";
  s += "};\nconst unsigned kBifCount = " + std::to_string(bifs.size()) +
       ";\n} // namespace beamc::rt\n";
  return open(path, s);
}

bool writeDeclarations(const std::string &path, const std::vector<Bif> &bifs) {
  std::string s =
      "// Written by bifgen. BIF_DECL(module, function, arity, symbol, attributes): every BIF; "
      "the\n"
      "// symbol is that of the C++ function, or of the code when attributes has kBifCode.\n"
      "#ifndef BIF_DECL\n#error \"define BIF_DECL before including Bifs.inc\"\n#endif\n";
  for (const Bif &b : bifs)
    s += "BIF_DECL(" + quoted(b.module) + ", " + quoted(b.function) + ", " +
         std::to_string(b.arity) + ", " +
         quoted(b.codeSymbol.empty() ? "bif." + b.name() : b.codeSymbol) + ", " + attributeMask(b) +
         ")\n";
  s += "#undef BIF_DECL\n";
  return open(path, s);
}

bool writeDocs(const std::string &path, const std::vector<Bif> &bifs) {
  std::string s =
      "# Built-in functions\n\nWritten by `bifgen` from the annotations (target `bif-docs`). " +
      std::to_string(bifs.size()) + " functions.\n";
  llvm::StringRef module;
  for (const Bif &b : bifs) {
    if (module != b.module) {
      module = b.module;
      s += "\n## " + b.module + "\n\n";
    }
    s += "- `" + b.function + "/" + std::to_string(b.arity) + "`";
    for (const std::string &a : b.attributes)
      s += " *" + a + "*";
    llvm::StringRef doc = b.doc;
    // "erlang:f/1: text": the name stands before the text already.
    if (size_t colon = doc.find(": ");
        colon != llvm::StringRef::npos && doc.substr(0, colon).contains('/'))
      doc = doc.substr(colon + 2);
    if (!doc.empty()) {
      std::string text = doc.str();
      for (char &c : text)
        if (c == '\n')
          c = ' ';
      for (size_t at; (at = text.find("\\p ")) != std::string::npos;)
        text.erase(at, 3);
      s += ": " + text;
    }
    s += "\n";
  }
  return open(path, s);
}

} // namespace bifgen
