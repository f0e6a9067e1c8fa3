//===- Ps.cpp - beamc ps ------------------------------------------------------------===//
//
//   beamc ps TARGET                         the processes of a running program
//   beamc ps TARGET --sort=messages --limit=10
//===----------------------------------------------------------------------===//
#include "driver/Control.h"
#include "driver/Files.h"

#include "compiler/support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace beamc::driver {
namespace {

using loader::Literal;

struct PsOptions {
  ControlOptions control;
  std::string sort = "memory";
  size_t limit = 0;
  bool json = false;
};

struct Row {
  std::string pid, name, initial, current, status;
  int64_t memory, messages, reductions;
};

std::vector<Row> rowsOf(const Literal &list) {
  std::vector<Row> rows;
  for (const Literal *item : list.elements) {
    auto text = [&](std::string_view key) { return std::string(textOf(valueOf(*item, key))); };
    auto number = [&](std::string_view key) { return numberOf(valueOf(*item, key)); };
    rows.push_back({text("pid"), text("name"), text("initial"), text("current"), text("status"),
                    number("memory"), number("messages"), number("reductions")});
  }
  return rows;
}

/// Numbers downwards, names upwards with the nameless last; "pid" keeps the program's order, as do
/// rows that are equal.
void sortRows(std::vector<Row> &rows, const std::string &key) {
  auto before = [&](const Row &a, const Row &b) {
    if (key == "memory")
      return a.memory > b.memory;
    if (key == "messages")
      return a.messages > b.messages;
    if (key == "reductions")
      return a.reductions > b.reductions;
    if (key == "name")
      return a.name.empty() != b.name.empty() ? b.name.empty() : a.name < b.name;
    return key == "current" && a.current < b.current;
  };
  std::vector<size_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return before(rows[a], rows[b]) || (!before(rows[b], rows[a]) && a < b);
  });
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (size_t index : order)
    sorted.push_back(std::move(rows[index]));
  rows = std::move(sorted);
}

std::string table(const std::vector<Row> &rows) {
  std::string text =
      formatText("%-12s %-24s %-32s %10s %8s %12s %s\n", "PID", "NAME OR INITIAL CALL",
                 "CURRENT FUNCTION", "MEMORY", "MESSAGES", "REDUCTIONS", "STATUS");
  for (const Row &row : rows)
    appendFormat(text, "%-12s %-24s %-32s %10lld %8lld %12lld %s\n", row.pid.c_str(),
                 (row.name.empty() ? row.initial : row.name).c_str(), row.current.c_str(),
                 static_cast<long long>(row.memory), static_cast<long long>(row.messages),
                 static_cast<long long>(row.reductions), row.status.c_str());
  return text;
}

std::string json(const std::vector<Row> &rows) {
  llvm::json::Array list;
  for (const Row &row : rows) {
    llvm::json::Object item{{"pid", row.pid},
                            {"initial_call", row.initial},
                            {"current_function", row.current},
                            {"status", row.status},
                            {"memory", row.memory},
                            {"messages", row.messages},
                            {"reductions", row.reductions}};
    item["name"] = row.name.empty() ? llvm::json::Value(nullptr) : llvm::json::Value(row.name);
    list.push_back(std::move(item));
  }
  std::string text;
  llvm::raw_string_ostream(text) << llvm::formatv("{0:2}", llvm::json::Value(std::move(list)))
                                 << "\n";
  return text;
}

int ps(const PsOptions &options, const CommonOptions &common) {
  Diagnostics diag;
  Arena arena;
  Terms t;
  int status = kExitOk;
  const Literal *answer = askProgram(options.control, *t.atom("ps"), arena, diag, status);
  const Literal *list = answer ? answerElement(*answer, 1) : nullptr;
  if (list) {
    std::vector<Row> rows = rowsOf(*list);
    sortRows(rows, options.sort);
    if (options.limit && rows.size() > options.limit)
      rows.resize(options.limit);
    writeFile("-", options.json ? json(rows) : table(rows), /*executable=*/false, diag);
  }
  report(diag, common, status);
  return status;
}

} // namespace

void addPs(CLI::App &app, CommonOptions &common, int &status) {
  auto options = std::make_shared<PsOptions>();
  CLI::App *command = app.add_subcommand("ps", "list the processes of a running program");
  addControlOptions(*command, options->control);
  command
      ->add_option("--sort", options->sort,
                   "memory (default), messages or reductions, most first; name, current or pid")
      ->check(CLI::IsMember({"memory", "messages", "reductions", "name", "current", "pid"}));
  command->add_option("--limit", options->limit, "that many processes at most");
  command->add_flag("--json", options->json, "for scripts");
  command->callback([options, &common, &status] { status = ps(*options, common); });
}

} // namespace beamc::driver
