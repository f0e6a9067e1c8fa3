//===- LoadingBifs.cpp - Finishing, deleting, checking code -----------------------------------------===//
//
// The native half of OTP's code server, with stdlib/erts_internal/LoadingBifs.cpp.
//===----------------------------------------------------------------------===//
#include "runtime/code/CheckCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/PreparedCode.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Report.h"
#include "stdlib/Bif.h"
#include <utility>
#include <vector>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

Term modulesAnswer(Process &p, Term tag, const std::vector<Term> &modules) {
  return makeTuple(p, {tag, makeList(p, modules)});
}

Term moduleOf(const PreparedCode *prepared) { return Term(prepared->code->descriptor->name); }

} // namespace

/// erlang:has_prepared_code_on_load/1.
BIF(erlang, has_prepared_code_on_load, 1, Returns(Boolean))
Term has_prepared_code_on_load_1(Process &p, Term ref) {
  PreparedCode *prepared = preparedCode(ref);
  return prepared ? Term::boolean(prepared->code->descriptor->onLoad) : p.fail(atom::badarg);
}

/// erlang:finish_loading/1: makes the code of all these references current. ok,
/// {not_purged | duplicated | on_load, Modules}; system_limit: several, one with on_load.
BIF(erlang, finish_loading, 1)
Term finish_loading_1(Process &p, Term list) {
  std::vector<PreparedCode *> all;
  bool onLoad = false;
  Term rest = list;
  for (; rest.isCons(); rest = rest.tail()) {
    PreparedCode *prepared = preparedCode(rest.head());
    if (!prepared)
      return p.fail(atom::badarg);
    onLoad |= prepared->code->descriptor->onLoad != nullptr;
    all.push_back(prepared);
  }
  if (!rest.isNil())
    return p.fail(atom::badarg);
  if (onLoad && all.size() > 1)
    return p.fail(atom::system_limit);
  CodeLock lock;
  std::vector<Term> duplicated, notPurged;
  for (size_t i = 0; i != all.size(); i++) {
    for (size_t k = 0; k != i; k++)
      if (moduleOf(all[i]) == moduleOf(all[k])) {
        duplicated.push_back(moduleOf(all[i]));
        break;
      }
    LoadedModule *m = findLoadedModule(moduleOf(all[i]));
    if (m && m->current && m->old)
      notPurged.push_back(moduleOf(all[i]));
  }
  if (!duplicated.empty())
    return modulesAnswer(p, internAtom("duplicated"), duplicated);
  if (!notPurged.empty())
    return modulesAnswer(p, internAtom("not_purged"), notPurged);
  std::vector<ModuleCode *> codes;
  codes.reserve(all.size());
  for (PreparedCode *prepared : all)
    codes.push_back(std::exchange(prepared->code, nullptr));
  if (onLoad) {
    LoadedModule *m = ensureLoadedModule(Term(codes[0]->descriptor->name));
    // A version that waits already is forgotten, as in OTP: a process may be in its on_load
    // function, and nothing will ever say that it is not.
    m->onLoad = codes[0];
    return modulesAnswer(p, internAtom("on_load"), {Term(m->name)});
  }
  installCode(codes);
  return atom::ok;
}

/// erlang:call_on_load_function/1: calls it, in the code that is not current yet.
BIF(erlang, call_on_load_function, 1, MayTrap)
Term call_on_load_function_1(Process &p, Term module) {
  LoadedModule *m = module.isAtom() ? findLoadedModule(module) : nullptr;
  if (!m || !m->onLoad)
    return p.fail(atom::badarg);
  return p.trap(&m->onLoad->onLoadExport);
}

/// erlang:finish_after_on_load/2: the code becomes current, or is to be purged.
BIF(erlang, finish_after_on_load, 2)
Term finish_after_on_load_2(Process &p, Term module, Term keep) {
  CodeLock lock;
  LoadedModule *m = module.isAtom() ? findLoadedModule(module) : nullptr;
  if (!m || !m->onLoad || !keep.isBoolean())
    return p.fail(atom::badarg);
  ModuleCode *code = m->onLoad;
  if (keep.isTrue() && m->current && m->old)
    return p.fail(atom::badarg);
  m->onLoad = nullptr;
  if (keep.isTrue())
    installCode(code);
  else
    m->failed = code; // likewise, if there was one
  return atom::true_;
}

/// erlang:delete_module/1: the current code becomes old. undefined: there is none.
BIF(erlang, delete_module, 1)
Term delete_module_1(Process &p, Term module) {
  if (!module.isAtom())
    return p.fail(atom::badarg);
  CodeLock lock;
  LoadedModule *m = findLoadedModule(module);
  if (!m || !m->current)
    return atom::undefined;
  // init:restart/0 deletes all modules, to load them again from files. The executable's own have
  // none: they stay.
  static const Term init = internAtom("init");
  if (p.registeredName == init && m->compiled)
    return atom::true_;
  if (m->old) {
    sendLogEvent(p, atom::error, "Module ~p must be purged before deleting\n", {module});
    return p.fail(atom::badarg);
  }
  retireCode(m);
  return atom::true_;
}

BIF(erlang, check_old_code, 1, Returns(Boolean))
Term check_old_code_1(Process &p, Term module) {
  if (!module.isAtom())
    return p.fail(atom::badarg);
  LoadedModule *m = findLoadedModule(module);
  return Term::boolean(m && settledCode(m->old));
}

BEAMC_BIF_NAMESPACE_END
