//===- ModuleIndex.cpp ----------------------------------------------------===//
#include "driver/ModuleIndex.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace fs = std::filesystem;

namespace beamc::driver {

bool ModuleIndex::add(ModuleFile file) {
  std::string name = file.name;
  if (!file.application.empty())
    addApplication(file.application, fs::path(file.path).parent_path().string());
  return files_.try_emplace(std::move(name), std::move(file)).second;
}

void ModuleIndex::addApplication(const std::string &name, const std::string &directory) {
  std::string absolute =
      fs::absolute(directory.empty() ? "." : directory).lexically_normal().string();
  if (absolute.size() > 1 && absolute.ends_with('/'))
    absolute.pop_back();
  applications_.try_emplace(name, std::move(absolute));
}

void ModuleIndex::addDirectory(const std::string &directory, std::string_view application,
                               Origin origin) {
  std::error_code error;
  if (!application.empty())
    addApplication(std::string(application), directory);
  for (const fs::directory_entry &entry : fs::directory_iterator(directory, error))
    if (entry.path().extension() == ".beam")
      add(ModuleFile{entry.path().stem().string(), entry.path().string(), std::string(application),
                     origin});
}

bool ModuleIndex::addLibrary(const std::string &directory, Diagnostics &diag) {
  size_t before = files_.size();
  std::error_code error;
  std::vector<fs::path> places = {directory};
  for (const fs::directory_entry &entry : fs::directory_iterator(directory, error))
    places.push_back(entry.path());
  addDirectory(directory, {}, Origin::Library);
  for (const fs::path &place : places)
    if (fs::is_directory(place / "ebin", error))
      addDirectory((place / "ebin").string(), place.filename().string(), Origin::Library);
  if (files_.size() != before)
    return true;
  diag.error(directory,
             "expected a directory with .beam files, or with applications, found none in it");
  return false;
}

/// The numbers of a version such as "4.2.1".
static std::vector<unsigned> versionNumbers(std::string_view text) {
  std::vector<unsigned> numbers;
  while (!text.empty()) {
    unsigned number = 0;
    auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    numbers.push_back(number);
    size_t used = size_t(result.ptr - text.data());
    text.remove_prefix(std::min(used + 1, text.size()));
  }
  return numbers;
}

namespace {

/// A directory "kernel-8.5.3/ebin" below an OTP installation.
struct OtpApplication {
  std::vector<unsigned> version;
  std::string directory;
};

/// The newest version of each application of an OTP installation, by name.
std::map<std::string, OtpApplication> newestApplications(const std::string &root) {
  std::map<std::string, OtpApplication> newest;
  std::error_code error;
  for (const std::string &place : {root + "/lib", root})
    for (const fs::directory_entry &entry : fs::directory_iterator(place, error)) {
      std::string name = entry.path().filename().string();
      size_t dash = name.rfind('-');
      if (dash == std::string::npos || !fs::is_directory(entry.path() / "ebin", error))
        continue;
      std::vector<unsigned> version = versionNumbers(std::string_view(name).substr(dash + 1));
      OtpApplication &best = newest[name.substr(0, dash)];
      if (best.directory.empty() || best.version < version)
        best = {version, (entry.path() / "ebin").string()};
    }
  return newest;
}

} // namespace

bool ModuleIndex::addOtp(const std::string &root, const std::string &preloadedRoot,
                         Diagnostics &diag) {
  std::map<std::string, OtpApplication> newest = newestApplications(root);
  if (!newest.count("stdlib") || !newest.count("kernel")) {
    diag.error(root,
               "expected an Erlang/OTP installation (lib/stdlib-*/ebin, lib/kernel-*/ebin), found "
               "none; name one with --otp");
    return false;
  }
  if (!newest.count("erts")) {
    // A release has its preloaded modules in the emulator.
    std::map<std::string, OtpApplication> other = newestApplications(preloadedRoot);
    if (!other.count("erts") || other["kernel"].version != newest["kernel"].version) {
      diag.error(root, "expected the modules of the runtime system (lib/erts-*/ebin) in this "
                       "Erlang/OTP installation, found none");
      return false;
    }
    newest["erts"] = other["erts"];
  }
  for (unsigned number : newest["erts"].version)
    ertsVersion_ += (ertsVersion_.empty() ? "" : ".") + std::to_string(number);
  for (const auto &[application, found] : newest)
    addDirectory(found.directory, application, Origin::Otp);
  return true;
}

const ModuleFile *ModuleIndex::find(std::string_view name) const {
  auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

std::string ModuleIndex::directoryOf(std::string_view application) const {
  auto found = applications_.find(application);
  return found == applications_.end() ? std::string() : found->second;
}

std::vector<std::string> ModuleIndex::modulesOf(std::string_view application) const {
  std::vector<std::string> names;
  for (const auto &[name, file] : files_)
    if (file.application == application)
      names.push_back(name);
  return names;
}

} // namespace beamc::driver
