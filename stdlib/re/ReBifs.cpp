//===- ReBifs.cpp - re:compile, re:run and their like ----------------------------------------------===//
//
// A match runs on the scheduler with a limit of steps; when that is used up, it begins anew on
// another thread (scheduler/Offload.h) without this limit, and the process is suspended until it
// is over. PCRE2 counts steps per start position, so the limit is the smaller the longer the
// subject.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/heap/Magic.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/scheduler/Offload.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/term/Bits.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include "stdlib/re/Capture.h"
#include <optional>

BEAMC_BIF_NAMESPACE_BEGIN(re)

namespace {

using namespace beamc::bif;

//===-- Arguments ------------------------------------------------------------------------===//

/// The bytes of an iolist: those of a binary itself, else a copy.
class IoBytes {
public:
  explicit IoBytes(Term t) {
    if (t.isBinary())
      view_.emplace(t);
    else
      ok_ = (t.isList() || t.isBitstring()) && appendIoList(t, copy_);
  }
  bool ok() const { return ok_; }
  std::string_view view() const {
    return view_ ? view_->view()
                 : std::string_view(reinterpret_cast<const char *>(copy_.data()), copy_.size());
  }

private:
  bool ok_ = true;
  std::optional<BytesOf> view_;
  Bytes copy_;
};

bool isPattern(Term t) {
  static const Term tag = internAtom("re_pattern");
  return t.isTuple(5) && t.element(0) == tag && t.element(1).isSmall() && t.element(2).isSmall() &&
         t.element(3).isSmall() && t.element(4).isBinary();
}

/// {Tag, {Text, Offset}}.
Term compileFailure(Process &p, Term tag, const CompileError &error) {
  Term what = makeTuple(p, {makeStringLatin1(p, error.text), Term::small(int64_t(error.offset))});
  return makeTuple(p, {tag, what});
}

struct ProgramRef {
  Program *program = nullptr;
  ~ProgramRef() {
    if (program)
      release(program);
  }
};

//===-- Matching --------------------------------------------------------------------------===//

/// What PCRE2 needs besides; one for each thread.
struct Workspace {
  pcre2_match_context *context = nullptr;
  pcre2_match_data *data = nullptr;
  uint32_t pairs = 0;

  void prepare(uint32_t groups, int64_t matchLimit, int64_t depthLimit) {
    if (!context)
      context = pcre2_match_context_create(nullptr);
    if (!data || pairs < groups + 1) {
      pcre2_match_data_free(data);
      pairs = groups + 1;
      data = pcre2_match_data_create(pairs, nullptr);
    }
    if (!context || !data)
      abort(); // as any other failed allocation of the runtime
    constexpr int64_t kDefault = 10000000;
    pcre2_set_match_limit(context, uint32_t(matchLimit < 0 ? kDefault : matchLimit));
    pcre2_set_depth_limit(context, uint32_t(depthLimit < 0 ? kDefault : depthLimit));
  }
};

int match(Workspace &w, const Program *program, std::string_view subject, uint64_t offset,
          uint32_t options) {
  // An empty view may have no address.
  const char *base = subject.data() ? subject.data() : "";
  return pcre2_match(program->code, reinterpret_cast<PCRE2_SPTR>(base), subject.size(), offset,
                     options, w.data, w.context);
}

/// A match on another thread.
struct Job {
  MagicObject base;
  Program *program;
  char *subject;
  uint64_t size, offset;
  uint32_t options;
  int64_t matchLimit, depthLimit;
  Term pid;
  int result;
  uint32_t pairs;
  PCRE2_SIZE *offsets; ///< pairs * 2
};

void destroyJob(MagicObject *o) {
  auto *job = reinterpret_cast<Job *>(o);
  release(job->program);
  free(job->subject);
  free(job->offsets);
  free(job);
}
const MagicType kJobType{"re:run", destroyJob};

void runJob(void *argument) {
  auto *job = static_cast<Job *>(argument);
  thread_local Workspace w;
  w.prepare(job->program->groups, job->matchLimit, job->depthLimit);
  job->result = match(w, job->program, {job->subject, job->size}, job->offset, job->options);
  memcpy(job->offsets, pcre2_get_ovector_pointer(w.data), job->pairs * 2 * sizeof(PCRE2_SIZE));
  Term pid = job->pid;
  release(&job->base);
  resumeOffloaded(pid);
}

Job *startJob(Process &p, Program *program, std::string_view subject, const ReOptions &o) {
  auto *job = static_cast<Job *>(allocMemory(sizeof(Job)));
  memset(static_cast<void *>(job), 0, sizeof *job);
  initMagic(&job->base, &kJobType);
  retain(program);
  job->program = program;
  job->subject = static_cast<char *>(allocMemory(subject.size() + 1));
  memcpy(job->subject, subject.data(), subject.size());
  job->size = subject.size();
  job->offset = o.offset;
  job->options = o.match | PCRE2_NO_UTF_CHECK; // the first try has looked
  job->matchLimit = o.matchLimit;
  job->depthLimit = o.depthLimit;
  job->pid = p.pid;
  job->pairs = program->groups + 1;
  job->offsets = static_cast<PCRE2_SIZE *>(allocMemory(job->pairs * 2 * sizeof(PCRE2_SIZE)));
  return job;
}

/// Steps for each start position on a scheduler.
int64_t stepsAtOnce(uint64_t size) {
  constexpr uint64_t kSteps = 2000000, kLeast = 200, kMost = 20000;
  uint64_t steps = kSteps / (size + 1);
  return int64_t(steps < kLeast ? kLeast : steps > kMost ? kMost : steps);
}

Term resultOf(Process &p, int result, const ReOptions &o, const CaptureSpec &capture,
              const PCRE2_SIZE *offsets, std::string_view subject, Term subjectTerm) {
  if (result > 0)
    return matchResult(p, capture, offsets, unsigned(result), subject,
                       subjectTerm.isBinary() ? subjectTerm : Term::nonValue());
  static const Term matchLimit = internAtom("match_limit"),
                    depthLimit = internAtom("match_limit_recursion");
  switch (result) {
  case PCRE2_ERROR_NOMATCH:
  case PCRE2_ERROR_RECURSELOOP: return atom::nomatch;
  case PCRE2_ERROR_MATCHLIMIT:
    return o.reportErrors ? makeTuple(p, {atom::error, matchLimit}) : atom::nomatch;
  case PCRE2_ERROR_DEPTHLIMIT:
  case PCRE2_ERROR_HEAPLIMIT:
    return o.reportErrors ? makeTuple(p, {atom::error, depthLimit}) : atom::nomatch;
  case PCRE2_ERROR_BADOFFSET: {
    static const Term internalError = internAtom("internal_error");
    return p.fail(internalError);
  }
  default: return p.fail(atom::badarg); // bad UTF-8
  }
}

/// Matches, or hands the match over. x0 … x2 are the BIF's arguments.
Term runProgram(Process &p, Program *program, Term subject, Term re, Term options,
                const ReOptions &o) {
  CaptureSpec capture;
  if (!parseCapture(o, program, capture))
    return p.fail(atom::badarg);
  IoBytes bytes(subject);
  if (!bytes.ok())
    return p.fail(atom::badarg);
  thread_local Workspace w;
  int64_t steps = stepsAtOnce(bytes.view().size());
  bool limited = o.matchLimit < 0 || o.matchLimit > steps;
  w.prepare(program->groups, limited ? steps : o.matchLimit, o.depthLimit);
  int result = match(w, program, bytes.view(), o.offset, o.match);
  PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(w.data);
  uint64_t seen = result > 0 && offsets[1] > o.offset ? offsets[1] - o.offset : bytes.view().size();
  p.reductions -= int64_t(seen / 256);
  if (result != PCRE2_ERROR_MATCHLIMIT || !limited)
    return resultOf(p, result, o, capture, offsets, bytes.view(), subject);
  static Export *const finish = ensureExport("re", "beamc_finish", 4);
  Job *job = startJob(p, program, bytes.view(), o);
  p.x[0] = subject.bits;
  p.x[1] = re.bits;
  p.x[2] = options.bits;
  p.x[3] = makeMagicRef(HeapTarget(p), &job->base).bits;
  suspendForOffloaded(p);
  offload(runJob, job); // with the reference that it was made with
  return callLater(p, finish);
}

Term grun(Process &p, Term subject, Term pattern, Term options) {
  static Export *const target = ensureExport("re", "grun", 3);
  return p.trap(target, subject, pattern, options);
}

Term run(Process &p, Term subject, Term re, Term options, bool first) {
  static const Term list = internAtom("list");
  ReOptions o;
  if (!parseReOptions(options, o))
    return p.failInfo(atom::badarg, atom::badopt);
  if (!first)
    o.match |= PCRE2_NO_UTF_CHECK;
  bool text = !re.isTuple(5), asList = o.captureType == list && !o.global;
  if (text ? !(re.isBitstring() || re.isList()) : !isPattern(re) || o.compileOnly)
    return p.fail(atom::badarg);
  bool unicode = text ? o.unicode : re.element(2) != Term::small(0);
  if (unicode && ((text && !re.isBitstring()) || !subject.isBitstring() || asList)) {
    static Export *const urun = ensureExport("re", "urun", 3);
    return p.trap(urun, subject, re, options);
  }
  if (!text && o.global)
    return grun(p, subject, re, makeTuple(p, {options, atom::false_}));
  IoBytes given(text ? re : re.element(4));
  if (!given.ok())
    return p.fail(atom::badarg);
  std::string_view source = given.view();
  PatternOptions pattern = o.pattern;
  if (!text) {
    if (!readPattern(given.view(), source, pattern))
      return p.fail(atom::badarg);
    pattern.newline = o.pattern.newline ? o.pattern.newline : pattern.newline;
    pattern.bsr = o.pattern.bsr ? o.pattern.bsr : pattern.bsr;
  }
  CompileError error;
  ProgramRef program{compilePattern(source, pattern, error)};
  if (!program.program) {
    if (!text || !o.reportErrors)
      return p.fail(atom::badarg);
    return makeTuple(p, {atom::error, compileFailure(p, atom::compile, error)});
  }
  if (text && o.global)
    return grun(p, subject, makePattern(p, program.program, source, pattern),
                makeTuple(p, {options, Term::boolean(o.compileOnly), re}));
  return runProgram(p, program.program, subject, re, options, o);
}

Term compile(Process &p, Term re, Term options) {
  ReOptions o;
  if (!parseReOptions(options, o) || o.runOnly)
    return p.failInfo(atom::badarg, atom::badopt);
  if (o.unicode && !re.isBitstring()) {
    static Export *const ucompile = ensureExport("re", "ucompile", 2);
    return p.trap(ucompile, re, options);
  }
  IoBytes source(re);
  if (!source.ok())
    return p.fail(atom::badarg);
  CompileError error;
  ProgramRef program{compilePattern(source.view(), o.pattern, error)};
  if (!program.program)
    return compileFailure(p, atom::error, error);
  return makeTuple(p, {atom::ok, makePattern(p, program.program, source.view(), o.pattern)});
}

} // namespace

/// re:compile/1: {ok, Pattern} or {error, {Text, Offset}}.
BIF(re, compile, 1, Sched)
Term compile_1(Process &p, Term re) { return compile(p, re, Term::nil()); }

/// re:compile/2.
/// badarg: \p re is no iolist, or an option is unknown or one for re:run only.
BIF(re, compile, 2, Sched)
Term compile_2(Process &p, Term re, Term options) { return compile(p, re, options); }

/// re:run/2: {match, Captured} or nomatch.
BIF(re, run, 2, Sched)
Term run_2(Process &p, Term subject, Term re) {
  return run(p, subject, re, Term::nil(), /*first=*/true);
}

/// re:run/3.
/// badarg: no iolists, bad options, an error of compilation (unless report_errors), bad UTF-8.
BIF(re, run, 3, Sched)
Term run_3(Process &p, Term subject, Term re, Term options) {
  return run(p, subject, re, options, /*first=*/true);
}

/// re:internal_run/4: re:run/3; with \p first false the subject is known to be valid UTF-8.
BIF(re, internal_run, 4, Sched)
Term internal_run_4(Process &p, Term subject, Term re, Term options, Term first) {
  return first.isBoolean() ? run(p, subject, re, options, first.isTrue()) : p.fail(atom::badarg);
}

/// re:beamc_finish/4: the result of a match that has run on another thread.
BIF(re, beamc_finish, 4, Sched)
Term beamc_finish_4(Process &p, Term subject, Term, Term options, Term reference) {
  auto *job = reinterpret_cast<Job *>(magicOfType(reference, &kJobType));
  ReOptions o;
  CaptureSpec capture;
  if (!job || !parseReOptions(options, o) || !parseCapture(o, job->program, capture))
    return p.fail(atom::badarg);
  return resultOf(p, job->result, o, capture, job->offsets, {job->subject, job->size}, subject);
}

/// re:inspect/2: {namelist, Names} of a compiled pattern.
BIF(re, inspect, 2)
Term inspect_2(Process &p, Term re, Term item) {
  static const Term namelist = internAtom("namelist");
  if (!isPattern(re) || item != namelist)
    return p.fail(atom::badarg);
  BytesOf bytes(re.element(4));
  std::string_view source;
  PatternOptions options;
  CompileError error;
  ProgramRef program;
  if (readPattern(bytes.view(), source, options))
    program.program = compilePattern(source, options, error);
  if (!program.program)
    return p.fail(atom::badarg);
  uint32_t count, size;
  PCRE2_SPTR table;
  pcre2_pattern_info(program.program->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(program.program->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
  pcre2_pattern_info(program.program->code, PCRE2_INFO_NAMETABLE, &table);
  ListBuilder list(p);
  std::string_view last;
  for (uint32_t i = 0; i < count; i++) {
    std::string_view name(reinterpret_cast<const char *>(table + i * size + 2));
    if (name != last)
      list.add(makeBinary(p, name));
    last = name;
  }
  return makeTuple(p, {namelist, list.finish()});
}

/// re:version/0: of PCRE2.
BIF(re, version, 0, Returns(Binary))
Term version_0(Process &p) {
  char text[64];
  int n = pcre2_config(PCRE2_CONFIG_VERSION, text);
  return makeBinary(p, text, n > 0 ? uint64_t(n - 1) : 0);
}

BEAMC_BIF_NAMESPACE_END
