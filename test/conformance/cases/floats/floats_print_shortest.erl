%% Floats are printed by the fewest digits that read back as the same float.
-module(floats_print_shortest).
-export([main/0]).

main() ->
    Fs = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2, 0.1 + 0.2, 1/3, 1.0e10, 1.0e15, 1.0e16, 1.0e21, 1.0e22, 1.0e23, 1.0e-3,
          1.0e-4, 1.0e-5, 1.0e-7, 123456.789, 5.0e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.141592653589793,
          9007199254740992.0, 9007199254740993.0, 123456789012345678.0],
    [io:format("~p ~w ~s~n", [F, F, float_to_list(id(F), [short])]) || F <- Fs].

id(X) -> X.
