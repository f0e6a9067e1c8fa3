//===- ModuleBuilder.cpp --------------------------------------------------===//
#include "compiler/loader/ModuleBuilder.h"

namespace beamc::loader {

uint32_t ModuleBuilder::addAtom(std::string_view text) {
  uint32_t index = uint32_t(atoms_.size());
  atoms_.push_back(arena().copy(text));
  atomIndex_.try_emplace(atoms_.back(), index);
  return index;
}

uint32_t ModuleBuilder::atom(std::string_view text) {
  auto found = atomIndex_.find(text);
  return found == atomIndex_.end() ? addAtom(text) : found->second;
}

uint32_t ModuleBuilder::addImport(const Import &import) {
  uint32_t index = uint32_t(imports_.size());
  imports_.push_back(import);
  importIndex_.try_emplace(ImportKey(import.module, import.function, import.arity), index);
  return index;
}

uint32_t ModuleBuilder::import(const Import &import) {
  auto found = importIndex_.find(ImportKey(import.module, import.function, import.arity));
  return found == importIndex_.end() ? addImport(import) : found->second;
}

uint32_t ModuleBuilder::literal(const Literal *literal) {
  for (size_t i = 0; i != literals.size(); ++i)
    if (sameLiteral(*literals[i], *literal))
      return uint32_t(i);
  literals.push_back(literal);
  return uint32_t(literals.size() - 1);
}

int64_t ModuleBuilder::bigInteger(const Literal *literal) {
  bigIntegers_.push_back(literal);
  return int64_t(bigIntegers_.size() - 1);
}

std::unique_ptr<Module> ModuleBuilder::finish() {
  Module &m = *module_;
  m.atoms = m.arena.copy(atoms_);
  m.imports = m.arena.copy(imports_);
  m.exports = m.arena.copy(exports);
  m.locals = m.arena.copy(locals);
  m.lambdas = m.arena.copy(lambdas);
  m.literals = m.arena.copy(literals);
  m.bigIntegers = m.arena.copy(bigIntegers_);
  m.lines = m.arena.copy(lines);
  m.files = m.arena.copy(files);
  m.types = m.arena.copy(types);
  m.chunks = m.arena.copy(chunks);
  m.ops = m.arena.copy(ops);
  return std::move(module_);
}

} // namespace beamc::loader
