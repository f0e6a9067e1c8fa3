//===- Bif.h - How a built-in function is declared --------------------------------===//
//
//   /// erlang:setelement/3: a copy of \p tuple with field \p index (from 1) replaced.
//   /// badarg: \p tuple is not a tuple, or \p index is not an integer in 1..size.
//   BIF(erlang, setelement, 3, Pure)
//   Term setelement_3(Process &p, Term index, Term tuple, Term value) { … }
//
// BIF(module, function, arity, attributes…) stands right above a C++ function named
// <function>_<arity> (BIF_NAMED where the Erlang name is no C++ name) in namespace
// beamc::bif::<module>, with external linkage. runtime/tools/bifgen reads the macro
// uses and makes the runtime's table, the export entries and the compiler's declarations.
//
// The function returns a term, or the non-value after p.fail(…), p.failWith(…) or
// p.trap(…). It never collects, so it may hold raw terms. Arguments are by value.
//
// Attributes:
//   Guard   may stand in guards: fails without side effects
//   Pure    no side effects, result depends on the arguments only
//   Leaf    never allocates on the heap, never traps, does not look at p.hp, p.sp
//   NoHeap  allocates on the heap only when it fails: the BEAM's `bif` instruction, which is for
//           these and Leaf ones, may stand between a heap test and what is built in its words
//   MayTrap may return through p.trap(…); compiled code then calls the export entry
//   Sched   may change the process's scheduling state; is always called through its export
//           entry, with hp, sp and X registers saved (spawn, exit, yield, hibernate …)
//   Dirty   runs long or blocks: on a dirty I/O thread
//   Function  an Erlang function or NIF in OTP, which has the caller's frame gone when it is called
//           last; what is a BIF there shows its caller in the trace (MayTrap, Sched and Dirty ones)
//   Returns(T)  what a call that succeeds returns, for the compiler's type lattice: Atom Binary
//           Bitstring Boolean Float Fun Integer List Map Number Pid Port Reference Size Tuple;
//           Size is an integer in 0 … the largest small, List proper or not. Code relies on it.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"
#include "runtime/process/Process.h"

// Parameter lists by arity. The asm label "bif.<module>:<function>/<arity>" is the symbol by
// which compiled code calls the C++ function directly.
#define BEAMC_BIF_PARAMS_0 ::beamc::rt::Process &
#define BEAMC_BIF_PARAMS_1 BEAMC_BIF_PARAMS_0, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_2 BEAMC_BIF_PARAMS_1, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_3 BEAMC_BIF_PARAMS_2, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_4 BEAMC_BIF_PARAMS_3, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_5 BEAMC_BIF_PARAMS_4, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_6 BEAMC_BIF_PARAMS_5, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_7 BEAMC_BIF_PARAMS_6, ::beamc::rt::Term
#define BEAMC_BIF_PARAMS_8 BEAMC_BIF_PARAMS_7, ::beamc::rt::Term

#define BIF(module, function, arity, ...)                                                          \
  ::beamc::rt::Term function##_##arity(BEAMC_BIF_PARAMS_##arity) __asm__(                          \
      "bif." #module ":" #function "/" #arity);
/// For Erlang names that are no C++ names: BIF_NAMED(erlang, "+", plus, 2, Guard, Pure) above
/// Term plus_2(…).
#define BIF_NAMED(module, erlang_name, cpp_name, arity, ...)                                       \
  ::beamc::rt::Term cpp_name##_##arity(BEAMC_BIF_PARAMS_##arity) __asm__(                          \
      "bif." #module ":" erlang_name "/" #arity);
/// A built-in that is itself a piece of code (apply, hibernate, …): \p symbol is a CodeFn
/// declared with C linkage.
#define BIF_CODE(module, erlang_name, arity, symbol)

#define BEAMC_BIF_NAMESPACE_BEGIN(module)                                                          \
  namespace beamc::bif::module {                                                                   \
  using namespace beamc::rt;
#define BEAMC_BIF_NAMESPACE_END }
