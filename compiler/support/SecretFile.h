//===- SecretFile.h - A secret that two programs share --------------------------------===//
#pragma once

#include <string>

namespace beamc {

/// Reads a secret: the contents (bytes) of a file without the line end, not empty, at most 4096
/// bytes. The file must belong to the caller or to root, and be closed to everybody else. False
/// with the reason in \p why.
bool readSecretFile(const char *path, std::string &secret, std::string &why);

} // namespace beamc
