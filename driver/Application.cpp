//===- Application.cpp ----------------------------------------------------===//
#include "driver/Application.h"

#include "driver/Files.h"

#include "compiler/loader/TextParser.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace beamc::driver {

using loader::Literal;
using loader::LiteralKind;

const Literal *Application::property(std::string_view name) const {
  for (const Literal *item : term->elements[2]->elements)
    if (item->kind == LiteralKind::Tuple && item->elements.size() == 2 &&
        item->elements[0]->kind == LiteralKind::Atom && item->elements[0]->text == name)
      return item->elements[1];
  return nullptr;
}

std::vector<std::string> Application::atoms(std::string_view name) const {
  std::vector<std::string> list;
  if (const Literal *value = property(name))
    for (const Literal *item : value->elements)
      if (item->kind == LiteralKind::Atom)
        list.emplace_back(item->text);
  return list;
}

std::unique_ptr<Application> readApplication(const std::string &path, Diagnostics &diag) {
  std::vector<uint8_t> bytes;
  if (!readFile(path, bytes, diag))
    return nullptr;
  auto application = std::make_unique<Application>();
  application->name = fs::path(path).stem().string();
  application->directory = fs::path(path).parent_path().string();
  application->text = textOf(bytes);
  std::vector<loader::Token> tokens = loader::lexText(application->text, path, diag);
  std::erase_if(tokens, [](const loader::Token &token) {
    return token.kind == loader::TokenKind::EndOfLine;
  });
  loader::TextParser parser(std::move(tokens), path, application->arena, diag);
  const Literal *term = parser.term();
  if (!term)
    return nullptr;
  bool good = term->kind == LiteralKind::Tuple && term->elements.size() == 3 &&
              term->elements[0]->kind == LiteralKind::Atom &&
              term->elements[0]->text == "application" &&
              term->elements[1]->kind == LiteralKind::Atom && term->elements[2]->isProperList();
  if (!good) {
    diag.error(path, "expected {application, Name, [{modules, Modules}, …]}, found another term");
    return nullptr;
  }
  if (term->elements[1]->text != application->name) {
    diag.error(path, "expected application " + application->name + " in this file, found " +
                         std::string(term->elements[1]->text));
    return nullptr;
  }
  application->term = term;
  return application;
}

} // namespace beamc::driver
