//===- LoadingBifs.cpp - Preparing and purging code --------------------------------------------------===//
//
// What OTP's code_server and erts_code_purger build on; docs/design/code-loading.md tells the whole
// story.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Container.h"
#include "compiler/loader/Module.h"
#include "runtime/code/CheckCode.h"
#include "runtime/code/PreparedCode.h"
#include "runtime/heap/Build.h"
#include "runtime/interp/Load.h"
#include "runtime/process/Report.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Print.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erts_internal)

namespace {

Term refuse(Process &p, Term module, std::string_view why) {
  sendLogEvent(p, atom::error, "Error loading module ~w:\n  ~s\n",
               {module, makeStringUtf8(p, why)});
  return makeTuple(p, {atom::error, internAtom("badfile")});
}

} // namespace

/// erts_internal:prepare_loading/2: a reference for finish_loading/1, or {error, badfile}; what is
/// wrong goes to the log.
BIF(erts_internal, prepare_loading, 2)
Term prepare_loading_2(Process &p, Term module, Term binary) {
  if (!module.isAtom() || !binary.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  Diagnostics diag;
  ModuleCode *code = interp::loadCode({bytes.data(), bytes.size()}, atomText(module), diag);
  if (!code)
    return refuse(p, module, diag.all().empty() ? "" : diag.all()[0].render());
  PreparedCode *prepared = newPreparedCode(code);
  Term ref = makeMagicRef(HeapTarget(p), prepared);
  release(prepared);
  if (code->descriptor->name != module.bits) {
    std::string why = "module name in object code is ";
    why += atomText(Term(code->descriptor->name));
    return refuse(p, module, why);
  }
  return ref;
}

namespace {

/// What the steps of a purge do to \p m, under the code lock. A version that is done with is
/// \p done. False: no such step now.
bool purgeStep(LoadedModule *m, Term what, Term &answer, ModuleCode *&done) {
  static const Term prepare = internAtom("prepare"), prepareOnLoad = internAtom("prepare_on_load"),
                    abortIt = internAtom("abort"), complete = internAtom("complete");
  if (what == prepare || what == prepareOnLoad) {
    ModuleCode *code = m ? what == prepare ? m->old : m->failed : nullptr;
    answer = Term::boolean(code);
    if (!code)
      return true;
    beginPurge(code);
    __atomic_store_n(&m->purging, code, __ATOMIC_RELEASE);
    return true;
  }
  ModuleCode *code = m ? m->purging : nullptr;
  if (!code || (what != abortIt && what != complete))
    return false;
  __atomic_store_n(&m->purging, static_cast<ModuleCode *>(nullptr), __ATOMIC_RELEASE);
  answer = Term::boolean(what == complete);
  if (what == abortIt) {
    endPurge(code);
    return true;
  }
  if (code == m->old)
    takeOldCode(m);
  else
    m->failed = nullptr;
  done = code;
  return true;
}

} // namespace

/// erts_internal:purge_module/2, for OTP's code purger alone: prepare chooses the old code and
/// holds back calls of its funs (false: there is none), abort gives up, complete frees it.
BIF(erts_internal, purge_module, 2)
Term purge_module_2(Process &p, Term module, Term what) {
  static const Term purger = internAtom("erts_code_purger");
  if (p.registeredName != purger)
    return p.fail(internAtom("notsup"));
  if (!module.isAtom())
    return p.fail(atom::badarg);
  CodeLock lock;
  Term answer = atom::false_;
  ModuleCode *done = nullptr;
  if (!purgeStep(findLoadedModule(module), what, answer, done))
    return p.fail(atom::badarg);
  if (done)
    discardCode(done);
  return answer;
}

/// erts_internal:check_process_code/1: does the caller itself use old code?
BIF(erts_internal, check_process_code, 1, Sched)
Term check_process_code_1(Process &p, Term module) {
  if (!module.isAtom())
    return p.fail(atom::badarg);
  LoadedModule *m = findLoadedModule(module);
  const ModuleCode *code = m ? codeToCheck(*m) : nullptr;
  return Term::boolean(code && usesCode(p, *code, /*running=*/true));
}

namespace {

/// The chunks of a .beam file in \p binary; false if it is none.
bool chunksOf(const BytesOf &bytes, Arena &arena, std::span<const loader::RawChunk> &chunks) {
  Diagnostics diag;
  return loader::readContainer({bytes.data(), bytes.size()}, "", arena, chunks, diag);
}

} // namespace

/// erts_internal:beamfile_chunk/2: its bytes, or undefined.
BIF(erts_internal, beamfile_chunk, 2)
Term beamfile_chunk_2(Process &p, Term binary, Term id) {
  char name[4];
  unsigned n = 0;
  for (; n < 4 && id.isCons() && id.head().isSmall(); id = id.tail())
    name[n++] = char(id.head().smallValue());
  if (!binary.isBinary() || n != 4 || !id.isNil())
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  Arena arena;
  std::span<const loader::RawChunk> chunks;
  if (chunksOf(bytes, arena, chunks))
    for (const loader::RawChunk &chunk : chunks)
      if (chunk.id == std::string_view(name, 4))
        return makeBinary(p, chunk.data.data(), chunk.data.size());
  return atom::undefined;
}

/// erts_internal:beamfile_module_md5/1: or undefined if it is no .beam file.
BIF(erts_internal, beamfile_module_md5, 1)
Term beamfile_module_md5_1(Process &p, Term binary) {
  if (!binary.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  Diagnostics diag;
  std::unique_ptr<loader::Module> m = loader::loadModule({bytes.data(), bytes.size()}, "", diag);
  return m ? makeBinary(p, m->md5.data(), 16) : atom::undefined;
}

BEAMC_BIF_NAMESPACE_END
