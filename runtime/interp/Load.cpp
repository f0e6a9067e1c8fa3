//===- Load.cpp ----------------------------------------------------------------------------------===//
#include "runtime/interp/Load.h"
#include "runtime/code/Program.h"
#include "runtime/interp/Module.h"
#include "runtime/interp/OpTable.h"
#include "runtime/jit/Jit.h"
#include "runtime/term/Atom.h"
#include <cstdio>

namespace beamc::rt::interp {

static void destroyCode(ModuleCode *code) {
  freeNativeCode(code->native);
  delete code->interpreted;
  delete code;
}

ModuleCode *loadCode(std::span<const uint8_t> bytes, std::string_view name, Diagnostics &diag) {
  std::unique_ptr<loader::Module> module = loader::loadModule(bytes, name, diag);
  if (!module)
    return nullptr;
  validator::Validation checked = validator::validate(*module, diag);
  if (!checked.ok)
    return nullptr;
  std::unique_ptr<InterpretedModule> made = makeInterpreted(*module, checked, diag);
  if (!made)
    return nullptr;
  auto *code = new ModuleCode;
  code->descriptor = &made->descriptor;
  code->exportCode = made->exportCode;
  code->funs = made->funs;
  code->literals = made->literals;
  code->onLoadExport.code = made->descriptor.onLoad;
  code->begin = made->stubs.begin();
  code->end = made->stubs.end();
  code->destroy = destroyCode;
  code->interpreted = made.release();
  return code;
}

std::vector<uint8_t> hotFunctions(const InterpretedModule &m) {
  std::vector<uint8_t> hot(m.entries.size());
  size_t count = 0;
  for (size_t i = 0; i != m.entries.size(); i++) {
    if (!m.entries[i]) {
      count++; // nothing to compile
      continue;
    }
    int32_t left =
        __atomic_load_n(reinterpret_cast<const int32_t *>(&m.entries[i][3]), __ATOMIC_RELAXED);
    hot[i] = left <= int32_t(gJitThreshold - gJitThreshold / 4);
    count += hot[i];
  }
  if (count == hot.size())
    hot.clear();
  return hot;
}

void redirectEntries(InterpretedModule &m, const void *const *code, uint32_t count) {
  for (uint32_t i = 0; i != count && i != m.entries.size(); i++) {
    Word *entry = m.entries[i];
    if (!entry || !code[i])
      continue;
    __atomic_store_n(&entry[4], reinterpret_cast<Word>(code[i]), __ATOMIC_RELAXED);
    __atomic_store_n(&entry[0], reinterpret_cast<Word>(&opEntryCompiled), __ATOMIC_RELEASE);
  }
}

/// Replaces the executable's own code of the module.
static bool interpretModule(Term name, std::span<const uint8_t> beam) {
  LoadedModule *m = findLoadedModule(name);
  Diagnostics diag;
  ModuleCode *code = loadCode(beam, atomText(name), diag);
  if (!code) {
    fprintf(stderr, "%s", diag.render().c_str());
    return false;
  }
  CodeLock lock;
  installCode(code);
  takeOldCode(m); // the executable's own code stays where it is
  return true;
}

/// The module of directory/module.beam, or nothing if it is another kind of file.
static std::string_view moduleOf(std::string_view path) {
  constexpr std::string_view kSuffix = ".beam";
  std::string_view file = path.substr(path.rfind('/') + 1);
  return file.ends_with(kSuffix) ? file.substr(0, file.size() - kSuffix.size())
                                 : std::string_view();
}

bool interpretProgram() {
  for (const EmbeddedModule &m :
       std::span(beamc_program.modules, size_t(beamc_program.moduleCount)))
    if (!interpretModule(Term(m.name), {m.beam, size_t(m.size)}))
      return false;
  for (const EmbeddedFile &file : std::span(beamc_program.files, size_t(beamc_program.fileCount)))
    if (std::string_view name = moduleOf(file.path); !name.empty())
      if (!interpretModule(internAtom(name), {file.bytes, size_t(file.size)}))
        return false;
  return true;
}

} // namespace beamc::rt::interp
