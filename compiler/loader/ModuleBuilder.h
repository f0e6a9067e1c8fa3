//===- ModuleBuilder.h - tables that grow while a text is assembled --------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace beamc::loader {

/// Collects the parts of a module; names are looked up in the tables and added when missing.
class ModuleBuilder {
public:
  ModuleBuilder() : module_(std::make_unique<Module>()) {}

  Module &module() { return *module_; }
  Arena &arena() { return module_->arena; }

  uint32_t addAtom(std::string_view text); ///< a new entry, even if there is an equal one
  uint32_t atom(std::string_view text);    ///< the first equal entry, or a new one
  uint32_t addImport(const Import &import);
  uint32_t import(const Import &import);
  /// Literals must live as long as the module: in arena(). Equal ones get one entry, but each
  /// big integer one of its own.
  uint32_t literal(const Literal *literal);
  int64_t bigInteger(const Literal *literal);

  /// Hands over the module with all spans set. The builder is empty afterwards.
  std::unique_ptr<Module> finish();

  std::vector<Export> exports, locals;
  std::vector<Lambda> lambdas;
  std::vector<const Literal *> literals;
  std::vector<LineEntry> lines;
  std::vector<std::string_view> files = {{}};
  std::vector<TypeEntry> types;
  std::vector<RawChunk> chunks;
  std::vector<Op> ops;

private:
  using ImportKey = std::tuple<uint32_t, uint32_t, uint32_t>;
  std::unique_ptr<Module> module_;
  std::vector<std::string_view> atoms_ = {{}};
  std::map<std::string_view, uint32_t> atomIndex_;
  std::vector<Import> imports_;
  std::map<ImportKey, uint32_t> importIndex_;
  std::vector<const Literal *> bigIntegers_;
};

} // namespace beamc::loader
