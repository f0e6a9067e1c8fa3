%% Malformed and cut UTF-8, in binaries and in lists of them: where conversion stops and what is given back.
-module(strings_utf8_cut).
-export([main/0]).

main() ->
    Seconds = [16#41, 16#80, 16#8f, 16#90, 16#9f, 16#a0, 16#bf, 16#c2],
    Pieces = [<<A, S/binary>> || A <- [16#80, 16#bf, 16#c0, 16#c1, 16#c2, 16#df, 16#e0, 16#ec, 16#ed, 16#ef, 16#f0,
                                       16#f1, 16#f4, 16#f5, 16#f7, 16#f8, 16#ff],
                                 S <- [<<>>] ++ [<<B>> || B <- Seconds] ++ [<<B, 16#80>> || B <- Seconds]
                                      ++ [<<B, C>> || B <- [16#80, 16#90, 16#a0], C <- [16#41, 16#c2]]
                                      ++ [<<B, 16#bf, 16#bf>> || B <- Seconds]],
    [io:format("~w ~w~n", [P, lists:map(fun shorter/1, results(P))]) || P <- Pieces].

results(P) ->
    Data = [P, <<"a", P/binary>>, [P], [<<"a", P/binary>>], [P, "x"], [P, <<"x">>], [P, <<16#80>>], [[P], "x"],
            [<<"a">>, [<<"b", P/binary>>, "c"], "d"], [P | <<"z">>], [<<"a">> | P], [[[P]], <<>>, <<"q">>]],
    [catch F(D) || D <- Data, F <- [fun unicode:characters_to_list/1, fun unicode:characters_to_binary/1]].

shorter({'EXIT', {R, _}}) -> R;
shorter({error, Done, Rest}) -> {e, Done, Rest};
shorter({incomplete, Done, Rest}) -> {i, Done, Rest};
shorter(X) -> X.
