//===- GcSafe.cpp - gcsafe: proof that no raw term survives a collection -----------===//
//
//   gcsafe --summarize=OUT [--depfile=OUT.d] -p BUILD FILE.cpp   one unit's summary
//   gcsafe --report [--stamp=FILE] SUMMARY…                      findings of the whole program
//   gcsafe --check FILE.cpp… -- FLAGS                            both at once (tests)
//
// Exit status 1 when there are findings. The build runs the first form for each source of
// runtime/ and stdlib/ and the second once (target check-gcsafe), so that only what has changed is
// looked at again.
//===----------------------------------------------------------------------===//
#include "runtime/tools/gcsafe/Summarize.h"
#include "runtime/tools/gcsafe/Summary.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace gcsafe;
using namespace clang::tooling;
namespace cl = llvm::cl;

static cl::OptionCategory category("gcsafe options");
static cl::opt<std::string> summarizeTo("summarize", cl::desc("write one unit's summary"),
                                        cl::cat(category));
static cl::opt<std::string> depfile("depfile", cl::desc("write what the summary depends on"),
                                    cl::cat(category));
static cl::opt<bool> reportOnly("report", cl::desc("the arguments are summaries: report findings"),
                                cl::cat(category));
static cl::opt<std::string> stamp("stamp", cl::desc("touch this file when there is no finding"),
                                  cl::cat(category));
static cl::opt<bool> checkNow("check", cl::desc("summarize the sources and report findings"),
                              cl::cat(category));
static cl::opt<std::string> root("root", cl::desc("top of the sources (others are libraries)"),
                                 cl::init(BEAMC_SOURCE_DIR), cl::cat(category));
static cl::opt<std::string> database("p", cl::desc("folder of compile_commands.json"),
                                     cl::cat(category));
static cl::list<std::string> files(cl::Positional, cl::desc("files"), cl::cat(category));

static int reportFindings(const std::vector<std::string> &paths) {
  std::vector<Summary> units(paths.size());
  for (size_t i = 0; i < paths.size(); i++)
    if (!readSummary(paths[i], units[i]))
      return 2;
  if (report(units, llvm::outs()))
    return 1;
  std::error_code ec;
  if (!stamp.empty())
    llvm::raw_fd_ostream(stamp, ec) << "ok\n";
  return ec ? 2 : 0;
}

static bool summarize(const CompilationDatabase &db, const std::string &source,
                      const std::string &output) {
  std::string top = root;
  if (!llvm::StringRef(top).ends_with("/"))
    top += "/";
  ClangTool tool(db, {source});
  // The tool is not where clang looks for its own headers. Warnings are the compiler's affair.
  tool.appendArgumentsAdjuster(getInsertArgumentAdjuster(
      {"-resource-dir", BEAMC_CLANG_RESOURCES, "-w"}, ArgumentInsertPosition::END));
  // The tool works in the folder of the compile command.
  llvm::SmallString<256> out(output), deps(depfile);
  llvm::sys::fs::make_absolute(out);
  if (!deps.empty())
    llvm::sys::fs::make_absolute(deps);
  SummarizeFactory factory({top, out.str().str(), deps.str().str()});
  return tool.run(&factory) == 0 && !factory.failed();
}

int main(int argc, const char **argv) {
  llvm::InitLLVM init(argc, argv);
  std::string error;
  std::unique_ptr<CompilationDatabase> db =
      FixedCompilationDatabase::loadFromCommandLine(argc, argv, error);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "Proves the runtime safe against collections.\n");
  if (reportOnly)
    return reportFindings(files);
  if (!db && !database.empty())
    db = CompilationDatabase::loadFromDirectory(database, error);
  if (!db || files.empty() || (!summarizeTo.empty()) == checkNow) {
    llvm::errs()
        << "gcsafe: expected --summarize=OUT or --check, -p BUILD (or -- FLAGS) and files\n"
        << error;
    return 2;
  }
  if (!checkNow)
    return files.size() == 1 && summarize(*db, files[0], summarizeTo) ? 0 : 2;
  std::vector<std::string> summaries;
  int status = 0;
  for (const std::string &source : files) {
    llvm::SmallString<128> path;
    if (llvm::sys::fs::createTemporaryFile("gcsafe", "sum", path))
      return 2;
    summaries.push_back(path.str().str());
    if (!summarize(*db, source, summaries.back()))
      status = 2;
  }
  if (status == 0)
    status = reportFindings(summaries);
  for (const std::string &path : summaries)
    llvm::sys::fs::remove(path);
  return status;
}
