//===- Capture.cpp - What re:run/3 returns of a match --------------------------------------------===//
#include "stdlib/re/Capture.h"
#include "runtime/term/Bits.h"
#include "runtime/term/List.h"

namespace beamc::bif {
using namespace rt;
namespace {

/// The groups called \p name (zero-terminated).
void addNamed(const Program *program, const char *name, CaptureSpec &spec) {
  PCRE2_SPTR first, last;
  int entry = pcre2_substring_nametable_scan(program->code, reinterpret_cast<PCRE2_SPTR>(name),
                                             &first, &last);
  if (entry < 0) {
    spec.groups.push({-1, false});
    return;
  }
  for (PCRE2_SPTR at = first; at <= last; at += entry)
    spec.groups.push({at[0] << 8 | at[1], at != first});
}

void addAllNames(const Program *program, CaptureSpec &spec) {
  uint32_t count, size;
  PCRE2_SPTR table;
  pcre2_pattern_info(program->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(program->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
  pcre2_pattern_info(program->code, PCRE2_INFO_NAMETABLE, &table);
  auto name = [&](uint32_t i) { return reinterpret_cast<const char *>(table + i * size + 2); };
  for (uint32_t i = 0; i < count; i++)
    if (i == 0 || strcmp(name(i - 1), name(i)) != 0)
      addNamed(program, name(i), spec);
  if (!count)
    spec.type = CaptureType::None;
}

bool addChosen(Term list, const Program *program, CaptureSpec &spec) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    if (t.isSmall() && t.smallValue() >= 0 && t.smallValue() <= INT32_MAX) {
      spec.groups.push({int32_t(t.smallValue()), false});
      continue;
    }
    Bytes name;
    if (t.isAtom()) {
      std::string_view text = atomText(t);
      name.append(reinterpret_cast<const uint8_t *>(text.data()), text.size());
    } else if (!(t.isBinary() || t.isCons()) || !appendIoList(t, name)) {
      return false;
    }
    name.push(0);
    addNamed(program, reinterpret_cast<const char *>(name.data()), spec);
  }
  return list.isNil();
}

class ResultBuilder {
public:
  ResultBuilder(Process &p, const CaptureSpec &spec, const PCRE2_SIZE *offsets, unsigned count,
                std::string_view subject, Term binary)
      : p_(p), spec_(spec), offsets_(offsets), count_(count), subject_(subject), binary_(binary),
        list_(p) {}

  Term build() {
    if (spec_.everything)
      for (unsigned i = spec_.withoutFirst; i < count_; i++)
        list_.add(group(i));
    else
      chosen();
    return makeTuple(p_, {atom::match, list_.finish()});
  }

private:
  bool isSet(int64_t group) const {
    return group >= 0 && group < count_ && offsets_[2 * group] != PCRE2_UNSET;
  }

  void chosen() {
    for (uint64_t i = 0; i < spec_.groups.size();) {
      int32_t picked = spec_.groups[i].group;
      for (i++; i < spec_.groups.size() && spec_.groups[i].alternative; i++)
        if (!isSet(picked))
          picked = spec_.groups[i].group;
      list_.add(group(picked));
    }
  }

  Term group(int64_t i) {
    bool set = isSet(i);
    uint64_t start = set ? offsets_[2 * i] : 0, end = set ? offsets_[2 * i + 1] : 0;
    if (end < start) // \K in an assertion can do that
      end = start;
    switch (spec_.type) {
    case CaptureType::Index:
      return makeTuple(p_, {set ? Term::small(int64_t(start)) : Term::small(-1),
                            Term::small(int64_t(end - start))});
    case CaptureType::List: return makeStringLatin1(p_, subject_.substr(start, end - start));
    case CaptureType::Binary:
      return binary_.isValue() ? makeSubBits(p_, binary_, start * 8, (end - start) * 8)
                               : makeBinary(p_, subject_.substr(start, end - start));
    case CaptureType::None: break;
    }
    return Term::nil();
  }

  Process &p_;
  const CaptureSpec &spec_;
  const PCRE2_SIZE *offsets_;
  unsigned count_;
  std::string_view subject_;
  Term binary_;
  ListBuilder list_;
};

} // namespace

bool parseCapture(const ReOptions &o, const Program *program, CaptureSpec &spec) {
  if (!o.captureWhat.isValue())
    return true;
  static const Term index = internAtom("index"), list = internAtom("list"),
                    allNames = internAtom("all_names"), allButFirst = internAtom("all_but_first"),
                    first = internAtom("first"), all = internAtom("all");
  if (o.captureType == index)
    spec.type = CaptureType::Index;
  else if (o.captureType == list)
    spec.type = CaptureType::List;
  else if (o.captureType == atom::binary)
    spec.type = CaptureType::Binary;
  else
    return false;
  Term what = o.captureWhat;
  if (what == all)
    return true;
  if (what == allButFirst) {
    spec.withoutFirst = true;
    return true;
  }
  spec.everything = false;
  if (what == atom::none || what.isNil()) {
    spec.type = CaptureType::None;
  } else if (what == first) {
    spec.groups.push({0, false});
  } else if (what == allNames) {
    addAllNames(program, spec);
  } else {
    return what.isCons() && addChosen(what, program, spec);
  }
  return true;
}

Term matchResult(Process &p, const CaptureSpec &spec, const PCRE2_SIZE *offsets, unsigned count,
                 std::string_view subject, Term binary) {
  if (spec.type == CaptureType::None)
    return atom::match;
  return ResultBuilder(p, spec, offsets, count, subject, binary).build();
}

} // namespace beamc::bif
