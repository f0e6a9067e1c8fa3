//===- Control.cpp - asking a running program -------------------------------------===//
#include "driver/Control.h"

#include "driver/ControlSocket.h"
#include "driver/Files.h"

#include "compiler/support/Format.h"
#include "compiler/support/SecretFile.h"
#include "compiler/support/Sha256.h"
#include "runtime/abi/Control.h"

#include <cstdlib>
#include <unistd.h>

namespace beamc::driver {

using loader::Literal;
using loader::LiteralKind;

void addControlOptions(CLI::App &command, ControlOptions &options) {
  command
      .add_option("target", options.target,
                  "the running program: its process id, or the path of its control socket")
      ->required();
  command.add_option("--secret-file", options.secretFile,
                     "file with the secret that the program wants (default: what "
                     "BEAMC_CONTROL_SECRET_FILE names)");
  command.add_option("--timeout", options.timeout,
                     "seconds to wait for an answer (default 60; 0: for ever)");
}

std::string_view answerTag(const Literal &answer) {
  const Literal *tag = answer.kind == LiteralKind::Atom ? &answer : answerElement(answer, 0);
  return tag && tag->kind == LiteralKind::Atom ? tag->text : std::string_view();
}

const Literal *answerElement(const Literal &answer, size_t index) {
  return answer.kind == LiteralKind::Tuple && index < answer.elements.size()
             ? answer.elements[index]
             : nullptr;
}

const Literal *valueOf(const Literal &map, std::string_view key) {
  if (map.kind == LiteralKind::Map)
    for (size_t i = 0; i + 1 < map.elements.size(); i += 2)
      if (map.elements[i]->kind == LiteralKind::Atom && map.elements[i]->text == key)
        return map.elements[i + 1];
  return nullptr;
}

std::string_view textOf(const Literal *term) {
  if (!term)
    return {};
  return term->kind == LiteralKind::Bitstring ? textOf(term->bytes) : term->text;
}

int64_t numberOf(const Literal *term) {
  return term && term->kind == LiteralKind::Integer ? term->integer : 0;
}

namespace {

std::string_view textOf(const Sha256Digest &digest) {
  return {reinterpret_cast<const char *>(digest.data()), digest.size()};
}

/// One exchange with the program.
class Exchange {
public:
  Exchange(const ControlOptions &options, Arena &arena, Diagnostics &diag)
      : options_(options), arena_(arena), diag_(diag) {}

  /// kExitOk with the answer, or the exit code of the error.
  int run(const Literal &request, const Literal *&answer) {
    if (!readSecret())
      return kExitFailed;
    if (int status = socket_.open(options_.target, options_.timeout, diag_); status != kExitOk)
      return status;
    if (int status = greet(); status != kExitOk)
      return status;
    return ask(loader::encodeEtf(request), answer);
  }

private:
  int fail(int status, std::string text) {
    diag_.error(options_.target, std::move(text));
    return status;
  }

  bool readSecret() {
    std::string file = options_.secretFile, why;
    if (const char *variable = std::getenv(abi::kControlSecretVariable); file.empty() && variable)
      file = variable;
    if (!file.empty() && !readSecretFile(file.c_str(), secret_, why))
      diag_.error(file, "cannot be used as secret: " + why);
    return !diag_.hasErrors();
  }

  /// A term from the program, or null with the reason in \p why.
  const Literal *receive(std::string &why) {
    std::vector<uint8_t> packet;
    if (!socket_.receive(packet, why))
      return nullptr;
    Diagnostics ignored;
    const Literal *term =
        loader::decodeEtf(packet, arena_, Place{.file = options_.target, .chunk = {}}, ignored);
    if (!term)
      why = "this is no control endpoint";
    return term;
  }

  /// The program's first message: {beamc_control, Version, Nonce, HasSecret, Pid}.
  int greet() {
    std::string why;
    const Literal *hello = receive(why);
    if (!hello)
      return fail(kExitRefused, "refused: " + why);
    const Literal *version = answerElement(*hello, 1);
    if (answerTag(*hello) != "beamc_control" || !version)
      return fail(kExitUnreachable, "this is no control endpoint");
    if (numberOf(version) != abi::kControlVersion)
      return fail(kExitRefused,
                  formatText("the program speaks version %lld of the control protocol, "
                             "expected version %d; use the beamc that has built it",
                             static_cast<long long>(numberOf(version)), abi::kControlVersion));
    bool wantsSecret = driver::textOf(answerElement(*hello, 3)) == "true";
    if (wantsSecret && secret_.empty())
      return fail(kExitRefused, "refused: the program wants a secret; name its file with "
                                "--secret-file or BEAMC_CONTROL_SECRET_FILE");
    if (!wantsSecret && !secret_.empty())
      return fail(kExitRefused,
                  "refused: the program was started without a secret, it cannot prove who it is");
    nonces_ = std::string(driver::textOf(answerElement(*hello, 2)));
    return kExitOk;
  }

  int ask(const std::string &request, const Literal *&answer) {
    char nonce[abi::kControlNonceBytes];
    if (getentropy(nonce, sizeof nonce) != 0)
      return fail(kExitFailed, "no random numbers");
    nonces_.append(nonce, sizeof nonce);
    Sha256Digest mac{};
    if (!secret_.empty())
      mac = hmacSha256(secret_, {abi::kControlRequestLabel, nonces_, request});
    Terms t;
    std::string why;
    const Literal *message = t.tuple(
        {t.atom("beamc_control"), t.integer(abi::kControlVersion), t.binary({nonce, sizeof nonce}),
         t.binary(secret_.empty() ? std::string_view() : textOf(mac)), t.binary(request)});
    std::string packet = loader::encodeEtf(*message);
    if (packet.size() > abi::kControlLargestRequest)
      return fail(kExitFailed, formatText("the request is larger than %u MiB",
                                          abi::kControlLargestRequest >> 20));
    const Literal *reply = socket_.send(packet, why) ? receive(why) : nullptr;
    if (!reply)
      return fail(kExitUnreachable, why);
    if (answerTag(*reply) != "answer")
      return fail(kExitRefused, driver::textOf(answerElement(*reply, 1)) == "secret"
                                    ? "refused: wrong secret"
                                    : "refused: " + loader::printLiteral(*reply, 200));
    std::string_view sign = driver::textOf(answerElement(*reply, 1)),
                     bytes = driver::textOf(answerElement(*reply, 2));
    if (!secret_.empty() &&
        !sameDigest(hmacSha256(secret_, {abi::kControlAnswerLabel, nonces_, bytes}), sign))
      return fail(kExitRefused, "the answer is not signed with the secret");
    answer = loader::decodeEtf({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()},
                               arena_, Place{.file = options_.target, .chunk = {}}, diag_);
    if (answer && answerTag(*answer) == "failed")
      return fail(kExitNotDone, std::string(driver::textOf(answerElement(*answer, 1))));
    return answer ? kExitOk : kExitUnreachable;
  }

  const ControlOptions &options_;
  Arena &arena_;
  Diagnostics &diag_;
  ControlSocket socket_;
  std::string secret_, nonces_;
};

} // namespace

const Literal *askProgram(const ControlOptions &options, const Literal &request, Arena &arena,
                          Diagnostics &diag, int &status) {
  const Literal *answer = nullptr;
  status = Exchange(options, arena, diag).run(request, answer);
  return status == kExitOk ? answer : nullptr;
}

} // namespace beamc::driver
