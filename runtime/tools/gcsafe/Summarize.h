//===- Summarize.h - One translation unit's summary --------------------------------===//
#pragma once
#include "clang/Tooling/Tooling.h"
#include <string>

namespace gcsafe {

struct SummarizeJob {
  std::string root;    ///< top of the source tree, with a slash at the end
  std::string output;  ///< the summary
  std::string depfile; ///< files that it was made of, for ninja; or empty
};

class SummarizeFactory : public clang::tooling::FrontendActionFactory {
public:
  explicit SummarizeFactory(SummarizeJob job) : job_(std::move(job)) {}
  std::unique_ptr<clang::FrontendAction> create() override;
  bool failed() const { return failed_; }

private:
  SummarizeJob job_;
  bool failed_ = false;
};

} // namespace gcsafe
