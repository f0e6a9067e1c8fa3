//===- Validator.h - is this code safe to run? ----------------------------------===//
//
// An abstract run of each function: what the registers hold is followed along every path until
// nothing changes. An instruction that could read or write what is not there is an error. The
// loader (Module.h) has checked operand kinds and table indices before.
//
// Checked for each function:
//   control      labels of jumps lie in the same function; nothing runs past the function's end;
//                calls pass as many arguments as the callee or import takes
//   registers    an x, y or float register is written before it is read on every path; x registers
//                die at calls; live counts cover initialised registers; numbers are in range
//   frame        a y register needs a frame and lies in it; allocate, trim, deallocate and tail
//   calls
//                agree on its size; no y register is undefined where a collection may come; calls
//                have a frame, returns none; paths that meet agree on the frame
//   exceptions   catch and try tags nest, end once, and are gone when the frame goes; a handler
//   begins
//                with catch_end or try_case of its own tag
//   heap         lists, tuples, funs and floats are built in words that a heap test has reserved
//   bitstrings   matching instructions have a match context, which is never stored, returned or
//   passed
//                to another module or a fun; a function of this module may be given one if it does
//                nothing else with that argument but type tests; bs_put_… follow what begins the
//                bitstring
//   messages     a function is not left and does not wait while it looks at a message; a message
//   that
//                stays in the mailbox, and what was taken from it, is not used after the look;
//                paths that meet agree on whether they look at one
//   fresh tuples set_tuple_element changes a tuple that setelement/3 has made with no collection
//                between
//   terms        a register that is known to hold something else is not taken apart as a list cell,
//                tuple (of that size), map, float
//
// Not proven: that an argument or a call's result has the type that the compiler inferred for it
// (get_tuple_element without a test, say): compilers drop such tests, and the file does not say
// why. Validation names these instructions; an engine that runs code of unknown origin must test
// the term there (interpreter and JIT do). The types in the Type chunk and in operands prove
// nothing here.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/OpFacts.h"

#include <vector>

namespace beamc::validator {

struct Validation {
  bool ok = true;
  uint32_t unproven = 0;      ///< how many instructions are kUnproven
  std::vector<uint8_t> facts; ///< loader::OpFact bits, beside Module::ops
};

/// Adds an error to \p diag for each function that breaks a rule (its first breach, in order of
/// the functions): function, instruction, what was expected, what was found.
Validation validate(const loader::Module &module, Diagnostics &diag);

} // namespace beamc::validator
