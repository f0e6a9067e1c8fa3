//===- EmulatorInfo.h - Items of erlang:system_info/1 about clocks and the emulator ------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::bif {

/// The value of \p item, or the non-value if it is none of these: clocks and their resolution, byte
/// order, allocators, settings that cannot be changed here.
rt::Term emulatorInfo(rt::Process &p, rt::Term item);

} // namespace beamc::bif
