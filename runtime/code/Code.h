//===- Code.h - Compiled code: prototype, frames, exports, modules -------------===//
//
// What generated code and the runtime agree on about code itself. Every piece of compiled
// code has the one prototype CodeFn and ends in a tail call (docs/design/frames.md).
//
// Erlang stack: grows down. sp[0] is the address of the continuation that a return jumps
// to; it reads as a small integer because entries are 16-byte aligned. sp[1 … n] are the
// n terms of that continuation's frame (n = CodePrefix::frameSize), then comes the next
// continuation. The continuation pops its own frame. The bottom frame of a process is the
// runtime's exit continuation (frame size 0).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"

namespace beamc::rt {

struct Process;

#define BEAMC_PRESERVE_NONE __attribute__((preserve_none))
#define BEAMC_MUSTTAIL [[clang::musttail]]

using CodeFn = void BEAMC_PRESERVE_NONE(Process *p, Word *hp, Word *sp, int64_t reductions, Word x0,
                                        Word x1, Word x2, Word x3, Word x4, Word x5);

/// Static facts on one Erlang function; constant data beside its module.
struct FunctionInfo {
  Word module, function; ///< atom terms
  uint32_t arity;
  uint32_t fileCount;
  const char *const *files; ///< file names of the module's Line chunk; [0] is the module's own
};

/// A place in source: a call or a failing instruction. `line` 0 means unknown.
struct CodeLocation {
  const FunctionInfo *info;
  uint32_t line;
  uint32_t file; ///< index into info->files
};

/// Prefix data: the 16 bytes before each piece's entry. Offsets are relative to the entry,
/// so that .text needs no relocation at load time.
struct CodePrefix {
  int32_t location;   ///< CodeLocation of the call that this continuation returns from (of the
                      ///< function for a function entry)
  int32_t handler;    ///< the piece that catches an exception raised below this frame; 0 = none
  uint32_t frameSize; ///< terms in the frame above sp[0]; kNotAContinuation for function entries
  uint32_t flags;     ///< reserved, 0
  static constexpr uint32_t kNotAContinuation = 0xffffffff;

  static const CodePrefix *of(const void *entry) {
    return reinterpret_cast<const CodePrefix *>(static_cast<const char *>(entry) - 16);
  }
  /// Of a function of the runtime, which has no prefix, any address at all.
  static const CodeLocation *locationOf(const void *entry) {
    return reinterpret_cast<const CodeLocation *>(reinterpret_cast<Word>(entry) +
                                                  Word(int64_t(of(entry)->location)));
  }
  /// A handler piece is entered with sp at the frame that it shares with the continuation
  /// and class, reason, raw stack trace in x0, x1, x2.
  static CodeFn *handlerOf(const void *entry) {
    int32_t h = of(entry)->handler;
    return h ? reinterpret_cast<CodeFn *>(const_cast<char *>(static_cast<const char *>(entry)) + h)
             : nullptr;
  }
};
static_assert(sizeof(CodePrefix) == 16);

/// One M:F/A that code may call from outside its module. Symbol "x:M:F/A".
struct Export {
  CodeFn *code;          ///< entry; the link object's undefined stub when nobody defines it
  Word module, function; ///< atom terms
  uint32_t arity;
  uint32_t flags; ///< ExportFlag bits
};
enum ExportFlag : uint32_t { kExportUndefined = 1, kExportBif = 2 };

/// One `fun` expression of a module. Symbol-less; reached from FunEntry pointers in code.
struct FunEntry {
  CodeFn *code;   ///< fun entry: arguments in x0 …, then the fun itself as last argument
  Word module;    ///< atom term
  uint32_t arity; ///< as called: without captured values
  uint32_t numFree;
  uint32_t index, oldUniq;
  Word function;    ///< atom term of the local function that holds the body
  uint8_t uniq[16]; ///< md5 of the module
};

/// Descriptor of a compiled module. Pointers to all of them lie in section beamc_modules.
struct ModuleDescriptor {
  Word name;              ///< atom term
  Export *const *exports; ///< exported functions (BIFs of the runtime excluded)
  uint32_t exportCount;
  uint32_t funCount;
  FunEntry *funs;
  const FunctionInfo *functions; ///< all functions, local ones too
  uint32_t functionCount;
  uint32_t lateLiteralCount;
  /// Literals that cannot be constant data (large maps, references): decoded into immortal
  /// memory at start-up, in order, into lateLiterals[i].
  Word *lateLiterals;
  const uint8_t *const *lateLiteralEtf;
  const uint32_t *lateLiteralSize;
  const uint8_t *attributes;  ///< ETF of the Attr chunk
  const uint8_t *compileInfo; ///< ETF of the CInf chunk
  uint32_t attributesSize, compileInfoSize;
  uint8_t md5[16];
  CodeFn *onLoad; ///< or null
};

} // namespace beamc::rt
