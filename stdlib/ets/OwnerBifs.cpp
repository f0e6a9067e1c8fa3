//===- OwnerBifs.cpp - Owners, heirs and gifts of tables ---------------------------------------------------------------===//
#include "runtime/process/Table.h"
#include "runtime/signal/Signal.h"
#include "stdlib/Bif.h"
#include "stdlib/ets/Ets.h"
#include "stdlib/ets/Table.h"

namespace beamc::rt {
namespace {

/// Hands a locked table to \p receiver with the message {'ETS-TRANSFER', Table, From, Data}. False
/// when the receiver has ended. The caller is inside an epoch.
bool transferLocked(EtsTable &t, Term receiver, Term from, Term data) {
  Process *to = findProcess(receiver);
  if (!to)
    return false;
  noteTableHolder(t.owner, -1);
  noteTableHolder(receiver, 1);
  t.owner = receiver;
  HeapFragment *f = newFragment(kMagicRefWords + 5);
  HeapTarget target(f);
  Term id = t.named ? t.name : makeMagicRef(target, &t.magic);
  Word *o = target.alloc(5);
  o[0] = abi::makeHeader(Kind::Tuple, 4);
  o[1] = atom::ETS_TRANSFER.bits;
  o[2] = id.bits;
  o[3] = from.bits;
  o[4] = data.bits;
  sendMessage(to, from, Term::boxed(o));
  freeFragment(f);
  return true;
}

void ownerGone(EtsTable &t, Term pid) {
  EpochGuard epoch;
  if (t.heir.isLocalPid() && t.heir != pid && transferLocked(t, t.heir, pid, t.heirData))
    return;
  destroyTableLocked(t);
}

} // namespace

void etsOwnerExits(Process &p) {
  if (!mayHoldTables(p.pid))
    return;
  forEachTable([&](EtsTable &t) {
    pthread_rwlock_wrlock(&t.lock);
    if (!t.dead) {
      t.unfix(p.pid, /*all=*/true);
      if (t.owner == p.pid)
        ownerGone(t, p.pid);
    }
    pthread_rwlock_unlock(&t.lock);
  });
}

} // namespace beamc::rt

BEAMC_BIF_NAMESPACE_BEGIN(ets)

/// Makes another process the owner and tells it. badarg: not the owner's call, or nobody there.
BIF(ets, give_away, 3)
Term give_away_3(Process &p, Term id, Term pid, Term gift) {
  TableLock t(p, id, Access::Any, true);
  if (!t)
    return Term::nonValue();
  if (t->owner != p.pid)
    return p.failInfo(atom::badarg, internAtom("not_owner"));
  if (!pid.isLocalPid())
    return p.fail(atom::badarg);
  if (pid == p.pid)
    return p.failInfo(atom::badarg, atom::owner);
  EpochGuard epoch;
  return transferLocked(*t, pid, p.pid, gift) ? atom::true_ : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
