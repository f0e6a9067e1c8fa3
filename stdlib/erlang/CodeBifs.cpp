//===- CodeBifs.cpp - Modules, exports and funs as values ------------------------------------------===//
#include "runtime/code/BifTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/FirstCall.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Etf.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// erlang:function_exported/3: whether a loaded module exports it (BIFs: false, as in OTP).
BIF(erlang, function_exported, 3, Returns(Boolean))
Term function_exported_3(Process &p, Term m, Term f, Term a) {
  if (!m.isAtom() || !f.isAtom() || !a.isSmall() || a.smallValue() < 0)
    return p.fail(atom::badarg);
  Export *e =
      a.smallValue() <= abi::kMaxArity ? findExport(m, f, uint32_t(a.smallValue())) : nullptr;
  return Term::boolean(e);
}

/// erlang:is_builtin/3.
BIF(erlang, is_builtin, 3, Returns(Boolean))
Term is_builtin_3(Process &p, Term m, Term f, Term a) {
  if (!m.isAtom() || !f.isAtom() || !a.isSmall() || a.smallValue() < 0)
    return p.fail(atom::badarg);
  Export *e =
      a.smallValue() <= abi::kMaxArity ? findExport(m, f, uint32_t(a.smallValue())) : nullptr;
  return Term::boolean(e && (flagsOf(e) & kExportBif));
}

BIF(erlang, module_loaded, 1, Returns(Boolean))
Term module_loaded_1(Process &p, Term m) {
  return m.isAtom() ? Term::boolean(findModule(m)) : p.fail(atom::badarg);
}

/// erlang:loaded/0: names of all loaded modules.
BIF(erlang, loaded, 0, Returns(List))
Term loaded_0(Process &p) {
  Term list = Term::nil();
  for (const LoadedModule *m = firstModule(); m; m = nextModule(m))
    if (settledCode(m->current))
      list = makeCons(p, Term(m->name), list);
  return list;
}

/// erlang:pre_loaded/0: those of OTP's preloaded modules that the program has; in OTP's order.
BIF(erlang, pre_loaded, 0, Returns(List))
Term pre_loaded_0(Process &p) {
  static const char *const names[] = {"erts_code_purger",
                                      "erl_init",
                                      "init",
                                      "prim_buffer",
                                      "prim_eval",
                                      "prim_inet",
                                      "prim_file",
                                      "zlib",
                                      "socket_registry",
                                      "prim_socket",
                                      "prim_net",
                                      "prim_zip",
                                      "erl_prim_loader",
                                      "erlang",
                                      "erts_internal",
                                      "erl_tracer",
                                      "erts_literal_area_collector",
                                      "erts_dirty_process_signal_handler",
                                      "atomics",
                                      "counters",
                                      "persistent_term"};
  Term list = Term::nil();
  for (const char *n : names)
    if (findModule(internAtom(n)))
      list = makeCons(p, internAtom(n), list);
  return list;
}

namespace {

Term etfOrNil(Process &p, const uint8_t *bytes, uint32_t size) {
  if (!size)
    return Term::nil();
  HeapTarget target(p);
  Term t = decodeEtf(bytes, size, target);
  return t.isValue() ? t : Term::nil();
}

bool hasFunction(const ModuleDescriptor *m, const Export &e) {
  for (uint32_t i = 0; i < m->functionCount; i++)
    if (m->functions[i].function == e.function && m->functions[i].arity == e.arity)
      return true;
  return false;
}

/// The module's own functions and those of the runtime that stand for functions of its file.
Term exportsOf(Process &p, const ModuleDescriptor *m) {
  Term list = Term::nil();
  for (unsigned i = kBifCount; i--;) {
    const Export &e = *kBifTable[i].entry;
    if (e.module == m->name && hasFunction(m, e))
      list = makeCons(p, makeTuple(p, {Term(e.function), Term::small(e.arity)}), list);
  }
  for (uint32_t i = m->exportCount; i--;)
    list = makeCons(
        p, makeTuple(p, {Term(m->exports[i]->function), Term::small(m->exports[i]->arity)}), list);
  return list;
}

Term functionsOf(Process &p, const ModuleDescriptor *m) {
  Term list = Term::nil();
  for (uint32_t i = m->functionCount; i--;)
    list = makeCons(
        p, makeTuple(p, {Term(m->functions[i].function), Term::small(m->functions[i].arity)}),
        list);
  return list;
}

Term moduleItem(Process &p, const ModuleDescriptor *m, Term item) {
  if (item == atom::module)
    return Term(m->name);
  if (item == atom::exports)
    return exportsOf(p, m);
  if (item == atom::functions)
    return functionsOf(p, m);
  if (item == atom::attributes)
    return etfOrNil(p, m->attributes, m->attributesSize);
  if (item == atom::compile)
    return etfOrNil(p, m->compileInfo, m->compileInfoSize);
  if (item == atom::md5)
    return makeBinary(p, m->md5, 16);
  if (item == atom::nifs)
    return Term::nil();
  if (item == atom::native_addresses)
    return Term::nil();
  return p.fail(atom::badarg);
}

} // namespace

/// erlang:get_module_info/1: what Module:module_info/0 returns.
BIF(erlang, get_module_info, 1)
Term get_module_info_1(Process &p, Term name) {
  const ModuleDescriptor *m = name.isAtom() ? findModule(name) : nullptr;
  if (!m)
    return p.fail(atom::badarg);
  Term list = Term::nil();
  for (Term item : {atom::md5, atom::compile, atom::attributes, atom::exports, atom::module})
    list = makeCons(p, makeTuple(p, {item, moduleItem(p, m, item)}), list);
  return list;
}

/// erlang:get_module_info/2: one item.
BIF(erlang, get_module_info, 2)
Term get_module_info_2(Process &p, Term name, Term item) {
  const ModuleDescriptor *m = name.isAtom() ? findModule(name) : nullptr;
  return m ? moduleItem(p, m, item) : p.fail(atom::badarg);
}

/// erlang:make_fun/3: fun m:f/a.
BIF(erlang, make_fun, 3, Returns(Fun))
Term make_fun_3(Process &p, Term m, Term f, Term a) {
  if (!m.isAtom() || !f.isAtom() || !a.isSmall() || a.smallValue() < 0 ||
      a.smallValue() > abi::kMaxArity)
    return p.fail(atom::badarg);
  Word *o = allocWords(p, 2);
  o[0] = abi::makeHeader(Kind::ExportFun, 1);
  o[1] = reinterpret_cast<Word>(ensureExport(m, f, uint32_t(a.smallValue())));
  return Term::boxed(o);
}

namespace {

/// FunEntries do not name their module's descriptor; uniq and vsn come from the entry itself.
Term localFunItem(Process &p, Term fun, Term item) {
  auto *e = reinterpret_cast<const FunEntry *>(fun.object()[1]);
  if (item == atom::type)
    return atom::local;
  if (item == atom::module)
    return Term(e->module);
  if (item == atom::name)
    return Term(e->function);
  if (item == atom::arity)
    return Term::small(e->arity);
  if (item == atom::index)
    return Term::small(e->index);
  if (item == atom::new_index)
    return Term::small(e->index);
  if (item == atom::uniq)
    return makeInt(p, int64_t(e->oldUniq));
  if (item == atom::new_uniq)
    return makeBinary(p, e->uniq, 16);
  if (item == atom::pid)
    return Term(fun.object()[2]);
  if (item ==
      internAtom("refc")) // funs are not counted: its module and this fun refer to the entry
    return Term::small(2);
  if (item == atom::env) {
    Term list = Term::nil();
    for (uint32_t i = e->numFree; i--;)
      list = makeCons(p, Term(fun.object()[3 + i]), list);
    return list;
  }
  return Term::nonValue();
}

Term exportFunItem(Process &p, Term fun, Term item) {
  auto *e = reinterpret_cast<const Export *>(fun.object()[1]);
  if (item == atom::type)
    return atom::external;
  if (item == internAtom("refc"))
    return atom::undefined;
  if (item == atom::module)
    return Term(e->module);
  if (item == atom::name)
    return Term(e->function);
  if (item == atom::arity)
    return Term::small(e->arity);
  if (item == atom::env)
    return Term::nil();
  if (item == atom::pid || item == atom::index || item == atom::new_index || item == atom::uniq ||
      item == atom::new_uniq)
    return atom::undefined;
  return Term::nonValue();
}

} // namespace

/// erlang:fun_info/2: {Item, Value}.
BIF(erlang, fun_info, 2)
Term fun_info_2(Process &p, Term fun, Term item) {
  if (!fun.isFun())
    return p.fail(atom::badarg);
  Term v = fun.isKind(Kind::Fun) ? localFunItem(p, fun, item) : exportFunItem(p, fun, item);
  return v.isValue() ? makeTuple(p, {item, v}) : p.fail(atom::badarg);
}

/// erlang:fun_info/1: all items.
BIF(erlang, fun_info, 1)
Term fun_info_1(Process &p, Term fun) {
  if (!fun.isFun())
    return p.fail(atom::badarg);
  static constexpr Term local[] = {atom::pid,   atom::module, atom::new_index, atom::new_uniq,
                                   atom::index, atom::uniq,   atom::name,      atom::arity,
                                   atom::env,   atom::type};
  static constexpr Term external[] = {atom::module, atom::name, atom::arity, atom::env, atom::type};
  bool isLocal = fun.isKind(Kind::Fun);
  std::span<const Term> items =
      isLocal ? std::span<const Term>(local) : std::span<const Term>(external);
  Term list = Term::nil();
  for (size_t i = items.size(); i--;)
    list = makeCons(p,
                    makeTuple(p, {items[i], isLocal ? localFunItem(p, fun, items[i])
                                                    : exportFunItem(p, fun, items[i])}),
                    list);
  return list;
}

/// erlang:fun_info_mfa/1: {Module, Function, Arity} of a fun.
BIF(erlang, fun_info_mfa, 1)
Term fun_info_mfa_1(Process &p, Term fun) {
  if (fun.isKind(Kind::ExportFun)) {
    auto *e = reinterpret_cast<const Export *>(fun.object()[1]);
    return makeTuple(p, {Term(e->module), Term(e->function), Term::small(e->arity)});
  }
  if (!fun.isKind(Kind::Fun))
    return p.fail(atom::badarg);
  auto *e = reinterpret_cast<const FunEntry *>(fun.object()[1]);
  return makeTuple(p, {Term(e->module), Term(e->function), Term::small(e->arity)});
}

/// erlang:load_nif/2: no library can be loaded. (The functions of OTP's own modules that are
/// NIFs there are built-ins here and need none.)
BIF(erlang, load_nif, 2)
Term load_nif_2(Process &p, Term path, Term) {
  Text file;
  Term rest = path;
  for (; rest.isCons() && rest.head().isSmall(); rest = rest.tail()) {
    uint8_t utf8[4];
    int64_t c = rest.head().smallValue();
    unsigned n = c > 0 && c <= 0x10ffff ? encodeUtf8(uint32_t(c), utf8) : 0;
    if (n == 0)
      break;
    appendText(file, {reinterpret_cast<char *>(utf8), n});
  }
  if (!rest.isNil())
    return p.fail(atom::badarg);
  if (FirstCall *first = firstCallOf(p.pid))
    first->nifRefused = true;
  appendText(file, ".so");
  Text why;
  appendText(why, "Failed to load NIF library: '");
  appendText(why, {file.data(), file.size()});
  file.push('\0');
  appendText(why, access(file.data(), F_OK) == 0
                      ? ": this executable cannot load libraries'"
                      : ": cannot open shared object file: No such file or directory'");
  Term text = makeStringUtf8(p, {why.data(), why.size()});
  return makeTuple(p, {atom::error, makeTuple(p, {internAtom("load_failed"), text})});
}

BEAMC_BIF_NAMESPACE_END
