//===- DebugInfo.cpp - DWARF that points into the .erl source ----------------------------------===//
//
// One compile unit per module. Every piece of a function is a subprogram of its own, because it
// is an LLVM function of its own; all have the name m:f/a, and the symbol as linkage name. So a
// debugger stops in each of them at a line of the source, and shows where a process is.
//
// Lines and names of files are those of the Line chunk. The directory in which the files are
// found follows from the path of the source in the compile information, which is not there when
// the module was compiled with +deterministic.
//===----------------------------------------------------------------------===//
#include "compiler/codegen/ModuleEmitter.h"

namespace beamc::codegen {
using namespace llvm;

/// The text of a proper list of small character codes; empty for other terms.
static std::string textOfList(const loader::Literal *l) {
  std::string text;
  if (l->kind != loader::LiteralKind::List || !l->isProperList())
    return text;
  for (const loader::Literal *c : l->elements) {
    if (c->kind != loader::LiteralKind::Integer || c->integer <= 0 || c->integer > 255)
      return {};
    text += char(c->integer);
  }
  return text;
}

/// The value of {source, Path} in the compile information, or empty.
static std::string sourcePath(const loader::Module &module) {
  const loader::Literal *info = module.compileInfo;
  if (!info || info->kind != loader::LiteralKind::List)
    return {};
  for (const loader::Literal *pair : info->elements)
    if (pair->kind == loader::LiteralKind::Tuple && pair->elements.size() == 2 &&
        pair->elements[0]->kind == loader::LiteralKind::Atom && pair->elements[0]->text == "source")
      return textOfList(pair->elements[1]);
  return {};
}

/// What \p file is relative to: /a/b for /a/b/src/m.erl and src/m.erl.
static std::string directoryOf(const std::string &source, const std::string &file) {
  if (source.size() > file.size() + 1 && source.ends_with("/" + file))
    return source.substr(0, source.size() - file.size() - 1);
  size_t slash = source.rfind('/');
  return slash == std::string::npos || slash == 0 ? "." : source.substr(0, slash);
}

void ModuleEmitter::beginDebugInfo() {
  di_ = std::make_unique<DIBuilder>(llvmModule);
  std::string own =
      module.files.size() > 1 ? std::string(module.files[1]) : std::string(module.name) + ".erl";
  std::string directory = directoryOf(sourcePath(module), own);
  debugFiles_.push_back(di_->createFile(own, directory));
  for (size_t n = 1; n < module.files.size(); ++n)
    debugFiles_.push_back(
        di_->createFile(StringRef(module.files[n].data(), module.files[n].size()), directory));
  // No name table: the linker only concatenates those of the modules, which gdb refuses.
  unit_ = di_->createCompileUnit(
      dwarf::DW_LANG_C, debugFiles_[0], "beamc", options.level > 0, "", 0, "",
      DICompileUnit::FullDebug, /*DWOId=*/0, /*SplitDebugInlining=*/true,
      /*DebugInfoForProfiling=*/false, DICompileUnit::DebugNameTableKind::None);
  llvmModule.addModuleFlag(Module::Warning, "Debug Info Version", DEBUG_METADATA_VERSION);
  llvmModule.addModuleFlag(Module::Warning, "Dwarf Version", 5);
}

ModuleEmitter::SourceLine ModuleEmitter::sourceLine(uint32_t line) const {
  if (!line || line >= module.lines.size() || module.lines[line].file >= debugFiles_.size())
    return {debugFiles_[0], 0};
  return {debugFiles_[module.lines[line].file], module.lines[line].line};
}

void ModuleEmitter::addDebugInfo(Function *piece, const ssa::Function &f) {
  if (!unit_ || piece->getSubprogram())
    return;
  auto [file, line] = sourceLine(f.line);
  std::string name =
      std::string(f.moduleName) + ":" + std::string(f.name) + "/" + std::to_string(f.arity);
  auto *type = di_->createSubroutineType(di_->getOrCreateTypeArray({}));
  auto flags = DISubprogram::SPFlagDefinition;
  if (options.level > 0)
    flags |= DISubprogram::SPFlagOptimized;
  piece->setSubprogram(di_->createFunction(file, name, piece->getName(), file, line, type, line,
                                           DINode::FlagZero, flags));
}

DebugLoc ModuleEmitter::debugLocation(Function *piece, uint32_t line) {
  DISubprogram *sub = piece->getSubprogram();
  if (!sub)
    return {};
  auto [file, number] = sourceLine(line);
  if (!number)
    return DILocation::get(piece->getContext(), sub->getLine(), 0, sub);
  DILocalScope *scope = sub;
  if (file != sub->getFile()) // from an include file or a -file attribute
    scope = di_->createLexicalBlockFile(sub, file);
  return DILocation::get(piece->getContext(), number, 0, scope);
}

} // namespace beamc::codegen
