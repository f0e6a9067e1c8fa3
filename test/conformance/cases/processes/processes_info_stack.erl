%% process_info: stack as text, levels of catch, and items that do not exist.
-module(processes_info_stack).
-export([main/0]).

main() ->
    [p({I, attempt(fun() -> process_info(self(), I) end)}) || I <- [{dictionary, a}, [{dictionary, a}], label, nonsense]],
    {catchlevel, N} = process_info(self(), catchlevel),
    p(catch (element(2, process_info(self(), catchlevel)) - N)),
    Self = self(),
    P = spawn(fun() -> catch {waits(Self, {some, "term"}), 2} end),
    receive ready -> ok end,
    p(process_info(P, catchlevel)),
    {backtrace, B} = process_info(P, backtrace),
    p([binary:match(B, T) =/= nomatch || T <- [<<"processes_info_stack:waits/2">>, <<"{some,">>, <<"Return addr">>, <<"Catch">>,
                                               <<"terminate process normally">>, <<"nowhere">>]]),
    {backtrace, Own} = process_info(self(), backtrace),
    p(binary:match(Own, <<"processes_info_stack:main/0">>) =/= nomatch),
    exit(P, kill).

waits(Parent, Kept) ->
    Parent ! ready,
    deeper(),
    Kept.

deeper() ->
    receive stop -> ok end,
    again.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
