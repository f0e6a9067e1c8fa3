//===- OpenPort.h - Ports on descriptors, files and programs --------------------------------------===//
#pragma once
#include "runtime/io/Port.h"
#include "stdlib/erlang/PortOptions.h"

namespace beamc::bif {

/// What became of an open_port: a port with its lock held and one reference, or an error.
struct OpenedPort {
  rt::Port *port;
  rt::Term error; ///< when port is null
};

/// Opens the port for \p owner, which is linked to it; the caller adds the owner's side of the
/// link.
OpenedPort openPort(const PortOptions &options, rt::Term owner);

} // namespace beamc::bif
