%% Terms printed by ~w and parsed again are the same terms.
-module(terms_print_roundtrip).
-export([main/0]).

main() ->
    [begin
         S = lists:flatten(io_lib:format("~w.", [T])),
         {ok, Ts, _} = erl_scan:string(S),
         {ok, U} = erl_parse:parse_term(Ts),
         p({S, U =:= T})
     end || T <- [{a, [1, 2.5, -3], "str", <<"bin">>, <<1:3>>, #{k => {v}}, 'Q a', [], [x | y]}, [[[]]], 1 bsl 70, "\n\t\"", -1.0e-5]].

p(X) -> io:format("~tp~n", [X]).
