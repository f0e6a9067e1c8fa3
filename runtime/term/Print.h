//===- Print.h - Terms as text without io_lib --------------------------------------------------------===//
//
// The notation of erlang:display/1 and of crash messages. All append to \p out; none needs a
// process.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"
#include "runtime/term/WorkStack.h"
#include <string_view>

namespace beamc::rt {

void appendText(Text &out, std::string_view s);
void appendNumber(Text &out, uint64_t n);
/// A term as erlang:display/1 shows it. After \p most terms inside each other and side by side,
/// "... " ends the text.
void printTerm(Text &out, Term t, uint64_t most = UINT64_MAX);
/// An atom, quoted if it must be.
void printAtom(Text &out, Term atom);
/// <0.N.S>, #Ref<…>, #Port<…>.
void printIdentifier(Text &out, Term t);
void printFun(Text &out, Term t);

} // namespace beamc::rt
