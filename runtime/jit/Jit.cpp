//===- Jit.cpp - Requests, the compiling thread, installing -----------------------------------===//
#include "runtime/jit/Jit.h"
#include "runtime/code/Program.h"
#include "runtime/heap/Build.h"
#include "runtime/interp/Module.h"
#include "runtime/interp/OpTable.h"
#include "runtime/jit/Library.h"
#include "runtime/main/Debug.h"
#include "runtime/term/Etf.h"
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <signal.h>
#include <thread>

namespace beamc::rt {

uint32_t gJitThreshold = 2000;

namespace {

/// A module with fewer words of threaded code is compiled as a whole: the time goes into what does
/// not depend on its size.
constexpr size_t kSmallModule = 3000;

/// All that the compiling thread needs to know: the module itself may go in the meantime.
struct Job {
  Term name;
  uint64_t serial; ///< InterpretedModule::serial
  std::shared_ptr<const std::string> beam;
  std::vector<const FunEntry *> funs;
  std::vector<const void *> functions; ///< their interpreted code
  std::vector<uint8_t> wanted;         ///< abi::JitRequest::wanted; empty: all
  NativeCode *made = nullptr;
};

std::mutex gLock;
std::condition_variable gChange;
/// Hot functions come before the rests of other modules.
std::deque<Job> gHot, gWhole;
std::vector<Job> gMade;
bool gAnyMade; // atomic
bool gStarted;
/// Requests that have not been answered yet; kNoLibrary: nothing ever will be.
int gOpen;
constexpr int kNoLibrary = -1;
std::condition_variable gAnswered;

const void *funEntryOf(void *context, uint32_t lambda) {
  auto &funs = static_cast<Job *>(context)->funs;
  return lambda < funs.size() ? funs[lambda] : nullptr;
}

const void *functionCodeOf(void *context, uint32_t function) {
  auto &functions = static_cast<Job *>(context)->functions;
  return function < functions.size() ? functions[function] : nullptr;
}

/// The version that the job's module is, if it is still there. Under the code lock.
ModuleCode *versionOf(const Job &job) {
  LoadedModule *m = findLoadedModule(job.name);
  if (!m)
    return nullptr;
  for (ModuleCode *code : {m->current, m->old, m->onLoad})
    if (code && code->interpreted && code->interpreted->serial == job.serial)
      return code;
  return nullptr;
}

/// Is it worth compiling? Upgrades may come faster than compiled code.
bool isStillThere(const Job &job) {
  CodeLock lock;
  return versionOf(job) != nullptr;
}

void compileJobs(const JitLibrary &library) {
  for (;;) {
    std::unique_lock<std::mutex> guard(gLock);
    gChange.wait(guard, [] { return !gHot.empty() || !gWhole.empty(); });
    std::deque<Job> &queue = gHot.empty() ? gWhole : gHot;
    Job job = std::move(queue.front());
    queue.pop_front();
    guard.unlock();
    abi::JitHost host = jitHost();
    host.context = &job;
    host.funEntry = funEntryOf;
    host.functionCode = functionCodeOf;
    std::string_view name = atomText(job.name);
    abi::JitRequest request{.beam = job.beam->data(),
                            .size = job.beam->size(),
                            .name = name.data(),
                            .nameSize = name.size(),
                            .wanted = job.wanted.empty() ? nullptr : job.wanted.data(),
                            .wantedCount = job.wanted.size(),
                            .flags = 0};
    abi::JitCode code{};
    bool good = isStillThere(job) && library.compile(host, request, code);
    guard.lock();
    if (good) { // else it stays interpreted
      job.made = new NativeCode{code, {}, nullptr};
      gMade.push_back(std::move(job));
      __atomic_store_n(&gAnyMade, true, __ATOMIC_RELEASE);
    }
    gOpen--;
    gAnswered.notify_all();
  }
}

void startThread() {
  // Signals are for the thread that OsSignals has chosen.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread([] {
    if (std::unique_ptr<JitLibrary> library = JitLibrary::open())
      compileJobs(*library);
    std::lock_guard<std::mutex> guard(gLock);
    gOpen = kNoLibrary;
    gAnswered.notify_all();
  }).detach();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

/// Literals that the compiler could not lay out.
bool decodeLateLiterals(NativeCode &native, const ModuleDescriptor &d) {
  for (uint32_t i = 0; i != d.lateLiteralCount; i++) {
    HeapFragment *f = newFragment(etfHeapWords(d.lateLiteralEtf[i], d.lateLiteralSize[i]));
    native.literals.push_back(f);
    HeapTarget target(f);
    Term t = decodeEtf(d.lateLiteralEtf[i], d.lateLiteralSize[i], target);
    if (!t.isValue())
      return false;
    d.lateLiterals[i] = t.bits;
  }
  return true;
}

void install(ModuleCode &code, NativeCode &native) {
  auto *d = static_cast<const ModuleDescriptor *>(native.code.descriptor);
  native.next = code.native;
  __atomic_store_n(&code.native, &native, __ATOMIC_RELEASE);
  replaceCode(code, *d);
  interp::redirectEntries(*code.interpreted, native.code.functions, native.code.functionCount);
}

} // namespace

bool jitEnabled() { return gTier != Tier::Interpreted && JitLibrary::isNamed(); }

void requestCompilation(interp::InterpretedModule &m) {
  if (__atomic_exchange_n(&m.compilationRequested, true, __ATOMIC_ACQ_REL))
    return;
  Job job{Term(m.descriptor.name), m.serial, m.beam, {}, {}, {}};
  for (const FunCode &f : m.funs)
    job.funs.push_back(f.fun);
  for (const Word *entry : m.entries)
    job.functions.push_back(entry ? reinterpret_cast<const void *>(entry[1]) : nullptr);
  std::vector<uint8_t> hot;
  if (m.codeWords > kSmallModule)
    hot = interp::hotFunctions(m);
  std::unique_lock<std::mutex> guard(gLock);
  if (gOpen == kNoLibrary)
    return;
  if (!hot.empty()) {
    gHot.push_back(job);
    gHot.back().wanted = std::move(hot);
    gOpen++;
  }
  gWhole.push_back(std::move(job));
  gOpen++;
  gChange.notify_one();
  if (!gStarted)
    startThread();
  gStarted = true;
  if (!gJitWait)
    return;
  gAnswered.wait(guard, [] { return gOpen <= 0; });
  guard.unlock();
  installCompiledCode();
}

void installCompiledCode() {
  if (!__atomic_load_n(&gAnyMade, __ATOMIC_ACQUIRE))
    return;
  std::vector<Job> made;
  {
    std::lock_guard<std::mutex> guard(gLock);
    made.swap(gMade);
    __atomic_store_n(&gAnyMade, false, __ATOMIC_RELEASE);
  }
  for (Job &job : made) {
    auto *d = static_cast<const ModuleDescriptor *>(job.made->code.descriptor);
    bool good = decodeLateLiterals(*job.made, *d);
    CodeLock lock;
    if (ModuleCode *code = good ? versionOf(job) : nullptr)
      install(*code, *job.made);
    else
      freeNativeCode(job.made);
  }
}

void freeNativeCode(NativeCode *native) {
  while (native) {
    NativeCode *next = native->next;
    for (HeapFragment *f : native->literals)
      freeFragment(f);
    JitLibrary::free(native->code);
    delete native;
    native = next;
  }
}

} // namespace beamc::rt
