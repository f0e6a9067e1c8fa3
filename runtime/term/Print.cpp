//===- Print.cpp - Terms as text without io_lib ---------------------------------------------------------===//
//
// The walk keeps its own stack: entries are terms, or texts that close and separate.
//===----------------------------------------------------------------------===//
#include "runtime/term/Print.h"
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Identifier.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include <cstdio>

namespace beamc::rt {
namespace {

struct Item {
  enum Kind : uint64_t { Value, Rest, Literal } kind;
  uint64_t data; ///< term bits, or const char *
};

bool isPrintable(Term t) {
  if (!t.isSmall())
    return false;
  int64_t c = t.smallValue();
  return (c >= 32 && c < 127) || c == 9 || c == 10 || c == 13 || (c >= 160 && c <= 255);
}
bool isPrintableString(Term t) {
  while (t.isCons()) {
    if (!isPrintable(t.head()))
      return false;
    t = t.tail();
  }
  return t.isNil();
}

/// Another creation of this node is this node too, in print.
uint32_t nodeNumber(const Node *n) { return n->name == thisNode()->name ? 0 : n->name.atomIndex(); }

class Printer {
public:
  explicit Printer(Text &out) : out_(out) {}
  void run(Term t, uint64_t most) {
    value(t);
    for (uint64_t values = 1; !stack_.empty();) {
      Item i = stack_.pop();
      if (i.kind == Item::Literal) {
        appendText(out_, reinterpret_cast<const char *>(i.data));
      } else if (i.kind == Item::Value && values++ == most) {
        appendText(out_, "... ");
        return;
      } else if (i.kind == Item::Rest) {
        rest(Term(i.data));
      } else {
        value(Term(i.data));
      }
    }
  }

private:
  void push(Term t) { stack_.push({Item::Value, t.bits}); }
  void push(const char *s) { stack_.push({Item::Literal, uint64_t(uintptr_t(s))}); }

  void value(Term t) {
    if (t.isInteger())
      return integerText(t, 10, out_);
    if (t.isAtom())
      return printAtom(out_, t);
    if (t.isNil())
      return appendText(out_, "[]");
    if (t.isCons())
      return list(t);
    if (t.isFloat()) {
      char text[40];
      return appendText(out_, {text, size_t(snprintf(text, sizeof text, "%e", t.floatValue()))});
    }
    if (t.isPid() || t.isPort() || t.isReference())
      return printIdentifier(out_, t);
    if (!t.isValue())
      return appendText(out_, "<none>");
    if (!t.isBoxed())
      return appendText(out_, "<unknown>");
    const Word *o = t.object();
    switch (t.kind()) {
    case Kind::Tuple: return sequence("{", o + 1, t.arity(), "}");
    case Kind::FlatMap: return map(t);
    case Kind::HashMap:
    case Kind::HashNode: return node(t);
    case Kind::Fun:
    case Kind::ExportFun: return printFun(out_, t);
    case Kind::HeapBits:
    case Kind::RefcBits:
    case Kind::SubBits: return bits(t);
    default: return appendText(out_, "<unknown>");
    }
  }

  void sequence(const char *open, const Word *terms, uint64_t n, const char *close) {
    appendText(out_, open);
    push(close);
    for (uint64_t i = n; i-- > 0;) {
      push(Term(terms[i]));
      if (i)
        push(",");
    }
  }

  void list(Term t) {
    if (isPrintableString(t)) {
      out_.push('"');
      for (; t.isCons(); t = t.tail()) {
        char c = char(t.head().smallValue());
        if (c == '\n')
          appendText(out_, "\\n");
        else if (c == '"')
          appendText(out_, "\\\"");
        else
          out_.push(c);
      }
      out_.push('"');
      return;
    }
    out_.push('[');
    stack_.push({Item::Rest, t.tail().bits});
    push(t.head());
  }
  void rest(Term t) {
    if (t.isNil())
      return out_.push(']');
    if (t.isCons()) {
      out_.push(',');
      stack_.push({Item::Rest, t.tail().bits});
      push(t.head());
      return;
    }
    out_.push('|');
    push("]");
    push(t);
  }

  void map(Term t) {
    appendText(out_, "#{");
    push("}");
    const Word *o = t.object(), *keys = Term(o[1]).object() + 1;
    for (uint64_t i = mapSize(t); i-- > 0;) {
      push(Term(o[2 + i]));
      push("=>");
      push(Term(keys[i]));
      if (i)
        push(",");
    }
  }
  /// A trie shows its structure.
  void node(Term t) {
    char head[24];
    snprintf(head, sizeof head, "%s<%x>{", t.isHashMap() ? "#" : "", abi::headerAux(t.header()));
    appendText(out_, head);
    push("}");
    unsigned n;
    const Word *c = hashChildren(t.object(), n);
    for (unsigned i = n; i-- > 0;) {
      Term child(c[i]);
      if (child.isCons()) {
        push("]");
        push(child.tail());
        push("|");
        push(child.head());
        push("[");
      } else {
        push(child);
      }
      if (i)
        push(",");
    }
  }

  void bits(Term t) {
    BitsView v(t);
    BytesOf whole(v);
    unsigned restBits = v.size & 7;
    bool printable = restBits == 0 && whole.size() > 0;
    for (uint64_t i = 0; printable && i < whole.size(); i++)
      printable = whole.data()[i] >= 32 && whole.data()[i] < 127;
    appendText(out_, "<<");
    if (printable) {
      out_.push('"');
      for (char c : whole.view()) {
        if (c == '"')
          out_.push('\\');
        out_.push(c);
      }
      out_.push('"');
    } else {
      for (uint64_t i = 0; i < whole.size(); i++) {
        if (i)
          out_.push(',');
        appendNumber(out_, whole.data()[i]);
      }
      if (restBits) {
        uint8_t last = 0;
        copyBits(&last, 8 - restBits, v.base, v.offset + whole.size() * 8, restBits);
        if (whole.size())
          out_.push(',');
        appendNumber(out_, last);
        out_.push(':');
        appendNumber(out_, restBits);
      }
    }
    appendText(out_, ">>");
  }

  Text &out_;
  WorkStack<Item, 64> stack_;
};

} // namespace

void appendText(Text &out, std::string_view s) { out.append(s.data(), s.size()); }

void appendNumber(Text &out, uint64_t n) {
  char text[24];
  appendText(
      out, {text, size_t(snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(n)))});
}

void printAtom(Text &out, Term atom) {
  std::string_view s = atomText(atom);
  bool plain = !s.empty(), first = true;
  for (size_t i = 0; plain && i < s.size();) {
    uint32_t c;
    i += decodeUtf8(reinterpret_cast<const uint8_t *>(s.data()) + i, s.size() - i, c);
    // Letters of Latin-1 only: anything else is quoted.
    bool lower = (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff && c != 0xf7);
    bool other = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                 (c >= 0xc0 && c <= 0xff && c != 0xd7 && c != 0xf7);
    plain = lower || (!first && other);
    first = false;
  }
  if (plain)
    return appendText(out, s);
  out.push('\'');
  for (char c : s) {
    switch (c) {
    case '\'': appendText(out, "\\'"); break;
    case '\\': appendText(out, "\\\\"); break;
    case '\n': appendText(out, "\\n"); break;
    case '\r': appendText(out, "\\r"); break;
    case '\t': appendText(out, "\\t"); break;
    case '\b': appendText(out, "\\b"); break;
    case '\v': appendText(out, "\\v"); break;
    case '\f': appendText(out, "\\f"); break;
    default: out.push(c);
    }
  }
  out.push('\'');
}

void printIdentifier(Text &out, Term t) {
  if (t.isPid()) {
    PidView v = pidView(t);
    out.push('<');
    appendNumber(out, nodeNumber(v.node));
    out.push('.');
    appendNumber(out, v.number);
    out.push('.');
    appendNumber(out, v.serial);
  } else if (t.isPort()) {
    PortView v = portView(t);
    appendText(out, "#Port<");
    appendNumber(out, nodeNumber(v.node));
    out.push('.');
    appendNumber(out, v.number);
  } else {
    RefView v = refView(t);
    appendText(out, "#Ref<");
    appendNumber(out, nodeNumber(v.node));
    for (uint32_t i = v.count; i-- > 0;) {
      out.push('.');
      appendNumber(out, v.words[i]);
    }
  }
  out.push('>');
}

void printFun(Text &out, Term t) {
  if (t.kind() == Kind::ExportFun) {
    auto *e = reinterpret_cast<const Export *>(t.object()[1]);
    appendText(out, "fun ");
    printAtom(out, Term(e->module));
    out.push(':');
    printAtom(out, Term(e->function));
    out.push('/');
    appendNumber(out, e->arity);
    return;
  }
  auto *f = reinterpret_cast<const FunEntry *>(t.object()[1]);
  appendText(out, "#Fun<");
  printAtom(out, Term(f->module));
  out.push('.');
  appendNumber(out, f->index);
  out.push('.');
  appendNumber(out, f->oldUniq);
  out.push('>');
}

void printTerm(Text &out, Term t, uint64_t most) { Printer(out).run(t, most); }

} // namespace beamc::rt
