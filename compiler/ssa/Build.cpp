//===- Build.cpp - SSA construction: registers, blocks and the walk over the ops ------===//
#include "compiler/ssa/Builder.h"
#include "compiler/support/Format.h"

namespace beamc::ssa {

using namespace op;
using loader::LiteralKind;

int Builder::varOf(const Operand &o) const {
  switch (o.kind) {
  case OperandKind::X: return int(o.value);
  case OperandKind::Y: return yVar(o.value);
  case OperandKind::FloatReg: return kF + int(o.value);
  default: assert(false && "operand is no register"); return 0;
  }
}

void Builder::write(int var, Value *v) {
  if (var >= kY && var < kF && v->kind != Value::Kind::Const && v->slotHint < 0)
    v->slotHint = int16_t(var - kY);
  data(cur_).defs[var] = v;
}

Value *Builder::read(int var) { return readIn(cur_, var); }

Value *Builder::readIn(Block *b, int var) {
  // Walk up chains of single predecessors without recursion.
  llvm::SmallVector<Block *, 8> path;
  Value *v = nullptr;
  for (;;) {
    BlockData &d = data(b);
    auto it = d.defs.find(var);
    if (it != d.defs.end()) {
      v = it->second;
      break;
    }
    if (!d.sealed) {
      if (b == f_.blocks[0]) { // never written: only dead code reads it
        v = var >= kF ? static_cast<Value *>(f_.real(0)) : f_.nil();
      } else {
        Arg *a = f_.addArg(b, var >= kF ? Rep::F64 : Rep::Term);
        if (var >= kY && var < kF)
          a->slotHint = int16_t(var - kY);
        pending_.push_back({b, a, var});
        v = a;
      }
      d.defs[var] = v;
      break;
    }
    path.push_back(b);
    b = d.pred;
  }
  for (Block *p : path)
    data(p).defs[var] = v;
  return v;
}

Value *Builder::source(const Operand &o) {
  switch (o.kind) {
  case OperandKind::X:
  case OperandKind::Y:
  case OperandKind::FloatReg: return read(varOf(o));
  case OperandKind::Integer:
  case OperandKind::Char:
  case OperandKind::Unsigned: return f_.integer(o.value);
  case OperandKind::BigInteger: return f_.literal(m_.bigIntegers[o.value]);
  case OperandKind::Nil: return f_.nil();
  case OperandKind::Atom: return f_.atom(m_.atom(o.value));
  case OperandKind::Literal: return f_.constantOf(m_.literals[o.value]);
  default: assert(false && "operand is no source"); return f_.nil();
  }
}

Type Builder::typeOf(const Operand &o, const Value *v) const {
  Type t = v->type;
  if (o.type >= 0 && size_t(o.type) < m_.types.size()) {
    const loader::TypeEntry &e = m_.types[o.type];
    Type c = Type::of(e.kinds & loader::kTypeAnyTerm);
    if (e.lower)
      c.hasMin = true, c.min = *e.lower;
    if (e.upper)
      c.hasMax = true, c.max = *e.upper;
    t = meet(t, c);
  }
  return t;
}

Block *Builder::sealedBlock(Block *pred, Block::Entry entry) {
  Block *b = f_.newBlock(entry);
  BlockData &d = data(b);
  d.sealed = true;
  d.pred = pred;
  for (uint32_t i = 0; i != b->implicitArgs(); ++i)
    f_.addArg(b);
  return b;
}

Block *Builder::labelBlock(int64_t label) {
  if (!facts_.empty() && beginsHandler(label))
    return invalidEntry();
  return handlerBlock(label);
}

Block *Builder::handlerBlock(int64_t label) {
  auto [it, isNew] = labelBlocks_.try_emplace(label, nullptr);
  if (isNew) {
    it->second = f_.newBlock();
    data(it->second);
    labelState_[label] = state_;
    worklist_.push_back(label);
  }
  return it->second;
}

Inst *Builder::emit(Opcode o, llvm::ArrayRef<Value *> operands) {
  Inst *i = f_.newInst(o);
  i->operands.assign(operands.begin(), operands.end());
  i->line = line_;
  i->block = cur_;
  cur_->insts.push_back(i);
  return i;
}

Inst *Builder::terminate(Opcode o, llvm::ArrayRef<Value *> operands,
                         std::initializer_list<Block *> succs) {
  Inst *i = emit(o, operands);
  for (Block *s : succs)
    i->succs.push_back({s, {}});
  return i;
}

void Builder::require(Value *condition, int64_t label) {
  Block *ok = sealedBlock(cur_);
  terminate(Opcode::BrIf, {condition}, {ok, labelBlock(label)});
  startBlock(ok);
}

void Builder::addHandlerEdge(Inst *t) {
  if (!state_.regions.empty())
    t->succs.push_back({state_.regions.back().handler, {}});
}

void Builder::raise() {
  addHandlerEdge(terminate(Opcode::Raise, {}));
  cur_ = nullptr;
}

void Builder::raiseBif(Mfa mfa, llvm::ArrayRef<Value *> args) {
  Inst *t = terminate(Opcode::RaiseBif, args);
  t->mfa = mfa;
  addHandlerEdge(t);
  cur_ = nullptr;
}

void Builder::raiseError(std::string_view reason) {
  emit(Opcode::SetError, {f_.atom(reason)});
  raise();
}

void Builder::raiseErrorValue(std::string_view tag, Value *v) {
  emit(Opcode::SetErrorValue, {f_.atom(tag), v});
  raise();
}

bool Builder::unsupported(const Op &o) {
  const loader::OpInfo *i = loader::opInfo(o.opcode);
  diag_.error(
      {.file = std::string(m_.fileName), .chunk = "Code", .offset = o.offset},
      std::string("instruction '") + (i ? i->name : "?") + "' of " +
          std::string(m_.atom(info_.name)) + "/" + std::to_string(info_.arity) +
          " cannot be compiled to machine code (modules that make native records, and instructions "
          "older than OTP 22, are not supported)");
  return false;
}

bool Builder::run() {
  Block *entry = f_.newBlock();
  data(entry);
  cur_ = entry;
  for (uint32_t i = 0; i != info_.arity; ++i)
    data(entry).defs[int(i)] = f_.addArg(entry);
  // A line holds, in the order of the code, until the next one.
  uint32_t line = 0;
  for (size_t i = 0; i != info_.ops.size(); ++i) {
    if (info_.ops[i].opcode == op_line)
      line = uint32_t(info_.ops[i].args[0].value);
    if (info_.ops[i].opcode == op_label) {
      labelPosition_[info_.ops[i].args[0].value] = i;
      labelLine_[info_.ops[i].args[0].value] = line;
    }
  }
  branchTo(labelBlock(info_.entryLabel));
  while (!worklist_.empty()) {
    int64_t label = worklist_.back();
    worklist_.pop_back();
    walk(label);
    if (diag_.hasErrors())
      return false;
  }
  resolvePending();
  f_.cleanCfg();
  return true;
}

void Builder::walk(int64_t label) {
  startBlock(labelBlocks_[label]);
  state_ = labelState_[label];
  line_ = labelLine_[label];
  for (size_t i = labelPosition_[label] + 1; i < info_.ops.size() && cur_; ++i) {
    const Op &o = info_.ops[i];
    if (bits_.active && !translateOldConstruction(o))
      finishPendingBits();
    else if (bits_.active)
      continue;
    if (o.opcode == op_label) {
      branchTo(labelBlock(o.args[0].value));
      return;
    }
    if (!mayRun(o))
      break;
    if (mustCheck(o) && !checkClaims(o))
      return;
    if (!translate(o))
      return;
  }
  if (cur_)
    terminate(Opcode::Unreachable, {});
}

void Builder::testHeap(int64_t words) {
  if (words)
    emit(Opcode::HeapTest, {})->imm = words;
}

bool Builder::translate(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_line: line_ = uint32_t(a[0].value); return true;
  case op_executable_line:
  case op_debug_line:
  case op_nif_start:
  case op_on_load:
  case op_fclearerror:
  case op_fcheckerror: return true;
  case op_func_info: {
    auto args = xArgs(info_.arity);
    line_ = f_.line;
    emit(Opcode::SetFunctionClause, args);
    raise();
    return true;
  }
  case op_int_code_end: return true;
  case op_jump: branchTo(labelBlock(a[0].value)); return true;
  case op_move: define(a[1], source(a[0])); return true;
  case op_swap: {
    Value *x = source(a[0]), *y = source(a[1]);
    define(a[0], y);
    define(a[1], x);
    return true;
  }
  case op_allocate:
  case op_allocate_zero: state_.frameSize = int(a[0].value); return true;
  case op_allocate_heap:
  case op_allocate_heap_zero: state_.frameSize = int(a[0].value); [[fallthrough]];
  case op_test_heap:
    testHeap(loader::heapWordsOf(o.opcode == op_test_heap ? a[0] : a[1]));
    return true;
  case op_init: define(a[0], f_.nil()); return true;
  case op_init_yregs:
    for (const Operand &y : a[0].list)
      define(y, f_.nil());
    return true;
  case op_deallocate: state_.frameSize = -1; return true;
  case op_trim: state_.frameSize = int(a[1].value); return true;
  default:
    if (translateCall(o) || translateMessage(o) || translateException(o) || translateData(o) ||
        translateTest(o) || translateFloat(o) || translateMap(o) || translateBits(o))
      return !diag_.hasErrors();
    return unsupported(o);
  }
}

void Builder::resolvePending() {
  // Every edge gets its arguments in the order in which the target's were made.
  f_.cleanCfg();
  while (!pending_.empty()) {
    Pending p = pending_.front();
    pending_.pop_front();
    for (PredEdge &e : p.block->preds)
      e.from->terminator()->succs[e.succ].args.push_back(readIn(e.from, p.var));
  }
}

std::unique_ptr<Program> buildProgram(const loader::Module &module, Diagnostics &diag,
                                      std::span<const uint8_t> facts) {
  auto program = std::make_unique<Program>();
  program->module = &module;
  for (const loader::FunctionInfo &info : module.functions) {
    auto f = std::make_unique<Function>();
    f->module = &module;
    f->moduleName = module.name;
    f->name = module.atom(info.name);
    f->arity = info.arity;
    for (const loader::Op &o : info.ops) {
      if (o.opcode == op_line && f->line == 0)
        f->line = uint32_t(o.args[0].value);
      if (o.opcode == op_func_info)
        break;
    }
    if (!Builder(module, info, *f, diag, facts).run())
      return nullptr;
    program->functions.push_back(std::move(f));
  }
  return program;
}

} // namespace beamc::ssa
