%% The controls ~f ~e and ~g with precisions and widths.
-module(floats_format_controls).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.5, 3.14159265, 123456.789, 1.0e-5, 1.0e20, 0.05],
    [io:format("~f|~.2f|~10.3f|~-10.1f|~*.*f~n", [F, F, F, F, 12, 4, F]) || F <- Fs],
    [io:format("~e|~.3e|~12.4e~n", [F, F, F]) || F <- Fs],
    [io:format("~g|~.3g|~12.4g~n", [F, F, F]) || F <- Fs].
