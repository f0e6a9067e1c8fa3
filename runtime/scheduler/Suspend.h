//===- Suspend.h - Code by which a process leaves and re-enters compiled code ----------------===//
//
// A BIF that suspends its caller traps to one of these exports (BifEntry.h).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

/// trap(&gYieldExport, value): gives up the rest of the slice, then returns value.
extern Export gYieldExport;
/// trap(&gAwaitReplyExport): waits for the answer to sendRequest and returns it.
extern Export gAwaitReplyExport;
/// trap(&gAwaitOrFailExport, a, b, c, placeOf(bif)): as gAwaitReplyExport, but the answer `badarg`
/// makes the BIF fail, whose arguments are a, b and c.
extern Export gAwaitOrFailExport;
/// \p bif as an argument for gAwaitOrFailExport. Exports are aligned: it reads as a small integer.
inline Term placeOf(const Export *bif) { return Term(reinterpret_cast<Word>(bif)); }
/// trap(&gReturnExport, value)
extern Export gReturnExport;
/// trap(&gExitExport): the process ends with cold->exitReason.
extern Export gExitExport;

/// For a BIF that suspends its caller: the process leaves compiled code, and goes on with a call of
/// \p then, whose arguments the BIF has put into p.x[0 …], when it is scheduled again. Returns what
/// the BIF returns.
Term callLater(Process &p, const Export *then);

/// Messages: the next one at or behind the save pointer (markers skipped), or null. It stays in the
/// inner queue. By the process itself.
Signal *nextMessage(Process &p);
/// Forgets the receive in progress.
void resetReceive(Process &p);

} // namespace beamc::rt
