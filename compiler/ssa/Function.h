//===- Function.h - The SSA form: values, instructions, blocks, functions ----------===//
//
// One function is one CFG of blocks with block arguments. Values are immutable; so are the
// terms behind them, hence a fact about a value holds wherever the value is in scope, also
// across calls. A call ends its block: what follows is the block of its continuation.
// All objects belong to the Function; pointers stay valid until it is destroyed.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/loader/Module.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace beamc::ssa {

enum class Opcode : uint8_t {
#define INST(Name, ...) Name,
#define TERMINATOR(Name, ...) Name,
#include "compiler/ssa/Insts.def"
};
/// How a value is represented: not at all, a term word, a term or the non-value, i1, double.
enum class Rep : uint8_t { None, Term, Maybe, Bool, F64 };
/// ORDER Rep.
inline constexpr const char *kRepNames[] = {"none", "term", "maybe", "bool", "f64"};
/// What an instruction does besides giving its result; Insts.def says what each allows.
enum class Effects : uint8_t { Pure, Reads, Heap, Alloc, Writes };

struct OpcodeInfo {
  const char *mnemonic;
  Rep result;
  const char *operands, *attributes;
  Effects effects;
  bool terminator;
  const char *successors;
};
const OpcodeInfo &opcodeInfo(Opcode op);

/// What is known of a term: the union of kinds it may have (loader::TypeKind bits), and for
/// integers a range.
struct Type {
  uint32_t kinds = loader::kTypeAnyTerm;
  bool hasMin = false, hasMax = false;
  int64_t min = 0, max = 0;
  int32_t arity = -1; ///< exact size of a tuple, when known and kinds == tuple

  bool isAny() const { return kinds == loader::kTypeAnyTerm; }
  bool only(uint32_t k) const { return (kinds & ~k) == 0; }
  bool may(uint32_t k) const { return (kinds & k) != 0; }
  /// A small integer for certain: an integer whose range fits 61 bits.
  bool isSmall() const;
  static Type of(uint32_t kinds) {
    Type t;
    t.kinds = kinds;
    return t;
  }
  static Type integer(int64_t lo, int64_t hi);
  bool operator==(const Type &) const = default;
};
Type join(const Type &a, const Type &b);
Type meet(const Type &a, const Type &b);

/// Facts in the imm of an arithmetic instruction.
enum ArithFacts : int64_t {
  kLeftSmall = 1,
  kRightSmall = 2,
  kNoOverflow = 4,
  kLeftFloat = 8,
  kRightFloat = 16,
  kLeftInt = 32,
  kRightInt = 64
};

struct Block;
struct Inst;
struct Function;

struct Value {
  enum class Kind : uint8_t { Inst, Arg, Const };
  Kind kind;
  Rep rep = Rep::Term;
  int16_t slotHint = -1; ///< the Y register it was kept in: preferred frame slot
  uint32_t id = 0;       ///< dense within the function
  Type type;
  Value(Kind k) : kind(k) {}
};

/// A constant term. Integers beyond int64 and all compound terms are literals.
struct Const : Value {
  enum class Form : uint8_t { Integer, Atom, Nil, Float, Literal };
  Form form = Form::Nil;
  int64_t integer = 0;
  double real = 0;
  std::string_view atom;
  const loader::Literal *literal = nullptr;
  Const() : Value(Kind::Const) {}
};

struct Arg : Value {
  Block *block = nullptr;
  uint32_t index = 0;
  Arg() : Value(Kind::Arg) {}
};

struct Edge {
  Block *to = nullptr;
  llvm::SmallVector<Value *, 2> args; ///< for the explicit arguments of `to`
};

struct Mfa {
  std::string_view module, function;
  uint32_t arity = 0;
};

struct Inst : Value {
  Opcode op;
  llvm::SmallVector<Value *, 4> operands;
  llvm::SmallVector<Edge, 0> succs;
  int64_t imm = 0, imm2 = 0; ///< these, mfa and text: what Insts.def gives the opcode as attributes
  Mfa mfa;
  std::string_view text;
  uint32_t line = 0; ///< index into Module::lines
  Block *block = nullptr;
  explicit Inst(Opcode o) : Value(Kind::Inst), op(o) {}
  const OpcodeInfo &info() const { return opcodeInfo(op); }
  bool isTerminator() const { return info().terminator; }
  /// A call, wait or raise: other code of the process runs before a successor is entered.
  bool isCall() const { return info().terminator && info().successors[0] == 'c'; }
  bool hasHandler() const {
    return isCall() ? succs.size() == 2
                    : (op == Opcode::Raise || op == Opcode::RaiseBif) && succs.size() == 1;
  }
  Edge &handlerEdge() { return succs.back(); }
};

struct PredEdge {
  Block *from;
  uint32_t succ; ///< index into from->terminator()->succs
};

struct Block {
  enum class Entry : uint8_t { Plain, Continuation, Handler };
  uint32_t id = 0;
  Entry entry = Entry::Plain;
  bool cold = false; ///< raises; laid out last
  llvm::SmallVector<Arg *, 4> args;
  std::vector<Inst *> insts; ///< the last one is the terminator
  llvm::SmallVector<PredEdge, 2> preds;
  /// Leading arguments that no edge supplies: the result of a call, or class, reason, trace.
  uint32_t implicitArgs() const {
    return entry == Entry::Continuation ? 1 : entry == Entry::Handler ? 3 : 0;
  }
  Inst *terminator() const { return insts.back(); }
};

struct Function {
  const loader::Module *module = nullptr;
  std::string_view moduleName, name;
  uint32_t arity = 0;
  uint32_t line = 0; ///< index into Module::lines of the function head
  bool isFunBody = false;
  std::vector<Block *> blocks; ///< [0] is the entry; its args are the parameters
  uint32_t valueCount = 0, blockCount = 0;

  Block *newBlock(Block::Entry entry = Block::Entry::Plain);
  Inst *newInst(Opcode op);
  Arg *addArg(Block *b, Rep rep = Rep::Term);
  Const *integer(int64_t v);
  Const *atom(std::string_view text); ///< text must outlive the function (module atom or static)
  Const *nil();
  Const *real(double v);
  Const *literal(const loader::Literal *l);
  Const *emptyTuple();
  Const *constantOf(const loader::Literal *l); ///< simplest form of a literal
  /// Recomputes preds of all blocks and drops unreachable ones; renumbers blocks.
  void cleanCfg();
  /// The text, kept as long as the function.
  std::string_view intern(std::string s) { return strings_.emplace_back(std::move(s)); }

private:
  std::deque<Block> blockStore_;
  std::deque<Inst> instStore_;
  std::deque<Arg> argStore_;
  std::deque<Const> constStore_;
  std::deque<std::string> strings_;
  std::map<int64_t, Const *> integers_;
  std::map<std::string_view, Const *> atoms_;
  std::map<const loader::Literal *, Const *> literals_;
  Const *nil_ = nullptr;
};

/// All functions of a module, in file order. The module must outlive it.
struct Program {
  const loader::Module *module = nullptr;
  std::vector<std::unique_ptr<Function>> functions;
};

std::string print(const Function &f);
/// Empty if \p f is well formed, else the first violation. \p after names the last pass.
std::string verify(const Function &f, std::string_view after);

} // namespace beamc::ssa
