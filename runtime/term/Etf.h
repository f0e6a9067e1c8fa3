//===- Etf.h - The external term format ------------------------------------------------------------===//
//
// Encoding writes what OTP 25's term_to_binary writes. Decoding reads every tag that an OTP
// since R7 has written, and never trusts a length. Source: ERTS User's Guide, External Term Format.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"
#include "runtime/term/WorkStack.h"

namespace beamc::rt {

namespace etf {
enum Tag : uint8_t {
  kVersion = 131,
  kCompressed = 80,
  kSmallInteger = 97,
  kInteger = 98,
  kSmallBig = 110,
  kLargeBig = 111,
  kFloatText = 99,
  kFloat = 70,
  kAtomLatin1 = 100,
  kSmallAtomLatin1 = 115,
  kAtomUtf8 = 118,
  kSmallAtomUtf8 = 119,
  kNil = 106,
  kString = 107,
  kList = 108,
  kSmallTuple = 104,
  kLargeTuple = 105,
  kMap = 116,
  kBinary = 109,
  kBitBinary = 77,
  kExport = 113,
  kNewFun = 112,
  kPid = 103,
  kNewPid = 88,
  kPort = 102,
  kNewPort = 89,
  kV4Port = 120,
  kReference = 101,
  kNewReference = 114,
  kNewerReference = 90,
};
} // namespace etf

struct EtfOptions {
  int minorVersion = 1;
  int compression = 0;        ///< zlib level; 0 = none
  bool deterministic = false; ///< pairs of maps in key order
};

/// Appends the encoding of \p t with its version byte. False when a part is too large for the
/// format.
bool encodeEtf(Term t, const EtfOptions &options, Bytes &out);

/// Words of a fragment that decodeEtf of these bytes may take at most; 0 when malformed.
uint64_t etfHeapWords(const uint8_t *bytes, size_t size);

/// Decodes a term with its version byte into \p target, a process or a fragment of etfHeapWords
/// words. Non-value when malformed; what was built until then is garbage. *\p used gets the number
/// of bytes read. With \p safe no atom, export or fun is made that does not exist yet.
Term decodeEtf(const uint8_t *bytes, size_t size, HeapTarget &target, bool safe = false,
               size_t *used = nullptr);

} // namespace beamc::rt
