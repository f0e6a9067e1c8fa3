//===- Terms.h - building terms ----------------------------------------------------===//
#pragma once

#include "compiler/loader/Literal.h"

#include <string_view>
#include <utility>
#include <vector>

namespace beamc::driver {

/// Makes terms that live as long as it does.
class Terms {
public:
  using Elements = std::vector<const loader::Literal *>;

  const loader::Literal *atom(std::string_view text) {
    loader::Literal *l = make(loader::LiteralKind::Atom);
    l->text = arena_.copy(text);
    return l;
  }
  const loader::Literal *boolean(bool value) { return atom(value ? "true" : "false"); }
  const loader::Literal *integer(int64_t value) {
    loader::Literal *l = make(loader::LiteralKind::Integer);
    l->integer = value;
    return l;
  }
  /// \p bytes must live as long as the term.
  const loader::Literal *binary(std::string_view bytes) {
    loader::Literal *l = make(loader::LiteralKind::Bitstring);
    l->bytes = {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()};
    l->bitSize = bytes.size() * 8;
    return l;
  }
  const loader::Literal *tuple(const Elements &elements) {
    loader::Literal *l = make(loader::LiteralKind::Tuple);
    l->elements = arena_.copy(elements);
    return l;
  }
  /// A map from atoms.
  const loader::Literal *
  map(std::initializer_list<std::pair<std::string_view, const loader::Literal *>> pairs) {
    Elements elements;
    for (auto [key, value] : pairs)
      elements.insert(elements.end(), {atom(key), value});
    loader::Literal *l = make(loader::LiteralKind::Map);
    l->elements = arena_.copy(elements);
    return l;
  }
  const loader::Literal *list(const Elements &elements) {
    if (elements.empty())
      return make(loader::LiteralKind::Nil);
    loader::Literal *l = make(loader::LiteralKind::List);
    l->elements = arena_.copy(elements);
    l->tail = make(loader::LiteralKind::Nil);
    return l;
  }
  const loader::Literal *string(std::string_view text) {
    Elements characters;
    for (char c : text)
      characters.push_back(integer(uint8_t(c)));
    return list(characters);
  }

private:
  loader::Literal *make(loader::LiteralKind kind) {
    auto *l = arena_.make<loader::Literal>();
    l->kind = kind;
    return l;
  }

  Arena arena_;
};

} // namespace beamc::driver
