//===- BootScript.cpp -----------------------------------------------------===//
#include "driver/BootScript.h"

#include "driver/Terms.h"

#include "runtime/abi/OtpVersion.h"

#include <algorithm>
#include <filesystem>

namespace fs = std::filesystem;

namespace beamc::driver {

using loader::Literal;
using loader::LiteralKind;

Applications::Entry &Applications::read(const std::string &name) {
  auto [found, isNew] = entries_.try_emplace(name);
  Entry &entry = found->second;
  if (!isNew)
    return entry;
  std::string directory = index_.directoryOf(name), path = directory + "/" + name + ".app";
  std::error_code error;
  if (!directory.empty() && fs::exists(path, error))
    entry.spec = readApplication(path, diag_);
  return entry;
}

bool Applications::add(const std::string &name, const std::string &neededBy, bool start) {
  Entry &entry = read(name);
  if (!entry.spec) {
    if (!diag_.hasErrors())
      diag_.error(neededBy, "expected application " + name + ", found no " + name +
                                ".app; name its directory as an input or with --lib");
    return false;
  }
  bool more = (start && !entry.started) || !entry.visited;
  entry.started = entry.started || start;
  entry.loaded = entry.loaded || start;
  entry.whole = true;
  if (more && !addNeeded(entry, start))
    return false;
  if (!entry.visited)
    order_.push_back(&entry);
  entry.visited = true;
  return true;
}

bool Applications::addNeeded(Entry &entry, bool start) {
  const Application &spec = *entry.spec;
  std::string place = spec.directory + "/" + spec.name + ".app";
  std::vector<std::string> optional = spec.atoms("optional_applications");
  for (const std::string &needed : spec.atoms("applications")) {
    bool mayLack = std::find(optional.begin(), optional.end(), needed) != optional.end();
    if (mayLack && !read(needed).spec)
      continue;
    if (!add(needed, place, start))
      return false;
  }
  // An included application is loaded with the one that includes it, which starts it.
  for (const std::string &included : spec.atoms("included_applications")) {
    Entry &part = read(included);
    if (!add(included, place, /*start=*/false) || (start && !addNeeded(part, start)))
      return false;
    part.loaded = part.loaded || start;
  }
  return true;
}

void Applications::know(const std::string &name) {
  Entry &entry = read(name);
  if (!entry.spec || entry.visited)
    return;
  entry.visited = true;
  order_.push_back(&entry);
}

namespace {

class ScriptWriter {
public:
  explicit ScriptWriter(const BootScriptRequest &request) : request_(request) {}

  std::string run() {
    const Application &kernel = application("kernel");
    progress("preloaded");
    path();
    loadedModules();
    progress("modules_loaded");
    process("heart", "heart", "start", {});
    process("logger", "logger_server", "start_link", {});
    process("application_controller", "application_controller", "start", {kernel.term});
    progress("init_kernel_started");
    for (const Applications::Entry *entry : request_.applications->all())
      if (entry->spec->name == "stdlib" || (entry->loaded && entry->spec->name != "kernel"))
        apply("application", "load", {entry->spec->term});
    progress("applications_loaded");
    start("kernel");
    start("stdlib");
    apply("beamc_control", "start", {});
    for (const Applications::Entry *entry : request_.applications->all())
      if (entry->started && entry->spec->name != "kernel" && entry->spec->name != "stdlib")
        start(entry->spec->name);
    progress("started");
    if (!request_.mainModule.empty())
      apply("beamc_main", "start", {t_.atom(request_.mainModule), t_.atom(request_.mainFunction)});
    // The script of an installed OTP has that name.
    const Literal *id =
        t_.tuple({t_.string("Erlang/OTP"),
                  t_.string(std::to_string(abi::otpReleaseOf(request_.ertsVersion)))});
    return loader::encodeEtf(*t_.tuple({t_.atom("script"), id, t_.list(commands_)}));
  }

private:
  const Application &application(std::string_view name) const {
    for (const Applications::Entry *entry : request_.applications->all())
      if (entry->spec->name == name)
        return *entry->spec;
    std::abort(); // kernel and stdlib are part of every program with the full boot.
  }

  void progress(std::string_view what) {
    commands_.push_back(t_.tuple({t_.atom("progress"), t_.atom(what)}));
  }
  const Literal *call(std::string_view module, std::string_view function,
                      const Terms::Elements &arguments) {
    return t_.tuple({t_.atom(module), t_.atom(function), t_.list(arguments)});
  }
  void apply(std::string_view module, std::string_view function, const Terms::Elements &arguments) {
    commands_.push_back(t_.tuple({t_.atom("apply"), call(module, function, arguments)}));
  }
  void process(std::string_view name, std::string_view module, std::string_view function,
               const Terms::Elements &arguments) {
    commands_.push_back(
        t_.tuple({t_.atom("kernelProcess"), t_.atom(name), call(module, function, arguments)}));
  }
  void start(std::string_view name) {
    apply("application", "start_boot", {t_.atom(name), t_.atom("permanent")});
  }

  void path() {
    Terms::Elements directories;
    std::set<std::string> own = request_.ownDirectories;
    for (const Applications::Entry *entry : request_.applications->all())
      own.erase(entry->spec->directory);
    for (const std::string &directory : own)
      directories.push_back(t_.string(directory));
    for (const Applications::Entry *entry : request_.applications->all())
      directories.push_back(t_.string(entry->spec->directory));
    commands_.push_back(t_.tuple({t_.atom("path"), t_.list(directories)}));
  }

  void loadedModules() {
    Terms::Elements groups;
    for (const auto &[directory, modules] : request_.loaded) {
      Terms::Elements names;
      for (const std::string &name : modules)
        names.push_back(t_.atom(name));
      groups.push_back(t_.tuple({t_.string(directory), t_.list(names)}));
    }
    apply("beamc_main", "loaded", {t_.list(groups)});
  }

  const BootScriptRequest &request_;
  Terms t_;
  Terms::Elements commands_;
};

} // namespace

std::map<std::string, std::string> makeBootFiles(const BootScriptRequest &request) {
  std::map<std::string, std::string> files;
  files[request.root + "/bin/start.boot"] = ScriptWriter(request).run();
  for (const Applications::Entry *entry : request.applications->all())
    files[entry->spec->directory + "/" + entry->spec->name + ".app"] = entry->spec->text;
  return files;
}

} // namespace beamc::driver
