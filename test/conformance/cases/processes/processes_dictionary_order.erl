%% get/0, get_keys/0,1 and erase/0 list keys in the order of the dictionary's hash table, which grows and
%% shrinks. Only keys whose hash is the same in every run: no atoms, pids and references.
-module(processes_dictionary_order).
-export([main/0]).

main() ->
    show(),
    [begin put(K, K), show() end || K <- lists:seq(1, 20)],
    [begin put({K}, K), show() end || K <- lists:seq(1, 40)],
    [put(K, v) || K <- ["abc", <<"a">>, 1.5, #{}, [], 1 bsl 70, -5, -(1 bsl 70), {1, "x"}, 0.0, <<1:3>>, -1, 1 bsl 40]],
    show(),
    io:format("~w~n", [get()]),
    io:format("~w~n~w~n", [get_keys(v), get_keys(3)]),
    [begin put(K, {again, K}), show() end || K <- [3, {7}, 19, {30}, "abc"]],
    [begin put(K, now_atom), show() end || K <- [4, {8}, 18, {31}, #{}]],
    [begin put(K, 2.5), show() end || K <- [5, {9}, 17, {32}, []]],
    [begin erase(K), show() end || K <- lists:seq(3, 20)],
    [begin erase({K}), show() end || K <- lists:seq(40, 2, -1)],
    erase(nothing),
    show(),
    io:format("~w~n", [element(2, process_info(self(), dictionary))]),
    io:format("~w~n", [erase()]),
    show(),
    [put(K * 7, K) || K <- lists:seq(1, 3000)],
    io:format("~w~n", [erlang:phash2(get())]),
    [erase(K * 7) || K <- lists:seq(1, 2950)],
    show(),
    [put({K, K}, K) || K <- lists:seq(1, 300)],
    show().

show() -> io:format("~w~n", [get_keys()]).
