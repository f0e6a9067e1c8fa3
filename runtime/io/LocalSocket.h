//===- LocalSocket.h - Unix domain sockets that only their owner reaches --------------------------===//
#pragma once
#include <string>

namespace beamc::rt {

/// A listening socket at \p path, of mode 0600, without blocking. The directory must be safe: it
/// belongs to us or to root, and others may not write to it (or may only add files, as in /tmp). A
/// socket left behind by a process that has ended is replaced. The descriptor is the caller's and
/// closed on exec. -1 with the reason in \p why.
int listenLocal(const std::string &path, std::string &why);

/// The default path of this process's socket (runtime/abi/Control.h); its directory is made, of
/// mode 0700, and sockets in it that processes have left behind are removed. Empty with the reason
/// in
/// \p why.
std::string defaultSocketPath(std::string &why);

/// Takes a connection of \p listener, from a process of the same user or of root; the descriptor is
/// the caller's. -1, with errno set: there is none.
int acceptLocal(int listener);

} // namespace beamc::rt
