%% What the linter says about modules with one fault each, with all warnings on, and about expressions.
-module(stdlib_erl_lint_sweep).
-export([main/0]).

main() ->
    [begin io:format("~ts~n", [S]), show(erl_lint:module(forms(S), "m.erl", options())) end || S <- modules()],
    [begin io:format("~ts~n", [S]), show(erl_lint:module(forms(S), "m.erl", O)) end
     || {S, O} <- [{"f(X) -> 1.", [nowarn_unused_vars, nowarn_unused_function]}, {"-export([f/1]). f(X) -> Y = 2, 1.", [nowarn_unused_vars]},
                   {"-export([f/0]). f() -> X = 1.", [warnings_as_errors]}, {"-compile(nowarn_unused_function). g() -> 1.", []},
                   {"-export([f/0]). f() -> erlang:now().", [nowarn_deprecated_function]}]],
    [begin
         {ok, Ts, _} = erl_scan:string(S),
         {ok, Es} = erl_parse:parse_exprs(Ts),
         io:format("~ts ~ts~n", [S, [case erl_lint:exprs(Es, Bs) of {error, E, _} -> text(E); {ok, W} -> ["ok ", text(W)] end]])
     end || {S, Bs} <- [{"X.", []}, {"X.", [{'X', 1}]}, {"X = 1, Y.", []}, {"f(1).", []}, {"#r{}.", []}, {"fun(X) -> Y end.", []}]],
    p([erl_lint:is_guard_test(E) || S <- ["X > 1.", "is_atom(X).", "f(X).", "length(X) == 1.", "X = 1."], {ok, Ts, _} <- [erl_scan:string(S)], {ok, [E]} <- [erl_parse:parse_exprs(Ts)]]),
    p([erl_lint:is_pattern_expr(E) || S <- ["1 + 2.", "X.", "f(X).", "\"a\" ++ \"b\"."], {ok, Ts, _} <- [erl_scan:string(S)], {ok, [E]} <- [erl_parse:parse_exprs(Ts)]]),
    p(erl_lint:bool_option(warn_x, nowarn_x, true, [nowarn_x])),
    p([lists:flatten(erl_lint:format_error(D)) || D <- [{unbound_var, 'X'}, {redefine_function, {f, 1}}, {undefined_record, r}, pmod_unsupported, {unused_var, 'Y'}, {deprecated, {m, f, 1}, "use g", "release 99"}]]).

options() ->
    [export_all, warn_unused_vars, warn_unused_import, warn_export_vars, warn_shadow_vars, warn_obsolete_guard, warn_unused_record, warn_bif_clash, warn_untyped_record,
     warn_missing_spec_all, warn_keywords, nowarn_export_all].

modules() ->
    ["f() -> X.", "f(X) -> Y = X, ok.", "f(_X) -> _X.", "f() -> g().", "f() -> lists:nope(1), erlang:now().", "f(1) -> a. f(2) -> b.", "f(1) -> a; f(1, 2) -> b.", "f() -> ok. f() -> again.",
     "-export([f/0, g/1]). f() -> ok.", "-export([f/0]). -export([f/0]). f() -> ok.", "-import(lists, [map/2]). f() -> ok.", "-import(lists, [map/2]). map(X, Y) -> {X, Y}.", "-import(lists, [map/2, map/2]). f() -> map(a, b).",
     "-record(r, {a, b}). f() -> #r{c = 1}.", "f() -> #nor{}.", "-record(r, {a, a}). f() -> #r{}.", "-record(r, {a}). -record(r, {b}). f() -> #r{}.", "-record(r, {a}). f(X) -> X#r.b.", "-record(r, {a}). f(X) -> X#r{a = 1, a = 2}.",
     "-record(unused, {a :: integer()}). f() -> ok.", "-record(r, {a = X}). f() -> #r{}.", "-record(r, {a}). f(#r{_ = 1}) -> ok.", "-record(r, {a}). f() -> #r{_ = 1}.",
     "f(X) -> case X of 1 -> Y = 2; 2 -> Z = 3 end, Y.", "f(X) -> case X of 1 -> Y = 2; 2 -> Y = 3 end, Y.", "f(X) -> if X -> Y = 1; true -> ok end, Y.", "f(X) -> try Y = X catch _ -> ok end, Y.", "f(X) -> fun(X) -> X end.",
     "f(X) -> [X || X <- [1]].", "f(L) -> [Y || X <- L].", "f() -> fun(Y) -> ok end.", "f(X, X) -> ok.", "f({A, B}) when A > C -> ok.", "f(X) when foo(X) -> ok.", "f(X) when length(X) > 1, is_foo(X) -> ok.", "f(X) when X = 1 -> ok.",
     "f(X) when atom(X) -> ok.", "f(X + 1) -> ok.", "f(g(1)) -> ok.", "f(<<X/binary, Y>>) -> ok.", "f(<<X:Y>>) -> ok.", "f(<<A:8/float>>) -> A.", "f(<<A/utf8-signed>>) -> A.", "f() -> <<1:8/foo>>.", "f() -> <<1:8/integer-float>>.", "f() -> <<1/unit:300>>.",
     "f(#{X := 1}) -> ok.", "f(#{a => 1}) -> ok.", "f() -> #{a := 1}.", "f(M) -> M#{a := 1, b => 2}.", "f(#{a := X, b := X}) -> X.",
     "-spec f(integer()) -> atom(). f(1, 2) -> ok.", "-spec f() -> nope(). f() -> ok.", "-spec g() -> ok. f() -> ok.", "-type t() :: integer(). f() -> ok.", "-type t() :: u(). f() -> ok.", "-type t() :: a. -type t() :: b. f() -> ok.",
     "-type t(A) :: {A}. -spec f() -> t(). f() -> ok.", "-type t(A) :: integer(). f() -> ok.", "-opaque o() :: integer(). f() -> ok.", "-spec f(X) -> Y when X :: integer(). f(X) -> X.", "-callback c() -> ok. f() -> ok.",
     "-behaviour(gen_server). f() -> ok.", "-behaviour(no_such_behaviour). f() -> ok.", "-behaviour(gen_server). -behaviour(gen_server). init(_) -> ok.", "-compile({nope, 1}). f() -> ok.", "-compile({inline, [g/1]}). f() -> ok.",
     "-on_load(init/0). f() -> ok.", "-on_load(f/1). f(X) -> X.", "-on_load(f/0). -on_load(g/0). f() -> ok. g() -> ok.", "-deprecated([{g, 1}]). f() -> ok.", "-deprecated({f, 0, whenever}). f() -> ok.", "-removed([{f, 0}]). f() -> ok.",
     "f() -> 1 + a.", "f() -> catch X = 1, X.", "f() -> ok, 5, \"x\".", "f() -> {a, b} = 5.", "f() -> receive X -> Y = X after 0 -> ok end, Y.", "f() -> try ok catch error:_:S -> S; _:_:_ -> a end.", "f() -> try ok catch _:_:S when S == [] -> S end.", "f(S) -> try ok catch _:_:S -> S end.",
     "length(X) -> X. f() -> length(1).", "-compile({no_auto_import, [length/1]}). length(X) -> X. f() -> length(1).", "spawn(X) -> X.", "f() -> fun g/1.", "f() -> fun lists:map/2.", "f() -> ?MODULE.", "f() -> io:format(\"~p~n\", []).", "f() -> io:format(\"~q\", [1]).", "f() -> io:format(\"~s ~w\", [a]).",
     "-file(\"other.hrl\", 10). f() -> X.", "-foo(bar). f() -> ok.", "-export(x). f() -> ok.", "f() -> 'maybe'.", "f() -> begin X = 1 end, X.", "f() -> _ = X, ok.", "f(_) -> _.", "f() -> F = fun F() -> F() end, F.", "f() -> X = 1, fun X() -> X end.", "f(A) -> A ! A, self() ! 1, ok.", "module_info() -> x.", "f() -> erlang:get_stacktrace().", "f() -> erlang:hash(1, 2).",
     "f([A | B] = C) -> ok.", "f(X) -> X#{}#{a => 1}.", "f() -> {_ , X} = {X = 1, 2}.", "f(X) -> X:g(), g:X(), X().", "f(\"a\" ++ X) -> X.", "f(X ++ \"a\") -> X.", "f(-1) -> ok.", "f($a - 1) -> ok."].

%% The forms of a text; forms that the parser or -module refuses are left out by nobody: they come as {error, _}.
forms(S) ->
    {ok, Ts, _} = erl_scan:string("-module(m). " ++ drop_macro(S)),
    [case erl_parse:parse_form(F) of {ok, Form} -> Form; {error, E} -> {error, E} end || F <- split(Ts, [])] ++ [{eof, {1, 1}}].

drop_macro(S) -> [C || C <- S, C =/= $?].

split([], []) -> [];
split([{dot, _} = D | Ts], Acc) -> [lists:reverse([D | Acc]) | split(Ts, [])];
split([T | Ts], Acc) -> split(Ts, [T | Acc]).

show({ok, Ws}) -> io:format("   ok ~ts~n", [[text(X) || {_, X} <- Ws]]);
show({error, Es, Ws}) -> io:format("   errors ~ts warnings ~ts~n", [[[F, $:, text(X)] || {F, X} <- Es], [text(X) || {_, X} <- Ws]]).

text({_, L}) -> text(L);
text(L) -> [[io_lib:format("~p ", [Line]), M:format_error(D), "; "] || {Line, M, D} <- flat(L)].

flat([{F, L} | T]) when is_list(F), is_list(L) -> L ++ flat(T);
flat([X | T]) -> [X | flat(T)];
flat([]) -> [].

p(X) -> io:format("~tp~n", [X]).
