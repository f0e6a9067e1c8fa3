%% Code for OTP 22 and 23 makes funs by make_fun2, which makes room on the heap itself and leaves nothing but x0.
%% RELEASES: 25
-module(funs_of_otp_22).
-compile(r22).
-export([main/0, adder/1, wide/8, nested/2, constant/0]).

main() ->
    Add = adder(40),
    io:format("~p~n", [Add(2)]),
    io:format("~p~n", [(constant())()]),
    io:format("~p~n", [(wide(1, 2.5, "three", <<"four">>, {5}, [6], #{7 => 7}, 1 bsl 80))(last)]),
    io:format("~p~n", [((nested(a, b))(c))(d)]),
    Funs = [fun(Y) -> {X, Y} end || X <- lists:seq(1, 200)],
    io:format("~p~n", [lists:sum([X * Y || F <- Funs, {X, Y} <- [F(3)]])]),
    io:format("~p ~p~n", [erlang:fun_info(Add, arity), erlang:fun_info(Add, env)]),
    Self = self(),
    spawn_link(fun() -> Self ! {sent, Add(1), Funs} end),
    receive {sent, N, Again} -> io:format("~p ~p~n", [N, Again =:= Funs]) end,
    {badarith, _} = try Add(no_number) catch error:Reason -> {Reason, caught} end,
    io:format("~p~n", [(binary_to_term(term_to_binary(Add)))(5)]).

adder(X) -> fun(Y) -> X + Y end.

constant() -> fun() -> constant end.

wide(A, B, C, D, E, F, G, H) -> fun(I) -> {A, B, C, D, E, F, G, H, I} end.

nested(A, B) -> fun(C) -> fun(D) -> [A, B, C, D] end end.
