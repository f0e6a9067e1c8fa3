//===- OperandParser.cpp --------------------------------------------------===//
#include "compiler/loader/OperandParser.h"

#include "compiler/support/Format.h"

#include <algorithm>

namespace beamc::loader {

Op OperandParser::instruction() {
  Op op;
  uint64_t number;
  if (in_.token().kind == TokenKind::Word && splitNumbered(in_.token().text, "L", number)) {
    op.opcode = op_label;
    std::span<Operand> args = builder_.arena().array<Operand>(1);
    args[0] = Operand{.kind = OperandKind::Unsigned, .value = int64_t(label())};
    in_.expect(":");
    op.args = args;
    return op;
  }
  const OpInfo *info = in_.token().kind == TokenKind::Word ? findOp(in_.token().text) : nullptr;
  if (!info || info->removed) {
    in_.fail("the name of an instruction");
    return op;
  }
  in_.advance();
  op.opcode = info->number;
  std::span<Operand> args = builder_.arena().array<Operand>(info->arity);
  for (size_t i = 0; i != args.size() && !in_.failed(); ++i) {
    if (i != 0)
      in_.expect(",");
    args[i] = operand(info->kinds[i]);
  }
  op.args = args;
  return op;
}

uint32_t OperandParser::label() {
  uint64_t number = 0;
  if (in_.token().kind != TokenKind::Word || !splitNumbered(in_.token().text, "L", number) ||
      number > UINT32_MAX) {
    in_.fail("a label such as L1");
    return 0;
  }
  in_.advance();
  return uint32_t(number);
}

Import OperandParser::import() {
  Import out;
  out.module = builder_.atom(in_.atom("a module's name"));
  in_.expect(":");
  out.function = builder_.atom(in_.atom("a function's name"));
  in_.expect("/");
  out.arity = uint32_t(in_.number("an arity", 255));
  return out;
}

Operand OperandParser::operand(char letter) {
  if (in_.failed())
    return {};
  if (in_.accept("#"))
    return Operand{.kind = OperandKind::Unsigned,
                   .value = int64_t(in_.number("a number", INT64_MAX))};
  if (in_.token().is("{"))
    return list();
  if (in_.accept("[")) {
    in_.expect("]");
    return Operand{.kind = OperandKind::Nil};
  }
  if (in_.token().kind == TokenKind::Integer || in_.token().is("-"))
    return number();
  if (letter == 'I')
    return Operand{.kind = OperandKind::Unsigned, .value = int64_t(builder_.import(import()))};
  if (in_.token().kind == TokenKind::Word)
    return word();
  std::string_view name = in_.atom("an operand");
  return Operand{.kind = OperandKind::Atom, .value = in_.failed() ? 0 : builder_.atom(name)};
}

Operand OperandParser::number() {
  const Literal *value = in_.integer();
  if (in_.failed())
    return {};
  if (value->kind == LiteralKind::Integer)
    return Operand{.kind = OperandKind::Integer, .value = value->integer};
  return Operand{.kind = OperandKind::BigInteger, .value = builder_.bigInteger(value)};
}

Operand OperandParser::registerOperand(OperandKind kind, uint64_t number) {
  in_.advance();
  Operand out{.kind = kind, .value = int64_t(number)};
  if (kind == OperandKind::FloatReg || !in_.accept(":"))
    return out;
  uint64_t type = 0;
  if (in_.token().kind != TokenKind::Word || !splitNumbered(in_.token().text, "t", type) ||
      type > INT32_MAX) {
    in_.fail("a type such as t1");
    return out;
  }
  in_.advance();
  out.type = int32_t(type);
  return out;
}

Operand OperandParser::word() {
  const std::string text = in_.token().text;
  uint64_t number = 0;
  if (splitNumbered(text, "x", number))
    return registerOperand(OperandKind::X, number);
  if (splitNumbered(text, "y", number))
    return registerOperand(OperandKind::Y, number);
  if (splitNumbered(text, "fr", number))
    return registerOperand(OperandKind::FloatReg, number);
  if (splitNumbered(text, "L", number))
    return Operand{.kind = OperandKind::Label, .value = label()};
  if (splitNumbered(text, "lit", number)) {
    in_.advance();
    return Operand{.kind = OperandKind::Literal, .value = int64_t(number)};
  }
  if (text == "lit")
    return literal();
  if (text == "alloc")
    return allocList();
  if (in_.acceptWord("char"))
    return Operand{.kind = OperandKind::Char,
                   .value = int64_t(in_.number("a character", 0x10ffff))};
  if (text[0] >= 'A' && text[0] <= 'Z') {
    in_.fail("an operand");
    return {};
  }
  in_.advance();
  return Operand{.kind = OperandKind::Atom, .value = builder_.atom(text)};
}

Operand OperandParser::literal() {
  in_.advance();
  in_.expect("(");
  const Literal *term = in_.term();
  in_.expect(")");
  if (in_.failed())
    return {};
  return Operand{.kind = OperandKind::Literal, .value = builder_.literal(term)};
}

Operand OperandParser::list() {
  in_.advance();
  std::vector<Operand> elements;
  if (!in_.accept("}")) {
    do
      elements.push_back(operand('?'));
    while (in_.accept(","));
    in_.expect("}");
  }
  return Operand{.kind = OperandKind::List,
                 .value = int64_t(elements.size()),
                 .list = builder_.arena().copy(elements)};
}

Operand OperandParser::allocList() {
  in_.advance();
  in_.expect("{");
  std::vector<Operand> elements;
  do {
    auto kind = std::find(std::begin(kAllocNames), std::end(kAllocNames), in_.token().text);
    if (in_.failed() || kind == std::end(kAllocNames)) {
      in_.fail("'words', 'floats' or 'funs'");
      return {};
    }
    in_.advance();
    elements.push_back(
        Operand{.kind = OperandKind::Unsigned, .value = kind - std::begin(kAllocNames)});
    elements.push_back(Operand{.kind = OperandKind::Unsigned,
                               .value = int64_t(in_.number("an amount", INT32_MAX))});
  } while (in_.accept(","));
  in_.expect("}");
  return Operand{.kind = OperandKind::AllocList,
                 .value = int64_t(elements.size() / 2),
                 .list = builder_.arena().copy(elements)};
}

} // namespace beamc::loader
