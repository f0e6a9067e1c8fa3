//===- ControlBifs.cpp - Sockets and signatures of the control endpoint ------------------------------===//
//
// The native half of stdlib/overlay/control/beamc_control.erl; docs/design/control.md. The secret
// never becomes an Erlang term, so neither crash reports nor traces can show it.
//===----------------------------------------------------------------------===//
#include "compiler/support/SecretFile.h"
#include "compiler/support/Sha256.h"
#include "runtime/abi/Control.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/code/Program.h"
#include "runtime/heap/Build.h"
#include "runtime/io/LocalSocket.h"
#include "runtime/io/Port.h"
#include "runtime/main/Startup.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/term/Bits.h"
#include "stdlib/Bif.h"
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(beamc_control)

namespace {

// Written once, by the first listen/0 that succeeds, before any other function here is called.
std::string gSecret, gPath;

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

/// A port above \p fd, which it takes over. The caller becomes its owner and is linked to it.
Term openSocketPort(Process &p, int fd, std::string_view name, uint32_t flags, uint8_t packet) {
  constexpr int kLowestFd = 10; // programs that ports start have the ones below
  Port *port = newPort(name.data(), name.size());
  if (!port) {
    close(fd);
    return p.fail(atom::system_limit);
  }
  cold(p);
  port->lock.lock();
  port->owner = p.pid;
  port->links.insert(p.pid.bits);
  port->flags = flags | kPortBinary;
  port->packet = packet;
  port->lowWatermark = 4096;
  port->highWatermark = 8192;
  port->in = fcntl(fd, F_DUPFD_CLOEXEC, kLowestFd);
  if (!(flags & kPortListener)) {
    port->out = fcntl(fd, F_DUPFD_CLOEXEC, kLowestFd);
    port->output = OutputKind::Socket;
  }
  close(fd);
  startPort(*port);
  Term id = port->id;
  p.cold->links.insert(id.bits);
  port->lock.unlock();
  releasePort(port);
  return id;
}

Term errorText(Process &p, const std::string &why) {
  return makeTuple(p, {atom::error, makeBinary(p, why)});
}

} // namespace

/// beamc_control:version/0: of the protocol.
BIF(beamc_control, version, 0, Returns(Integer))
Term version_0(Process &) { return Term::small(abi::kControlVersion); }

/// beamc_control:listen/0: {ok, Port}, which sends {Port, connection} when there is one to accept;
/// its name is the socket's path. `off` if there is to be no endpoint, {error, Text}.
BIF(beamc_control, listen, 0)
Term listen_0(Process &p) {
  std::string path, why;
  if (!isWanted(path))
    return internAtom("off");
  const char *file = secure_getenv(abi::kControlSecretVariable);
  if (gPath.empty() && file && *file && !readSecretFile(file, gSecret, why))
    return errorText(p, std::string(file) + ": " + why);
  if (path.empty())
    path = defaultSocketPath(why);
  int fd = path.empty() ? -1 : listenLocal(path, why);
  if (fd < 0)
    return errorText(p, why);
  if (gPath.empty())
    gPath = path;
  gAtHalt = removeSocket;
  Term port = openSocketPort(p, fd, path, kPortListener, /*packet=*/0);
  return port.isValue() ? makeTuple(p, {atom::ok, port}) : port;
}

/// beamc_control:accept/1: a port for the next connection of \p listener, with packets of four
/// length bytes, owned by the caller; `none` if there is none (any more).
BIF(beamc_control, accept, 1)
Term accept_1(Process &p, Term listener) {
  int fd = -1;
  {
    LockedPort port(listener);
    if (!port || !(port->flags & kPortListener))
      return p.fail(atom::badarg);
    fd = acceptLocal(port->in);
    setWatch(port->inWatch, kPollIn);
  }
  return fd < 0 ? internAtom("none") : openSocketPort(p, fd, "beamc_control", 0, /*packet=*/4);
}

/// beamc_control:has_secret/0.
BIF(beamc_control, has_secret, 0, Returns(Boolean))
Term has_secret_0(Process &) { return Term::boolean(!gSecret.empty()); }

/// beamc_control:nonce/0: random bytes.
BIF(beamc_control, nonce, 0, Returns(Binary))
Term nonce_0(Process &p) {
  uint8_t bytes[abi::kControlNonceBytes];
  if (getentropy(bytes, sizeof bytes) != 0)
    return p.fail(atom::system_limit);
  return makeBinary(p, bytes, sizeof bytes);
}

/// beamc_control:is_signed/3: whether the binary \p mac is what the secret makes of the request
/// \p message, sent after \p nonces. True without a secret.
BIF(beamc_control, is_signed, 3, Returns(Boolean))
Term is_signed_3(Process &p, Term mac, Term nonces, Term message) {
  if (!mac.isBinary() || !nonces.isBinary() || !message.isBinary())
    return p.fail(atom::badarg);
  BytesOf given(mac), first(nonces), text(message);
  return Term::boolean(
      gSecret.empty() ||
      sameDigest(hmacSha256(gSecret, {abi::kControlRequestLabel, first.view(), text.view()}),
                 given.view()));
}

/// beamc_control:sign/2: what the secret makes of the answer \p message; without a secret an empty
/// binary.
BIF(beamc_control, sign, 2, Returns(Binary))
Term sign_2(Process &p, Term nonces, Term message) {
  if (!nonces.isBinary() || !message.isBinary())
    return p.fail(atom::badarg);
  BytesOf first(nonces), text(message);
  if (gSecret.empty())
    return makeBinary(p, "");
  Sha256Digest digest = hmacSha256(gSecret, {abi::kControlAnswerLabel, first.view(), text.view()});
  return makeBinary(p, digest.data(), digest.size());
}

/// beamc_control:tier/1: how the current code of \p module runs: compiled (with the executable),
/// interpreted or jit (compiled since it was loaded); none if it has none.
BIF(beamc_control, tier, 1, Returns(Atom))
Term tier_1(Process &p, Term module) {
  if (!module.isAtom())
    return p.fail(atom::badarg);
  LoadedModule *m = findLoadedModule(module);
  const ModuleCode *code = m ? settledCode(m->current) : nullptr;
  if (!code)
    return internAtom("none");
  if (!code->destroy)
    return internAtom("compiled");
  return internAtom(__atomic_load_n(&code->native, __ATOMIC_ACQUIRE) ? "jit" : "interpreted");
}

BEAMC_BIF_NAMESPACE_END
