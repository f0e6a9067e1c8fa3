//===- StackText.cpp - A process's stack for people to read ------------------------------------===//
#include "stdlib/erlang/StackText.h"
#include "runtime/process/Spawn.h"
#include <cstdio>

namespace beamc::rt {
namespace {

void appendAddress(Text &out, const void *address) {
  char text[24];
  appendText(out, {text, size_t(snprintf(text, sizeof(text), "%p", address))});
}

/// "(m:f/1 line 7)".
void appendPlace(Text &out, const CodeLocation *at) {
  appendText(out, "(");
  printAtom(out, Term(at->info->module));
  appendText(out, ":");
  printAtom(out, Term(at->info->function));
  appendText(out, "/");
  appendNumber(out, at->info->arity);
  if (at->line) {
    appendText(out, " line ");
    appendNumber(out, at->line);
  }
  appendText(out, ")\n");
}

/// Calls f(frame, code) for each frame but the bottom one; returns the bottom one or null.
template <typename F> const Word *walk(const Process &p, F f) {
  for (const Word *sp = p.sp; sp < p.stackEnd;) {
    auto *code = reinterpret_cast<const void *>(*sp);
    if (code == reinterpret_cast<const void *>(&beamc_rt_process_end))
      return sp;
    f(sp, code);
    sp += 1 + CodePrefix::of(code)->frameSize;
  }
  return nullptr;
}

} // namespace

void appendStack(Text &out, const Process &p, const CodeLocation *at) {
  if (at) {
    appendText(out, "Program counter: ");
    appendAddress(out, reinterpret_cast<const void *>(p.resume));
    appendText(out, " ");
    appendPlace(out, at);
  }
  const Word *bottom = walk(p, [&](const Word *frame, const void *code) {
    appendText(out, "\n");
    appendAddress(out, frame);
    appendText(out, " Return addr ");
    appendAddress(out, code);
    appendText(out, " ");
    const CodeLocation *place = CodePrefix::locationOf(code);
    if (CodePrefix::of(code)->location && place->info)
      appendPlace(out, place);
    else
      appendText(out, "(<of the runtime>)\n");
    for (uint32_t i = 0; i < CodePrefix::of(code)->frameSize; i++) {
      appendText(out, "y(");
      appendNumber(out, i);
      appendText(out, ")     ");
      printTerm(out, Term(frame[1 + i]));
      appendText(out, "\n");
    }
    if (CodeFn *handler = CodePrefix::handlerOf(code)) {
      appendText(out, "Catch ");
      appendAddress(out, reinterpret_cast<const void *>(handler));
      appendText(out, "\n");
    }
  });
  if (bottom) {
    appendText(out, "\n");
    appendAddress(out, bottom);
    appendText(out, " Return addr ");
    appendAddress(out, reinterpret_cast<const void *>(*bottom));
    appendText(out, " (<terminate process normally>)\n");
  }
}

unsigned catchLevel(const Process &p) {
  unsigned n = 0;
  walk(p, [&](const Word *, const void *code) { n += CodePrefix::handlerOf(code) != nullptr; });
  return n;
}

} // namespace beamc::rt
