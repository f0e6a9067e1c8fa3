%% apply with more arguments than a function can have: spread up to the number of registers, and then the
%% call fails as any other.
-module(control_apply_limits).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    lists:foreach(fun(N) -> calls(N, lists:duplicate(N, x)) end, [0, 255, 256, 1000, 1022, 1023, 1024, 1025, 5000]),
    t(improper3, fun() -> apply(id(lists), id(nope), [a | b]) end),
    t(improper2, fun() -> apply(id(fun lists:seq/2), [a | b]) end),
    t(no_module, fun() -> apply(id("lists"), id(nope), [a]) end),
    process_flag(trap_exit, true),
    [started(fun() -> spawn_link(x, y, lists:duplicate(N, a)) end) || N <- [256, 1000, 1024, 1025, 5000]],
    [t(improper_spawn, fun() -> spawn(x, y, L) end) || L <- [[a | b], foo, lists:duplicate(300, a) ++ b]],
    [hibernated(N) || N <- [0, 255, 256, 1000, 1024, 1025, 5000]],
    t(improper_hibernate, fun() -> erlang:hibernate(x, y, [a | b]) end),
    t(bad_hibernate, fun() -> erlang:hibernate(x, 42, []) end).

calls(N, L) ->
    t({apply3, N}, fun() -> {apply(id(lists), id(nope), L)} end),
    t({apply3_last, N}, fun() -> apply(id(lists), id(nope), L) end),
    t({apply3_name, N}, fun() -> {erlang:(id(apply))(lists, nope, L)} end),
    t({apply2, N}, fun() -> {apply(id(fun lists:seq/2), L)} end),
    t({apply2_last, N}, fun() -> apply(id(fun lists:seq/2), L) end),
    t({apply2_no_fun, N}, fun() -> {apply(id(foo), L)} end),
    t({make_fun, N}, fun() -> is_function(erlang:make_fun(lists, seq, N)) end),
    t({exported, N}, fun() -> erlang:function_exported(lists, seq, N) end).

started(F) ->
    try F() of
        P -> receive {'EXIT', P, R} -> io:format("~p~n", [shown(R)]) end
    catch C:R -> io:format("~p~n", [{C, R}])
    end.

%% What becomes of it when it is woken; with 1,025 arguments it does not get so far.
hibernated(N) ->
    {P, M} = spawn_monitor(fun() -> receive go -> erlang:hibernate(x, y, lists:duplicate(N, a)) end end),
    P ! go,
    P ! wake,
    receive {'DOWN', M, _, _, R} -> io:format("~p ~p~n", [N, shown(R)]) end.

shown({R, [{M, F, A, _} | T]}) when is_list(A) -> {R, M, F, length(A), length(T)};
shown({R, [{M, F, A, _} | T]}) -> {R, M, F, A, length(T)};
shown(R) -> R.

t(N, F) ->
    R = try F()
        catch C:E:S -> {C, reason(E), [place(X) || X <- lists:sublist(S, 2)]}
        end,
    io:format("~p ~p~n", [N, R]).
reason({badarity, {F, A}}) -> {badarity, F, length(A)};
reason(R) -> R.
place({M, F, A, _}) when is_list(A) -> {M, F, {args, length(A)}};
place({M, F, A, _}) -> {M, F, A}.
id(X) -> X.
