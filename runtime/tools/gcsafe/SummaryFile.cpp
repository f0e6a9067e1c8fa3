//===- SummaryFile.cpp - Summaries as text -----------------------------------------===//
//
// One record a line, fields separated by tabs:
//
//   F key name place effects flags promise    a function
//   C callee place implicit                   a call of the function above
//   L kind what place                         live across the call above
//   E place text                              a malformed annotation
//   P place                                   a promise
//===----------------------------------------------------------------------===//
#include "runtime/tools/gcsafe/Summary.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace gcsafe {

bool writeSummary(const std::string &path, const Summary &summary) {
  std::error_code ec;
  llvm::raw_fd_ostream out(path, ec, llvm::sys::fs::OF_None);
  if (ec) {
    llvm::errs() << path << ": " << ec.message() << "\n";
    return false;
  }
  for (const Function &f : summary.functions) {
    out << "F\t" << f.key << '\t' << f.name << '\t' << f.place << '\t' << f.effects << '\t'
        << f.flags << '\t' << f.promise << '\n';
    for (const Call &c : f.calls) {
      out << "C\t" << c.callee << '\t' << c.place << '\t' << c.implicit << '\n';
      for (const LiveValue &v : c.live)
        out << "L\t" << char(v.kind) << '\t' << v.what << '\t' << v.place << '\n';
    }
  }
  for (const Error &e : summary.errors)
    out << "E\t" << e.place << '\t' << e.text << '\n';
  for (const std::string &place : summary.promisePlaces)
    out << "P\t" << place << '\n';
  return true;
}

bool readSummary(const std::string &path, Summary &summary) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer) {
    llvm::errs() << path << ": " << buffer.getError().message() << "\n";
    return false;
  }
  llvm::StringRef text = (*buffer)->getBuffer();
  unsigned number = 0;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    number++;
    llvm::SmallVector<llvm::StringRef, 8> f;
    line.split(f, '\t');
    char kind = f[0].size() == 1 ? f[0][0] : '?';
    auto &functions = summary.functions;
    if (kind == 'F' && f.size() == 7) {
      Function fn{f[1].str(), f[2].str(), f[3].str(), 0, 0, f[6].str(), {}};
      f[4].getAsInteger(10, fn.effects);
      f[5].getAsInteger(10, fn.flags);
      functions.push_back(std::move(fn));
    } else if (kind == 'C' && f.size() == 4 && !functions.empty()) {
      functions.back().calls.push_back({f[1].str(), f[2].str(), unsigned(f[3] == "1"), {}});
    } else if (kind == 'L' && f.size() == 4 && !functions.empty() &&
               !functions.back().calls.empty()) {
      functions.back().calls.back().live.push_back(
          {ValueKind(f[1].front()), f[2].str(), f[3].str()});
    } else if (kind == 'E' && f.size() == 3) {
      summary.errors.push_back({f[1].str(), f[2].str()});
    } else if (kind == 'P' && f.size() == 2) {
      summary.promisePlaces.push_back(f[1].str());
    } else {
      llvm::errs() << path << ":" << number << ": malformed summary\n";
      return false;
    }
  }
  return true;
}

} // namespace gcsafe
