//===- BuilderBoot.cpp - lean or full boot, applications, what is missing -----------------===//
#include "driver/Builder.h"

#include "compiler/codegen/LinkObject.h"
#include "compiler/loader/BeamWriter.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

namespace fs = std::filesystem;

namespace beamc::driver {

/// All modules of \p entry that its .app file lists.
bool Builder::includeApplication(const Applications::Entry &entry) {
  for (const std::string &module : entry.spec->atoms("modules"))
    if (!reachability_->include(module, "of application " + entry.spec->name))
      diag_.error(entry.spec->directory + "/" + entry.spec->name + ".app",
                  "expected the modules of the application, found no " + module);
  return !diag_.hasErrors();
}

/// The applications of a program with the full boot. Kernel and stdlib are there by what is
/// reached of them; of others whose start the program asks for, all modules are.
bool Builder::addApplications() {
  applications_ = std::make_unique<Applications>(index_, diag_);
  applications_->know("kernel");
  applications_->know("stdlib");
  for (const std::string &file : inputs_.applications)
    if (!applications_->add(fs::path(file).stem().string(), file, /*start=*/true))
      return false;
  // A function that calls application:start/1 and names an application.
  for (const std::string &name : reachability_->startedNames())
    if (!index_.directoryOf(name).empty() && !applications_->add(name, name, /*start=*/false))
      return false;
  std::vector<const Applications::Entry *> list = applications_->all();
  for (const Applications::Entry *entry : list)
    if (entry->whole && entry->spec->name != "kernel" && entry->spec->name != "stdlib" &&
        !includeApplication(*entry))
      return false;
  reachability_->follow();
  for (const ReachedModule *module : reachability_->modules())
    if (const ModuleFile *file = index_.find(module->name))
      if (!file->application.empty())
        applications_->know(file->application);
  for (const std::string &file : inputs_.availableApplications)
    applications_->know(fs::path(file).stem().string());
  return !diag_.hasErrors();
}

std::string Builder::directoryOf(const ModuleFile &file) const {
  std::string preloaded = index_.directoryOf("erts");
  std::error_code error;
  if (fs::exists(preloaded + "/" + file.name + ".beam", error))
    return preloaded;
  return file.origin == Origin::Overlay
             ? index_.directoryOf("kernel")
             : fs::absolute(file.shown()).parent_path().lexically_normal().string();
}

bool Builder::isEmbedded(Origin origin) const {
  return options_.embedBeam == "all" || (options_.embedBeam == "own" && origin == Origin::User);
}

/// With the full boot as a file, so that code:get_object_code/1 and load_file/1 find it; one copy
/// is enough for the interpreter too.
void Builder::embedBeam(const ReachedModule &module, codegen::ProgramDescription &program) const {
  if (!isEmbedded(module.origin))
    return;
  std::string beam = loader::writeForLoading(*module.module);
  if (applications_)
    program.files[directoryOf(*index_.find(module.name)) + "/" + module.name + ".beam"] = beam;
  else
    program.beams[module.name] = beam;
}

std::map<std::string, std::string> Builder::bootFiles() const {
  BootScriptRequest request;
  request.applications = applications_.get();
  request.ertsVersion = index_.ertsVersion();
  request.root = otpRoot();
  request.mainModule = mainModule_;
  request.mainFunction = mainFunction_;
  for (const ReachedModule *module : reachability_->modules()) {
    const ModuleFile *file = index_.find(module->name);
    std::string directory = directoryOf(*file);
    if (directory == index_.directoryOf("erts"))
      continue; // erlang:pre_loaded/0 names it, though the program has our own
    request.loaded[directory].push_back(module->name);
    if (file->origin == Origin::User && isEmbedded(file->origin))
      request.ownDirectories.insert(directory);
  }
  return makeBootFiles(request);
}

void Builder::warnOfLeanBoot() {
  for (const Reachability::FullBootCall &call : reachability_->fullBootCalls())
    if (call.origin == Origin::User)
      diag_.warning(Place{.file = call.caller, .chunk = {}},
                    call.callee + " " + std::string(call.why) +
                        ", which the lean boot does not start; build with --boot=full");
}

/// A protocol of Elixir asks `PROTOCOL.TYPE:__impl__/1` for the built-in types, and takes undef for
/// an answer.
static bool isAskedByProtocol(const loader::Module &caller, std::string_view module,
                              std::string_view function, uint32_t arity) {
  return function == "__impl__" && arity == 1 && exports(caller, "__protocol__", 1) &&
         module.size() > caller.name.size() && module.starts_with(caller.name) &&
         module[caller.name.size()] == '.';
}

/// What the user's own modules call must be there; OTP's libraries name much that a program never
/// comes to.
void Builder::warnOfUndefined(const std::vector<std::string> &undefined) {
  std::unordered_map<std::string, std::string> callers;
  for (const std::unique_ptr<Job> &job : jobs_)
    if (job->source->origin == Origin::User)
      for (const codegen::CompiledModule::Mfa &mfa : job->compiled.referenced)
        if (!isAskedByProtocol(*job->source->module, mfa.module, mfa.function, mfa.arity))
          callers.try_emplace(mfa.module + ":" + mfa.function + "/" + std::to_string(mfa.arity),
                              job->source->name);
  for (const std::string &name : undefined) {
    if (auto caller = callers.find(name); caller != callers.end())
      diag_.warning(Place{.file = caller->second, .chunk = {}},
                    name + " is not defined and raises undef when called");
    else if (common_.verbose)
      progress_.step("not defined, raises undef when called: " + name);
  }
}

} // namespace beamc::driver
