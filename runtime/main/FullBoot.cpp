//===- FullBoot.cpp - the first processes of a program with OTP's init --------------------------===//
//
// Numbers of processes as under erl: init <0.0.0>, the code purger <0.1.0>, then the others.
//===----------------------------------------------------------------------===//
#include "runtime/main/FullBoot.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/OtpRelease.h"
#include "runtime/code/Program.h"
#include "runtime/heap/Build.h"
#include "runtime/main/Startup.h"
#include "runtime/process/Spawn.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include <cstdlib>
#include <string>
#include <vector>

namespace beamc::rt {
namespace {

/// Words of \p text as a shell would separate them: white space, quotes, backslashes.
void appendWords(std::vector<std::string> &out, const char *text) {
  std::string word;
  bool inWord = false;
  char quote = 0;
  for (; text && *text; text++) {
    char c = *text;
    if (c == '\\' && quote != '\'' && text[1]) {
      word += *++text;
      inWord = true;
    } else if (quote ? c == quote : c == '"' || c == '\'') {
      quote = quote ? 0 : c;
      inWord = true;
    } else if (!quote && (c == ' ' || c == '\t' || c == '\n')) {
      if (inWord)
        out.push_back(std::move(word));
      word.clear();
      inWord = false;
    } else {
      word += c;
      inWord = true;
    }
  }
  if (inWord)
    out.push_back(std::move(word));
}

/// Flags for the emulator begin with + and are followed by their values.
void dropEmulatorFlags(std::vector<std::string> &words) {
  std::vector<std::string> kept;
  bool dropping = false;
  for (std::string &word : words) {
    if (word[0] == '+' || word[0] == '-')
      dropping = word[0] == '+';
    if (!dropping)
      kept.push_back(std::move(word));
  }
  words = std::move(kept);
}

std::vector<std::string> initArguments() {
  const char *home = getenv("HOME");
  std::string root = beamc_program.rootDir ? beamc_program.rootDir : "";
  std::vector<std::string> list = {
      "-root",     root,  "-bindir", root + "/erts-" + std::string(ertsVersion()) + "/bin",
      "-progname", "erl", "-home",   home ? home : "/",
      "-noshell"};
  std::vector<std::string> flags;
  for (const char *name : {"ERL_AFLAGS", "ERL_FLAGS", "ERL_ZFLAGS"})
    appendWords(flags, getenv(name));
  dropEmulatorFlags(flags);
  list.insert(list.end(), flags.begin(), flags.end());
  list.emplace_back("-extra");
  list.insert(list.end(), gArgv + 1, gArgv + gArgc);
  return list;
}

Process *spawnSystem(const char *module, const char *function, unsigned arity) {
  Export *entry = ensureExport(internAtom(module), internAtom(function), arity);
  SpawnOptions options;
  Term none[1] = {Term::nil()};
  Process *p = spawnProcess(nullptr, entry->code, none, arity, options, Term(entry->module),
                            Term(entry->function), arity);
  p->flags |= kSystemProcess;
  return p;
}

} // namespace

Process *makeInitProcess() {
  Process *p = spawnSystem("init", "boot", 1);
  Word x[8];
  p->x = x;
  std::vector<std::string> words = initArguments();
  Term list = Term::nil();
  for (size_t i = words.size(); i--;)
    list = makeCons(*p, makeBinary(*p, words[i]), list);
  p->savedX[0] = list.bits;
  p->x = nullptr;
  return p;
}

void startHelperProcesses() {
  static const char *const kHelpers[] = {
      "erts_code_purger", "erts_literal_area_collector", "erts_dirty_process_signal_handler",
      "erts_dirty_process_signal_handler", "erts_dirty_process_signal_handler"};
  for (const char *module : kHelpers) {
    Process *p = spawnSystem(module, "start", 0);
    // The code server sends to the name, maybe before the process has run for the first time.
    if (module == kHelpers[0])
      registerName(*p, internAtom(module));
    startProcess(p);
  }
}

} // namespace beamc::rt
