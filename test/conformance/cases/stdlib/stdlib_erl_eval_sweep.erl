%% Every kind of expression evaluated from text: values and bindings, or class, reason and where; function handlers,
%% bindings in their forms, lists of expressions.
-module(stdlib_erl_eval_sweep).
-export([main/0]).

main() ->
    [io:format("~ts~n   ~tp~n", [S, run(S, [])]) || S <- expressions() ++ failing()],
    handlers(),
    binding_forms().

expressions() ->
    ["1.", "1.5e3.", "$a.", "\"str\" \"ing\".", "atom.", "'q a'.", "[].", "{}.", "#{}.", "<<>>.", "[1|2].", "[1,2|[3]].",
     "{1,{2,[3]},\"x\"}.", "16#ff + 2#101.", "1 + 2 * 3 - 4 div 3 rem 2.", "7 / 2.", "-3.", "+3.", "- (1 bsl 70).", "not true.", "bnot 5.",
     "5 band 3 bor 8 bxor 1.", "1 bsl 3 bsr 1.", "true and false or true xor true.", "true andalso 7.", "false andalso foo:bar().",
     "true orelse foo:bar().", "false orelse x.", "[1,2] ++ [3] -- [1].", "1 == 1.0.", "1 =:= 1.0.", "1 /= 2.", "1 =/= 1.", "a < 1.", "a >= 1.", "1 =< 2.", "2 > 3.",
     "X = 1.", "X = Y = 3, {X, Y}.", "{A, [B|C]} = {1, [2, 3]}.", "#{k := V} = #{k => 5, z => 1}.", "{_, _} = {1, 2}.", "A = 1, A = 1.", "\"ab\" ++ T = \"abc\".",
     "<<A:4, B:4>> = <<16#5a>>.", "<<A/binary>> = <<\"x\">>.", "<<L, B:L/binary, R/bits>> = <<2, \"abcd\">>, {L, B, R}.", "<<X:16/little-signed>> = <<254, 255>>.",
     "<<F:64/float>> = <<1.5/float>>, F.", "<<\"abc\"/utf8>>.", "<<\"\x{e9}\"/utf16>>.", "<<1:3, 2:5>>.", "<<(1+1):8, $a, \"b\", <<1,2>>/binary>>.", "<<X/utf8>> = <<\"\x{3b1}\"/utf8>>, X.",
     "<<-1:16/unsigned-big>>.", "<<3:2/unit:4>>.",
     "[X * 2 || X <- [1, 2, 3]].", "[{X, Y} || X <- [1, 2], Y <- [a, b], X > 1].", "[X || {ok, X} <- [{ok, 1}, no, {ok, 2}]].", "[X || <<X:4>> <= <<16#12, 16#34>>].",
     "<< <<X>> || X <- [1, 2, 3], X rem 2 == 1 >>.", "<< <<X:2>> || <<X:1>> <= <<5>> >>.", "[X || X <- [1, a, 2], is_integer(X), X > 1].", "[X || X <- [1, 2], begin Y = X, Y > 1 end].",
     "case 5 of 1 -> a; N when N > 3 -> {big, N} end.", "case {1, 2} of {X, X} -> same; {X, Y} -> {X, Y} end.", "if 1 > 2 -> a; true -> b end.", "if a + 1 > 2 -> a; true -> guard_failed end.",
     "begin X = 1, X + 1 end.", "fun(X) -> X + 1 end(2).", "F = fun(0) -> zero; (N) when N > 0 -> pos; (_) -> neg end, [F(0), F(5), F(-1)].",
     "F = fun Fac(0) -> 1; Fac(N) -> N * Fac(N - 1) end, F(25).", "X = 1, F = fun(X) -> X end, F(2).", "X = 1, F = fun() -> X end, F().", "Y = 2, (fun(Z) -> Y + Z end)(3).",
     "F = fun lists:reverse/1, F([1, 2]).", "M = lists, M:sum([1, 2]).", "F = reverse, lists:F([1, 2]).", "apply(lists, nth, [2, [a, b]]).", "erlang:apply(fun(A, B) -> {A, B} end, [1, 2]).",
     "(fun(A, B, C, D, E, F, G, H, I, J) -> {A, B, C, D, E, F, G, H, I, J} end)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).",
     "lists:map(fun(X) when X > 1 -> X * X; (X) -> X end, [1, 2, 3]).", "lists:foldl(fun(X, A) -> X + A end, 0, lists:seq(1, 100)).", "length([1, 2]).", "is_function(fun() -> ok end, 0).", "element(2, {a, b}).",
     "try 1 of 1 -> one after put(after_ran, yes) end.", "get(after_ran).", "try throw(t) catch t -> caught end.", "try exit(e) catch exit:X -> {exit, X} end.", "try error(e) catch error:X:S -> {X, is_list(S)} end.",
     "try 1 / 0 catch _:R when R == badarith -> r end.", "try throw(a) catch error:_ -> no; throw:X -> {thrown, X} after ok end.", "catch throw(x).", "catch 1 + 1.", "element(1, catch exit(x)).",
     "try (try throw(inner) after throw(outer) end) catch X -> X end.", "try ok of ok -> throw(from_of) catch _ -> not_here after ok end.",
     "receive after 0 -> nothing end.", "self() ! {m, 1}, receive {m, X} -> X end.", "self() ! a, self() ! b, receive b -> first end, receive a -> second end.", "self() ! 3, receive X when X > 5 -> big; X -> {small, X} after 10 -> none end.",
     "M = #{a => 1, b => 2}, M#{a := 3, c => 4}.", "#{X => Y || X <- [1]}.", "#{{1, 2} := Z} = #{{1, 2} => z}, Z.", "K = k, #{K := V} = #{k => v}, V.", "maps:get(a, #{a => 1}).", "#{1 => a, 1.0 => b}.",
     "lists:sort(fun(A, B) -> A >= B end, [1, 3, 2]).", "string:uppercase(\"abc\").", "X = lists:seq(1, 5), [A || A <- X, lists:member(A, [2, 4])].", "is_record({r, 1}, r).", "is_record({r, 1}, r, 2).",
     "F = fun(F, 0) -> done; (F, N) -> F(F, N - 1) end, F(F, 1000).", "fun(_, _) -> 1 end.", "erlang:fun_info(fun(_, _) -> 1 end, arity).", "begin a, b, c end.", "A = B = C = 5, A + B + C.", "_ = 5.", "maybe_atom."].

failing() ->
    ["1 / 0.", "a + 1.", "{a} = {b}.", "A = 1, A = 2.", "case 5 of 1 -> a end.", "if false -> a end.", "foo:bar(1).", "undefined_local(1).", "fun(1) -> a end(2).", "F = fun(X) -> X end, F(1, 2).",
     "x().", "X + 1.", "throw(t).", "exit(e).", "error(r).", "error(r, [1]).", "hd([]).", "element(5, {a}).", "atom_to_list(1).", "lists:nth(3, [a]).", "[X || X <- not_a_list].", "<< <<X>> || X <- [a] >>.", "[X || <<X>> <= not_binary].",
     "[X || X <- [1 | 2]].", "<<a>>.", "<<1:(-1)>>.", "<<A:8>> = <<1, 2>>.", "#{a := 1} = #{}.", "M = #{}, M#{a := 1}.", "m#{a => 1}.", "not 1.", "1 and true.", "1 andalso true.", "true andalso a, (b orelse c).",
     "[a || 1].", "[a || b].", "try throw(x) catch y -> z end.", "try 1 of 2 -> a catch _:_ -> b end.", "try error(a) after exit(b) end.", "5(1).", "M = 5, M:f().", "F = 5, lists:F(1).", "#r{a = 1}.", "R = 1, R#r.a.", "apply(5, []).", "fun foo/1.",
     "receive x -> y after a -> z end.", "spawn(1, 2, 3).", "catch foo:bar().", "1 bsl a.", "[1 | 2] ++ 3.", "[1] -- 2.", "bnot 1.5.", "- a."].

run(S, Bindings) ->
    {ok, Ts, _} = erl_scan:string(S),
    case erl_parse:parse_exprs(Ts) of
        {ok, Es} -> evaluate(Es, Bindings);
        {error, {_, M, D}} -> {does_not_parse, lists:flatten(M:format_error(D))}
    end.

evaluate(Es, Bindings) ->
    try erl_eval:exprs(Es, Bindings) of
        {value, V, B} -> {plain(V), lists:sort([{N, plain(X)} || {N, X} <- erl_eval:bindings(B)])}
    catch C:R:St -> {C, plain(R), [{M, F, if is_list(A) -> length(A); true -> A end} || {M, F, A, _} <- lists:sublist(St, 1)]}
    end.

plain(F) when is_function(F) -> {a_fun, erlang:fun_info(F, arity)};
plain({'EXIT', {R, [_ | _]}}) -> {'EXIT', plain(R)};
plain([{M, F, _, L} | _]) when is_atom(M), is_atom(F), is_list(L) -> trace;
plain(L) when is_list(L), length(L) >= 0 -> [plain(X) || X <- L];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(M) when is_map(M) -> maps:from_list(plain(maps:to_list(M)));
plain(X) -> X.

handlers() ->
    Parsed = fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts), Es end,
    Local = {value, fun(Name, Args) -> {local, Name, Args} end},
    LocalE = {eval, fun(Name, Args, Bs) -> {value, {unevaluated, Name, length(Args)}, Bs} end},
    Non = {value, fun({M, F}, Args) -> {remote, M, F, Args}; (F, Args) -> {a_fun, is_function(F), Args} end},
    [p(element(2, erl_eval:exprs(Parsed(S), [{'X', 9}], L, N)))
     || S <- ["f(1, X).", "lists:sum([X]).", "g(lists:sum([1])).", "{h(), X + 1}."], {L, N} <- [{Local, none}, {Local, Non}, {LocalE, none}]],
    p(try erl_eval:exprs(Parsed("f(1)."), [], none, none) catch C:R -> {C, R} end),
    p(element(2, erl_eval:expr(hd(Parsed("lists:max([1, X]).")), [{'X', 3}], none, none, none))),
    p(erl_eval:expr(hd(Parsed("X + 1.")), [{'X', 3}], none, none, value)),
    p(erl_eval:expr_list(Parsed("A = 1, B = A + X, {A, B}."), [{'X', 3}])),
    p(lists:sort(erl_eval:bindings(element(3, erl_eval:exprs(Parsed("A = 1, B = 2, F = 3, A."), []))))).

binding_forms() ->
    B0 = erl_eval:new_bindings(),
    B1 = erl_eval:add_binding('X', 1, B0),
    B2 = erl_eval:add_binding('Y', {a}, B1),
    p([erl_eval:binding('X', B2), erl_eval:binding('Z', B2), lists:sort(erl_eval:bindings(B2)), erl_eval:bindings(erl_eval:del_binding('X', B2))]),
    p([run("X + 1.", #{'X' => 5}), run("X + 1.", [{'X', 5}]), run("X = 6.", #{'X' => 5})]),
    p([erl_eval:is_constant_expr(E) || S <- ["1.", "{a, [1]}.", "X.", "f()."], {ok, Ts, _} <- [erl_scan:string(S)], {ok, [E]} <- [erl_parse:parse_exprs(Ts)]]),
    p([try erl_eval:partial_eval(E) catch C:R -> {C, R} end || S <- ["1 + 2 * 3.", "{1 + 1, X}.", "[1 | 2 - 1]."], {ok, Ts, _} <- [erl_scan:string(S)], {ok, [E]} <- [erl_parse:parse_exprs(Ts)]]).

p(X) -> io:format("~tp~n", [X]).
