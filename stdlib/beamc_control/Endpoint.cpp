//===- Endpoint.cpp - The socket of the control endpoint -----------------------------------------------===//
#include "stdlib/beamc_control/Endpoint.h"
#include "compiler/support/SecretFile.h"
#include "runtime/abi/Control.h"
#include "runtime/code/ExportTable.h"
#include "runtime/code/Program.h"
#include "runtime/io/LocalSocket.h"
#include "runtime/io/Port.h"
#include "runtime/main/Startup.h"
#include "runtime/process/Spawn.h"
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <string_view>
#include <unistd.h>

namespace beamc::rt {
namespace {

constexpr int kLowestFd = 10; // programs that ports start have the ones below

std::mutex gLock;
// Written under gLock before the socket is watched, then constant; but gSpare is the poll thread's.
std::string gSecret, gPath;
Term gLeader;
int gListener = -1, gSpare = -1;

void removeSocket() { unlink(gPath.c_str()); }

/// What `beamc build --control` has put into the executable: null, or a path (empty: the default).
const EmbeddedFile *builtIn() {
  for (uint32_t i = 0; i < ::beamc_program.fileCount; i++)
    if (std::string_view(::beamc_program.files[i].path) == abi::kControlFile)
      return &::beamc_program.files[i];
  return nullptr;
}

/// Whether there is to be an endpoint, and where.
bool isWanted(std::string &path) {
  const EmbeddedFile *file = builtIn();
  if (file)
    path.assign(reinterpret_cast<const char *>(file->bytes), file->size);
  const char *variable = secure_getenv(abi::kControlVariable);
  std::string_view value = variable ? variable : "";
  if (value == "off")
    return false;
  if (value.empty() || value == "on")
    return file || !value.empty();
  path = value;
  return true;
}

/// \p fd by a higher number.
int moveUp(int fd) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, kLowestFd);
  close(fd);
  return moved;
}

/// A port above the connection \p fd, which it takes over, with packets of four length bytes;
/// owned by \p owner, which does not run yet, and linked to it. Not a port: there are too many.
Term openConnection(Process &owner, int fd) {
  static constexpr std::string_view kName = "beamc_control";
  Port *port = newPort(kName.data(), kName.size());
  if (!port) {
    close(fd);
    return atom::none;
  }
  port->lock.lock();
  port->owner = owner.pid;
  port->links.insert(owner.pid.bits);
  port->flags = kPortBinary | kPortNoFlush; // who does not read his answer holds nobody up
  port->packet = 4;
  port->packetLimit = abi::kControlLargestRequest;
  port->lowWatermark = 4096;
  port->highWatermark = 8192;
  port->in = moveUp(fd);
  port->out = fcntl(port->in, F_DUPFD_CLOEXEC, kLowestFd);
  port->output = OutputKind::Socket;
  Term id = port->id;
  cold(owner).links.insert(id.bits);
  startPort(*port);
  port->lock.unlock();
  releasePort(port);
  return id;
}

/// A process for the connection \p fd. Ends the connection if there are too many processes.
void serve(int fd) {
  static Export *const entry = ensureExport("beamc_control", "connection", 1);
  Term arguments[1] = {atom::none};
  Process *p = spawnProcess(nullptr, codeOf(entry), arguments, 1, SpawnOptions(),
                            Term(entry->module), Term(entry->function), 1);
  if (!p) {
    close(fd);
    return;
  }
  p->groupLeader = gLeader;
  p->savedX[0] = openConnection(*p, fd).bits;
  startProcess(p);
}

/// Poll thread: somebody connects.
void connectionReady(uint64_t, uint32_t) {
  int fd = acceptLocal(gListener);
  if (fd >= 0) {
    serve(fd);
  } else if (errno == EMFILE || errno == ENFILE) {
    // A connection that is not taken would be reported for ever.
    close(gSpare);
    close(acceptLocal(gListener));
    gSpare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  }
}

} // namespace

EndpointState openEndpoint(Term leader, std::string &why) {
  std::lock_guard<std::mutex> guard(gLock);
  std::string path, secret;
  if (gListener >= 0)
    return EndpointState::Open;
  if (!isWanted(path))
    return EndpointState::Off;
  const char *file = secure_getenv(abi::kControlSecretVariable);
  if (file && *file && !readSecretFile(file, secret, why)) {
    why = std::string(file) + ": " + why;
    return EndpointState::Failed;
  }
  if (path.empty())
    path = defaultSocketPath(why);
  int fd = path.empty() ? -1 : listenLocal(path, why);
  if (fd < 0)
    return EndpointState::Failed;
  gSecret = secret;
  gPath = path;
  gLeader = leader;
  gSpare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  gListener = moveUp(fd);
  gAtHalt = removeSocket;
  watchDescriptor(gListener, connectionReady, 0, kPollIn);
  return EndpointState::Open;
}

const std::string &endpointSecret() { return gSecret; }

} // namespace beamc::rt
