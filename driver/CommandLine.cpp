//===- CommandLine.cpp ----------------------------------------------------===//
#include "driver/CommandLine.h"

#include "driver/Commands.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <cstdio>

namespace beamc::driver {
namespace {

/// The candidate that \p word was probably meant to be; empty if none is near.
std::string nearest(llvm::StringRef word, const std::vector<std::string> &candidates) {
  std::string best;
  // Two mistakes in a short word (letters that have changed places are two), one in three letters
  // of a long one; never all of it.
  unsigned bound = std::min<unsigned>(std::max(2u, unsigned(word.size()) / 3) + 1, word.size());
  for (const std::string &candidate : candidates)
    if (unsigned distance = word.edit_distance(candidate, /*AllowReplacements=*/true, bound);
        distance < bound) {
      bound = distance;
      best = candidate;
    }
  return best;
}

std::vector<std::string> commandNames(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> optionNames(const CLI::App &command) {
  std::vector<std::string> names;
  for (const CLI::App *app = &command; app; app = app->get_parent())
    for (const CLI::Option *option : app->get_options()) {
      for (const std::string &name : option->get_lnames())
        names.push_back("--" + name);
      for (const std::string &name : option->get_snames())
        names.push_back("-" + name);
    }
  return names;
}

int fail(const std::string &text) {
  std::fprintf(stderr, "beamc: error: %s\n", text.c_str());
  return kExitFailed;
}

std::string didYouMean(const std::string &name) {
  return name.empty() ? std::string() : "; did you mean " + name + "?";
}

int unknownCommand(const CLI::App &app, const std::string &word) {
  std::vector<std::string> names = commandNames(app);
  std::string text = "expected a command, found " + word;
  std::string meant = nearest(word, names);
  if (!meant.empty())
    return fail(text + didYouMean(meant));
  text += "; commands are";
  for (size_t i = 0; i != names.size(); ++i)
    text += (i ? ", " : " ") + names[i];
  return fail(text);
}

/// The first argument that is no option of beamc itself; argc if there is none.
int firstWord(int argc, char **argv) {
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument == "--color")
      ++i;
    else if (!argument.starts_with("-"))
      return i;
  }
  return argc;
}

CLI::App *findCommand(CLI::App &app, const std::string &name) {
  for (CLI::App *command : app.get_subcommands([](CLI::App *) { return true; }))
    if (command->get_name() == name)
      return command;
  return nullptr;
}

int help(CLI::App &app, const std::string &name) {
  CLI::App *command = name.empty() ? &app : findCommand(app, name);
  if (!command)
    return unknownCommand(app, name);
  std::fputs(command->help(command == &app ? "" : "beamc").c_str(), stdout);
  return kExitOk;
}

const CLI::App &chosenCommand(const CLI::App &app) {
  std::vector<CLI::App *> chosen = app.get_subcommands();
  return chosen.empty() ? app : *chosen.front();
}

/// What the parser's own texts leave unsaid: which argument, and what it may have been meant to be.
int explain(const CLI::App &app, const CLI::ParseError &error) {
  const CLI::App &command = chosenCommand(app);
  std::string name = "beamc" + (&command == &app ? "" : " " + command.get_name());
  std::string text = error.what();
  if (error.get_exit_code() == int(CLI::ExitCodes::ExtrasError)) {
    std::vector<std::string> extras = app.remaining(/*recurse=*/true);
    if (!extras.empty()) {
      std::string_view word = extras.front();
      std::string option(word.substr(0, word.find('=')));
      text = "expected no argument " + option;
      if (option.starts_with("-"))
        text = "no option " + option + didYouMean(nearest(option, optionNames(command)));
    }
  }
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return fail(text + "; see " + name + " --help");
}

} // namespace

void parseCommandLine(CLI::App &app, int argc, char **argv, int &status) {
  int first = firstWord(argc, argv);
  if (first < argc && std::string_view(argv[first]) == "help") {
    status = help(app, first + 1 < argc ? argv[first + 1] : "");
    return;
  }
  if (first < argc && !findCommand(app, argv[first])) {
    status = unknownCommand(app, argv[first]);
    return;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success &success) {
    app.exit(success); // prints what was asked for
    status = kExitOk;
  } catch (const CLI::ParseError &error) {
    status = explain(app, error);
  }
}

} // namespace beamc::driver
