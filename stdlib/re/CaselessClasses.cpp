//===- CaselessClasses.cpp - [:upper:] and [:lower:] without case, with Unicode properties ------------===//
//
// To PCRE 8 both are [:alpha:] where the pattern is caseless. PCRE2 looks up the property of upper
// or lower case letters instead when PCRE2_UCP is set. So the names are exchanged beforehand: all
// three have five letters, and offsets stay what they are. What is parsed is as much of a pattern
// as tells classes from the rest, and where (?i) holds.
//===----------------------------------------------------------------------===//
#include "runtime/term/WorkStack.h"
#include "stdlib/re/Pattern.h"
#include <cstring>

namespace beamc::bif {
namespace {

class Scanner {
public:
  Scanner(char *text, size_t size, uint32_t options)
      : text_(text), size_(size),
        now_{bool(options & PCRE2_CASELESS), bool(options & PCRE2_EXTENDED)},
        ucp_(options & PCRE2_UCP) {}

  void run() {
    while (at_ < size_) {
      switch (text_[at_]) {
      case '\\': escape(); break;
      case '[': charClass(); break;
      case '(': group(); break;
      case ')':
        if (!outer_.empty())
          now_ = outer_.pop();
        at_++;
        break;
      case '#':
        if (now_.extended)
          skipBehind("\n");
        else
          at_++;
        break;
      default: at_++;
      }
    }
  }

private:
  struct Settings {
    bool caseless, extended;
  };

  bool startsWith(std::string_view s) const {
    return std::string_view(text_ + at_, size_ - at_).substr(0, s.size()) == s;
  }
  void skipBehind(std::string_view end) {
    size_t found = std::string_view(text_, size_).find(end, at_);
    at_ = found == std::string_view::npos ? size_ : found + end.size();
  }
  void escape() {
    if (startsWith("\\Q"))
      skipBehind("\\E");
    else
      at_ += 2;
  }

  void charClass() {
    at_++;
    if (startsWith("^"))
      at_++;
    if (startsWith("]")) // the first one stands for itself
      at_++;
    while (at_ < size_ && text_[at_] != ']') {
      if (text_[at_] == '\\')
        escape();
      else if (startsWith("[:"))
        posixName();
      else
        at_++;
    }
    at_++;
  }

  void posixName() {
    size_t name = at_ + 2 + (at_ + 2 < size_ && text_[at_ + 2] == '^');
    std::string_view rest = std::string_view(text_, size_).substr(name);
    if (rest.substr(0, 7) != "upper:]" && rest.substr(0, 7) != "lower:]") {
      at_ += 2;
      return;
    }
    if (ucp_ && now_.caseless)
      memcpy(text_ + name, "alpha", 5);
    at_ = name + 7;
  }

  void group() {
    if (startsWith("(?#"))
      return skipBehind(")");
    if (startsWith("(*")) {
      ucp_ = ucp_ || startsWith("(*UCP)");
      return skipBehind(")");
    }
    if (!startsWith("(?")) {
      outer_.push(now_);
      at_++;
      return;
    }
    // (?i-x) holds to the end of the group around it, (?i-x:…) within its own.
    at_ += 2;
    Settings set = now_;
    bool on = true;
    for (; at_ < size_ && memchr("imsxnJUXa^-", text_[at_], 11); at_++) {
      if (text_[at_] == '-')
        on = false;
      else if (text_[at_] == 'i')
        set.caseless = on;
      else if (text_[at_] == 'x')
        set.extended = on;
    }
    if (startsWith(")")) {
      now_ = set;
      at_++;
      return;
    }
    outer_.push(now_);
    if (startsWith(":"))
      now_ = set;
  }

  char *text_;
  size_t size_, at_ = 0;
  Settings now_;
  bool ucp_;
  rt::WorkStack<Settings, 16> outer_;
};

} // namespace

bool hasCasedClasses(std::string_view source) {
  for (std::string_view name : {":upper:]", ":lower:]", ":^upper:]", ":^lower:]"})
    if (source.find(name) != std::string_view::npos)
      return true;
  return false;
}

void makeClassesCaseless(char *text, size_t size, uint32_t options) {
  Scanner(text, size, options).run();
}

} // namespace beamc::bif
