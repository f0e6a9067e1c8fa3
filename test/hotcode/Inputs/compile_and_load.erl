%% The compiler in the program makes modules, which are loaded and replaced.
-module(compile_and_load).
-export([main/0]).
p(T) -> io:format("~p~n", [T]).

main() ->
    p(make(1, "value() -> 1.")),
    p(made:value()),
    F = made:adder(10),
    p(F(5)),
    p(make(2, "value() -> lists:sum([X * X || X <- lists:seq(1, 10), X rem 2 =:= 0]).")),
    p({made:value(), F(6), made:module_info(attributes)}),
    p(code:purge(made)),
    p(make(3, "value() -> try binary_to_integer(<<\"x\">>) catch error:badarg -> <<A:4, B/bits>> = <<16#ab>>, {A, B} end.")),
    p({made:value(), made:adder(1)}),
    {error, [{_, [E | _]}], []} = make(4, "value() -> unbound + X."),
    p(element(3, E)),
    p(made:value()).

make(N, Text) ->
    Source = ["-module(made). -export([value/0, adder/1]). -number(" ++ integer_to_list(N) ++ ").",
              "adder(X) -> fun(Y) -> X + Y end.", Text],
    Forms = [begin {ok, Tokens, _} = erl_scan:string(S), Tokens end || S <- Source],
    Split = lists:flatmap(fun forms/1, Forms),
    case compile:forms(Split, [return_errors, deterministic]) of
        {ok, made, Beam} -> code:load_binary(made, "made.beam", Beam);
        Error -> Error
    end.

forms(Tokens) ->
    case lists:splitwith(fun(T) -> element(1, T) =/= dot end, Tokens) of
        {[], []} -> [];
        {Form, [Dot | Rest]} -> {ok, F} = erl_parse:parse_form(Form ++ [Dot]), [F | forms(Rest)]
    end.
