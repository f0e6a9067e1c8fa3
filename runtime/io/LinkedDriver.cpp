//===- LinkedDriver.cpp - Port drivers that are part of the program ---------------------------------===//
#include "runtime/io/LinkedDriver.h"

namespace beamc::rt {

const LinkedDriver *findLinkedDriver(std::string_view command) {
  static const LinkedDriver tcp = {"tcp_inet", nullptr, nullptr, nullptr},
                            udp = {"udp_inet", nullptr, nullptr, nullptr},
                            sctp = {"sctp_inet", nullptr, nullptr, nullptr};
  std::string_view name = command.substr(0, command.find(' '));
  for (const LinkedDriver *driver : {&kRamFileDriver, &tcp, &udp, &sctp})
    if (name == driver->name)
      return driver;
  return nullptr;
}

} // namespace beamc::rt
