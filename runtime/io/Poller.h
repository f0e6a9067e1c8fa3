//===- Poller.h - The thread that waits for descriptors -----------------------------------------===//
//
// One thread for the whole program waits (epoll) for all descriptors that anybody watches and
// calls back when one is ready. It starts with the first watch. Regular files, which epoll does not
// take, count as always ready.
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::rt {

enum PollEvents : uint32_t {
  kPollIn = 1,
  kPollOut = 2,
};

/// Runs on the poll thread, outside any epoch. Errors and hang-ups count as ready for all that
/// is waited for; \p id is that of watchDescriptor.
using PollHandler = void(uint64_t id, uint32_t events);

struct Watch;

/// Watches \p fd, at first for \p events. The descriptor must stay open until unwatch, and a
/// second watch needs a duplicate of it. Null, with errno set, for a bad descriptor. Any thread.
Watch *watchDescriptor(int fd, PollHandler *handler, uint64_t id, uint32_t events);
/// What to wait for from now on; 0 for nothing.
void setWatch(Watch *w, uint32_t events);
/// Ends the watch; the descriptor may be closed at once. A call of the handler that has begun on
/// the poll thread may still be running. Frees \p w.
void unwatch(Watch *w);

} // namespace beamc::rt
