%% Controls for integers and characters: ~b ~B ~x ~X ~# ~+ ~c ~i ~~ ~n with widths and padding.
-module(io_lib_integers_chars).
-export([main/0]).

main() ->
    io:format("~b|~B|~10b|~-10b|~10..0b|~.16b|~.16B|~.36b|~10.2.*b|~n", [255, -255, 255, 255, 255, 255, 255, 12345, $_, 5]),
    io:format("~.16x|~.16X|~.16#|~.2#|~.16+|~.8B|~n", [31, "0x", 31, "0X", 31, 5, 31, 64]),
    io:format("~c|~3c|~5.2c|~tc|~i~w|~~|~n", [$a, $b, $c, $日, skipped, shown]),
    io:format("~*c~n", [5, $=]),
    io:format("~5w|~-5w|~5.5.xw|~3w|~n", [ab, ab, ab, too_long]),
    io:format("~10p|~n", [abc]).
