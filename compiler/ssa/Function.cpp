//===- Function.cpp - Construction and housekeeping of the SSA form -----------===//
#include "compiler/ssa/Function.h"
#include <algorithm>
#include <bit>
#include <iterator>

namespace beamc::ssa {

static const OpcodeInfo kInfos[] = {
#define INST(Name, mnemonic, Result, operands, attributes, effects, doc)                           \
  {mnemonic, Rep::Result, operands, attributes, Effects::effects, false, ""},
#define TERMINATOR(Name, mnemonic, operands, attributes, successors, doc)                          \
  {mnemonic, Rep::None, operands, attributes, Effects::Writes, true, successors},
#include "compiler/ssa/Insts.def"
};

const OpcodeInfo &opcodeInfo(Opcode op) { return kInfos[unsigned(op)]; }

Block *Function::newBlock(Block::Entry entry) {
  Block &b = blockStore_.emplace_back();
  b.id = blockCount++;
  b.entry = entry;
  blocks.push_back(&b);
  return &b;
}

Inst *Function::newInst(Opcode op) {
  Inst &i = instStore_.emplace_back(op);
  i.rep = i.info().result;
  i.id = valueCount++;
  return &i;
}

Arg *Function::addArg(Block *b, Rep rep) {
  Arg &a = argStore_.emplace_back();
  a.block = b;
  a.rep = rep;
  a.index = b->args.size();
  a.id = valueCount++;
  b->args.push_back(&a);
  return &a;
}

Const *Function::integer(int64_t v) {
  Const *&c = integers_[v];
  if (!c) {
    c = &constStore_.emplace_back();
    c->form = Const::Form::Integer;
    c->integer = v;
    c->type = Type::integer(v, v);
    c->id = valueCount++;
  }
  return c;
}

Const *Function::atom(std::string_view text) {
  Const *&c = atoms_[text];
  if (!c) {
    c = &constStore_.emplace_back();
    c->form = Const::Form::Atom;
    c->atom = text;
    c->type = Type::of(loader::kTypeAtom);
    c->id = valueCount++;
  }
  return c;
}

Const *Function::nil() {
  if (!nil_) {
    nil_ = &constStore_.emplace_back();
    nil_->type = Type::of(loader::kTypeNil);
    nil_->id = valueCount++;
  }
  return nil_;
}

Const *Function::real(double v) {
  Const *c = &constStore_.emplace_back();
  c->form = Const::Form::Float;
  c->real = v;
  c->type = Type::of(loader::kTypeFloat);
  c->id = valueCount++;
  return c;
}

static Type typeOf(const loader::Literal &l) {
  using K = loader::LiteralKind;
  switch (l.kind) {
  case K::Integer: return Type::integer(l.integer, l.integer);
  case K::BigInteger: return Type::of(loader::kTypeInteger);
  case K::Float: return Type::of(loader::kTypeFloat);
  case K::Atom: return Type::of(loader::kTypeAtom);
  case K::Nil: return Type::of(loader::kTypeNil);
  case K::List: return Type::of(loader::kTypeCons);
  case K::Tuple: {
    Type t = Type::of(loader::kTypeTuple);
    t.arity = int32_t(l.elements.size());
    return t;
  }
  case K::Map: return Type::of(loader::kTypeMap);
  case K::Bitstring: return Type::of(loader::kTypeBitstring);
  case K::ExternalFun:
  case K::Fun: return Type::of(loader::kTypeFun);
  case K::Pid: return Type::of(loader::kTypePid);
  case K::Port: return Type::of(loader::kTypePort);
  case K::Reference: return Type::of(loader::kTypeReference);
  }
  return {};
}

Const *Function::literal(const loader::Literal *l) {
  Const *&c = literals_[l];
  if (!c) {
    c = &constStore_.emplace_back();
    c->form = Const::Form::Literal;
    c->literal = l;
    c->type = typeOf(*l);
    c->id = valueCount++;
  }
  return c;
}

Const *Function::emptyTuple() {
  static const loader::Literal empty = [] {
    loader::Literal l;
    l.kind = loader::LiteralKind::Tuple;
    return l;
  }();
  return literal(&empty);
}

Const *Function::constantOf(const loader::Literal *l) {
  switch (l->kind) {
  case loader::LiteralKind::Integer: return integer(l->integer);
  case loader::LiteralKind::Atom: return atom(l->text);
  case loader::LiteralKind::Nil: return nil();
  case loader::LiteralKind::Float: return real(l->real);
  default: return literal(l);
  }
}

void Function::cleanCfg() {
  for (Block *b : blocks)
    b->preds.clear();
  // Reverse post-order, cold blocks last: a readable and good layout.
  std::vector<Block *> order, stack;
  std::vector<uint8_t> state(blockCount, 0);
  std::vector<std::pair<Block *, unsigned>> work;
  work.push_back({blocks[0], 0});
  state[blocks[0]->id] = 1;
  while (!work.empty()) {
    auto &[b, next] = work.back();
    auto &succs = b->terminator()->succs;
    if (next == succs.size()) {
      order.push_back(b);
      work.pop_back();
      continue;
    }
    // Visit later successors first, so that the first one follows directly in the result.
    Block *s = succs[succs.size() - 1 - next++].to;
    if (!state[s->id]) {
      state[s->id] = 1;
      work.push_back({s, 0});
    }
  }
  std::reverse(order.begin(), order.end());
  blocks.clear();
  for (bool cold : {false, true})
    std::copy_if(order.begin(), order.end(), std::back_inserter(blocks),
                 [&](const Block *b) { return b->cold == cold; });
  blockCount = 0;
  for (Block *b : blocks) {
    b->id = blockCount++;
    for (Inst *i : b->insts)
      i->block = b;
    Inst *t = b->terminator();
    for (unsigned s = 0; s != t->succs.size(); ++s)
      t->succs[s].to->preds.push_back({b, s});
  }
}

} // namespace beamc::ssa
