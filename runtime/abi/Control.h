//===- Control.h - What both ends of the control endpoint agree on ------------------===//
//
// A running program listens on a Unix domain socket; beamc push, ps and eval talk to it
// (docs/design/control.md).
//===----------------------------------------------------------------------===//
#pragma once
#include <cstdint>

namespace beamc::abi {

/// Of the protocol: both ends must have the same. (stdlib/overlay/control/beamc_control.erl has it
/// from beamc_control:version/0.)
inline constexpr int kControlVersion = 1;

/// The default path of process PID's socket is DIRECTORY/PID.control. DIRECTORY is
/// $XDG_RUNTIME_DIR/beamc, or /tmp/beamc-UID without that variable.
inline constexpr const char *kControlRuntimeFolder = "/beamc",
                            *kControlTemporaryFolder = "/tmp/beamc-", *kControlSuffix = ".control";

/// The environment variable that turns the endpoint on or off, and the one that names the file of
/// the shared secret.
inline constexpr const char *kControlVariable = "BEAMC_CONTROL",
                            *kControlSecretVariable = "BEAMC_CONTROL_SECRET_FILE";

/// The file, embedded by `beamc build --control`, that holds the path (empty: the default).
inline constexpr const char *kControlFile = ":control";

/// Bytes of a packet from beamc; a connection takes one. Of a packet from the program.
inline constexpr uint32_t kControlLargestRequest = 1u << 28, kControlLargestAnswer = 1u << 30;

inline constexpr uint32_t kControlNonceBytes = 32;
/// What a message is signed for: the secret signs label, both nonces, message.
inline constexpr const char *kControlRequestLabel = "beamc control 1 request",
                            *kControlAnswerLabel = "beamc control 1 answer";

} // namespace beamc::abi
