//===- Poller.cpp - The thread that waits for descriptors ---------------------------------------===//
//
// Watches are level-triggered: an event repeats until its cause is gone or the interest is taken
// back. A watch that is given up goes to gDead; the poll thread frees what is there before it
// waits again: no event fetched later can name it, since it has left the epoll set.
//===----------------------------------------------------------------------===//
#include "runtime/io/Poller.h"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace beamc::rt {

struct Watch {
  int fd;
  bool always;     ///< a regular file: in gFiles instead of the epoll set
  uint32_t events; ///< PollEvents; written under gLock
  uint32_t dead;   ///< atomic
  PollHandler *handler;
  uint64_t id;
  Watch *next; ///< in gFiles or gDead (gLock)
};

namespace {

std::mutex gLock;
Watch *gFiles, *gDead;
int gEpoll = -1, gWake = -1;

uint32_t epollEvents(uint32_t events) {
  return (events & kPollIn ? uint32_t(EPOLLIN | EPOLLRDHUP) : 0) |
         (events & kPollOut ? uint32_t(EPOLLOUT) : 0);
}

/// Something that the thread must look at although no descriptor is ready.
void rouse() {
  uint64_t one = 1;
  while (write(gWake, &one, sizeof one) < 0 && errno == EINTR)
    ;
}

void freeDead() {
  std::lock_guard<std::mutex> guard(gLock);
  while (Watch *w = gDead) {
    gDead = w->next;
    free(w);
  }
}

void call(Watch *w, uint32_t events) {
  if (events && !__atomic_load_n(&w->dead, __ATOMIC_ACQUIRE))
    w->handler(w->id, events);
}

/// Files whose readers or writers wait, into \p out; at most \p most.
unsigned readyFiles(Watch **out, unsigned most) {
  std::lock_guard<std::mutex> guard(gLock);
  unsigned n = 0;
  for (Watch *w = gFiles; w && n < most; w = w->next)
    if (w->events)
      out[n++] = w;
  return n;
}

[[noreturn]] void pollLoop() {
  constexpr int kMost = 64;
  epoll_event ready[kMost];
  Watch *files[kMost];
  for (;;) {
    freeDead();
    unsigned fileCount = readyFiles(files, kMost);
    int n = epoll_wait(gEpoll, ready, kMost, fileCount ? 0 : -1);
    for (int i = 0; i < n; i++) {
      auto *w = static_cast<Watch *>(ready[i].data.ptr);
      if (!w) {
        uint64_t count;
        (void)!read(gWake, &count, sizeof count);
        continue;
      }
      uint32_t e = ready[i].events, all = __atomic_load_n(&w->events, __ATOMIC_RELAXED);
      call(w, e & (EPOLLERR | EPOLLHUP)
                  ? all
                  : all & ((e & (EPOLLIN | EPOLLRDHUP) ? uint32_t(kPollIn) : 0) |
                           (e & EPOLLOUT ? uint32_t(kPollOut) : 0)));
    }
    for (unsigned i = 0; i < fileCount; i++)
      call(files[i], __atomic_load_n(&files[i]->events, __ATOMIC_RELAXED));
  }
}

void startLocked() {
  gEpoll = epoll_create1(EPOLL_CLOEXEC);
  gWake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event e{};
  e.events = EPOLLIN;
  if (gEpoll < 0 || gWake < 0 || epoll_ctl(gEpoll, EPOLL_CTL_ADD, gWake, &e) != 0) {
    perror("beamc: poll thread");
    abort();
  }
  std::thread(pollLoop).detach();
}

} // namespace

Watch *watchDescriptor(int fd, PollHandler *handler, uint64_t id, uint32_t events) {
  auto *w = static_cast<Watch *>(calloc(1, sizeof(Watch)));
  if (!w)
    abort(); // as any other failed allocation of the runtime
  w->fd = fd;
  w->handler = handler;
  w->id = id;
  w->events = events;
  std::lock_guard<std::mutex> guard(gLock);
  if (gEpoll < 0)
    startLocked();
  epoll_event e{};
  e.events = epollEvents(events);
  e.data.ptr = w;
  // Without interest a hang-up would still be reported, so such a watch stays outside.
  if (epoll_ctl(gEpoll, EPOLL_CTL_ADD, fd, &e) == 0) {
    if (!events)
      epoll_ctl(gEpoll, EPOLL_CTL_DEL, fd, nullptr);
    return w;
  }
  if (errno != EPERM) {
    free(w);
    return nullptr;
  }
  w->always = true;
  w->next = gFiles;
  gFiles = w;
  if (events)
    rouse();
  return w;
}

void setWatch(Watch *w, uint32_t events) {
  std::lock_guard<std::mutex> guard(gLock);
  uint32_t before = w->events;
  if (before == events)
    return;
  __atomic_store_n(&w->events, events, __ATOMIC_RELAXED);
  if (w->always) {
    rouse();
    return;
  }
  epoll_event e{};
  e.events = epollEvents(events);
  e.data.ptr = w;
  epoll_ctl(gEpoll, !events ? EPOLL_CTL_DEL : !before ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, w->fd, &e);
}

void unwatch(Watch *w) {
  std::lock_guard<std::mutex> guard(gLock);
  __atomic_store_n(&w->dead, 1u, __ATOMIC_RELEASE);
  if (w->always) {
    Watch **link = &gFiles;
    while (*link != w)
      link = &(*link)->next;
    *link = w->next;
  } else if (w->events) {
    epoll_ctl(gEpoll, EPOLL_CTL_DEL, w->fd, nullptr);
  }
  w->next = gDead;
  gDead = w;
}

} // namespace beamc::rt
