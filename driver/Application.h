//===- Application.h - what .app files say ------------------------------------------===//
//
//   {application, Name, [{vsn, Version}, {modules, [Module, …]}, {applications, [Name, …]}, …]}.
//
// Source: app(4) of kernel's manual.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/Literal.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace beamc::driver {

struct Application {
  std::string name;
  std::string directory; ///< of the .app file
  std::string text;      ///< the whole file
  Arena arena;           ///< holds `term`
  const loader::Literal *term = nullptr;

  /// The value of a property; null if there is none. It lives as long as the application.
  const loader::Literal *property(std::string_view name) const;
  /// The atoms of a property that is a list of atoms.
  std::vector<std::string> atoms(std::string_view property) const;
};

/// Null after an error: the file cannot be read, or holds another term.
std::unique_ptr<Application> readApplication(const std::string &path, Diagnostics &diag);

} // namespace beamc::driver
