//===- Reachability.cpp ---------------------------------------------------===//
#include "driver/Reachability.h"

#include "driver/Callbacks.h"
#include "driver/Files.h"

#include "compiler/loader/OpInfo.h"
#include "compiler/support/Format.h"

#include <algorithm>
#include <optional>

namespace beamc::driver {

using loader::Literal;
using loader::LiteralKind;
using loader::Operand;
using loader::OperandKind;

/// What some code mentions and calls.
struct Reachability::Scope {
  std::set<std::string_view> atoms;
  std::set<std::string_view> modules; ///< those atoms that name modules
  std::set<std::string_view> calls;   ///< modules that it calls by name
  bool fullSystem = false;            ///< it stands in a module of FullSystemModules.def
};

struct Reachability::Entry {
  ReachedModule reached;
  std::vector<bool> functions; ///< reached ones, parallel to Module::functions
  /// Exported functions: name to indices into Module::functions.
  std::unordered_multimap<std::string_view, uint32_t> exports;
  bool allExports = false;
  bool base = false;                        ///< of kernel, stdlib or erts
  bool wellKnown = false;                   ///< a mention of its name reaches all that it exports
  std::vector<std::string_view> behaviours; ///< of its attributes; stripped files have none
  std::optional<Callbacks> callbacks;       ///< as a behaviour; read when it is asked for
  Scope scope; ///< of all reached functions; kept for user modules and libraries only
};

static bool isWellKnown(std::string_view name) {
  static constexpr std::string_view kNames[] = {
#define WELL_KNOWN_MODULE(name, why) name,
#include "driver/WellKnownModules.def"
  };
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// The names in the module's `behaviour` attributes.
static std::vector<std::string_view> behavioursOf(const loader::Module &module) {
  std::vector<std::string_view> names;
  if (!module.attributes)
    return names;
  for (const Literal *attribute : module.attributes->elements) {
    if (attribute->kind != LiteralKind::Tuple || attribute->elements.size() != 2)
      continue;
    std::string_view key = attribute->elements[0]->text;
    if (key == "behaviour" || key == "behavior")
      for (const Literal *name : attribute->elements[1]->elements)
        names.push_back(name->text);
  }
  return names;
}

bool exports(const loader::Module &module, std::string_view function, uint32_t arity) {
  return std::any_of(module.exports.begin(), module.exports.end(), [&](const loader::Export &item) {
    return module.atom(item.function) == function && item.arity == arity;
  });
}

static std::string functionName(const loader::Module &module, const loader::FunctionInfo &info) {
  return loader::printAtom(module.name) + ":" + loader::printAtom(module.atom(info.name)) +
         formatText("/%u", info.arity);
}

Reachability::Reachability(const ModuleIndex &index, BifQuery isBif, bool fullBoot,
                           Diagnostics &diag)
    : index_(index), isBif_(std::move(isBif)), fullBoot_(fullBoot), diag_(diag) {}
Reachability::~Reachability() = default;

/// Does \p name stand in FullSystemModules.def, and does the program start without its servers?
bool Reachability::isFullSystem(std::string_view name) const {
  enum class Servers : uint8_t { Full, None };
  static const std::unordered_map<std::string_view, Servers> table = {
#define FULL_SYSTEM_MODULE(module, boot, why) {module, Servers::boot},
#include "driver/FullSystemModules.def"
  };
  auto found = table.find(name);
  return found != table.end() && !(fullBoot_ && found->second == Servers::Full);
}

static bool isLeanFunction(std::string_view module, std::string_view function, uint32_t arity) {
  struct Name {
    std::string_view module, function;
    uint32_t arity;
  };
  static constexpr Name kNames[] = {
#define LEAN_FUNCTION(module, function, arity, why) {module, function, arity},
#include "driver/FullSystemModules.def"
  };
  return std::any_of(std::begin(kNames), std::end(kNames), [&](const Name &n) {
    return n.module == module && n.function == function && n.arity == arity;
  });
}

/// Why a function works only with the full boot; empty if it does not need it.
static std::string_view needsFullBoot(std::string_view module, std::string_view function,
                                      uint32_t arity) {
  if (isLeanFunction(module, function, arity))
    return {};
#define FULL_BOOT_FUNCTION(m, f, why)                                                              \
  if (module == m && function == f)                                                                \
    return why;
#define FULL_BOOT_MODULE(m, why)                                                                   \
  if (module == m)                                                                                 \
    return why;
#include "driver/NeedsFullBoot.def"
  return {};
}

static bool isBase(std::string_view application) {
  return application == "kernel" || application == "stdlib" || application == "erts";
}

/// Does a call of \p to in \p from count?
bool Reachability::callCounts(const Entry &from, std::string_view to, std::string_view function,
                              uint32_t arity) const {
  if (from.reached.origin != Origin::Otp || isFullSystem(from.reached.name))
    return true;
  if (fullBoot_ && !from.base)
    return true; // Such an application is there because the program starts it.
  if (fullBoot_ && !isFullSystem(to)) {
    // Kernel and stdlib need no other application.
    const ModuleFile *file = index_.find(to);
    return !file || file->origin != Origin::Otp || isBase(file->application);
  }
  return !isFullSystem(to) || isLeanFunction(to, function, arity);
}

/// A library may hold files that are no modules of a known OTP, and a program do without them.
void Reachability::noteUnreadable(const ModuleFile &file, Diagnostics &&reading) {
  if (file.origin == Origin::User)
    return diag_.append(std::move(reading));
  for (const Diagnostic &reason : reading.all())
    if (reason.severity == Severity::Error)
      return diag_.warning(reason.place,
                           reason.text + "; the module is left out, and calls of it raise undef");
}

Reachability::Entry *Reachability::load(std::string_view name) {
  if (auto found = entries_.find(name); found != entries_.end())
    return found->second->reached.module ? found->second.get() : nullptr;
  const ModuleFile *file = index_.find(name);
  if (!file)
    return nullptr;
  auto owned = std::make_unique<Entry>();
  Entry &entry = *owned;
  entries_.emplace(std::string(name), std::move(owned));
  ReachedModule &reached = entry.reached;
  reached.name = std::string(name);
  reached.origin = file->origin;
  if (!readFile(file->path, reached.bytes, diag_))
    return nullptr;
  Diagnostics reading;
  reached.module = loader::loadModule(reached.bytes, file->shown(), reading);
  if (!reached.module) {
    noteUnreadable(*file, std::move(reading));
    return nullptr;
  }
  diag_.append(std::move(reading));
  const loader::Module &module = *reached.module;
  if (module.name != name) {
    diag_.error(file->shown(), "expected module " + loader::printAtom(name) +
                                   " in this file, found " + loader::printAtom(module.name) +
                                   "; rename the file");
    reached.module.reset();
    return nullptr;
  }
  entry.functions.resize(module.functions.size());
  for (const loader::Export &item : module.exports)
    entry.exports.emplace(module.atom(item.function), module.functionByLabel[item.label] - 1);
  entry.base = isBase(file->application);
  entry.wellKnown = isWellKnown(name);
  entry.behaviours = behavioursOf(module);
  if (file->origin == Origin::User && !file->application.empty())
    userApplications_.insert(file->application);
  return &entry;
}

bool Reachability::include(std::string_view name, std::string_view reason) {
  Entry *entry = load(name);
  if (!entry)
    return false;
  reachAllExports(*entry, reason);
  takeIn(*entry, reason);
  return true;
}

void Reachability::reach(std::string_view module, std::string_view function, uint32_t arity,
                         std::string_view reason) {
  if (isBif_(module, function, arity)) {
#define BIF_ROOT(of, rootModule, rootFunction, rootArity, why)                                     \
  if (module == of)                                                                                \
    reach(rootModule, rootFunction, rootArity, why);
#include "driver/RuntimeRoots.def"
    return;
  }
  Entry *entry = load(module);
  if (!entry)
    return;
  if (function == "module_info") { // who asks what it exports may call any of it
    reachAllExports(*entry, reason);
    takeIn(*entry, reason);
  }
  auto [first, last] = entry->exports.equal_range(function);
  for (auto item = first; item != last; ++item)
    if (entry->reached.module->functions[item->second].arity == arity)
      reachFunction(*entry, item->second, reason);
}

/// A module's on_load function runs before the module's first call.
void Reachability::takeIn(Entry &entry, std::string_view reason) {
  if (entry.reached.included)
    return;
  entry.reached.included = true;
  entry.reached.reason = std::string(reason);
  const loader::Module &module = *entry.reached.module;
  for (uint32_t i = 0; i != module.functions.size(); ++i)
    for (const loader::Op &op : module.functions[i].ops)
      if (op.opcode == loader::op_on_load) {
        reachFunction(entry, i, reason);
        reach("beamc_load", "first_call", 3, "runs on_load functions");
      }
}

void Reachability::reachFunction(Entry &entry, uint32_t function, std::string_view reason) {
  if (entry.functions[function])
    return;
  entry.functions[function] = true;
  work_.push_back(Item{&entry, function});
  takeIn(entry, reason);
}

void Reachability::reachAllExports(Entry &entry, std::string_view reason) {
  if (entry.allExports)
    return;
  entry.allExports = true;
  const loader::Module &module = *entry.reached.module;
  for (const loader::Export &item : module.exports)
    reachFunction(entry, module.functionByLabel[item.label] - 1, reason);
}

void Reachability::follow() {
  // Conditional roots may make further modules part of the program, and so other roots count.
  do {
    while (!work_.empty()) {
      Item item = work_.back();
      work_.pop_back();
      scan(item);
    }
#define CONDITIONAL_ROOT(condition, module, function, arity, why)                                  \
  if (find(condition))                                                                             \
    reach(module, function, arity, why);
#define CALLBACK_MODULE(module, why)                                                               \
  if (find(module))                                                                                \
    include(module, why);
#define FULL_BOOT_CALLBACK_MODULE(module, why)                                                     \
  if (fullBoot_ && find(module))                                                                   \
    include(module, why);
#include "driver/RuntimeRoots.def"
  } while (!work_.empty());
}

/// Adds all atoms of a term to \p names.
static void collectAtoms(const Literal &literal, std::set<std::string> &names) {
  if (literal.kind == LiteralKind::Atom)
    names.emplace(literal.text);
  for (const Literal *element : literal.elements)
    collectAtoms(*element, names);
}

static void collectAtoms(const loader::Module &module, const Operand &operand,
                         std::set<std::string> &names) {
  if (operand.kind == OperandKind::Atom)
    names.emplace(module.atom(uint32_t(operand.value)));
  if (operand.kind == OperandKind::Literal)
    collectAtoms(*module.literals[size_t(operand.value)], names);
  for (const Operand &element : operand.list)
    collectAtoms(module, element, names);
}

/// Is this the caller's own business, and does it need OTP's kernel?
void Reachability::noteCall(const Item &item, const loader::Import &import) {
  const ReachedModule &from = item.entry->reached;
  if (from.origin != Origin::User && from.origin != Origin::Library)
    return;
  const loader::Module &module = *from.module;
  std::string_view callee = module.atom(import.module), function = module.atom(import.function);
  std::string_view why = needsFullBoot(callee, function, import.arity);
  if (why.empty())
    return;
  const loader::FunctionInfo &info = module.functions[item.function];
  fullBootCalls_.push_back({functionName(module, info),
                            loader::printAtom(callee) + ":" + loader::printAtom(function) +
                                formatText("/%u", import.arity),
                            why, from.origin});
  if (callee == "application")
    for (const loader::Op &op : info.ops)
      for (const Operand &arg : op.args)
        collectAtoms(module, arg, startedNames_);
}

void Reachability::scan(const Item &item) {
  Entry &entry = *item.entry;
  const loader::Module &module = *entry.reached.module;
  const loader::FunctionInfo &info = module.functions[item.function];
  std::string name = functionName(module, info);
  std::string called = "called by " + name, mentioned = "mentioned in " + name;
  // The user's modules and libraries are scopes as a whole, functions of OTP one by one.
  Origin origin = entry.reached.origin;
  Scope own;
  Scope &scope = origin == Origin::User || origin == Origin::Library ? entry.scope : own;
  scope.fullSystem = isFullSystem(entry.reached.name);
  auto reachLocal = [&](uint32_t label) {
    if (uint32_t index = module.functionByLabel[label])
      reachFunction(entry, index - 1, called);
  };
  for (const loader::Op &op : info.ops) {
    if (op.opcode == loader::op_func_info)
      continue; // Its atoms are the function's own name.
    const char *kinds = loader::opInfo(op.opcode)->kinds;
    for (size_t i = 0; i != op.args.size(); ++i) {
      const Operand &arg = op.args[i];
      bool isNumber = arg.kind == OperandKind::Unsigned;
      if (kinds[i] == 'I') {
        const loader::Import &import = module.imports[size_t(arg.value)];
        std::string_view callee = module.atom(import.module);
        scope.calls.insert(callee);
        std::string_view function = module.atom(import.function);
        noteCall(item, import);
        if (callCounts(entry, callee, function, import.arity))
          reach(callee, function, import.arity, called);
      } else if (kinds[i] == 'f' || (kinds[i] == 'T' && isNumber)) {
        reachLocal(module.lambdas[size_t(arg.value)].label);
      } else if (arg.kind == OperandKind::Label) {
        reachLocal(uint32_t(arg.value));
      } else {
        scanOperand(module, arg, scope, mentioned);
      }
    }
  }
  matchMentions(scope, mentioned);
}

void Reachability::scanOperand(const loader::Module &module, const Operand &operand, Scope &scope,
                               const std::string &reason) {
  if (operand.kind == OperandKind::Atom)
    mention(module.atom(uint32_t(operand.value)), scope);
  if (operand.kind == OperandKind::Literal)
    scanLiteral(*module.literals[size_t(operand.value)], scope, reason);
  for (const Operand &element : operand.list)
    scanOperand(module, element, scope, reason);
}

void Reachability::scanLiteral(const Literal &literal, Scope &scope, const std::string &reason) {
  if (literal.kind == LiteralKind::Atom)
    mention(literal.text, scope);
  if (literal.kind == LiteralKind::ExternalFun) {
    if (scope.fullSystem || !isFullSystem(literal.elements[0]->text))
      reach(literal.elements[0]->text, literal.elements[1]->text,
            uint32_t(literal.elements[2]->integer), reason);
    return;
  }
  for (const Literal *element : literal.elements)
    scanLiteral(*element, scope, reason);
  if (literal.tail)
    scanLiteral(*literal.tail, scope, reason);
}

bool Reachability::mayBeMentioned(const ModuleFile &file) const {
  return file.origin != Origin::Otp || isBase(file.application) ||
         userApplications_.count(file.application) != 0;
}

void Reachability::mention(std::string_view atom, Scope &scope) {
  if (!scope.atoms.insert(atom).second)
    return;
  const ModuleFile *file = index_.find(atom);
  if (file && mayBeMentioned(*file) && (scope.fullSystem || !isFullSystem(atom)))
    scope.modules.insert(atom);
}

/// Does \p scope, which mentions \p named, call a behaviour that it may be a callback module of?
/// Its attributes tell, and its exports: attributes are an optional chunk, which releases are
/// stripped of. Modules of OTP export all callbacks that are not optional; others need not.
bool Reachability::isStarted(const Entry &named, const Scope &scope) {
  return std::any_of(scope.calls.begin(), scope.calls.end(), [&](std::string_view callee) {
    if (std::find(named.behaviours.begin(), named.behaviours.end(), callee) !=
        named.behaviours.end())
      return true;
    Entry *behaviour = load(callee);
    if (!behaviour || behaviour == &named)
      return false;
    if (!behaviour->callbacks)
      behaviour->callbacks = callbacksOf(*behaviour->reached.module);
    const Callbacks &callbacks = *behaviour->callbacks;
    const loader::Module &module = *named.reached.module;
    return callbacks.areImplementedBy(module) ||
           (!module.attributes && named.reached.origin != Origin::Otp &&
            callbacks.areBegunBy(module));
  });
}

/// Reaches what the pairs of names in \p scope stand for.
void Reachability::matchMentions(const Scope &scope, const std::string &reason) {
  for (std::string_view name : scope.modules) {
    Entry *named = load(name);
    if (!named || named->allExports)
      continue;
    if (named->wellKnown || isStarted(*named, scope)) {
      reachAllExports(*named, reason);
      continue;
    }
    const loader::Module &module = *named->reached.module;
    for (const loader::Export &item : module.exports) {
      std::string_view function = module.atom(item.function);
      if (scope.atoms.count(function) != 0 && function != "module_info" &&
          !isBif_(name, function, item.arity))
        reachFunction(*named, module.functionByLabel[item.label] - 1, reason);
    }
  }
}

void Reachability::leaveOut(std::string_view name) {
  if (auto found = entries_.find(name); found != entries_.end())
    found->second->reached.included = false;
}

std::vector<ReachedModule *> Reachability::modules() {
  std::vector<ReachedModule *> list;
  for (auto &[name, entry] : entries_)
    if (entry->reached.included)
      list.push_back(&entry->reached);
  std::sort(list.begin(), list.end(), [](const ReachedModule *a, const ReachedModule *b) {
    bool aFirst = a->origin == Origin::User, bFirst = b->origin == Origin::User;
    return aFirst != bFirst ? aFirst : a->name < b->name;
  });
  return list;
}

const ReachedModule *Reachability::find(std::string_view name) const {
  auto found = entries_.find(name);
  if (found == entries_.end() || !found->second->reached.included)
    return nullptr;
  return &found->second->reached;
}

} // namespace beamc::driver
