//===- OsSignals.cpp - signals of the operating system as messages ------------------------------===//
//
// The handler may do next to nothing, so it writes the signal's number into a pipe; a thread of its
// own reads the pipe and sends the messages.
//===----------------------------------------------------------------------===//
#include "runtime/main/OsSignals.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Signal.h"
#include "runtime/term/Atom.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace beamc::rt {
namespace {

const struct {
  Term name;
  int number;
} kSignals[] = {{atom::sigterm, SIGTERM}, {atom::sighup, SIGHUP},   {atom::sigusr1, SIGUSR1},
                {atom::sigusr2, SIGUSR2}, {atom::sigquit, SIGQUIT}, {atom::sigabrt, SIGABRT},
                {atom::sigalrm, SIGALRM}, {atom::sigchld, SIGCHLD}, {atom::sigcont, SIGCONT},
                {atom::sigtstp, SIGTSTP}};

int gPipe[2] = {-1, -1};
std::once_flag gStarted;

void onSignal(int number) {
  int saved = errno;
  auto byte = char(number);
  // A full pipe holds more signals than anybody waits for.
  (void)!write(gPipe[1], &byte, 1);
  errno = saved;
}

void notify(Term server, Term name) {
  static const Term tag = internAtom("notify");
  Signal *s = newSignal(SignalKind::Message, Term::nonValue(), 3);
  HeapTarget out = s->target();
  Word *t = out.alloc(3);
  t[0] = abi::makeHeader(Kind::Tuple, 2);
  t[1] = tag.bits;
  t[2] = name.bits;
  s->value = Term::boxed(t);
  sendSignal(server, s);
}

void deliver(int number) {
  static const Term serverName = internAtom("erl_signal_server");
  Term server = whereisName(serverName);
  if (!server.isLocalPid()) {
    signal(number, SIG_DFL);
    kill(getpid(), number);
    return;
  }
  for (auto &known : kSignals)
    if (known.number == number)
      notify(server, known.name);
}

void readPipe() {
  for (;;) {
    char byte;
    ssize_t n = read(gPipe[0], &byte, 1);
    if (n == 1)
      deliver(byte);
    else if (n == 0 || errno != EINTR)
      return;
  }
}

void start() {
  if (pipe2(gPipe, O_CLOEXEC) != 0)
    return;
  fcntl(gPipe[1], F_SETFL, O_NONBLOCK);
  std::thread(readPipe).detach();
}

} // namespace

int osSignalNumber(Term name) {
  for (auto &known : kSignals)
    if (known.name == name)
      return known.number;
  return 0;
}

void setOsSignal(int number, OsSignalEffect effect) {
  if (effect != OsSignalEffect::Handle) {
    signal(number, effect == OsSignalEffect::Ignore ? SIG_IGN : SIG_DFL);
    return;
  }
  std::call_once(gStarted, start);
  struct sigaction action{};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  sigaction(number, &action, nullptr);
}

void handleUsualOsSignals() {
  for (int number : {SIGTERM, SIGQUIT, SIGUSR1})
    setOsSignal(number, OsSignalEffect::Handle);
}

} // namespace beamc::rt
