%% RELEASES: 29
%% Built-ins that OTP 28 and 29 have added: values and errors.
-module(built_ins_of_29).
-export([main/0]).

main() ->
    [p(fun() -> persistent_term:put_new(built_ins_of_29, V) end) || V <- [{1}, {1}, {2}]],
    [p(fun() -> erlang:link(A, B) end) || A <- [self(), foo], B <- [[], [priority], [foo], foo, [priority | x]]],
    [p(fun() -> erlang:F(A, normal, B) end) || F <- [exit, exit_signal], A <- [self(), foo], B <- [[], [priority], [x], x]],
    p(fun() -> erlang:exit_signal(foo, normal) end),
    [p(fun() -> ended(F) end)
     || F <- [fun(P) -> erlang:exit(P, bye, [priority]) end, fun(P) -> erlang:exit_signal(P, bye) end,
              fun(P) -> erlang:exit_signal(P, bye, []) end]],
    p(fun() ->
              Pids = walk(erlang:processes_next(erlang:processes_iterator())),
              {lists:member(self(), Pids), lists:usort(Pids) =:= lists:sort(Pids), Pids -- processes()}
      end),
    [p(fun() -> erlang:processes_next(X) end) || X <- [foo, {0}, {1, [x]}]],
    [p(fun() -> apply(erlang, is_integer, Args) end)
     || Args <- [[5, 1, 9], [5, 6, 9], [5, 9, 1], [5, a, 9], [x, 1, 9], [x, a, 9], [5.0, 1, 9], [1 bsl 70, 0, 1 bsl 71],
                 [-(1 bsl 70), -(1 bsl 71), 0], [7, 1, 1 bsl 80]]],
    [p(fun() -> between(X) end) || X <- [0, 1, 10, 11, 5.0, a]],
    [p(fun() -> apply(erlang, F, [A, B]) end) || F <- [max, min], {A, B} <- [{1, 2.0}, {1, 1.0}, {1.0, 1}, {a, {}}, {"", []}]],
    [p(fun() -> erts_internal:term_to_string(T, undefined) end) || T <- [a, 'A b', "x", [1, 2 | c], #{k => <<1>>}, 1.5]],
    io:format("~p~n", [[try erts_internal:term_to_string(a, L) catch C:R -> {C, R} end || L <- [0, x, -1, 1]]]).

between(X) when is_integer(X, 1, 10) -> {in, X};
between(X) -> {out, X}.

ended(F) ->
    {Pid, Ref} = spawn_monitor(fun() -> receive never -> ok end end),
    {F(Pid), receive {'DOWN', Ref, _, _, Reason} -> Reason end}.

walk(none) -> [];
walk({Pid, Iterator}) -> [Pid | walk(erlang:processes_next(Iterator))].

p(F) -> io:format("~0p~n", [try F() catch C:R:S -> {C, R, about(S)} end]).

about([{_, Name, _, Info} | _]) -> {Name, [X || {error_info, _} = X <- Info]}.
