//===- OpenPort.cpp - Ports on descriptors, files and programs -------------------------------------===//
//
// Descriptors of a port are its own duplicates, above 9 and closed on exec. Output to a terminal
// or pipe that was given to us goes through an open file of our own, so that O_NONBLOCK does not
// disturb others that share the original.
//===----------------------------------------------------------------------===//
#include "stdlib/erlang/OpenPort.h"
#include "runtime/io/Child.h"
#include "runtime/main/Output.h"
#include "stdlib/prim_file/PosixError.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace beamc::bif {
using namespace rt;
namespace {

constexpr int kLowestFd = 10; // a child's descriptors are below

/// A duplicate above the standard ones; -1 with errno set.
int duplicate(int fd) { return fcntl(fd, F_DUPFD_CLOEXEC, kLowestFd); }

/// Takes a descriptor over.
int moveUp(int fd) {
  int up = duplicate(fd);
  int number = errno;
  close(fd);
  errno = number;
  return up;
}

/// Both ends of a pipe, ours without blocking. False with errno set.
bool makePipe(int &reader, int &writer, bool weRead) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return false;
  reader = moveUp(ends[0]);
  writer = moveUp(ends[1]);
  if (reader < 0 || writer < 0) {
    close(reader < 0 ? writer : reader);
    return false;
  }
  int ours = weRead ? reader : writer;
  return fcntl(ours, F_SETFL, fcntl(ours, F_GETFL) | O_NONBLOCK) == 0;
}

void closeIfOpen(int fd) {
  if (fd >= 0)
    close(fd);
}

/// An open file of our own for output to what \p fd is; its kind.
int openOutput(int fd, OutputKind &kind) {
  struct stat st;
  if (fstat(fd, &st) != 0)
    return -1;
  kind = OutputKind::File;
  if (S_ISSOCK(st.st_mode))
    kind = OutputKind::Socket;
  if (S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode)) {
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int own = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    kind = own >= 0 ? OutputKind::NonBlocking : OutputKind::Blocking;
    if (own >= 0)
      return moveUp(own);
  }
  return duplicate(fd);
}

OpenedPort failed(Term error) { return {nullptr, error}; }
OpenedPort failedWith(int number) { return failed(posixError(number)); }

/// A locked port with the options that all drivers share.
OpenedPort makePort(const PortOptions &o, Term owner) {
  const char *name = o.string(o.name);
  Port *port = newPort(name, strlen(name));
  if (!port)
    return failed(atom::system_limit);
  port->lock.lock();
  port->owner = owner;
  port->links.insert(owner.bits);
  port->flags = o.flags;
  port->packet = o.packet;
  port->lineLimit = o.lineLimit;
  port->lowWatermark = o.lowWatermark;
  port->highWatermark = o.highWatermark;
  return {port, Term::nonValue()};
}

OpenedPort openFd(const PortOptions &o, Term owner) {
  if ((o.read && (o.fdIn < 0 || o.fdIn > INT32_MAX)) ||
      (o.write && (o.fdOut < 0 || o.fdOut > INT32_MAX)))
    return failed(atom::einval);
  flushOutput(); // what this program has printed comes first
  OpenedPort r = makePort(o, owner);
  if (!r.port)
    return r;
  r.port->flags |= kPortFdDriver;
  if (o.read)
    r.port->in = duplicate(int(o.fdIn));
  if (o.write)
    r.port->out = openOutput(int(o.fdOut), r.port->output);
  bool bad = (o.read && r.port->in < 0) || (o.write && r.port->out < 0);
  startPort(*r.port);
  if (bad)
    exitPort(*r.port, r.port->id, atom::normal, /*dropNormal=*/false);
  return r;
}

OpenedPort openFile(const PortOptions &o, Term owner) {
  int mode = !o.write ? O_RDONLY : !o.read ? O_WRONLY | O_CREAT | O_TRUNC : O_RDWR | O_CREAT;
  int fd = open(o.string(o.name), mode | O_CLOEXEC | O_NONBLOCK, 0666);
  if (fd >= 0)
    fd = moveUp(fd);
  if (fd < 0)
    return failed(atom::einval);
  OpenedPort r = makePort(o, owner);
  if (!r.port) {
    close(fd);
    return r;
  }
  if (o.read)
    r.port->in = fd;
  if (o.write)
    r.port->out = o.read ? duplicate(fd) : fd;
  startPort(*r.port);
  return r;
}

OpenedPort openLinked(const PortOptions &o, Term owner) {
  void *state = o.linked->start();
  OpenedPort r = state ? makePort(o, owner) : failedWith(ENOMEM);
  if (r.port) {
    r.port->driver = o.linked;
    r.port->driverState = state;
  } else if (state) {
    o.linked->stop(state);
  }
  return r;
}

/// The null-terminated vectors for the new program.
struct Vectors {
  WorkStack<char *> argv, env;
  Vectors(const PortOptions &o, const char *shellCommand) {
    auto mutableString = [&](uint64_t at) { return const_cast<char *>(o.string(at)); };
    if (shellCommand) {
      for (const char *s : {"sh", "-c", shellCommand})
        argv.push(const_cast<char *>(s));
    } else {
      argv.push(mutableString(o.arg0 == PortOptions::kAbsent ? o.name : o.arg0));
      for (uint64_t at : o.args)
        argv.push(mutableString(at));
    }
    argv.push(nullptr);
    for (uint64_t at : o.environment)
      env.push(mutableString(at));
    env.push(nullptr);
  }
};

pid_t start(const PortOptions &o, int childIn, int childOut) {
  bool shell = o.driver == PortDriver::Spawn;
  Text command;
  if (shell) {
    command.append("exec ", 5);
    command.append(o.string(o.name), strlen(o.string(o.name)) + 1);
  }
  Vectors v(o, shell ? command.data() : nullptr);
  ChildRequest request{shell ? "/bin/sh" : o.string(o.name),
                       v.argv.data(),
                       v.env.data(),
                       o.workDir == PortOptions::kAbsent ? nullptr : o.string(o.workDir),
                       o.write ? childIn : -1,
                       o.read ? childOut : -1,
                       o.stderrToStdout ? childOut : -1,
                       o.useStdio};
  return startChild(request);
}

OpenedPort openProgram(const PortOptions &o, Term owner) {
  if (o.driver == PortDriver::SpawnExecutable && access(o.string(o.name), X_OK) != 0)
    return failedWith(errno);
  int childIn = -1, ourOut = -1, ourIn = -1, childOut = -1;
  bool pipes = (!o.write || makePipe(childIn, ourOut, /*weRead=*/false)) &&
               (!(o.read || o.stderrToStdout) || makePipe(ourIn, childOut, /*weRead=*/true));
  int number = errno;
  OpenedPort r = pipes ? makePort(o, owner) : failedWith(number);
  if (!r.port) {
    for (int fd : {childIn, ourOut, ourIn, childOut})
      closeIfOpen(fd);
    return r;
  }
  pid_t pid = start(o, childIn, childOut);
  closeIfOpen(childIn);
  closeIfOpen(childOut);
  if (!o.read)
    closeIfOpen(ourIn);
  r.port->in = o.read ? ourIn : -1;
  r.port->out = ourOut;
  startPort(*r.port);
  if (pid > 0) {
    r.port->osPid = pid;
    watchChild(pid, portChildEnded, r.port->number);
  } else { // as a child that ends with that status
    r.port->childStatus = -pid << 8;
    r.port->flags |= kPortChildEnded;
  }
  return r;
}

} // namespace

OpenedPort openPort(const PortOptions &o, Term owner) {
  switch (o.driver) {
  case PortDriver::Spawn:
  case PortDriver::SpawnExecutable: return openProgram(o, owner);
  case PortDriver::Fd: return openFd(o, owner);
  case PortDriver::File: return openFile(o, owner);
  case PortDriver::Linked: return openLinked(o, owner);
  }
  __builtin_unreachable();
}

} // namespace beamc::bif
