//===- Endpoint.h - The socket of the control endpoint ------------------------------------------------===//
//
// No process and no port stands for the listening socket, so nothing that the program does to its
// processes ends it: the poll thread accepts connections, and starts a process of
// beamc_control:connection/1 for each.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"
#include <string>

namespace beamc::rt {

enum class EndpointState { Off, Open, Failed };

/// Opens the endpoint, if there is to be one, until the program ends. Failed: \p why says it. Once
/// it is open, further calls change nothing. \p leader is the group leader of the processes that
/// serve connections. Any thread.
EndpointState openEndpoint(Term leader, std::string &why);

/// Empty if there is none. Constant while the endpoint is open.
const std::string &endpointSecret();

} // namespace beamc::rt
