//===- Pid.h - Numbers in local pids ------------------------------------------------===//
//
// The payload of a local pid counts spawned processes: the low 15 bits are the number and
// the rest the serial of <0.Number.Serial>, as OTP 25 divides it.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

inline constexpr unsigned kPidNumberBits = 15;

constexpr uint64_t pidPayload(Term pid) { return pid.bits >> abi::kImmShift; }
constexpr Term makeLocalPid(uint64_t payload) {
  return Term((payload << abi::kImmShift) | abi::kImmPid);
}
constexpr uint32_t pidNumber(Term pid) {
  return uint32_t(pidPayload(pid) & ((1u << kPidNumberBits) - 1));
}
constexpr uint32_t pidSerial(Term pid) { return uint32_t(pidPayload(pid) >> kPidNumberBits); }
constexpr Term makeLocalPid(uint32_t number, uint32_t serial) {
  return makeLocalPid((uint64_t(serial) << kPidNumberBits) | number);
}

} // namespace beamc::rt
