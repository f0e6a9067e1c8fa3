//===- Scan.cpp - Find BIF annotations in C++ source -------------------------------===//
//
// The annotations are macro uses at the beginning of a line. Clang's raw lexer sees them
// as they are written, needs neither include paths nor compile flags, and reads all files
// in milliseconds. So an annotation counts even inside an #if: BIFs are not conditional.
//===----------------------------------------------------------------------===//
#include "runtime/tools/bifgen/Bif.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/LiteralSupport.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace bifgen {
namespace {

class Scanner {
public:
  Scanner(std::string path, llvm::MemoryBufferRef buffer, std::vector<Bif> &out)
      : path_(std::move(path)), text_(buffer.getBuffer()), out_(out),
        lexer_(SourceLocation::getFromRawEncoding(1), options(), text_.begin(), text_.begin(),
               text_.end()) {
    lexer_.SetCommentRetentionState(true);
  }

  bool run() {
    std::string doc;
    while (next()) {
      if (token_.is(tok::comment)) {
        llvm::StringRef c = spelling();
        if (c.consume_front("///"))
          doc += (doc.empty() ? "" : "\n") + c.trim().str();
        else
          doc.clear();
        continue;
      }
      if (!(token_.is(tok::raw_identifier) && token_.isAtStartOfLine()) ||
          !isAnnotation(spelling())) {
        doc.clear();
        continue;
      }
      if (!annotation(spelling().str(), std::move(doc)))
        return false;
      doc.clear();
    }
    return true;
  }

private:
  static LangOptions options() {
    LangOptions o;
    o.CPlusPlus = true;
    o.CPlusPlus11 = true;
    o.LineComment = true;
    return o;
  }
  static bool isAnnotation(llvm::StringRef s) {
    return s == "BIF" || s == "BIF_NAMED" || s == "BIF_CODE";
  }

  bool next() {
    lexer_.LexFromRawLexer(token_);
    return token_.isNot(tok::eof);
  }
  size_t offset() const { return token_.getLocation().getRawEncoding() - 1; }
  llvm::StringRef spelling() const { return text_.substr(offset(), token_.getLength()); }

  bool malformed(unsigned line, const char *what) {
    llvm::errs() << path_ << ":" << line << ": malformed BIF annotation: " << what << "\n";
    return false;
  }

  /// Reads "(a, b, …)" into argument spellings; string literals lose their quotes.
  bool arguments(std::vector<std::string> &args) {
    if (!next() || token_.isNot(tok::l_paren))
      return false;
    std::string arg;
    unsigned depth = 0; // of Returns(…)
    while (next() && (depth || token_.isNot(tok::r_paren))) {
      depth += token_.is(tok::l_paren);
      depth -= token_.is(tok::r_paren);
      if (token_.is(tok::comma)) {
        args.push_back(std::move(arg));
        arg.clear();
      } else if (token_.is(tok::string_literal)) {
        arg += spelling().drop_front().drop_back().str();
      } else if (token_.isNot(tok::comment)) {
        arg += spelling().str();
      }
    }
    if (!arg.empty())
      args.push_back(std::move(arg));
    return token_.is(tok::r_paren);
  }

  bool annotation(std::string macro, std::string doc) {
    unsigned line = unsigned(text_.substr(0, offset()).count('\n')) + 1;
    std::vector<std::string> args;
    if (!arguments(args))
      return malformed(line, "expected a list of arguments");
    size_t arityAt = macro == "BIF_NAMED" ? 3 : 2;
    if (args.size() <= arityAt)
      return malformed(line, "too few arguments");
    Bif b;
    b.module = args[0];
    b.function = args[1];
    if (llvm::StringRef(args[arityAt]).getAsInteger(10, b.arity))
      return malformed(line, "the arity is no number");
    if (macro == "BIF_CODE") {
      if (args.size() < 4)
        return malformed(line, "expected the symbol of the code");
      b.codeSymbol = args[3];
    }
    b.attributes.assign(args.begin() + arityAt + (macro == "BIF_CODE" ? 2 : 1), args.end());
    for (size_t i = 0; i < b.attributes.size(); i++) {
      llvm::StringRef a = b.attributes[i];
      if (!a.consume_front("Returns("))
        continue;
      b.result = a.drop_back().str();
      if (!resultType(b.result))
        return malformed(line, "Returns names no type (Emit.cpp has the list)");
      b.attributes.erase(b.attributes.begin() + long(i));
      break;
    }
    b.doc = std::move(doc);
    b.file = path_;
    b.line = line;
    out_.push_back(std::move(b));
    return true;
  }

  std::string path_;
  llvm::StringRef text_;
  std::vector<Bif> &out_;
  Lexer lexer_;
  Token token_;
};

} // namespace

bool scanFile(const std::string &path, std::vector<Bif> &out) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) {
    llvm::errs() << path << ": " << buffer.getError().message() << "\n";
    return false;
  }
  return Scanner(path, (*buffer)->getMemBufferRef(), out).run();
}

} // namespace bifgen
