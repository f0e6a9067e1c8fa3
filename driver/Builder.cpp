//===- Builder.cpp --------------------------------------------------------===//
#include "driver/Builder.h"

#include "driver/BuildConfig.h"
#include "driver/Link.h"

#include "compiler/codegen/LinkObject.h"
#include "compiler/ssa/Bifs.h"
#include "compiler/ssa/Build.h"
#include "compiler/support/Format.h"
#include "runtime/abi/Control.h"
#include "runtime/abi/OtpVersion.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <thread>

namespace fs = std::filesystem;

namespace beamc::driver {

/// The application name of overlay modules in the index.
static constexpr const char *kOverlay = "beamc";
/// That of overlay modules which are part of a program only if something in it calls them.
static constexpr const char *kReachedOverlay = "beamc_reached";

Builder::Builder(const BuildOptions &options, const CommonOptions &common, Diagnostics &diag)
    : options_(options), common_(common), diag_(diag), progress_(common.verbose),
      cache_(options.noCache ? std::string() : cacheDirectory(options.cacheDir)) {}

static bool isBif(std::string_view module, std::string_view function, uint32_t arity) {
  return ssa::findBif(module, function, arity) != nullptr;
}

std::string Builder::otpRoot() const {
  return options_.otpRoot.empty() ? kOtpRoot : options_.otpRoot;
}

bool Builder::collect() {
  StepTimer timer(&times_, "reading modules");
  progress_.step("reading modules");
  if (temporary_.path().empty()) {
    diag_.error("beamc", std::string("expected to make a temporary directory (TMPDIR): ") +
                             std::strerror(errno));
    return false;
  }
  std::string erlc = options_.erlc.empty() ? kErlc : options_.erlc;
  if (!expandInputs(options_.inputs, erlc, temporary_.path(), inputs_, diag_))
    return false;
  bool full =
      options_.boot == Boot::Full || (options_.boot == Boot::Auto && !inputs_.applications.empty());
  Diagnostics before = diag_;
  if (!findModules(full ? Boot::Full : Boot::Lean))
    return false;
  bool needsMore = !full && !reachability_->fullBootCalls().empty();
  if (needsMore && options_.boot == Boot::Auto) {
    const Reachability::FullBootCall &call = reachability_->fullBootCalls().front();
    if (common_.verbose)
      progress_.step("full boot: " + call.caller + " calls " + call.callee + ", which " +
                     std::string(call.why));
    diag_ = std::move(before); // The same is said again.
    if (!findModules(Boot::Full))
      return false;
  } else if (needsMore) {
    warnOfLeanBoot();
  }
  for (const ReachedModule *module : reachability_->modules()) {
    if (common_.verbose && module->origin != Origin::User)
      progress_.step("module " + module->name + ": " + module->reason);
    auto job = std::make_unique<Job>();
    job->source = module;
    jobs_.push_back(std::move(job));
  }
  return !diag_.hasErrors();
}

bool Builder::mayWrite(const std::string &output) {
  std::vector<std::string> read = options_.inputs;
  read.insert(read.end(), options_.linkArguments.begin(), options_.linkArguments.end());
  read.insert(read.end(), inputs_.applications.begin(), inputs_.applications.end());
  read.insert(read.end(), inputs_.availableApplications.begin(),
              inputs_.availableApplications.end());
  for (const std::unique_ptr<Job> &job : jobs_)
    read.push_back(index_.find(job->source->name)->path);
  return !isInput(output, read, diag_);
}

/// Makes the index and follows what the program needs with this boot.
bool Builder::findModules(Boot boot) {
  applications_.reset();
  reachability_.reset();
  index_ = ModuleIndex();
  for (const ModuleFile &file : inputs_.modules)
    index_.add(file);
  for (const std::vector<std::string> &list : {inputs_.applications, inputs_.availableApplications})
    for (const std::string &file : list)
      index_.addApplication(fs::path(file).stem().string(), fs::path(file).parent_path().string());
  std::string overlay = runtimeLibraryDir(options_.libraryDir) + "/overlay";
  index_.addDirectory(overlay + "/common", kOverlay, Origin::Overlay);
  index_.addDirectory(overlay + (boot == Boot::Full ? "/full" : "/lean"), kOverlay,
                      Origin::Overlay);
  index_.addDirectory(overlay + "/reached", kReachedOverlay, Origin::Overlay);
  // A service can always be controlled (BEAMC_CONTROL=on); a small program does not carry that.
  if (boot == Boot::Full || !options_.control.empty())
    index_.addDirectory(overlay + "/control", kOverlay, Origin::Overlay);
  for (const std::string &directory : options_.libraries)
    index_.addLibrary(directory, diag_);
  if (!index_.addOtp(otpRoot(), kOtpRoot, diag_))
    return false;

  reachability_ = std::make_unique<Reachability>(index_, isBif, boot == Boot::Full, diag_);
  for (const ModuleFile &file : inputs_.modules)
    reachability_->include(file.name, "named on the command line");
  if (diag_.hasErrors() || !chooseMain() || !reachRoots(boot))
    return false;
  return boot != Boot::Full || addApplications();
}

bool Builder::reachRoots(Boot boot) {
  for (const std::string &name : index_.modulesOf(kOverlay))
    reachability_->include(name, "part of the runtime");
  for (const std::string &name : options_.includes) {
    std::vector<std::string> modules = index_.modulesOf(name);
    if (modules.empty())
      modules = {name};
    for (const std::string &module : modules)
      if (!reachability_->include(module, "named by --include"))
        diag_.error("--include", "expected a module or an application, found no " + module);
  }
  if (!options_.control.empty())
    for (const char *module : {"erl_scan", "erl_parse", "erl_eval"})
      reachability_->include(module, "beamc eval calls it");
#define RUNTIME_ROOT(module, function, arity, why)                                                 \
  reachability_->reach(module, function, arity, "called by the runtime: " why);
#define FULL_BOOT_ROOT(module, function, arity, why)                                               \
  if (boot == Boot::Full)                                                                          \
    reachability_->reach(module, function, arity, "full boot: " why);
#include "driver/RuntimeRoots.def"
  reachability_->follow();
  // The compiler's passes call each other by names that it keeps in tables.
  if (reachability_->find("compile")) {
    for (const std::string &module : index_.modulesOf("compiler"))
      reachability_->include(module, "of application compiler, which the program calls");
    reachability_->follow();
  }
  return !diag_.hasErrors();
}

static bool exportsMain(const loader::Module &module) {
  return exports(module, "main", 1) || exports(module, "main", 0);
}

/// The runtime calls the function with one argument if it can.
static std::string defaultMain(const loader::Module &module) {
  return exportsMain(module) ? "main" : "start";
}

bool Builder::hasMainFunction(const loader::Module &module) const {
  if (!mainFunction_.empty())
    return exports(module, mainFunction_, 1) || exports(module, mainFunction_, 0);
  return exportsMain(module) || exports(module, "start", 0);
}

bool Builder::chooseMain() {
  size_t colon = options_.main.find(':');
  mainModule_ = options_.main.substr(0, colon);
  mainFunction_.clear();
  if (colon != std::string::npos)
    mainFunction_ = options_.main.substr(colon + 1);
  if (!options_.emit.empty())
    return true;
  bool hasApplication = !inputs_.applications.empty();
  if (mainModule_.empty() && !hasApplication)
    mainModule_ = inputs_.first;
  if (mainModule_.empty()) {
    std::vector<std::string> candidates;
    for (const ModuleFile &file : inputs_.modules) {
      const loader::Module &module = *reachability_->find(file.name)->module;
      if (hasApplication ? exportsMain(module) : hasMainFunction(module))
        candidates.push_back(file.name);
    }
    if (candidates.size() != 1 && hasApplication)
      return true; // The program is its applications.
    if (candidates.size() != 1) {
      diag_.error("--main", candidates.empty()
                                ? "expected a module with main/1, main/0 or start/0, found none; "
                                  "name the function with --main M:F"
                                : "expected one module with a main function, found " +
                                      candidates[0] + ", " + candidates[1] +
                                      (candidates.size() > 2 ? ", …" : "") +
                                      "; name the function with --main M:F");
      return false;
    }
    mainModule_ = candidates[0];
  }
  if (!reachability_->find(mainModule_) &&
      !reachability_->include(mainModule_, "has the main function")) {
    diag_.error("--main", "expected a module that is part of the program, found no " + mainModule_);
    return false;
  }
  const loader::Module &module = *reachability_->find(mainModule_)->module;
  if (hasMainFunction(module)) {
    if (mainFunction_.empty())
      mainFunction_ = defaultMain(module);
    return true;
  }
  std::string wanted = mainFunction_.empty() ? "main/1, main/0 or start/0"
                                             : mainFunction_ + "/1 or " + mainFunction_ + "/0";
  diag_.error("--main", "expected " + mainModule_ + " to export " + wanted + ", found neither");
  return false;
}

std::string Builder::programName() const {
  return !mainModule_.empty() || inputs_.applications.empty()
             ? mainModule_
             : fs::path(inputs_.applications.front()).stem().string();
}

/// Dumps, times and checks are wanted of the user's modules, and come from compiling only.
bool Builder::wantsCompiling(const ReachedModule &source) const {
  return source.origin == Origin::User && (!options_.compile.passes.printAfter.empty() ||
                                           options_.compile.verifyEach || options_.timePasses);
}

bool Builder::loadJob(Job &job) {
  if (wantsCompiling(*job.source) || options_.compile.emit != codegen::Emit::Object)
    return false;
  job.key = cache_.keyOf(job.source->bytes, options_.compile);
  return cache_.load(job.key, job.compiled);
}

void Builder::runJob(Job &job) {
  codegen::CompileOptions options = options_.compile;
  if (job.source->origin != Origin::User)
    options.passes.printAfter.clear();
  bool fromCache = job.good;
  if (!job.good) {
    job.good = codegen::compileModule(*job.source->module, options, job.diag, job.compiled);
    if (job.good && !job.key.empty())
      cache_.store(job.key, job.compiled);
  }
  progress_.finished(job.source->name, fromCache);
}

/// Calls \p work for each of \p jobs, in several threads.
template <typename Work> void Builder::forEach(const std::vector<Job *> &jobs, Work work) const {
  std::atomic<size_t> next{0};
  auto worker = [&] {
    for (size_t i = next++; i < jobs.size(); i = next++)
      work(*jobs[i]);
  };
  size_t threads =
      options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> pool;
  for (size_t i = 1; i < std::min(threads, jobs.size()); ++i)
    pool.emplace_back(worker);
  worker();
  for (std::thread &thread : pool)
    thread.join();
}

/// A module that cannot be compiled is an error if the user has named it; others are left out, and
/// calls of them raise undef. True: it is left out.
bool Builder::leaveOut(const Job &job) {
  const std::vector<std::string> &named = options_.includes;
  if (job.source->origin == Origin::User ||
      std::find(named.begin(), named.end(), job.source->name) != named.end())
    return false;
  for (const Diagnostic &reason : job.diag.all())
    if (reason.severity == Severity::Error) {
      diag_.warning(reason.place, reason.text + "; the module is left out, and calls of it raise "
                                                "undef");
      break;
    }
  reachability_->leaveOut(job.source->name);
  return true;
}

/// Takes from the cache what is there, and looks whether the rest can be compiled at all: what
/// cannot is known before hundreds of modules have been. False after an error.
bool Builder::checkJobs(std::vector<Job *> &order) {
  progress_.step("checking modules");
  forEach(order, [&](Job &job) {
    job.good = loadJob(job);
    job.isFit = job.good || ssa::buildProgram(*job.source->module, job.diag) != nullptr;
  });
  bool good = true;
  for (Job *job : order)
    if (!job->isFit && !leaveOut(*job)) {
      diag_.append(std::move(job->diag));
      good = false;
    }
  std::erase_if(order, [](const Job *job) { return !job->isFit; });
  std::erase_if(jobs_, [](const std::unique_ptr<Job> &job) { return !job->isFit; });
  return good;
}

bool Builder::compile() {
  // Large modules first: the last one to finish is then a small one.
  std::vector<Job *> order;
  for (const std::unique_ptr<Job> &job : jobs_)
    if (options_.emit.empty() || job->source->origin == Origin::User)
      order.push_back(job.get());
  std::sort(order.begin(), order.end(), [](const Job *a, const Job *b) {
    size_t aSize = a->source->module->ops.size(), bSize = b->source->module->ops.size();
    return aSize != bSize ? aSize > bSize : a->source->name < b->source->name;
  });
  bool good = checkJobs(order);
  if (good) {
    progress_.start(order.size());
    forEach(order, [&](Job &job) {
      job.diag = {}; // The check has found the same warnings.
      runJob(job);
    });
  }
  progress_.clear();
  for (const std::unique_ptr<Job> &job : jobs_) {
    good = good && (job->good || std::find(order.begin(), order.end(), job.get()) == order.end());
    diag_.append(std::move(job->diag));
    std::fwrite(job->compiled.dumps.data(), 1, job->compiled.dumps.size(), stderr);
    times_.append(job->compiled.times);
  }
  return good;
}

bool Builder::link(const std::string &output) {
  progress_.step("linking " + output);
  StepTimer timer(&times_, "link");
  codegen::ProgramDescription program;
  program.mainModule = mainModule_;
  program.mainFunction = mainFunction_;
  program.name = fs::path(output).filename().string();
  program.rootDir = otpRoot();
  if (options_.jit == "shared" && !options_.isStatic)
    program.jitLibrary =
        fs::absolute(runtimeLibraryDir(options_.libraryDir) + "/libbeamc_jit.so").string();
  if (applications_) {
    program.fullBoot = true;
    program.files = bootFiles();
  }
  program.files[abi::kErtsVersionFile] = index_.ertsVersion();
  if (!options_.control.empty())
    program.files[abi::kControlFile] = options_.control == "on" ? "" : options_.control;
  LinkRequest request;
  request.withJit = options_.jit == "static";
  std::string programObject = temporary_.path() + "/program.o";
  std::string atomsObject = temporary_.path() + "/atoms.o";
  request.objects = {programObject, atomsObject};
  for (size_t i = 0; i != jobs_.size(); ++i) {
    program.modules.push_back(&jobs_[i]->compiled);
    embedBeam(*jobs_[i]->source, program);
    std::string path = temporary_.path() + formatText("/%zu.o", i);
    if (!writeFile(path, jobs_[i]->compiled.output, /*executable=*/false, diag_))
      return false;
    request.objects.push_back(path);
  }
  codegen::LinkObjects objects = codegen::emitLinkObjects(program);
  if (!writeFile(programObject, objects.program, /*executable=*/false, diag_) ||
      !writeFile(atomsObject, objects.atoms, /*executable=*/false, diag_))
    return false;
  warnOfUndefined(objects.undefined);
  request.output = output;
  request.workDirectory = temporary_.path();
  request.libraryDir = runtimeLibraryDir(options_.libraryDir);
  request.isStatic = options_.isStatic;
  request.isPie = options_.isPie;
  request.keepDebugInfo = options_.compile.debugInfo;
  request.verbose = common_.verbose;
  request.arguments = options_.linkArguments;
  bool good = linkExecutable(request, diag_);
  progress_.clear();
  return good;
}

void Builder::conclude(const std::string &output) {
  std::error_code error;
  auto size = fs::file_size(output, error);
  double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  progress_.conclude(output + formatText(": %zu module%s, %.1f MB, %.1f s", jobs_.size(),
                                         jobs_.size() == 1 ? "" : "s",
                                         error ? 0.0 : double(size) / 1e6, seconds));
}

void Builder::printTimes() const {
  std::string text = times_.render();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string Builder::optionsText() const {
  std::string text = mainModule_ + ":" + mainFunction_ +
                     formatText(" O%u g%d static%d pie%d embed=%s jit=%s", options_.compile.level,
                                options_.compile.debugInfo, options_.isStatic, options_.isPie,
                                options_.embedBeam.c_str(), options_.jit.c_str());
  text += " control=" + options_.control;
  for (const std::string &argument : options_.linkArguments)
    text += " " + argument;
  if (applications_)
    for (const auto &[path, contents] : bootFiles())
      text += " " + path + "=" + contents;
  return text;
}

std::string Builder::programHash() const {
  std::string keys;
  for (const std::unique_ptr<Job> &job : jobs_)
    keys += cache_.keyOf(job->source->bytes, options_.compile);
  std::string runtime = runtimeLibraryDir(options_.libraryDir) + "/libbeamc_runtime.a";
  std::error_code error;
  auto changed = fs::last_write_time(runtime, error).time_since_epoch().count();
  return hashOf({keys, optionsText(), runtime, std::to_string(changed)});
}

} // namespace beamc::driver
