//===- Push.cpp - beamc push --------------------------------------------------------===//
//
//   beamc push TARGET new.beam…            replaces modules of a running program, all or none
//   beamc push --check TARGET new.beam…    says what would happen
//===----------------------------------------------------------------------===//
#include "driver/Control.h"
#include "driver/Files.h"

#include "compiler/loader/Module.h"
#include "compiler/support/Format.h"
#include "compiler/validator/Validator.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <filesystem>
#include <map>
#include <memory>

namespace fs = std::filesystem;

namespace beamc::driver {
namespace {

using loader::Literal;

struct PushOptions {
  ControlOptions control;
  std::vector<std::string> inputs;
  std::string purge = "soft";
  double grace = 1; ///< seconds
  bool check = false, add = false, force = false, change = false, json = false;
};

struct PushedFile {
  std::string module, path;
  std::vector<uint8_t> bytes;
  std::vector<std::pair<std::string, uint32_t>> exports;
};

/// Reads the files and checks that their code is safe; the program checks again.
std::vector<PushedFile> readFiles(const PushOptions &options, Diagnostics &diag) {
  std::vector<PushedFile> files;
  std::map<std::string, std::string> seen;
  for (const std::string &input : options.inputs) {
    PushedFile file;
    if (!readFile(input, file.bytes, diag))
      continue;
    std::unique_ptr<loader::Module> module = loader::loadModule(file.bytes, input, diag);
    if (!module)
      continue;
    validator::validate(*module, diag);
    file.module = module->name;
    for (const loader::Export &item : module->exports)
      file.exports.emplace_back(module->atom(item.function), item.arity);
    std::error_code error;
    file.path = fs::absolute(input, error).lexically_normal().string();
    if (auto [first, isNew] = seen.try_emplace(file.module, input); !isNew)
      diag.error(input, "expected each module once, found " + loader::printAtom(file.module) +
                            " in " + first->second + " too");
    files.push_back(std::move(file));
  }
  return files;
}

const Literal *requestOf(const PushOptions &options, const std::vector<PushedFile> &files,
                         Terms &t) {
  Terms::Elements list, exports;
  for (const PushedFile &file : files) {
    list.push_back(
        t.tuple({t.binary(file.module), t.binary(file.path), t.binary(textOf(file.bytes))}));
    Terms::Elements functions;
    for (const auto &[name, arity] : file.exports)
      functions.push_back(t.tuple({t.binary(name), t.integer(arity)}));
    exports.push_back(t.tuple({t.binary(file.module), t.list(functions)}));
  }
  return t.tuple({t.atom("push"),
                  t.map({{"purge", t.atom(options.purge)},
                         {"grace", t.integer(int64_t(options.grace * 1000))},
                         {"check", t.boolean(options.check)},
                         {"add", t.boolean(options.add)},
                         {"force", t.boolean(options.force)},
                         {"change", t.boolean(options.change)},
                         {"exports", t.list(exports)}}),
                  t.list(list)});
}

/// What the program says about one module.
struct Row {
  std::string module, oldMd5, newMd5, status, error, tier;
  std::string gone; ///< "f/1, g/2": no longer exported
  int64_t lingering, killed, changed;
  bool purged;
};

std::string hexOf(const Literal *md5) {
  std::string text;
  if (md5 && md5->kind == loader::LiteralKind::Bitstring)
    for (uint8_t byte : md5->bytes)
      appendFormat(text, "%02x", byte);
  return text;
}

std::vector<Row> rowsOf(const Literal &list) {
  std::vector<Row> rows;
  for (const Literal *item : list.elements) {
    auto text = [&](std::string_view key) { return std::string(textOf(valueOf(*item, key))); };
    rows.push_back({text("module"), hexOf(valueOf(*item, "old_md5")),
                    hexOf(valueOf(*item, "new_md5")), text("status"), text("error"), text("tier"),
                    text("gone"), numberOf(valueOf(*item, "lingering")),
                    numberOf(valueOf(*item, "killed")), numberOf(valueOf(*item, "changed")),
                    text("purged") == "true"});
  }
  return rows;
}

std::string processes(int64_t count) {
  return formatText(count == 1 ? "%lld process" : "%lld processes", static_cast<long long>(count));
}

/// "counter: replaced, md5 OLD -> NEW, interpreted, 0 processes run old code, old code purged"
std::string lineOf(const Row &row) {
  static const std::map<std::string_view, const char *> kStatus = {
      {"replaced", "replaced"},
      {"added", "added"},
      {"unchanged", "unchanged, not loaded again"},
      {"would_replace", "would be replaced"},
      {"would_add", "would be added"}};
  auto status = kStatus.find(row.status);
  std::string line = loader::printAtom(row.module) + ": " +
                     (status == kStatus.end() ? row.status : status->second);
  if (row.status == "unchanged")
    line += ", md5 " + row.newMd5;
  else
    line += ", md5 " + (row.oldMd5.empty() ? "" : row.oldMd5 + " -> ") + row.newMd5;
  line += ", " + row.tier;
  if (row.changed)
    line += ", state of " + processes(row.changed) + " changed";
  line += ", " + processes(row.lingering) + (row.lingering == 1 ? " runs" : " run") + " old code";
  if (row.purged)
    line += ", old code purged";
  if (row.killed)
    line += ", " + processes(row.killed) + " killed";
  return line + "\n";
}

std::string explain(const Row &row) {
  static const std::map<std::string_view, const char *> kErrors = {
      {"not_loaded", "the program does not have it; --add adds it"},
      {"sticky_directory", "belongs to the Erlang system (sticky directory); --force replaces it"},
      {"not_purged", "its old code is still there; push with --purge soft or hard"},
      {"on_load_not_allowed", "it has an on_load function; such a module cannot be pushed"},
      {"badfile", "the program refuses the code; its log says why"},
      {"no_suspend", "a process does not let itself be suspended (sys:suspend/1)"},
      {"pending_on_load", "its on_load function is running"}};
  if (row.error == "in_use")
    return processes(row.lingering) + (row.lingering == 1 ? " runs" : " run") +
           " its old code; --purge hard kills them";
  if (row.error == "callbacks_gone")
    return "the new version lacks callbacks of a behaviour (no longer exported: " + row.gone +
           "); --force replaces it all the same";
  auto found = kErrors.find(row.error);
  return found == kErrors.end() ? row.error : found->second;
}

std::string jsonOf(std::string_view result, const std::vector<Row> &rows) {
  auto orNull = [](const std::string &text) {
    return text.empty() || text == "none" ? llvm::json::Value(nullptr) : llvm::json::Value(text);
  };
  llvm::json::Array modules;
  for (const Row &row : rows)
    modules.push_back(llvm::json::Object{{"module", row.module},
                                         {"status", row.status == "pending" ? "kept" : row.status},
                                         {"error", orNull(row.error)},
                                         {"old_md5", orNull(row.oldMd5)},
                                         {"new_md5", orNull(row.newMd5)},
                                         {"tier", orNull(row.tier)},
                                         {"processes_in_old_code", row.lingering},
                                         {"killed", row.killed},
                                         {"changed", row.changed},
                                         {"no_longer_exported", row.gone},
                                         {"purged", row.purged}});
  std::string text;
  llvm::json::Value whole =
      llvm::json::Object{{"result", std::string(result)}, {"modules", std::move(modules)}};
  llvm::raw_string_ostream(text) << llvm::formatv("{0:2}", whole) << "\n";
  return text;
}

/// {ok | incomplete | refused, Rows}; incomplete: loaded, but processes could not change state.
int show(const PushOptions &options, const Literal &answer, Diagnostics &diag) {
  bool good = answerTag(answer) == "ok", loaded = answerTag(answer) != "refused";
  const Literal *list = answerElement(answer, 1);
  if (!list) {
    diag.error(options.control.target, "expected an answer, found another term");
    return kExitUnreachable;
  }
  std::vector<Row> rows = rowsOf(*list);
  std::string text;
  if (options.json)
    text = jsonOf(answerTag(answer), rows);
  for (const Row &row : rows) {
    if (loaded && !options.json)
      text += lineOf(row);
    if (loaded && !row.gone.empty() && row.error == "none")
      diag.warning(Place{.file = loader::printAtom(row.module), .chunk = {}},
                   "the new version no longer exports " + row.gone);
    if (row.error != "none")
      diag.error(loader::printAtom(row.module), explain(row));
  }
  if (!loaded)
    diag.error(options.control.target, "no module has been replaced");
  writeFile("-", text, /*executable=*/false, diag);
  return good ? kExitOk : kExitNotDone;
}

int push(const PushOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  std::vector<PushedFile> files = readFiles(options, diag);
  if (diag.hasErrors())
    return report(diag, common, kExitFailed);
  Arena arena;
  Terms t;
  int status = kExitOk;
  if (const Literal *answer =
          askProgram(options.control, *requestOf(options, files, t), arena, diag, status))
    status = show(options, *answer, diag);
  report(diag, common, status);
  return status;
}

} // namespace

void addPush(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<PushOptions>();
  CLI::App *command =
      app.add_subcommand("push", "replace modules of a running program, all of them or none");
  addControlOptions(*command, options->control);
  command->add_option("file", options->inputs, ".beam files")->required();
  command->add_flag("--check", options->check, "say what would happen, change nothing");
  command
      ->add_option("--purge", options->purge,
                   "what happens to old code, before and after: soft (default): it goes unless a "
                   "process runs it; hard: such processes are killed; none: it stays")
      ->check(CLI::IsMember({"soft", "hard", "none"}));
  command
      ->add_option("--grace", options->grace,
                   "seconds that processes have to leave the code that has been replaced before "
                   "it is purged (default 1)")
      ->check(CLI::Range(0.0, 3600.0));
  command->add_flag("--add", options->add, "take modules that the program does not have yet");
  command->add_flag("--force", options->force,
                    "load unchanged modules again, replace modules of the Erlang system, and "
                    "modules by such that lack callbacks of their behaviour");
  command->add_flag("--change-code", options->change,
                    "processes of gen_server and other behaviours with such a callback module "
                    "change their state: sys:suspend, code_change, sys:resume");
  command->add_flag("--json", options->json, "for scripts");
  command->callback([options, &common, &status] { status = push(*options, common); });
}

} // namespace beamc::driver
