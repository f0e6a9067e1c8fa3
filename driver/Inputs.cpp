//===- Inputs.cpp ---------------------------------------------------------===//
#include "driver/Inputs.h"

#include "driver/Application.h"
#include "driver/Files.h"

#include "compiler/loader/Module.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace fs = std::filesystem;

namespace beamc::driver {

int runProgram(const std::vector<std::string> &arguments, std::string *output) {
  std::vector<char *> argv;
  argv.reserve(arguments.size() + 1);
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  int ends[2] = {-1, -1};
  if (output && pipe2(ends, O_CLOEXEC) == 0) {
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  }
  pid_t pid = 0;
  bool started = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (ends[0] >= 0) {
    close(ends[1]);
    char buffer[4096];
    ssize_t count = 0;
    while ((count = read(ends[0], buffer, sizeof buffer)) > 0 || (count < 0 && errno == EINTR))
      output->append(buffer, size_t(std::max<ssize_t>(count, 0)));
    close(ends[0]);
  }
  int status = 0;
  while (started && waitpid(pid, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  if (!started)
    return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

namespace {

class InputExpander {
public:
  InputExpander(const std::string &erlc, const std::string &directory, Inputs &out,
                Diagnostics &diag)
      : erlc_(erlc), directory_(directory), out_(out), diag_(diag) {}

  bool run(const std::vector<std::string> &arguments) {
    for (const std::string &argument : arguments) {
      fs::path path(argument);
      std::error_code error;
      if (!fs::exists(path, error))
        diag_.error(argument, "expected a file or directory, found none of that name");
      else if (fs::is_directory(path, error))
        addDirectory(path);
      else if (path.extension() == ".beam")
        addModule(path, applicationBeside(path));
      else if (path.extension() == ".erl")
        addSource(path);
      else if (path.extension() == ".app")
        addApplication(path);
      else if (path.extension() == ".ez")
        addArchive(path, path);
      else
        addScript(path);
    }
    compileSources();
    fs::path first(arguments.front());
    if (!scriptMain_.empty())
      out_.first = scriptMain_;
    else if (first.extension() == ".beam" || first.extension() == ".erl")
      out_.first = first.stem().string();
    else if (out_.modules.size() == 1)
      out_.first = out_.modules.front().name;
    return !diag_.hasErrors();
  }

private:
  /// \p shown: as ModuleFile::shownPath.
  void addModule(const fs::path &path, const std::string &application,
                 const std::string &shown = {}) {
    ModuleFile file{path.stem().string(), path.string(), application, Origin::User, shown};
    for (const ModuleFile &other : out_.modules)
      if (other.name == file.name) {
        if (std::error_code error; !fs::equivalent(other.path, path, error))
          diag_.error(file.shown(), "expected each module once, found it also in " + other.shown());
        return;
      }
    out_.modules.push_back(std::move(file));
  }

  void addSource(const fs::path &path) {
    for (const std::string &other : sources_)
      if (fs::path(other).stem() == path.stem()) {
        if (std::error_code error; !fs::equivalent(other, path, error))
          diag_.error(path.string(), "expected each module once, found it also in " + other);
        return;
      }
    sources_.push_back(path.string());
  }

  /// The name of the .app file in the module's directory, if there is one.
  static std::string applicationBeside(const fs::path &module) {
    std::error_code error;
    fs::path parent = module.parent_path();
    for (const fs::directory_entry &entry :
         fs::directory_iterator(parent.empty() ? "." : parent, error))
      if (entry.path().extension() == ".app")
        return entry.path().stem().string();
    return {};
  }

  void addDirectory(fs::path path) {
    std::error_code error;
    if (fs::is_directory(path / "ebin", error))
      path /= "ebin";
    std::vector<fs::path> files;
    std::vector<std::string> applications;
    for (const fs::directory_entry &entry : fs::directory_iterator(path, error)) {
      if (entry.path().extension() == ".beam")
        files.push_back(entry.path());
      else if (entry.path().extension() == ".app")
        applications.push_back(entry.path().string());
    }
    // The directory is that of an application, which starts with the program.
    std::vector<std::string> &list =
        applications.size() == 1 ? out_.applications : out_.availableApplications;
    list.insert(list.end(), applications.begin(), applications.end());
    if (files.empty())
      diag_.error(path.string(), "expected a directory with .beam files, found none in it");
    std::sort(files.begin(), files.end());
    for (const fs::path &file : files)
      addModule(file, applicationBeside(file));
  }

  void addApplication(const fs::path &path) {
    std::unique_ptr<Application> application = readApplication(path.string(), diag_);
    if (!application)
      return;
    out_.applications.push_back(path.string());
    for (const std::string &module : application->atoms("modules"))
      addModule(path.parent_path() / (module + ".beam"), application->name);
  }

  /// An escript: a first line `#!…`, comments, of which `%%! …` has options for the emulator, and
  /// then source, a .beam file or an archive. Source needs no -module attribute.
  void addScript(const fs::path &path) {
    std::vector<uint8_t> bytes;
    if (!readFile(path.string(), bytes, diag_))
      return;
    std::string_view text = textOf(bytes);
    if (!text.starts_with("#!"))
      return diag_.error(path.string(), "expected a .beam, .erl, .app or .ez file, an escript or a "
                                        "directory, found something else");
    std::string main = path.stem().string();
    unsigned line = 1;
    while (line == 1 || (line <= 3 && text.starts_with("%"))) {
      std::string_view header = text.substr(0, text.find('\n'));
      if (std::string named = mainOption(header); header.starts_with("%%!") && !named.empty())
        main = named;
      text.remove_prefix(std::min(text.size(), header.size() + 1));
      ++line;
    }
    if (scriptMain_.empty() && out_.modules.empty() && sources_.empty())
      scriptMain_ = main;
    std::string made = directory_ + "/" + path.stem().string();
    if (text.starts_with("PK")) {
      if (writeFile(made + ".ez", text, /*executable=*/false, diag_))
        addArchive(made + ".ez", path);
    } else if (text.starts_with("FOR1")) {
      addScriptModule(path, text);
    } else {
      std::string name = loader::printAtom(path.stem().string());
      std::string source = "-file(\"" + path.string() + "\", " + std::to_string(line - 1) + ").\n";
      if (text.find("-module(") == std::string_view::npos)
        source = "-module(" + name + ").\n-export([main/1]).\n" + source;
      source += text;
      if (writeFile(made + ".erl", source, /*executable=*/false, diag_)) {
        scripts_.push_back(path.string());
        sources_.push_back(made + ".erl");
      }
    }
  }

  /// Of `%%! -escript main NAME`.
  static std::string mainOption(std::string_view line) {
    static constexpr std::string_view kOption = "-escript main ";
    size_t at = line.find(kOption);
    if (at == std::string_view::npos)
      return {};
    std::string_view name = line.substr(at + kOption.size());
    return std::string(name.substr(0, name.find_first_of(" \t\r")));
  }

  /// A script that is a module under its own name.
  void addScriptModule(const fs::path &path, std::string_view bytes) {
    std::vector<uint8_t> copy(bytes.begin(), bytes.end());
    std::unique_ptr<loader::Module> module = loader::loadModule(copy, path.string(), diag_);
    if (!module)
      return;
    std::string name(module->name), made = directory_ + "/" + name + ".beam";
    if (scriptMain_ == path.stem().string())
      scriptMain_ = name;
    if (writeFile(made, bytes, /*executable=*/false, diag_))
      addModule(made, {}, path.string());
  }

  /// The modules and .app files of a zip archive: NAME-VERSION/ebin, NAME/ebin, or without folders.
  /// \p shown: the file that the user has named.
  void addArchive(const fs::path &archive, const fs::path &shown) {
    std::string target = directory_ + "/" + shown.stem().string() + ".files";
    fs::path erlc(erlc_);
    std::string erl = erlc.has_parent_path() ? (erlc.parent_path() / "erl").string() : "erl";
    static const std::string unpack = "[F, D] = init:get_plain_arguments(), "
                                      "case zip:extract(F, [{cwd, D}]) of {ok, _} -> halt(0); "
                                      "{error, E} -> io:format(\"~p\", [E]), halt(1) end.";
    std::string output;
    int status = runProgram({erl, "-noinput", "-boot", "start_clean", "-eval", unpack, "-extra",
                             fs::absolute(archive).string(), target},
                            &output);
    if (status != 0)
      return diag_.error(shown.string(),
                         "expected a zip archive, which " + erl + " unpacks; it says: " + output);
    std::error_code error;
    std::vector<fs::path> modules, applications;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(target, error)) {
      if (entry.path().extension() == ".beam")
        modules.push_back(entry.path());
      else if (entry.path().extension() == ".app")
        applications.push_back(entry.path());
    }
    std::sort(modules.begin(), modules.end());
    if (modules.empty())
      diag_.error(shown.string(), "expected .beam files in this archive, found none");
    for (const fs::path &module : modules)
      addModule(module, applicationBeside(module), shown.string());
    bool starts = scriptMain_.empty() && applications.size() == 1;
    for (const fs::path &application : applications)
      (starts ? out_.applications : out_.availableApplications).push_back(application.string());
  }

  void compileSources() {
    if (sources_.empty() || diag_.hasErrors())
      return;
    // Earlier files first: a parse transform may be among them.
    std::vector<std::string> command = {erlc_, "+debug_info", "-pa", directory_, "-o", directory_};
    command.insert(command.end(), sources_.begin(), sources_.end());
    std::string output;
    int status = runProgram(command, &output);
    // What it says of the files that it makes is about their sources.
    size_t script = 0;
    std::vector<std::string> shown;
    for (const std::string &source : sources_) {
      shown.push_back(source.starts_with(directory_ + "/") ? scripts_[script++] : source);
      replaceAll(output, compiledPath(source), shown.back());
      replaceAll(output, source, shown.back());
    }
    std::fwrite(output.data(), 1, output.size(), stderr);
    if (status != 0) {
      std::string reason = status < 0     ? "it could not be run"
                           : status > 128 ? "signal " + std::to_string(status - 128) + " ended it"
                                          : "it found errors";
      return diag_.error(shown.front(), erlc_ + " did not compile this source: " + reason);
    }
    for (size_t i = 0; i != sources_.size(); ++i)
      addModule(compiledPath(sources_[i]), {}, shown[i]);
  }

  std::string compiledPath(const std::string &source) const {
    return directory_ + "/" + fs::path(source).stem().string() + ".beam";
  }

  static void replaceAll(std::string &text, const std::string &from, const std::string &to) {
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  }

  const std::string &erlc_, &directory_;
  Inputs &out_;
  Diagnostics &diag_;
  std::vector<std::string> sources_; ///< those in directory_ are made of scripts_, in that order
  std::vector<std::string> scripts_;
  std::string scriptMain_; ///< the main module, if the first input is an escript
};

} // namespace

bool expandInputs(const std::vector<std::string> &arguments, const std::string &erlc,
                  const std::string &directory, Inputs &out, Diagnostics &diag) {
  return InputExpander(erlc, directory, out, diag).run(arguments);
}

} // namespace beamc::driver
