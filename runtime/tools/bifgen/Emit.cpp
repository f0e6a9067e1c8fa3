//===- Emit.cpp - What bifgen writes -------------------------------------------------===//
#include "runtime/tools/bifgen/Bif.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace bifgen {
namespace {

bool save(const std::string &path, const std::string &content) {
  // An unchanged file keeps its time stamp, so that nothing is rebuilt.
  if (auto old = llvm::MemoryBuffer::getFile(path); old && (*old)->getBuffer() == content)
    return true;
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
  if (b.separate)
    r += (r.empty() ? "" : " | ") + std::string("::beamc::abi::kBifSeparate");
  return r.empty() ? "0" : r;
}

} // namespace

bool writeTable(const std::string &path, const std::vector<Bif> &bifs, bool group) {
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
  s += "\nnamespace beamc::rt {\n" + std::string(group ? "static " : "") + "const BifInfo " +
       (group ? "kGroup" : "kBifTable") + "[] = {\n";
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
  std::string count = std::to_string(bifs.size());
  s += group ? "};\nBEAMC_BIF_GROUP(kGroup, " + count + ");\n"
             : "};\nconst unsigned kBifCount = " + count + ";\n";
  s += "} // namespace beamc::rt\n";
  return save(path, s);
}

const ResultType *resultType(const std::string &name) {
  static const ResultType types[] = {
      {"Atom", "kTypeAtom", false},
      {"Binary", "kTypeBitstring", false},
      {"Bitstring", "kTypeBitstring", false},
      {"Boolean", "kTypeAtom", false},
      {"Float", "kTypeFloat", false},
      {"Fun", "kTypeFun", false},
      {"Integer", "kTypeInteger", false},
      {"List", "kTypeCons | kTypeNil", false},
      {"Map", "kTypeMap", false},
      {"Number", "kTypeInteger | kTypeFloat", false},
      {"Pid", "kTypePid", false},
      {"Port", "kTypePort", false},
      {"Reference", "kTypeReference", false},
      {"Size", "kTypeInteger", true},
      {"Tuple", "kTypeTuple", false},
  };
  for (const ResultType &t : types)
    if (name == t.name)
      return &t;
  return nullptr;
}

bool writeDeclarations(const std::string &path, const std::vector<Bif> &bifs) {
  std::string s =
      "// Written by bifgen. BIF_DECL(module, function, arity, symbol, attributes, result, kinds,\n"
      "// nonNegative): every BIF. The symbol is that of the C++ function, or of the code when\n"
      "// attributes has kBifCode; result is the annotation's Returns(…) or \"\", kinds its\n"
      "// loader::TypeKind bits, nonNegative if it is an integer in 0 ... kSmallMax.\n"
      "#ifndef BIF_DECL\n#error \"define BIF_DECL before including Bifs.inc\"\n#endif\n";
  for (const Bif &b : bifs) {
    const ResultType *t = resultType(b.result);
    s += "BIF_DECL(" + quoted(b.module) + ", " + quoted(b.function) + ", " +
         std::to_string(b.arity) + ", " +
         quoted(b.codeSymbol.empty() ? "bif." + b.name() : b.codeSymbol) + ", " + attributeMask(b) +
         ", " + quoted(b.result) + ", " + (t ? t->kinds : "kTypeAnyTerm") + ", " +
         (t && t->nonNegative ? "true" : "false") + ")\n";
  }
  s += "#undef BIF_DECL\n";
  return save(path, s);
}

/// The /// lines in one: names without markup, the leading "m:f/a:" dropped.
static std::string plainText(llvm::StringRef doc) {
  if (size_t colon = doc.find(": ");
      colon != llvm::StringRef::npos && doc.substr(0, colon).contains('/'))
    doc = doc.substr(colon + 2);
  std::string text;
  for (size_t i = 0; i < doc.size(); i++) {
    if (doc.substr(i).starts_with("\\p ")) {
      i += 2;
      continue;
    }
    text += doc[i] == '\n' ? " " : doc[i] == '|' ? "\\|" : std::string(1, doc[i]);
  }
  return text;
}

bool writeDocs(const std::string &path, const std::string &root, const std::vector<Bif> &bifs) {
  std::string s = "# Built-in functions\n\n"
                  "Written by `bifgen` from the annotations of `stdlib/Bif.h`, which explains the "
                  "attributes:\n`ninja -C build/release bif-docs`. " +
                  std::to_string(bifs.size()) +
                  " functions. `beamc bifs --missing` compares with an installed OTP.\n";
  llvm::StringRef module;
  for (const Bif &b : bifs) {
    if (module != b.module) {
      module = b.module;
      s += "\n## " + b.module +
           "\n\n| function | attributes | result | source | |\n"
           "|---|---|---|---|---|\n";
    }
    std::string attributes;
    for (const std::string &a : b.attributes)
      attributes += (attributes.empty() ? "" : ", ") + a;
    llvm::StringRef file = b.file;
    file.consume_front(root);
    file.consume_front("/");
    s += "| `" + b.function + "/" + std::to_string(b.arity) + "` | " + attributes + " | " +
         b.result + " | [" + llvm::sys::path::filename(file).str() + "](../" + file.str() + ") | " +
         plainText(b.doc) + " |\n";
  }
  return save(path, s);
}

} // namespace bifgen
