%% Matches that take long do not keep others from running, and end as they do under erl.
-module(re_long_matches).
-export([main/0]).

main() ->
    Me = self(),
    S = lists:duplicate(24, $a) ++ "b",
    Workers = [spawn_link(fun() -> Me ! {self(), re:run(S, P, O)} end)
               || {P, O} <- [{"(a+)*(?:c|d)", []}, {"((a+)*)(b)", []}, {"^(?:(a|aa)+)+$", [report_errors]}, {"(a*)*[cd]", [global]}]],
    Ticker = spawn_link(fun() -> tick(Me, 20) end),
    receive {Ticker, ticked} -> io:format("ticked~n") end,
    [receive {W, R} -> io:format("~p~n", [R]) end || W <- Workers],
    %% killed while it matches
    {K, Ref} = spawn_monitor(fun matching/0),
    exit(K, kill),
    receive {'DOWN', Ref, _, _, Why} -> io:format("~p~n", [Why]) end,
    Big = binary:copy(<<"0123456789abcdef">>, 50000),
    io:format("~p ~p~n", [re:run(Big, "f0x"), re:run(<<Big/binary, "needle">>, "n(ee)dle", [{capture, [1], binary}])]),
    {match, All} = re:run(binary:part(Big, 0, 16000), "9a", [global]),
    io:format("~p~n", [length(All)]).

matching() ->
    re:run(lists:duplicate(60, $a), "(?:(a|aa)+)+$x", []),
    matching().

tick(To, 0) -> To ! {self(), ticked};
tick(To, N) -> receive after 1 -> tick(To, N - 1) end.
