//===- Builder.h - The state of building one function (private to Build*.cpp) -------===//
#pragma once
#include "compiler/loader/OpFacts.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/ssa/Bifs.h"
#include "compiler/ssa/Build.h"

namespace beamc::ssa {

namespace op {
enum : uint16_t {
#define BEAMC_OPCODE(number, name, arity, kinds, since, doc) op_##name = number,
#define BEAMC_OPCODE_REMOVED(number, name, arity, kinds, since, doc)
#include "runtime/abi/Opcodes.def"
};
} // namespace op

class Builder {
public:
  Builder(const loader::Module &m, const loader::FunctionInfo &info, Function &f, Diagnostics &diag,
          std::span<const uint8_t> facts)
      : m_(m), info_(info), f_(f), diag_(diag), facts_(facts) {}
  bool run();

private:
  using Op = loader::Op;
  using Operand = loader::Operand;
  using OperandKind = loader::OperandKind;

  /// A `try` or `catch` whose protected part we are in.
  struct Region {
    Block *handler;
    int yreg; ///< absolute slot, identifies the region
  };
  /// What holds at a program point besides register contents.
  struct State {
    int frameSize = -1;
    llvm::SmallVector<Region, 2> regions;
  };
  struct Pending {
    Block *block;
    Arg *arg;
    int var;
  };
  struct BlockData {
    llvm::DenseMap<int, Value *> defs;
    bool sealed = false; ///< exactly one predecessor, `pred`
    Block *pred = nullptr;
  };
  /// A binary under construction by the instructions of OTP 24.
  struct PendingBits {
    bool active = false;
    Operand dst;
    uint32_t label = 0, line = 0;
    std::vector<Value *> operands;
    std::string segments;
    int64_t heap = 0; ///< words that the code after the construction builds terms in
  };

  // Build.cpp: registers, blocks, the walk.
  static constexpr int kY = 1 << 16, kF = 1 << 17;
  int yVar(int64_t index) const { return kY + (state_.frameSize - 1 - int(index)); }
  int varOf(const Operand &o) const;
  Value *read(int var);
  Value *readIn(Block *b, int var);
  void write(int var, Value *v);
  Value *source(const Operand &o);
  /// The type of a source as seen at this use: that of the value, narrowed by the Type chunk.
  Type typeOf(const Operand &o, const Value *v) const;
  void define(const Operand &dst, Value *v) { write(varOf(dst), v); }
  /// Where a jump to \p label leads.
  Block *labelBlock(int64_t label);
  /// Where an exception arrives.
  Block *handlerBlock(int64_t label);
  Block *sealedBlock(Block *pred, Block::Entry entry = Block::Entry::Plain);
  void startBlock(Block *b) { cur_ = b; }
  void walk(int64_t label);
  bool translate(const Op &o);
  void resolvePending();
  bool unsupported(const Op &o);

  // Emission.
  Inst *emit(Opcode o, llvm::ArrayRef<Value *> operands);
  Inst *emit(Opcode o, std::initializer_list<Value *> operands) {
    return emit(o, llvm::ArrayRef<Value *>(operands.begin(), operands.size()));
  }
  Inst *terminate(Opcode o, llvm::ArrayRef<Value *> operands,
                  std::initializer_list<Block *> succs = {});
  void branchTo(Block *b) {
    terminate(Opcode::Br, {}, {b});
    cur_ = nullptr;
  }
  /// Continues where \p condition holds; otherwise goes to \p label.
  void require(Value *condition, int64_t label);
  /// Continues with \p maybe a term. Otherwise to \p label or, if that is 0, \p raise is called
  /// in a cold block and must terminate it.
  template <typename F> void requireValue(Value *maybe, int64_t label, F raise) {
    Block *ok = sealedBlock(cur_), *bad = label ? labelBlock(label) : sealedBlock(cur_);
    terminate(Opcode::BrValue, {maybe}, {ok, bad});
    if (!label) {
      bad->cold = true;
      startBlock(bad);
      raise();
    }
    startBlock(ok);
  }
  void addHandlerEdge(Inst *t);
  void raise();
  void raiseBif(Mfa mfa, llvm::ArrayRef<Value *> args);
  void raiseError(std::string_view reason);
  void raiseErrorValue(std::string_view tag, Value *v);

  // BuildClaims.cpp: tests of what the validator could not prove.
  bool mustCheck(const Op &o) const { return has(o, loader::kUnproven); }
  bool mayRun(const Op &o) const { return facts_.empty() || has(o, loader::kReached); }
  bool has(const Op &o, loader::OpFact fact) const {
    return !facts_.empty() && (facts_[size_t(&o - m_.ops.data())] & fact);
  }
  bool checkClaims(const Op &o);
  void requireClaim(Value *condition);
  void breakClaim();
  bool beginsHandler(int64_t label) const;
  Block *invalidEntry();

  // BuildCalls.cpp: calls, returns, exceptions, messages.
  bool translateCall(const Op &o);
  bool translateMessage(const Op &o);
  bool translateException(const Op &o);
  llvm::SmallVector<Value *, 8> xArgs(int64_t n);
  void call(Opcode plain, llvm::ArrayRef<Value *> operands, const Mfa &mfa, bool tail);
  bool returnsNext(const Op &o) const; ///< and no try or catch is open
  void callExternal(const Mfa &mfa, bool tail);
  void beginRegion(const Op &o, bool isCatch);
  void endRegion(const Operand &y);

  // BuildData.cpp: terms, tests, arithmetic, maps, floats.
  bool translateData(const Op &o);
  bool translateTest(const Op &o);
  bool translateFloat(const Op &o);
  bool translateMap(const Op &o);
  bool guardBif(const Operand *fail, int64_t import, std::span<const Operand> args,
                const Operand &dst);
  Value *arithmetic(Opcode op, std::span<const Operand> args, llvm::ArrayRef<Value *> values);

  void testHeap(int64_t words);

  // BuildBits.cpp: bit syntax.
  bool translateBits(const Op &o);
  bool translateBsMatch(const Op &o);
  bool translateOldConstruction(const Op &o);
  void finishPendingBits();
  int64_t segmentFlags(const Operand &o) const { return loader::segmentFlagsOf(m_, o); }
  void bitsValue(Opcode op, const Operand &fail, const Operand &ctx, Value *size, int64_t unit,
                 int64_t flags, const Operand &dst);

  const loader::Module &m_;
  const loader::FunctionInfo &info_;
  Function &f_;
  Diagnostics &diag_;
  std::span<const uint8_t> facts_; ///< empty: the code is trusted
  Block *cur_ = nullptr;
  State state_;
  uint32_t line_ = 0;
  PendingBits bits_;
  llvm::DenseMap<const Block *, std::unique_ptr<BlockData>> data_;
  llvm::DenseMap<int64_t, size_t> labelPosition_;
  llvm::DenseMap<int64_t, uint32_t> labelLine_;
  llvm::DenseMap<int64_t, Block *> labelBlocks_;
  llvm::DenseMap<int64_t, State> labelState_;
  std::vector<int64_t> worklist_;
  std::deque<Pending> pending_;
  BlockData &data(Block *b) {
    auto &d = data_[b];
    if (!d)
      d = std::make_unique<BlockData>();
    return *d;
  }
};

} // namespace beamc::ssa
