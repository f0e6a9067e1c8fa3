//===- FloatText.h - Floats to and from text --------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <string_view>

namespace beamc::rt {

/// All writers fill \p out (at least kFloatTextSize bytes) and return the length.
inline constexpr unsigned kFloatTextSize = 512;

/// The fewest digits that read back as \p d, laid out as float_to_list(D, [short]) does.
unsigned floatTextShort(double d, char *out);
/// d.ddd…e±dd with \p decimals (0…249) digits after the point.
unsigned floatTextScientific(double d, unsigned decimals, char *out);
/// Fixed notation with \p decimals (0…253); 0 when the text would not fit 255 characters.
unsigned floatTextDecimals(double d, unsigned decimals, bool compact, char *out);

/// The syntax of a float that OTP's BIFs read: [+-]digits(.|,)digits[(e|E)[+-]digits], nothing
/// else. False when malformed or too large.
bool floatFromText(std::string_view text, double &out);

} // namespace beamc::rt
