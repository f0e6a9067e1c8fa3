//===- PortCommand.h - Output commands of processes ----------------------------------------------===//
#pragma once
#include "runtime/io/Port.h"
#include "runtime/term/List.h"
#include <optional>

namespace beamc::rt {

/// The bytes of an iolist: those of a binary itself, else a copy.
class PortData {
public:
  explicit PortData(Term data) {
    if (data.isBinary())
      view_.emplace(data);
    else
      ok_ = appendIoList(data, copy_);
  }
  bool ok() const { return ok_; }
  const uint8_t *bytes() const { return view_ ? view_->data() : copy_.data(); }
  uint64_t size() const { return view_ ? view_->size() : copy_.size(); }

private:
  bool ok_ = true;
  std::optional<BytesOf> view_;
  Bytes copy_;
};

/// Tells the logger that \p p has sent something that is no iolist.
void reportBadOutput(Process &p, const Port &port);
/// \p p does not run again before the port, whose lock it holds, is no longer busy.
void suspendOnPort(Process &p, Port &port);

} // namespace beamc::rt
