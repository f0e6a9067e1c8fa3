//===- Utf8.h - the little that atoms need -----------------------------------===//
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace beamc::loader {

/// Decodes the character at \p position and moves past it; -1 when the bytes are not valid UTF-8
/// (overlong forms and surrogates included), and \p position is left alone.
int32_t nextUtf8(std::string_view text, size_t &position);

/// True when all of \p text is valid; \p characters is then their number.
bool validUtf8(std::string_view text, size_t &characters);

void appendUtf8(std::string &out, uint32_t character);

/// \p bytes with everything but printable ASCII replaced by '?', for diagnostics.
std::string visibleText(std::string_view bytes);

std::string latin1ToUtf8(std::span<const uint8_t> bytes);
/// False when \p utf8 is not valid or has a character above 255.
bool utf8ToLatin1(std::string_view utf8, std::string &bytes);

} // namespace beamc::loader
