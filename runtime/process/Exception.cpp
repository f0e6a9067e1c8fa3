//===- Exception.cpp - Capturing and building stack traces -------------------------------------===//
#include "runtime/process/Exception.h"
#include "runtime/code/ExportTable.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Spawn.h"
#include <string_view>

// Bounds of the executable's image, by the linker.
extern "C" const char __executable_start[], _end[];

extern "C" beamc::rt::CodeFn beamc_rt_return, beamc_rt_wait_over, beamc_rt_wait_timeout_over,
    beamc_rt_await_reply, beamc_rt_await_or_fail;

namespace beamc::rt {

uint32_t gBacktraceDepth = 8;

namespace {

constexpr unsigned kTraceHeader = 4;
constexpr Word kGivenTrace = abi::makeSmall(1);
constexpr unsigned kMaxTrace = 1024;

/// Module whose format_error/2 explains failures of the BIFs of \p module; non-value: none.
Term errorModule(Term module) {
  static const struct Names {
    Term kernel = internAtom("erl_kernel_errors"), stdlib = internAtom("erl_stdlib_errors");
    Term atomics = internAtom("atomics"), counters = internAtom("counters");
  } names;
  if (module == atom::erlang || module == names.atomics || module == names.counters ||
      module == atom::persistent_term)
    return atom::erl_erts_errors;
  if (module == atom::os || module == atom::code)
    return names.kernel;
  if (module == atom::binary || module == atom::ets || module == atom::lists ||
      module == atom::maps || module == atom::math || module == atom::re || module == atom::unicode)
    return names.stdlib;
  return Term::nonValue();
}

/// #{k1 => v1, k2 => v2} or one pair; keys are given in term order of their texts.
Term smallMap(Process &p, std::initializer_list<std::pair<Term, Term>> pairs) {
  Word *keys = allocWords(p, 1 + pairs.size());
  keys[0] = abi::makeHeader(Kind::Tuple, pairs.size());
  Word *map = allocWords(p, 2 + pairs.size());
  map[0] = abi::makeHeader(Kind::FlatMap, 1 + pairs.size());
  map[1] = Term::boxed(keys).bits;
  unsigned i = 0;
  for (auto &[k, v] : pairs) {
    keys[1 + i] = k.bits;
    map[2 + i] = v.bits;
    i++;
  }
  return Term::boxed(map);
}

Term bifErrorInfo(Process &p, const Export *bif, Term cause) {
  Term module = errorModule(Term(bif->module));
  if (!(flagsOf(bif) & kExportBif) || !module.isValue())
    return Term::nil();
  Term map = cause.isValue() ? smallMap(p, {{atom::cause, cause}, {atom::module, module}})
                             : smallMap(p, {{atom::module, module}});
  return makeCons(p, makeTuple(p, {atom::error_info, map}), Term::nil());
}

bool isBootFrame(const CodeLocation *at) {
  return at->info &&
         (Term(at->info->module) == atom::beamc_boot || Term(at->info->module) == atom::beamc_main);
}

Term argumentList(Process &p, const Word *args, unsigned n) {
  Term list = Term::nil();
  while (n--)
    list = makeCons(p, Term(args[n]), list);
  return list;
}

} // namespace

bool raisesForCaller(const Export *e) {
  if (Term(e->module) != atom::erlang)
    return false;
  Term f(e->function);
  return (f == atom::error && e->arity >= 1 && e->arity <= 3) ||
         ((f == atom::exit || f == atom::throw_) && e->arity == 1) ||
         (f == atom::raise && e->arity == 3);
}

Term captureTrace(Process &p, const CodeLocation *at) {
  Word found[kTraceHeader + kMaxTrace];
  unsigned depth = __atomic_load_n(&gBacktraceDepth, __ATOMIC_RELAXED), n = kTraceHeader;
  auto *bif = static_cast<const Export *>(p.excSite);
  if (bif && raisesForCaller(bif))
    bif = nullptr;
  found[0] = reinterpret_cast<Word>(bif);
  found[1] = bif ? argumentList(p, p.x, bif->arity).bits : p.excArgs;
  found[2] = p.excInfo;
  found[3] = p.excClass;
  // The first entry is there at any depth.
  if (depth == 0 && !bif)
    depth = 1;
  else if (bif && depth)
    depth--;
  if (at && depth) {
    found[n++] = reinterpret_cast<Word>(at);
    depth--;
  }
  const void *last = nullptr;
  for (const Word *sp = p.sp; sp < p.stackEnd && depth;) {
    auto *code = reinterpret_cast<const void *>(*sp);
    if (code == reinterpret_cast<const void *>(&beamc_rt_process_end))
      break;
    const CodePrefix *prefix = CodePrefix::of(code);
    // The frame that called the main function is ours, not the program's.
    if (code != last && prefix->location && !isBootFrame(CodePrefix::locationOf(code))) {
      found[n++] = reinterpret_cast<Word>(CodePrefix::locationOf(code));
      depth--;
    }
    last = code;
    sp += 1 + prefix->frameSize;
  }
  Word *o = allocWords(p, 1 + n);
  o[0] = abi::makeHeader(Kind::Tuple, n);
  memcpy(o + 1, found, n * 8);
  return Term::boxed(o);
}

Term locationEntry(Process &p, const CodeLocation *at, Term arityOrArgs, Term more) {
  Term info = more;
  if (at->line && at->info->files) {
    info = makeCons(p, makeTuple(p, {atom::line, Term::small(at->line)}), info);
    info =
        makeCons(p, makeTuple(p, {atom::file, makeStringUtf8(p, at->info->files[at->file])}), info);
  }
  if (!arityOrArgs.isValue())
    arityOrArgs = Term::small(at->info->arity);
  return makeTuple(p, {Term(at->info->module), Term(at->info->function), arityOrArgs, info});
}

Term givenTrace(Process &p, Term cls, Term trace) {
  return makeTuple(p, {Term(kGivenTrace), trace, Term::nonValue(), cls});
}

Term buildStacktrace(Process &p, Term raw) {
  if (!raw.isTuple())
    return raw.isList() ? raw : Term::nil();
  if (raw.element(0).bits == kGivenTrace)
    return raw.element(1);
  Term list = Term::nil();
  unsigned n = raw.arity();
  if (n == kTraceHeader && raw.element(0) == Term::small(0)) { // no frame yet: the initial call
    Term entry = makeTuple(
        p, {Term(p.initialModule), Term(p.initialFunction), Term::small(p.initialArity), list});
    return makeCons(p, entry, list);
  }
  auto *bif = reinterpret_cast<const Export *>(raw.element(0).bits);
  Term args = raw.element(1), info = raw.element(2);
  for (unsigned i = n; i-- > kTraceHeader;) {
    auto *at = reinterpret_cast<const CodeLocation *>(raw.element(i).bits);
    if (!at->info)
      continue;
    bool top = i == kTraceHeader && !bif;
    Term more = Term::nil();
    if (top && info.isValue())
      more = makeCons(p, makeTuple(p, {atom::error_info, info}), more);
    list = makeCons(p, locationEntry(p, at, top ? args : Term::nonValue(), more), list);
  }
  if (bif) {
    Term entry =
        makeTuple(p, {Term(bif->module), Term(bif->function), args, bifErrorInfo(p, bif, info)});
    list = makeCons(p, entry, list);
  }
  return list;
}

/// Whether a process that resumes at \p code returns to its caller at once.
static bool onlyReturns(CodeFn *code) {
  return code == beamc_rt_return || code == beamc_rt_wait_over ||
         code == beamc_rt_wait_timeout_over || code == beamc_rt_await_reply ||
         code == beamc_rt_await_or_fail;
}

/// Location of the function that \p code enters, or null. Entries of BIFs have no prefix: what is
/// read before them may be anything, so it counts only if it leads to a function's data.
static const CodeLocation *locationOfEntry(const void *code) {
  auto inImage = [](const void *from, size_t size) {
    auto *at = static_cast<const char *>(from);
    return at >= __executable_start && at + size <= _end && reinterpret_cast<Word>(at) % 4 == 0;
  };
  const CodeLocation *at = CodePrefix::locationOf(code);
  if (!inImage(code, 0)) // interpreted and loaded code, trampolines: all have one
    return CodePrefix::of(code)->location && at->info ? at : nullptr;
  if (!CodePrefix::of(code)->location || !inImage(at, sizeof(*at)) ||
      !inImage(at->info, sizeof(FunctionInfo)))
    return nullptr;
  Term module(at->info->module), function(at->info->function);
  bool known = module.isAtom() && module.atomIndex() < atomCount() && function.isAtom() &&
               function.atomIndex() < atomCount() && at->info->arity <= abi::kMaxArity;
  return known ? at : nullptr;
}

const CodeLocation *currentPlace(const Process &p) {
  if (p.nativeCall || !p.resume) // or it runs
    return nullptr;
  if (!(p.flags & kWaitsForMessage) && !onlyReturns(p.resume))
    return locationOfEntry(reinterpret_cast<const void *>(p.resume));
  auto *code = reinterpret_cast<const void *>(p.sp < p.stackEnd ? *p.sp : 0);
  if (!code || code == reinterpret_cast<const void *>(&beamc_rt_process_end) ||
      !CodePrefix::of(code)->location)
    return nullptr;
  const CodeLocation *at = CodePrefix::locationOf(code);
  return at->info ? at : nullptr;
}

Term currentStacktrace(Process &p, const CodeLocation *at) {
  if (__atomic_load_n(&gBacktraceDepth, __ATOMIC_RELAXED) == 0)
    return Term::nil();
  Term savedArgs(p.excArgs), savedInfo(p.excInfo);
  const void *savedSite = p.excSite;
  p.excArgs = p.excInfo = abi::kNonValue;
  p.excSite = nullptr;
  Term list = buildStacktrace(p, captureTrace(p, at));
  p.excArgs = savedArgs.bits;
  p.excInfo = savedInfo.bits;
  p.excSite = savedSite;
  return list;
}

} // namespace beamc::rt

using namespace beamc::rt;
using beamc::abi::kNonValue;
namespace atom = beamc::atom;

extern "C" {

Term beamc_rt_build_stacktrace(Process *p, Term raw) { return buildStacktrace(*p, raw); }

Term beamc_rt_catch_value(Process *p, Term cls, Term reason, Term raw) {
  if (cls == atom::throw_)
    return reason;
  if (cls == atom::error)
    reason = makeTuple(*p, {reason, buildStacktrace(*p, raw)});
  return makeTuple(*p, {atom::EXIT, reason});
}

/// A class of [] is that in the raw trace; a trace of [] is still to be captured. Another class
/// replaces that of the trace: handlers further out that do not match raise again by the trace.
/// The class is an atom, so a trace in the old generation may be written to.
void beamc_rt_raw_raise(Process *p, Term cls, Term reason, Term raw) {
  bool hasClass = raw.isTuple() && raw.arity() >= kTraceHeader;
  if (cls.isNil())
    cls = hasClass ? raw.element(3) : atom::error;
  else if (hasClass)
    raw.object()[1 + 3] = cls.bits;
  p->failWith(cls, reason);
  if (!raw.isNil())
    p->excTrace = raw.bits;
  p->excSite = nullptr;
}

void beamc_rt_set_error(Process *p, Term reason) {
  p->fail(reason);
  p->excSite = nullptr;
}

void beamc_rt_set_error2(Process *p, Term tag, Term value) {
  p->fail(makeTuple(*p, {tag, value}));
  p->excSite = nullptr;
}

void beamc_rt_set_function_clause(Process *p, uint64_t arity) {
  p->fail(atom::function_clause);
  p->excArgs = argumentList(*p, p->x, unsigned(arity)).bits;
  p->excSite = nullptr;
}

} // extern "C"
