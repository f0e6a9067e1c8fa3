//===- BootScript.h - the start of a program with OTP's kernel -------------------------===//
//
// A program with the full boot carries what `erl` finds in the OTP installation: a boot script
// in the form that init reads (script(4) of sasl's manual), and the .app files of its
// applications. See docs/design/boot.md.
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/Application.h"
#include "driver/ModuleIndex.h"

#include <map>
#include <set>

namespace beamc::driver {

/// The applications of a program, found through the module index.
class Applications {
public:
  Applications(const ModuleIndex &index, Diagnostics &diag) : index_(index), diag_(diag) {}

  struct Entry {
    std::unique_ptr<Application> spec; ///< null: there is no .app file, or a bad one
    bool whole = false;                ///< all its modules are part of the program
    bool loaded = false;               ///< the boot script loads it
    bool started = false;              ///< the boot script starts it
    bool visited = false;
  };

  /// Makes \p name and all that it needs part of the program, with all modules; \p start: they
  /// start with it. False after an error: one of them is not there.
  bool add(const std::string &name, const std::string &neededBy, bool start);
  /// Takes the specification of \p name along, if there is one.
  void know(const std::string &name);

  /// Each after those that it needs.
  const std::vector<const Entry *> &all() const { return order_; }

private:
  Entry &read(const std::string &name);
  bool addNeeded(Entry &entry, bool start);

  const ModuleIndex &index_;
  Diagnostics &diag_;
  std::map<std::string, Entry> entries_;
  std::vector<const Entry *> order_;
};

struct BootScriptRequest {
  const Applications *applications = nullptr;
  std::string root; ///< of OTP, as the program will name it
  std::string ertsVersion;
  std::string mainModule, mainFunction; ///< empty: the program stays up until it is stopped
  /// Directory of .beam files to the modules of the program that come from there.
  std::map<std::string, std::vector<std::string>> loaded;
  std::set<std::string> ownDirectories; ///< with files that the program carries: first in the path
};

/// The files that the program carries: path (as the program will name it) to contents.
std::map<std::string, std::string> makeBootFiles(const BootScriptRequest &request);

} // namespace beamc::driver
