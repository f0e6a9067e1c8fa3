//===- ControlBifs.cpp - Start and signatures of the control endpoint --------------------------------===//
//
// The native half of stdlib/overlay/control/beamc_control.erl; docs/design/control.md. The secret
// never becomes an Erlang term, so neither crash reports nor traces can show it.
//===----------------------------------------------------------------------===//
#include "compiler/support/Sha256.h"
#include "runtime/abi/Control.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "stdlib/Bif.h"
#include "stdlib/beamc_control/Endpoint.h"
#include <string>
#include <unistd.h>

BEAMC_BIF_NAMESPACE_BEGIN(beamc_control)

/// beamc_control:version/0: of the protocol.
BIF(beamc_control, version, 0, Returns(Integer))
Term version_0(Process &) { return Term::small(abi::kControlVersion); }

/// beamc_control:listen/0: `ok` when the endpoint is open, now or before; each connection then has
/// a process of beamc_control:connection/1 with the caller's group leader. `off` if there is to be
/// no endpoint, {error, Text}.
BIF(beamc_control, listen, 0)
Term listen_0(Process &p) {
  std::string why;
  Term leader = p.groupLeader.isLocalPid() ? p.groupLeader : p.pid;
  switch (openEndpoint(leader, why)) {
  case EndpointState::Off: return internAtom("off");
  case EndpointState::Open: return atom::ok;
  case EndpointState::Failed: break;
  }
  return makeTuple(p, {atom::error, makeBinary(p, why)});
}

/// beamc_control:has_secret/0.
BIF(beamc_control, has_secret, 0, Returns(Boolean))
Term has_secret_0(Process &) { return Term::boolean(!endpointSecret().empty()); }

/// beamc_control:nonce/0: random bytes.
BIF(beamc_control, nonce, 0, Returns(Binary))
Term nonce_0(Process &p) {
  uint8_t bytes[abi::kControlNonceBytes];
  if (getentropy(bytes, sizeof bytes) != 0)
    return p.fail(atom::system_limit);
  return makeBinary(p, bytes, sizeof bytes);
}

/// beamc_control:is_signed/3: whether the binary \p mac is what the secret makes of the request
/// \p message, sent after \p nonces. True without a secret.
BIF(beamc_control, is_signed, 3, Returns(Boolean))
Term is_signed_3(Process &p, Term mac, Term nonces, Term message) {
  if (!mac.isBinary() || !nonces.isBinary() || !message.isBinary())
    return p.fail(atom::badarg);
  BytesOf given(mac), first(nonces), text(message);
  return Term::boolean(endpointSecret().empty() ||
                       sameDigest(hmacSha256(endpointSecret(), {abi::kControlRequestLabel,
                                                                first.view(), text.view()}),
                                  given.view()));
}

/// beamc_control:sign/2: what the secret makes of the answer \p message; without a secret an empty
/// binary.
BIF(beamc_control, sign, 2, Returns(Binary))
Term sign_2(Process &p, Term nonces, Term message) {
  if (!nonces.isBinary() || !message.isBinary())
    return p.fail(atom::badarg);
  BytesOf first(nonces), text(message);
  if (endpointSecret().empty())
    return makeBinary(p, "");
  Sha256Digest digest =
      hmacSha256(endpointSecret(), {abi::kControlAnswerLabel, first.view(), text.view()});
  return makeBinary(p, digest.data(), digest.size());
}

/// beamc_control:tier/1: how the current code of \p module runs: compiled (with the executable),
/// interpreted or jit (compiled since it was loaded); none if it has none.
BIF(beamc_control, tier, 1, Returns(Atom))
Term tier_1(Process &p, Term module) {
  if (!module.isAtom())
    return p.fail(atom::badarg);
  LoadedModule *m = findLoadedModule(module);
  const ModuleCode *code = m ? settledCode(m->current) : nullptr;
  if (!code)
    return internAtom("none");
  if (!code->destroy)
    return internAtom("compiled");
  return internAtom(__atomic_load_n(&code->native, __ATOMIC_ACQUIRE) ? "jit" : "interpreted");
}

BEAMC_BIF_NAMESPACE_END
