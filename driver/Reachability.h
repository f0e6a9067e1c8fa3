//===- Reachability.h - which modules an executable needs -----------------------------===//
//
// Every user module is part of the executable. Of OTP, only what can be reached is;
// the rest may still be loaded at run time from files. A module is taken as a whole,
// but what it needs is followed function by function: module `erlang` alone calls half
// of kernel, and every module calls `erlang`.
//
// A function is reached if
//   - it is exported by a user module, or is a root of the runtime system;
//   - a reached function calls it, or makes a fun of it (as code or inside a literal);
//   - it is exported by module M under the name F, and code mentions both atoms in one
//     place, M and F, whether in instructions or inside literals: so `apply(M, F, A)` and
//     child specifications work. One place is a whole module of the user's or of a
//     library, or one function of OTP's;
//   - it is exported by module M, which may implement behaviour B (has that attribute, or
//     exports the callbacks that B:behaviour_info/1 names), and code in one place mentions
//     M and calls B: `gen_server:start_link(M, …)`;
//   - it is exported by module M that stands in WellKnownModules.def, and reached code
//     mentions M. Others name its functions.
// Built-in functions need no module: the runtime has them. Modules that only a full
// system can use (FullSystemModules.def) are reached by calls in the user's modules, in
// overlays and in each other; what the rest of OTP says of them does not count.
//
// An atom that is built at run time (list_to_atom) is not seen; --include names such
// modules. Mentions count for modules of kernel, stdlib and of applications that the
// user named; a word like `file` alone, without the name of a function, does not.
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/ModuleIndex.h"

#include "compiler/loader/Module.h"

#include <functional>
#include <memory>
#include <set>
#include <unordered_map>

namespace beamc::driver {

struct ReachedModule {
  std::string name;
  Origin origin = Origin::User;
  std::vector<uint8_t> bytes; ///< the .beam file
  std::unique_ptr<loader::Module> module;
  bool included = false; ///< false: only looked at
  std::string reason;    ///< why it is included: "called by m:f/1"
};

/// Does \p module export a function?
bool exports(const loader::Module &module, std::string_view function, uint32_t arity);

class Reachability {
public:
  using BifQuery =
      std::function<bool(std::string_view module, std::string_view function, uint32_t arity)>;

  /// \p fullBoot: the program starts OTP's kernel, so nothing is left out.
  Reachability(const ModuleIndex &index, BifQuery isBif, bool fullBoot, Diagnostics &diag);
  ~Reachability();

  /// Reads the module called \p name, which becomes part of the executable with all that it
  /// exports. False: there is none, or it cannot be read (an error).
  bool include(std::string_view name, std::string_view reason);
  /// Reaches one function, if there is such a module and function.
  void reach(std::string_view module, std::string_view function, uint32_t arity,
             std::string_view reason);
  /// Follows everything. Call it after the last include and reach.
  void follow();

  /// Takes a module out of the executable again, which cannot hold it. What it alone needs stays.
  void leaveOut(std::string_view name);

  /// The modules that are included: user modules first, then the rest, by name. They live as long
  /// as this.
  std::vector<ReachedModule *> modules();
  /// A module that is included, or null.
  const ReachedModule *find(std::string_view name) const;

  /// A call, in code of the user's or of a library, of a function that works only with the full
  /// boot (NeedsFullBoot.def).
  struct FullBootCall {
    std::string caller, callee; ///< "m:f/1"
    std::string_view why;
    Origin origin; ///< of the caller
  };
  const std::vector<FullBootCall> &fullBootCalls() const { return fullBootCalls_; }
  /// The atoms in functions of the user's and of libraries that start or load applications.
  const std::set<std::string> &startedNames() const { return startedNames_; }

private:
  struct Scope;
  struct Entry;
  struct Item {
    Entry *entry;
    uint32_t function; ///< index into Module::functions
  };

  Entry *load(std::string_view name);
  void noteUnreadable(const ModuleFile &file, Diagnostics &&reading);
  void takeIn(Entry &entry, std::string_view reason);
  void reachFunction(Entry &entry, uint32_t function, std::string_view reason);
  void reachAllExports(Entry &entry, std::string_view reason);
  void scan(const Item &item);
  void noteCall(const Item &item, const loader::Import &import);
  bool isFullSystem(std::string_view name) const;
  bool callCounts(const Entry &from, std::string_view to, std::string_view function,
                  uint32_t arity) const;
  void scanOperand(const loader::Module &module, const loader::Operand &operand, Scope &scope,
                   const std::string &reason);
  void scanLiteral(const loader::Literal &literal, Scope &scope, const std::string &reason);
  void mention(std::string_view atom, Scope &scope);
  bool isStarted(const Entry &named, const Scope &scope);
  void matchMentions(const Scope &scope, const std::string &reason);
  bool mayBeMentioned(const ModuleFile &file) const;

  const ModuleIndex &index_;
  BifQuery isBif_;
  bool fullBoot_;
  Diagnostics &diag_;
  std::map<std::string, std::unique_ptr<Entry>, std::less<>> entries_;
  std::vector<Item> work_;
  std::set<std::string, std::less<>> userApplications_;
  std::vector<FullBootCall> fullBootCalls_;
  std::set<std::string> startedNames_;
};

} // namespace beamc::driver
