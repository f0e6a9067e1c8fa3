//===- Literals.cpp - Constant terms as constant data ----------------------------------------===//
//
// A literal becomes words in section beamc_lit, with pointers to its parts resolved by the
// linker. Terms whose representation depends on the running system (large maps, pids,
// references) are kept as external term format and decoded at start-up.
//===----------------------------------------------------------------------===//
#include "compiler/codegen/ModuleEmitter.h"
#include "runtime/abi/TermLayout.h"
#include "llvm/IR/Constants.h"
#include <algorithm>
#include <cmath>

namespace beamc::codegen {
using namespace llvm;
using loader::Literal;
using loader::LiteralKind;

/// Can the term be laid out at compile time, with all its parts?
bool ModuleEmitter::isStatic(const Literal *l) const {
  switch (l->kind) {
  case LiteralKind::Pid:
  case LiteralKind::Port:
  case LiteralKind::Reference:
  case LiteralKind::Fun: return false;
  case LiteralKind::Map:
    if (l->elements.size() / 2 > abi::kMaxFlatMapPairs)
      return false;
    // Keys are sorted here; only the order of simple ones is known to the compiler.
    for (size_t i = 0; i < l->elements.size(); i += 2)
      switch (l->elements[i]->kind) {
      case LiteralKind::Integer:
      case LiteralKind::Atom:
      case LiteralKind::Nil: break;
      case LiteralKind::Bitstring:
        if (l->elements[i]->bitSize % 8)
          return false;
        break;
      default: return false;
      }
    break;
  case LiteralKind::Bitstring:
    // Processes may keep a large binary for longer than the module.
    if (options.forRunningSystem && l->bytes.size() > abi::kMaxHeapBytes)
      return false;
    break;
  default: break;
  }
  for (const Literal *e : l->elements)
    if (!isStatic(e))
      return false;
  return !l->tail || isStatic(l->tail);
}

namespace {

/// Term order of two keys as isStatic admits them: number < atom < nil < binary. Atoms are
/// ordered by code points, which for valid UTF-8 is the order of the bytes.
bool keyLess(const Literal *a, const Literal *b) {
  auto rank = [](const Literal *l) {
    return l->kind == LiteralKind::Integer ? 0
           : l->kind == LiteralKind::Atom  ? 1
           : l->kind == LiteralKind::Nil   ? 2
                                           : 3;
  };
  if (rank(a) != rank(b))
    return rank(a) < rank(b);
  switch (a->kind) {
  case LiteralKind::Integer: return a->integer < b->integer;
  case LiteralKind::Atom: return a->text < b->text;
  case LiteralKind::Bitstring:
    return std::lexicographical_compare(a->bytes.begin(), a->bytes.end(), b->bytes.begin(),
                                        b->bytes.end());
  default: return false;
  }
}

} // namespace

Constant *ModuleEmitter::object(std::vector<Constant *> words, uint64_t tag) {
  auto *type = ArrayType::get(i64, words.size());
  auto *g = new GlobalVariable(llvmModule, type, false, GlobalValue::PrivateLinkage,
                               ConstantArray::get(type, words), "lit");
  g->setSection("beamc_lit");
  g->setAlignment(Align(8));
  return ConstantExpr::getAdd(ConstantExpr::getPtrToInt(g, i64), ConstantInt::get(i64, tag));
}

Constant *ModuleEmitter::floatTerm(double d) {
  uint64_t bits;
  memcpy(&bits, &d, 8);
  uint64_t word = abi::rotateFloat(bits);
  if (abi::isFloatTag(word))
    return ConstantInt::get(i64, word);
  Constant *&c = floats_[bits];
  if (!c)
    c = object(
        {ConstantInt::get(i64, abi::makeHeader(abi::Kind::Float, 1)), ConstantInt::get(i64, bits)},
        abi::kTagBoxed);
  return c;
}

Constant *ModuleEmitter::bigInteger(int64_t v) {
  Constant *&c = bigIntegers_[v];
  if (!c) {
    uint64_t magnitude = v < 0 ? -uint64_t(v) : uint64_t(v);
    c = object({ConstantInt::get(
                    i64, abi::makeHeader(v < 0 ? abi::Kind::NegBignum : abi::Kind::PosBignum, 1)),
                ConstantInt::get(i64, magnitude)},
               abi::kTagBoxed);
  }
  return c;
}

Constant *ModuleEmitter::listLiteral(const Literal *l) {
  // One array of cells; the tail of each is the address of the next.
  size_t n = l->elements.size();
  auto *type = ArrayType::get(i64, 2 * n);
  auto *g =
      new GlobalVariable(llvmModule, type, false, GlobalValue::PrivateLinkage, nullptr, "lit");
  g->setSection("beamc_lit");
  g->setAlignment(Align(8));
  Constant *base = ConstantExpr::getPtrToInt(g, i64);
  std::vector<Constant *> words;
  for (size_t i = 0; i != n; ++i) {
    words.push_back(literal(l->elements[i]));
    words.push_back(i + 1 == n ? literal(l->tail)
                               : ConstantExpr::getAdd(
                                     base, ConstantInt::get(i64, 16 * (i + 1) + abi::kTagCons)));
  }
  g->setInitializer(ConstantArray::get(type, words));
  return ConstantExpr::getAdd(base, ConstantInt::get(i64, abi::kTagCons));
}

Constant *ModuleEmitter::mapLiteral(const Literal *l) {
  std::vector<std::pair<const Literal *, const Literal *>> pairs;
  for (size_t i = 0; i < l->elements.size(); i += 2)
    pairs.push_back({l->elements[i], l->elements[i + 1]});
  std::sort(pairs.begin(), pairs.end(), [](auto &a, auto &b) { return keyLess(a.first, b.first); });
  std::vector<Constant *> keys{
      ConstantInt::get(i64, abi::makeHeader(abi::Kind::Tuple, pairs.size()))};
  std::vector<Constant *> words{
      ConstantInt::get(i64, abi::makeHeader(abi::Kind::FlatMap, 1 + pairs.size())), nullptr};
  for (auto &[k, v] : pairs) {
    keys.push_back(literal(k));
    words.push_back(literal(v));
  }
  words[1] = object(keys, abi::kTagBoxed);
  return object(words, abi::kTagBoxed);
}

Constant *ModuleEmitter::bitsLiteral(const Literal *l) {
  auto word = [&](uint64_t v) { return ConstantInt::get(i64, v); };
  if (l->bytes.size() <= abi::kMaxHeapBytes) {
    size_t dataWords = (l->bytes.size() + 7) / 8;
    std::vector<Constant *> words{word(abi::makeHeader(abi::Kind::HeapBits, 1 + dataWords)),
                                  word(l->bitSize)};
    for (size_t i = 0; i != dataWords; ++i) {
      uint64_t w = 0;
      memcpy(&w, l->bytes.data() + 8 * i, std::min<size_t>(8, l->bytes.size() - 8 * i));
      words.push_back(word(w));
    }
    return object(words, abi::kTagBoxed);
  }
  // struct BinaryObject: one reference is the literal's own, so it is never freed.
  Constant *data = ConstantDataArray::get(llvmModule.getContext(),
                                          ArrayRef<uint8_t>(l->bytes.data(), l->bytes.size()));
  Constant *init =
      ConstantStruct::getAnon({word(1), word(l->bytes.size()), word(l->bytes.size()),
                               ConstantInt::get(i32, 0), ConstantInt::get(i32, 0), word(0), data});
  auto *g = new GlobalVariable(llvmModule, init->getType(), false, GlobalValue::PrivateLinkage,
                               init, "bin");
  g->setAlignment(Align(8));
  return object({word(abi::makeHeader(abi::Kind::RefcBits, 3)), word(0),
                 ConstantExpr::getPtrToInt(g, i64), word(abi::makeSmall(int64_t(l->bitSize)))},
                abi::kTagBoxed);
}

Constant *ModuleEmitter::literal(const Literal *l) {
  switch (l->kind) {
  case LiteralKind::Integer:
    if (abi::fitsSmall(l->integer))
      return ConstantInt::get(i64, abi::makeSmall(l->integer));
    return bigInteger(l->integer);
  case LiteralKind::Atom: return atom(l->text);
  case LiteralKind::Nil: return ConstantInt::get(i64, abi::kNil);
  case LiteralKind::Float: return floatTerm(l->real);
  default: break;
  }
  if (auto it = literals_.find(l); it != literals_.end())
    return it->second;
  if (!isStatic(l))
    return literals_[l] = nullptr;
  Constant *c = nullptr;
  auto word = [&](uint64_t v) { return ConstantInt::get(i64, v); };
  switch (l->kind) {
  case LiteralKind::BigInteger: {
    size_t n = (l->bytes.size() + 7) / 8;
    std::vector<Constant *> words{
        word(abi::makeHeader(l->negative ? abi::Kind::NegBignum : abi::Kind::PosBignum, n))};
    for (size_t i = 0; i != n; ++i) {
      uint64_t w = 0;
      memcpy(&w, l->bytes.data() + 8 * i, std::min<size_t>(8, l->bytes.size() - 8 * i));
      words.push_back(word(w));
    }
    c = object(words, abi::kTagBoxed);
    break;
  }
  case LiteralKind::List: c = listLiteral(l); break;
  case LiteralKind::Tuple: {
    std::vector<Constant *> words{word(abi::makeHeader(abi::Kind::Tuple, l->elements.size()))};
    for (const Literal *e : l->elements)
      words.push_back(literal(e));
    c = object(words, abi::kTagBoxed);
    break;
  }
  case LiteralKind::Map: c = mapLiteral(l); break;
  case LiteralKind::Bitstring: c = bitsLiteral(l); break;
  case LiteralKind::ExternalFun:
    c = object({word(abi::makeHeader(abi::Kind::ExportFun, 1)),
                ConstantExpr::getPtrToInt(exportOf({l->elements[0]->text, l->elements[1]->text,
                                                    uint32_t(l->elements[2]->integer)}),
                                          i64)},
               abi::kTagBoxed);
    break;
  default: break;
  }
  return literals_[l] = c;
}

GlobalVariable *ModuleEmitter::lateLiteral(const Literal *l) {
  GlobalVariable *&g = late_[l];
  if (!g) {
    g = new GlobalVariable(llvmModule, i64, false, GlobalValue::InternalLinkage, nullptr, "late");
    lateOrder_.push_back({l, g});
  }
  return g;
}

} // namespace beamc::codegen
