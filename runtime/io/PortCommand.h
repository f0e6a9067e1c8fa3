//===- PortCommand.h - Output commands of processes ----------------------------------------------===//
//
// What port_command/2,3 and Port ! {Owner, {command, Data}} share: the data, and what happens to
// a sender whose data is bad or whose port is busy.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/io/Port.h"
#include "runtime/term/List.h"
#include <optional>

namespace beamc::rt {

/// The bytes of an iolist: those of a binary itself, which must live (and its process not be
/// collected) as long as this, else a copy that this owns.
class PortData {
public:
  /// \p data may be any term; ok() says whether it is an iolist.
  explicit PortData(Term data) {
    if (data.isBinary())
      view_.emplace(data);
    else
      ok_ = appendIoList(data, copy_);
  }
  bool ok() const { return ok_; }
  /// Only if ok(); size() of them.
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
