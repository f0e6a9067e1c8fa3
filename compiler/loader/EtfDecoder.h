//===- EtfDecoder.h - helpers of the literal decoder, private to the loader -===//
#pragma once

#include "compiler/loader/ByteReader.h"
#include "compiler/loader/Literal.h"

namespace beamc::loader {

/// As decodeEtf, but \p bytes already live in \p arena and are not copied. With \p allowMore bytes
/// behind the term are left alone.
const Literal *decodeEtfInArena(std::span<const uint8_t> bytes, Arena &arena, const Place &where,
                                Diagnostics &diag, bool allowMore = false);

/// An Integer or, if it does not fit, a BigInteger; \p magnitude is little endian.
Literal *makeBigInteger(Arena &arena, bool negative, std::span<const uint8_t> magnitude);

} // namespace beamc::loader
