//===- Child.cpp - Starting external programs ---------------------------------------------------===//
//
// posix_spawn shares our memory with the child until it has become the new program, so the size of
// the heap does not matter, and between the two only the C library's own code runs: no lock of
// another thread can be in the way. Descriptors do not leak: ours are all closed on exec, and what
// came from our parent is closed by number.
//
// The end of a child is an event of its pidfd on the poll thread. A kernel without pidfds gets a
// thread that waits.
//===----------------------------------------------------------------------===//
#include "runtime/io/Child.h"
#include "runtime/io/Poller.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace beamc::rt {
namespace {

struct Child {
  pid_t pid;
  int fd; ///< pidfd
  Watch *watch;
  void (*ended)(uint64_t id, int status);
  uint64_t id;
};

int waitFor(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

/// The child may end before watchDescriptor has returned; only then has `watch` its value.
std::mutex gChildLock;

void childReady(uint64_t id, uint32_t) {
  auto *c = reinterpret_cast<Child *>(id);
  int status = waitFor(c->pid);
  {
    std::lock_guard<std::mutex> guard(gChildLock);
    unwatch(c->watch);
  }
  close(c->fd);
  c->ended(c->id, status);
  free(c);
}

int openPidFd([[maybe_unused]] pid_t pid) {
#ifdef SYS_pidfd_open
  return int(syscall(SYS_pidfd_open, pid, 0)); // closed on exec
#else
  return -1;
#endif
}

} // namespace

pid_t startChild(const ChildRequest &r) {
  if (r.workDir) {
    int fd = open(r.workDir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
      int number = errno;
      fprintf(stderr, "spawn: Could not cd to %s\r\n", r.workDir);
      return -number;
    }
    close(fd);
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  if (r.workDir)
    posix_spawn_file_actions_addchdir_np(&actions, r.workDir);
  if (r.input >= 0)
    posix_spawn_file_actions_adddup2(&actions, r.input, r.useStdio ? 0 : 3);
  if (r.output >= 0)
    posix_spawn_file_actions_adddup2(&actions, r.output, r.useStdio ? 1 : 4);
  if (r.errors >= 0)
    posix_spawn_file_actions_adddup2(&actions, r.errors, 2);
  // 3 and 4 are ours to give only when the child was given them.
  if (r.useStdio) {
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  } else {
    if (r.input < 0)
      posix_spawn_file_actions_addclose(&actions, 3);
    if (r.output < 0)
      posix_spawn_file_actions_addclose(&actions, 4);
    posix_spawn_file_actions_addclosefrom_np(&actions, 5);
  }
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
  pid_t pid = 0;
  int number = posix_spawn(&pid, r.file, &actions, &attributes, r.argv, r.env);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return number ? -number : pid;
}

void watchChild(pid_t pid, void (*ended)(uint64_t id, int status), uint64_t id) {
  auto *c = static_cast<Child *>(malloc(sizeof(Child)));
  if (!c)
    abort(); // as any other failed allocation of the runtime
  *c = {pid, openPidFd(pid), nullptr, ended, id};
  if (c->fd >= 0) {
    std::lock_guard<std::mutex> guard(gChildLock);
    c->watch = watchDescriptor(c->fd, childReady, reinterpret_cast<uint64_t>(c), kPollIn);
    if (c->watch)
      return;
    close(c->fd);
  }
  free(c);
  std::thread([pid, ended, id] { ended(id, waitFor(pid)); }).detach();
}

} // namespace beamc::rt
