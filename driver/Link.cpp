//===- Link.cpp -----------------------------------------------------------===//
#include "driver/Link.h"

#include "driver/BuildConfig.h"
#include "driver/Files.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

namespace fs = std::filesystem;

namespace beamc::driver {

std::string runtimeLibraryDir(const std::string &chosen) {
  if (!chosen.empty())
    return chosen;
  if (const char *directory = std::getenv("BEAMC_LIB_DIR"); directory && *directory)
    return directory;
  std::error_code error;
  fs::path lib = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "lib";
  // Installed, or in a build directory.
  return fs::exists(lib / "beamc", error) ? (lib / "beamc").string() : lib.string();
}

namespace {

std::string jitObject(const LinkRequest &request) {
  return request.libraryDir + "/beamc_jit_static.o";
}

class LinkCommand {
public:
  /// \p output: the file that the linker writes.
  LinkCommand(const LinkRequest &request, const std::string &output)
      : request_(request), output_(output) {}

  std::vector<std::string> build() {
    out_ = {"ld.lld",
            "-m",
            "elf_x86_64",
            "--eh-frame-hdr",
            "--hash-style=gnu",
            "--build-id=sha1",
            "-z",
            "relro",
            "-z",
            "now",
            "-o",
            output_};
    if (request_.isStatic)
      add({"-static"});
    else
      add({request_.isPie ? "-pie" : "-no-pie", "-dynamic-linker", kDynamicLinker,
           "--export-dynamic-symbol=enif_*"});
    if (!request_.keepDebugInfo)
      add({"--strip-debug"});
    add({request_.isPie ? kCrtStartPie : kCrtStart, kCrtInit,
         request_.isStatic ? kCrtBeginStatic : kCrtBeginPie});
    for (const std::string &directory : split(kLibraryDirs))
      out_.push_back("-L" + directory);
    out_.insert(out_.end(), request_.objects.begin(), request_.objects.end());
    if (request_.withJit)
      out_.insert(out_.end(), {jitObject(request_), "-l:libzstd.a"});
    libraries();
    out_.insert(out_.end(), request_.arguments.begin(), request_.arguments.end());
    add({request_.isStatic ? kCrtEndStatic : kCrtEndPie, kCrtFini});
    return std::move(out_);
  }

private:
  /// Empty arguments are files that the compiler does not know.
  void add(std::initializer_list<const char *> arguments) {
    for (const char *argument : arguments)
      if (*argument)
        out_.push_back(argument);
  }

  static std::vector<std::string> split(llvm::StringRef text) {
    llvm::SmallVector<llvm::StringRef, 8> parts;
    text.split(parts, ':', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    return {parts.begin(), parts.end()};
  }

  void libraries() {
    add({"--start-group"});
    out_.push_back(request_.libraryDir + "/libbeamc_runtime.a");
    for (const std::string &library : split(kRuntimeLibs))
      out_.push_back(library);
    // What this runtime needs besides: a sanitizer's libraries. One argument a line.
    std::ifstream more(request_.libraryDir + "/link-libraries");
    for (std::string line; std::getline(more, line);)
      out_.push_back(line);
    add({kLibStdCxx, "-lm", "-lpthread", "-ldl", "-lc", kLibGcc, kLibGccEh, "--end-group"});
  }

  const LinkRequest &request_;
  const std::string &output_;
  std::vector<std::string> out_;
};

/// Takes what the linker writes into memory. The linker maps its output file, and a disk that gets
/// full then is SIGBUS; what is no regular file it writes as a whole, to this pipe with a name.
class OutputPipe {
public:
  explicit OutputPipe(std::string path) : path_(std::move(path)) {}
  ~OutputPipe() { finish(); }
  OutputPipe(const OutputPipe &) = delete;
  OutputPipe &operator=(const OutputPipe &) = delete;

  bool open(Diagnostics &diag) {
    // The end for reading opens at once with O_NONBLOCK, and reading waits as long as the one for
    // writing is open.
    if (mkfifo(path_.c_str(), 0600) == 0)
      from_ = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (from_ >= 0)
      to_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (to_ < 0 || fcntl(from_, F_SETFL, 0) != 0) {
      diag.error(path_, std::string("cannot be made: ") + std::strerror(errno));
      return false;
    }
    reader_ = std::thread([this] { read(); });
    return true;
  }

  /// All that was written, when the linker has closed its end.
  const std::string &finish() {
    if (to_ >= 0)
      close(to_);
    if (reader_.joinable())
      reader_.join();
    if (from_ >= 0)
      close(from_);
    to_ = from_ = -1;
    return bytes_;
  }

private:
  void read() {
    std::vector<char> buffer(1 << 20);
    for (;;) {
      ssize_t count = ::read(from_, buffer.data(), buffer.size());
      if (count > 0)
        bytes_.append(buffer.data(), size_t(count));
      else if (count == 0 || errno != EINTR)
        return;
    }
  }

  std::string path_, bytes_;
  std::thread reader_;
  int from_ = -1, to_ = -1;
};

} // namespace

bool linkExecutable(const LinkRequest &request, Diagnostics &diag) {
  std::error_code error;
  if (!fs::exists(request.libraryDir + "/libbeamc_runtime.a", error)) {
    diag.error(request.libraryDir,
               "expected libbeamc_runtime.a in this directory, found none; name "
               "the directory with --lib-dir");
    return false;
  }
  if (request.withJit && !fs::exists(jitObject(request), error)) {
    diag.error(jitObject(request), "--jit=static needs this file; this build of beamc has none");
    return false;
  }
  std::string pipeName = request.workDirectory + "/output";
  OutputPipe pipe(pipeName);
  if (!pipe.open(diag))
    return false;
  std::vector<std::string> command = LinkCommand(request, pipeName).build();
  std::vector<const char *> arguments;
  arguments.reserve(command.size());
  for (const std::string &argument : command)
    arguments.push_back(argument.c_str());
  if (request.verbose) {
    for (const std::string &argument : command)
      std::fprintf(stderr, "%s ", argument.c_str());
    std::fputc('\n', stderr);
  }
  std::string output;
  llvm::raw_string_ostream stream(output);
  lld::Result result = lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  llvm::SmallVector<llvm::StringRef, 8> lines;
  llvm::StringRef(output).split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines) {
    line.consume_front("ld.lld: ");
    if (line.consume_front("error: "))
      diag.error("link", line.str());
    else if (line.consume_front("warning: "))
      diag.warning(Place{.file = "link", .chunk = {}}, line.str());
    else
      diag.note(Place{.file = "link", .chunk = {}}, line.str());
  }
  if (result.retCode != 0 && !diag.hasErrors())
    diag.error("link", "the linker failed and did not say why");
  return result.retCode == 0 && writeFile(request.output, pipe.finish(), /*executable=*/true, diag);
}

} // namespace beamc::driver
