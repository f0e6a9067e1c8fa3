//===- ModuleIndex.h - which file holds which module --------------------------------===//
#pragma once

#include "compiler/support/Diagnostics.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace beamc::driver {

enum class Origin : uint8_t {
  User,    ///< named on the command line
  Library, ///< in a directory that --lib names: taken when needed
  Overlay, ///< beamc's own replacement of, or addition to, OTP's modules
  Otp,     ///< of the installed OTP
};

struct ModuleFile {
  std::string name, path;
  std::string application; ///< "stdlib"; empty for user modules outside of an application
  Origin origin = Origin::Otp;
  /// The file to name to users if `path` is a temporary one that was made of it: the source. The
  /// program names its directory as that of the module.
  std::string shownPath = {};

  const std::string &shown() const { return shownPath.empty() ? path : shownPath; }
};

/// Modules by name. What is added first wins: user modules, overlays, libraries, OTP.
class ModuleIndex {
public:
  /// Adds \p file; false if there is one of that name already.
  bool add(ModuleFile file);
  /// Adds an application without its modules: \p directory holds its .app file.
  void addApplication(const std::string &name, const std::string &directory);
  /// Adds the .beam files of a directory.
  void addDirectory(const std::string &directory, std::string_view application, Origin origin);
  /// Adds a directory of .beam files, or those of all <directory>/ebin and <directory>/*/ebin.
  /// False after an error: no module there.
  bool addLibrary(const std::string &directory, Diagnostics &diag);
  /// Adds the newest version of each application below \p root, the directory that holds "lib", and
  /// the modules of the runtime system (erts). If they are not there, as in a release, they are
  /// taken from \p preloadedRoot if that is of the same version. False after an error.
  bool addOtp(const std::string &root, const std::string &preloadedRoot, Diagnostics &diag);
  /// The version of the runtime system (erts) that addOtp found, as in its directory's name.
  const std::string &ertsVersion() const { return ertsVersion_; }

  /// Null: there is none. The pointer holds as long as the index.
  const ModuleFile *find(std::string_view name) const;
  /// The directory of an application's .app file, an absolute path; empty if there is no such
  /// application.
  std::string directoryOf(std::string_view application) const;
  /// Names of all modules of an application, sorted.
  std::vector<std::string> modulesOf(std::string_view application) const;

private:
  std::map<std::string, ModuleFile, std::less<>> files_;
  std::map<std::string, std::string, std::less<>> applications_; ///< name to directory
  std::string ertsVersion_;
};

} // namespace beamc::driver
