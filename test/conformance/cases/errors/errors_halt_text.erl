%% halt with a flush of everything that was put out before.
-module(errors_halt_text).
-export([main/0]).

main() ->
    [io:format("~w ", [N]) || N <- lists:seq(1, 3000)],
    io:nl(),
    halt(0).
