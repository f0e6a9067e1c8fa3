//===- OpInfo.h - the instructions, from Opcodes.def ------------------------===//
#pragma once

#include "compiler/loader/Module.h"

#include <cstdint>
#include <string_view>

namespace beamc::loader {

/// op_label, op_func_info, …
enum Opcode : uint16_t {
#define BEAMC_OPCODE(number, name, arity, kinds, since, doc) op_##name = number,
#include "runtime/abi/Opcodes.def"
};

inline constexpr uint32_t kMaxOpcode = 191;

struct OpInfo {
  uint16_t number = 0;
  bool removed = false; ///< no file of OTP 24 or later holds it
  uint8_t arity = 0;
  uint8_t since = 0;
  const char *name = nullptr;
  const char *kinds = nullptr; ///< one letter per operand; their meaning is in Opcodes.def
  const char *doc = nullptr;
};

/// The description of \p opcode, or null when it is 0 or greater than kMaxOpcode.
const OpInfo *opInfo(uint32_t opcode);

/// The description of the instruction called \p name, or null.
const OpInfo *findOp(std::string_view name);

/// True when an operand of kind \p kind is allowed where Opcodes.def says \p letter.
bool operandAllowed(char letter, OperandKind kind);

/// "a register", "a label": what \p letter stands for, for diagnostics.
const char *describeOperandLetter(char letter);

/// "a list", "an x register": for diagnostics.
const char *describeOperandKind(OperandKind kind);

} // namespace beamc::loader
