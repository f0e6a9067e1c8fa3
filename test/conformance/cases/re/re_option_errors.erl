%% Causes of badarg of all functions of re, for bad options, patterns and subjects.
-module(re_option_errors).
-export([main/0]).
main() ->
    {ok, RP} = re:compile("a"), {ok, UP} = re:compile(<<"a"/utf8>>, [unicode]),
    Bad = [foo, [foo], [{newline, foo}], [{offset, -1}], [{offset,a}], [{capture, foo}], [{capture,[x|y]}], [{match_limit,-1}], [global|foo], [firstline|x], [notbol], [global], [report_errors], [{newline,cr},{newline,lf}], [{capture, all, foo}], [{match_limit, foo}], [{match_limit_recursion, x}], [unicode, foo], [anchored], [ungreedy], [{offset, 1 bsl 70}], [{capture,["nm"],list}], [{capture,[x],list}], [{capture, [1,-1]}],[{capture,none,foo}], #{}, [{return,list}], [trim], [{parts,2}], [{parts,0}],[{parts,foo}], [group], [{capture, first}],[{return,foo}], [global,{return,foo}]],
    Res = [{lit, "a"}, {bin, <<"a">>}, {rp, RP}, {up, UP}, {bad, foo}, {badrp, {re_pattern,1,2,3,4}}, {badrp2, {re_pattern,1,0,0,<<>>}}, {open, "("}, {bits, <<1:3>>}, {badl, [a]}, {big, [400]}, {tup, {a}}],
    Subj = ["xax", <<"xax">>, foo, [a], [400], <<1:3>>, [$a|b], <<255>>],
    [e("run", fun() -> re:run(S, R, O) end, {SN, RN, O}) || {SN, S} <- lists:zip(lists:seq(1, length(Subj)), Subj), {RN, R} <- Res, O <- Bad ++ [[], [unicode]]],
    [e("run2", fun() -> re:run(S, R) end, {SN, RN}) || {SN, S} <- lists:zip(lists:seq(1, length(Subj)), Subj), {RN, R} <- Res],
    [e("compile", fun() -> re:compile(R, O) end, {RN, O}) || {RN, R} <- Res, O <- Bad ++ [[],[unicode]]],
    [e("compile1", fun() -> re:compile(R) end, {RN}) || {RN, R} <- Res],
    [e("split", fun() -> re:split(S, R, O) end, {S, RN, O}) || S <- ["xax", foo], {RN, R} <- Res, O <- Bad],
    [e("split2", fun() -> re:split(S, R) end, {S, RN}) || S <- ["xax", foo], {RN, R} <- Res],
    [e("replace", fun() -> re:replace(S, R, "b", O) end, {S, RN, O}) || S <- ["xax", foo], {RN, R} <- Res, O <- Bad],
    [e("replace4", fun() -> re:replace("xax", "a", R, O) end, {R, O}) || R <- [foo, [a], <<1:3>>, fun(X) -> X end, fun(X, _) -> X end, "\\", <<"&">>, [400]], O <- [[], [global], [unicode], [foo], [{return,foo}]]],
    [e("inspect", fun() -> re:inspect(R, I) end, {RN, I}) || {RN, R} <- Res, I <- [namelist, foo, 1]],
    ok.
e(N, F, A) ->
    V = try F() of {ok, _} -> ok; {match, _} -> match; X -> X catch C:R:S -> 
       [{M, Fn, Ar, I} | T] = S,
       {C, R, M, Fn, if is_list(Ar) -> length(Ar); true -> Ar end, [{K, W} || {K, W} <- I, K =/= line, K =/= file], (fun() -> case proplists:get_value(error_info, I) of #{module := Mo} -> catch Mo:format_error(R, S); _ -> none end end)(), [{A1,B1} || {A1, B1, _, _} <- T, A1 == re]} end,
    io:format("~s ~0p ~0p~n", [N, A, V]).
