//===- BifGen.cpp - bifgen: the BIF table from the annotations ---------------------===//
//
//   bifgen [--table=BifTable.cpp] [--separate=MODULE=FILE…] [--declarations=Bifs.inc]
//   [--docs=bifs.md --root=TOP] sources…
//===----------------------------------------------------------------------===//
#include "runtime/tools/bifgen/Bif.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using namespace bifgen;
namespace cl = llvm::cl;

static cl::OptionCategory category("bifgen options");
static cl::opt<std::string> tablePath("table", cl::desc("write the runtime's table"),
                                      cl::cat(category));
static cl::list<std::string> separate("separate", cl::cat(category),
                                      cl::desc("MODULE=FILE: BIFs with a table of their own"));
static cl::opt<std::string> declarationsPath("declarations", cl::desc("write the compiler's list"),
                                             cl::cat(category));
static cl::opt<std::string> docsPath("docs", cl::desc("write the documentation page"),
                                     cl::cat(category));
static cl::opt<std::string> root("root", cl::desc("top of the source tree, for links"),
                                 cl::cat(category));
static cl::list<std::string> sources(cl::Positional, cl::OneOrMore, cl::desc("sources"),
                                     cl::cat(category));

static bool unique(const std::vector<Bif> &sorted) {
  bool ok = true;
  for (size_t i = 1; i < sorted.size(); i++)
    if (sorted[i].name() == sorted[i - 1].name()) {
      llvm::errs() << sorted[i].file << ":" << sorted[i].line << ": " << sorted[i].name()
                   << " is also at " << sorted[i - 1].file << ":" << sorted[i - 1].line << "\n";
      ok = false;
    }
  return ok;
}

/// Takes the BIFs of \p module out of \p bifs.
static std::vector<Bif> takeModule(std::vector<Bif> &bifs, llvm::StringRef module) {
  std::vector<Bif> taken;
  std::erase_if(bifs, [&](const Bif &b) {
    if (b.module != module)
      return false;
    taken.push_back(b);
    return true;
  });
  return taken;
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "Collects BIF annotations.\n");

  std::vector<Bif> bifs;
  for (const std::string &path : sources)
    if (!scanFile(path, bifs))
      return 1;
  std::sort(bifs.begin(), bifs.end(), [](const Bif &a, const Bif &b) {
    return std::tie(a.module, a.function, a.arity) < std::tie(b.module, b.function, b.arity);
  });
  if (!unique(bifs))
    return 1;
  for (llvm::StringRef option : separate)
    for (Bif &b : bifs)
      b.separate |= option.split('=').first == b.module;
  bool ok = true;
  std::vector<Bif> main = bifs;
  for (llvm::StringRef option : separate) {
    auto [module, path] = option.split('=');
    ok &= writeTable(path.str(), takeModule(main, module), /*group=*/true);
  }
  ok &= tablePath.empty() || writeTable(tablePath, main, /*group=*/false);
  ok &= declarationsPath.empty() || writeDeclarations(declarationsPath, bifs);
  ok &= docsPath.empty() || writeDocs(docsPath, root, bifs);
  return ok ? 0 : 1;
}
