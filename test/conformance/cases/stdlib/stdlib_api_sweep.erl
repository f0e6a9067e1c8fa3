%% Every exported function of the modules that hold data, with every combination of some values: what it
%% answers or raises, and where. One line for each function; put(verbose, true) at the begin of main/0 shows each call.
-module(stdlib_api_sweep).
-export([main/0]).



main() ->
    [sweep(M, Exports, own(M)) || {M, Exports} <- [{lists, lists:module_info(exports)},
            {maps, maps:module_info(exports)}, {dict, dict:module_info(exports)},
            {orddict, orddict:module_info(exports)}, {gb_trees, gb_trees:module_info(exports)},
            {gb_sets, gb_sets:module_info(exports)}, {ordsets, ordsets:module_info(exports)},
            {sets, sets:module_info(exports)}, {queue, queue:module_info(exports)},
            {proplists, proplists:module_info(exports)}, {string, string:module_info(exports)},
            {array, array:module_info(exports)}, {base64, base64:module_info(exports)},
            {sofs, sofs:module_info(exports)}, {calendar, calendar:module_info(exports)},
            {math, math:module_info(exports)}, {io_lib, io_lib:module_info(exports)},
            {unicode, unicode:module_info(exports)}, {unicode_util, unicode_util:module_info(exports)},
            {binary, binary:module_info(exports)}, {filename, filename:module_info(exports)},
            {erl_scan, erl_scan:module_info(exports)}, {erl_anno, erl_anno:module_info(exports)},
            {uri_string, uri_string:module_info(exports)}]],
    ok.

%% What every module is asked with.
common() -> [0, 1, 2, -1, 1.5, a, [], [1, 2], "b", [{a, 1}, {b, 2}], {a, 1}, <<"ab">>, #{a => 1},
             fun(X) -> X end, fun(X, Y) -> {X, Y} end].

%% What it works on.
own(lists) -> [[2, 1 | 3], [{b, 1, x}, {a, 2, y}], [[1], [2, 3]], fun(_) -> true end, fun(A, B) -> A =< B end];
own(maps) -> [#{1 => x, b => y}, maps:iterator(#{1 => 2, 3 => 4}), fun(_, V) -> V =:= 1 end, fun(_, V, A) -> [V | A] end];
own(dict) -> [dict:new(), dict:from_list([{a, 1}, {b, [2]}, {1, x}]), fun(_, V) -> V =:= 1 end, fun(_, V, A) -> [V | A] end];
own(orddict) -> [[{a, [1]}, {b, []}], fun(_, V) -> V =:= 1 end, fun(_, V, A) -> [V | A] end];
own(gb_trees) -> [gb_trees:empty(), gb_trees:from_orddict([{1, x}, {a, y}, {b, z}]), gb_trees:iterator(gb_trees:from_orddict([{1, x}]))];
own(gb_sets) -> [gb_sets:new(), gb_sets:from_list([1, a, b, 2]), gb_sets:from_list([a]), gb_sets:iterator(gb_sets:from_list([1, 2])), fun(E) -> E =:= 1 end];
own(ordsets) -> [[1, a], [[1], [2]], fun(E) -> E =:= 1 end];
own(sets) -> [sets:new(), sets:from_list([1, a]), sets:from_list([1, b], [{version, 2}]), fun(E) -> E =:= 1 end];
own(queue) -> [queue:new(), queue:from_list([1, 2, a]), queue:from_list([a]), fun(E) -> E =:= 1 end, fun(E) -> [E, E] end];
own(proplists) -> [[a, {b, 1}, {a, x}, {a, 1, 2}], [{a, b}], [{a, [b]}], [{{a, true}, [c]}]];
own(string) -> ["Hello wORLD ", <<"été ß"/utf8>>, [$e, 769, "x" | <<"y">>], both, trailing, " ", [128104, 8205, 128105]];
own(array) -> [array:new(), array:from_list([x, y, z]), array:new(3, {default, d}), fun(_, V) -> V end, fun(_, V, A) -> [V | A] end];
own(base64) -> ["aGk=", <<"aGVsbG8=">>, <<"a G k=">>, "%%%"];
own(sofs) -> [sofs:set([a, b, 1]), sofs:relation([{a, 1}, {b, 2}, {1, a}]), sofs:family([{a, [1, 2]}, {b, []}]), sofs:set([[a], [b]]),
              sofs:from_term([[a, b], [1]], [[atom]]), sofs:empty_set(), {external, fun(X) -> X end}];
own(calendar) -> [{2024, 2, 29}, {{1999, 12, 31}, {23, 59, 59}}, {12, 30, 5}, {1970, 1, 1}, 63000000000, "2024-02-29T12:00:00Z", {1, 2, 3}, {2023, 2, 29}];
own(math) -> [0.5, 1 bsl 80, -0.0, 1.0e308, 100];
own(io_lib) -> ["~p~n", "~w ~s", "~d", "~5.2.0f", "1 2.5 abc", [1.0], ["x", a], "a b\n", 'Q q', "\x{3b1}", {rec, 1}];
own(unicode) -> ["\x{3b1}b", <<255, 254>>, <<206>>, [<<206>>, 177], latin1, utf8, {utf16, little}, utf32, [55296], <<239, 187, 191>>];
own(unicode_util) -> ["e\x{301}b", <<"été"/utf8>>, "\r\nx", [44032, 4352, 4449], [128104, 8205, 128105], <<255>>, 223, 16#fb01];
own(binary) -> [<<"abab">>, [<<"a">>, <<"bc">>], {0, 1}, <<1:3>>, [global], big, little];
own(filename) -> ["/a/b/../c.erl", "x/y", ".erl", <<"/é"/utf8>>, "~", "a//b/"];
own(erl_scan) -> ["foo(X) -> 'a b' + 16#ff.", "\"str", "$a.", {1, 1}, [text], [return], "1.0e3 %c\n"];
own(erl_anno) -> [erl_anno:new(3), erl_anno:new({3, 4}), [{file, "f"}, {location, 1}], {1, 2}];
own(uri_string) -> ["http://u@h:80/p?q=1#f", <<"//x/y/../z">>, #{path => "/p", scheme => "s"}, "a=1&b=%20", [{"k", "v"}]].

sweep(M, Exports, Own) ->
    Values = common() ++ Own,
    Fewer = [1, a, [], fun(X, Y) -> {X, Y} end | lists:sublist(Own, 4)],
    [case fold(A, Values, Fewer, fun(Args, Acc) -> add(show(M, F, A, Args), Acc) end) of
         {0, 0, 0} -> ok;
         {Calls, Answers, Hash} -> io:format("~w:~w/~w: ~w calls, ~w answers, ~w~n", [M, F, A, Calls, Answers, Hash])
     end || {F, A} <- lists:sort(Exports), F =/= module_info, A =< 3, callable(M, F)].

%% Results are not kept: with a heap that stays small the case is quick also where each test collects.
add({ok, _} = R, {Calls, Answers, Hash}) -> {Calls + 1, Answers + 1, erlang:phash2({R, Hash})};
add(R, {Calls, Answers, Hash}) -> {Calls + 1, Answers, erlang:phash2({R, Hash})}.

%% Left out: what reads the clock or messages, prints, or depends on the machine.
callable(calendar, F) ->
    not lists:member(F, [local_time, universal_time, local_time_to_universal_time, local_time_to_universal_time_dst]);
callable(maps, iterator) -> false;
callable(binary, F) -> F =/= referenced_byte_size andalso F =/= compile_pattern;
callable(filename, F) -> not lists:member(F, [absname, find_src, safe_relative_path]);
callable(unicode_util, F) -> F =/= whitespace;
callable(lists, F) -> F =/= zf;
callable(_, _) -> true.

%% Three arguments are taken from fewer values.
fold(0, _, _, Do) -> Do([], {0, 0, 0});
fold(1, Values, _, Do) -> lists:foldl(fun(V, Acc) -> Do([V], Acc) end, {0, 0, 0}, Values);
fold(2, Values, _, Do) ->
    lists:foldl(fun(V, Acc1) -> lists:foldl(fun(W, Acc2) -> Do([V, W], Acc2) end, Acc1, Values) end, {0, 0, 0}, Values);
fold(3, _, Fewer, Do) ->
    lists:foldl(
      fun(V, Acc1) ->
              lists:foldl(
                fun(W, Acc2) -> lists:foldl(fun(X, Acc3) -> Do([V, W, X], Acc3) end, Acc2, Fewer) end,
                Acc1, Fewer)
      end, {0, 0, 0}, Fewer).

show(M, F, A, Args) ->
    R = try {ok, apply(M, F, Args)}
        catch C:E:Stack -> {C, E, place(hd(Stack))}
        end,
    Plain = plain(R),
    get(verbose) =:= true andalso io:format("~w:~w/~w ~w -> ~W~n", [M, F, A, plain(Args), Plain, 60]),
    Plain.

%% Where it was raised; lines only where OTP has them.
place({M, F, A, Location}) ->
    {M, F, if is_list(A) -> length(A); true -> A end, proplists:get_value(line, Location)}.

plain(F) when is_function(F) -> {a_fun, erlang:fun_info(F, arity)};
plain(R) when is_reference(R) -> a_reference;
plain([H | T]) -> [plain(H) | plain(T)];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(M) when is_map(M) -> maps:from_list(plain(maps:to_list(M)));
plain(T) -> T.
