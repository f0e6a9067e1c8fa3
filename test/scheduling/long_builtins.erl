%% REQUIRES: runtime
%% RUN: mkdir -p %t.ebin && %erlc +nowarn_deprecated_function -o %t.ebin %s
%% RUN: %beamc build %t.ebin --main long_builtins:main -o %t.exe --embed-beam=own
%% RUN: env BEAMC_SCHEDULERS=2 timeout 300 %t.exe | FileCheck %s
%% RUN: env BEAMC_SCHEDULERS=1 timeout 300 %t.exe | FileCheck %s
%% RUN: env BEAMC_SCHEDULERS=2 BEAMC_DEBUG=tier=interp timeout 300 %t.exe | FileCheck %s
%% As many processes as schedulers repeat a built-in on large input. Meanwhile timers fire, other processes answer,
%% and they can be killed. (OTP 25 itself holds processes up where it charges nothing: comparisons, external_size.)
%% CHECK-NOT: false
%% CHECK: charged: ok
%% CHECK-NOT: false
%% CHECK: {list_to_binary,{true,true}}
%% CHECK-NOT: false
%% CHECK: done
-module(long_builtins).
-export([main/0]).

%% Milliseconds: each wait takes a few; a scheduler that is held up would make it seconds to minutes.
-define(BOUND, 20000).

main() ->
    charges(),
    Other = spawn_link(fun echo/0),
    [p({Name, check(Fun, Other)}) || {Name, Fun} <- builtins()],
    unlink(Other),
    exit(Other, kill),
    io:format("done~n").

%% A call costs reductions by its work, and a short one next to nothing.
charges() ->
    Bytes = lists:duplicate(2000000, $x),
    Binary = list_to_binary(Bytes),
    Large = [{list_to_binary, cost(fun() -> list_to_binary(Bytes) end)},
             {binary_to_list, cost(fun() -> binary_to_list(Binary) end)},
             {term_to_binary, cost(fun() -> term_to_binary(Bytes) end)},
             {append, cost(fun() -> Bytes ++ [] end)},
             {equal, cost(fun() -> Bytes =:= binary_to_list(Binary) end)},
             {md5, cost(fun() -> erlang:md5(Binary) end)},
             {send, cost(fun() -> self() ! Bytes, receive X -> X end end)}],
    Short = cost(fun() -> list_to_binary([1, 2, 3]) end),
    case [L || {_, Cost} = L <- Large, Cost < 500] of
        [] when Short < 100 -> io:format("charged: ok~n");
        Cheap -> io:format("charged: ~p ~p~n", [Cheap, Short])
    end.

cost(F) ->
    {_, M} = spawn_monitor(fun() ->
        {reductions, A} = process_info(self(), reductions),
        F(),
        {reductions, B} = process_info(self(), reductions),
        exit({cost, B - A})
    end),
    receive {'DOWN', M, _, _, {cost, N}} -> N end.

check(Fun, Other) ->
    Workers = [spawn_opt(fun() -> repeat(Fun) end, [monitor]) || _ <- lists:seq(1, erlang:system_info(schedulers_online))],
    Start = now_ms(),
    receive after 20 -> ok end,
    erlang:send_after(10, self(), tick),
    receive tick -> ok end,
    Other ! {self(), ping},
    receive {Other, ping} -> ok end,
    Waited = now_ms() - Start,
    [exit(P, kill) || {P, _} <- Workers],
    [receive {'DOWN', M, process, P, Reason} -> killed = Reason end || {P, M} <- Workers],
    {Waited < ?BOUND, now_ms() - Start - Waited < ?BOUND}.

repeat(Fun) ->
    Fun(),
    repeat(Fun).

echo() ->
    receive {From, X} -> From ! {self(), X}, echo() end.

builtins() ->
    N = 200000,
    Bytes = lists:duplicate(N, $x),
    Binary = list_to_binary(Bytes),
    Odd = <<1:1, Binary/binary>>,
    <<_:1, Shifted/bitstring>> = Odd,
    Numbers = lists:seq(1, N),
    Pairs = [{I, I} || I <- Numbers],
    Same = [{I, I} || I <- Numbers],
    Map = maps:from_list(Pairs),
    SameMap = maps:from_list(Same),
    Tuple = list_to_tuple(Numbers),
    External = term_to_binary(Pairs),
    Set = ets:new(set, [public]),
    Ordered = ets:new(ordered, [public, ordered_set]),
    Bag = ets:new(bag, [public, bag]),
    ets:insert(Set, Pairs),
    ets:insert(Ordered, Pairs),
    ets:insert(Bag, [{key, I} || I <- lists:seq(1, 2000)]),
    Text = unicode:characters_to_binary(lists:duplicate(N div 2, 16#3b1)),
    Big = 1 bsl 100000,
    Digits = integer_to_list(Big),
    [{list_to_binary, fun() -> list_to_binary(Bytes) end},
     {iolist_size, fun() -> iolist_size([Bytes, Binary | Binary]) end},
     {iolist_to_binary, fun() -> iolist_to_binary([Bytes, [Bytes]]) end},
     {list_to_bitstring, fun() -> list_to_bitstring([Bytes, Shifted]) end},
     {binary_to_list, fun() -> binary_to_list(Binary) end},
     {bitstring_to_list, fun() -> bitstring_to_list(Shifted) end},
     {binary_copy, fun() -> binary:copy(Binary, 20) end},
     {binary_append, fun() -> <<Binary/binary, Shifted/bitstring, Binary/binary>> end},
     {binary_match, fun() -> binary:match(Binary, <<"xxxy">>) end},
     {binary_matches, fun() -> binary:matches(Binary, [<<"x">>, <<"y">>]) end},
     {binary_split, fun() -> binary:split(Binary, <<"x">>, [global]) end},
     {binary_common_prefix, fun() -> binary:longest_common_prefix([Binary, <<Binary/binary, 0>>]) end},
     {binary_decode, fun() -> binary:decode_unsigned(Binary) end},
     {term_to_binary, fun() -> term_to_binary(Pairs) end},
     {term_to_binary_compressed, fun() -> term_to_binary(Bytes, [compressed]) end},
     {external_size, fun() -> erlang:external_size(Pairs) end},
     {binary_to_term, fun() -> binary_to_term(External) end},
     {append, fun() -> Numbers ++ [x] end},
     {subtract, fun() -> Numbers -- [0, N] end},
     {subtract_long, fun() -> Numbers -- Bytes end},
     {length, fun() -> length(Numbers) end},
     {length_guard, fun() -> guarded_length(Numbers) end},
     {member, fun() -> lists:member(x, Numbers) end},
     {reverse, fun() -> lists:reverse(Numbers) end},
     {keyfind, fun() -> lists:keyfind(0, 1, Pairs) end},
     {keymember, fun() -> lists:keymember(0, 1, Pairs) end},
     {keysearch, fun() -> lists:keysearch(0, 1, Pairs) end},
     {sort, fun() -> lists:sort(Numbers) end},
     {list_to_tuple, fun() -> list_to_tuple(Numbers) end},
     {tuple_to_list, fun() -> tuple_to_list(Tuple) end},
     {setelement, fun() -> setelement(N, Tuple, x) end},
     {append_element, fun() -> erlang:append_element(Tuple, x) end},
     {make_tuple, fun() -> erlang:make_tuple(N, x) end},
     {equal, fun() -> Pairs =:= Same end},
     {equal_guard, fun() -> guarded_equal(Pairs, Same) end},
     {equal_match, fun() -> Same = Pairs end},
     {less, fun() -> Pairs < Same end},
     {max, fun() -> max(Pairs, Same) end},
     {equal_maps, fun() -> Map == SameMap end},
     {less_maps, fun() -> Map < SameMap end},
     {equal_binaries, fun() -> Binary =:= Shifted end},
     {phash2, fun() -> erlang:phash2(Pairs) end},
     {phash2_range, fun() -> erlang:phash2(Binary, 1000) end},
     {phash, fun() -> erlang:phash(Pairs, 1000) end},
     {md5, fun() -> erlang:md5([Binary, Bytes]) end},
     {crc32, fun() -> erlang:crc32([Binary, Bytes]) end},
     {adler32, fun() -> erlang:adler32(Binary) end},
     {maps_from_list, fun() -> maps:from_list(Pairs) end},
     {maps_to_list, fun() -> maps:to_list(Map) end},
     {maps_keys, fun() -> maps:keys(Map) end},
     {maps_values, fun() -> maps:values(Map) end},
     {maps_merge, fun() -> maps:merge(Map, SameMap#{x => y}) end},
     {maps_large_key, fun() -> maps:is_key(Pairs, #{Same => x}) end},
     {map_large_key, fun() -> case #{Same => x} of #{Pairs := X} -> X end end},
     {unicode_to_list, fun() -> unicode:characters_to_list(Text) end},
     {unicode_to_binary, fun() -> unicode:characters_to_binary([Text, Text], utf8, utf16) end},
     {integer_to_list, fun() -> integer_to_list(Big) end},
     {list_to_integer, fun() -> list_to_integer(Digits) end},
     {multiply, fun() -> Big * Big end},
     {divide, fun() -> (Big * Big) div (Big - 1) end},
     {re_run, fun() -> re:run(Binary, "(x+)y") end},
     {re_replace, fun() -> re:replace(Text, "q", "r", [global]) end},
     {send, fun() -> self() ! Pairs, receive X -> X end end},
     {spawn_argument, fun() -> {_, M} = spawn_monitor(erlang, length, [Pairs]), receive {'DOWN', M, _, _, _} -> ok end end},
     {dictionary, fun() -> put(x, Pairs), erase() end},
     {ets_insert_list, fun() -> ets:insert(Set, Pairs) end},
     {ets_insert_large, fun() -> ets:insert(Set, {large, Pairs}) end},
     {ets_lookup_large, fun() -> ets:insert_new(Set, {large, Pairs}), ets:lookup(Set, large) end},
     {ets_lookup_bag, fun() -> ets:lookup(Bag, key) end},
     {ets_insert_bag, fun() -> ets:insert(Bag, {key, 1}) end},
     {ets_tab2list, fun() -> ets:tab2list(Ordered) end},
     {ets_match, fun() -> ets:match(Ordered, {'_', 0}) end},
     {ets_select, fun() -> ets:select(Ordered, [{{'$1', '$1'}, [], ['$1']}]) end},
     {ets_select_count, fun() -> ets:select_count(Ordered, [{{'$1', 0}, [], [true]}]) end},
     {ets_select_limit, fun() -> ets:select(Ordered, [{{'_', 0}, [], ['$_']}], 5) end},
     {ets_foldl, fun() -> ets:foldl(fun(_, A) -> A + 1 end, 0, Ordered) end},
     {ets_delete_all, fun() -> T = ets:new(t, []), ets:insert(T, Pairs), ets:delete_all_objects(T), ets:delete(T) end},
     {ets_delete, fun() -> T = ets:new(t, []), ets:insert(T, Pairs), ets:delete(T) end},
     {persistent_term, fun() -> persistent_term:put(?MODULE, Numbers) end},
     {flat_size, fun() -> erts_debug:flat_size(Pairs) end},
     {garbage_collect, fun() -> erlang:garbage_collect() end},
     {processes, fun() -> erlang:processes() end},
     {zlib, fun() -> zlib:uncompress(zlib:compress(Binary)) end},
     {external_printed, fun() -> io_lib:write(Bytes, 1000) end}].

guarded_length(L) when length(L) > 0 -> yes.

guarded_equal(A, B) when A =:= B -> yes.

now_ms() -> erlang:monotonic_time(millisecond).

p(X) -> io:format("~tp~n", [X]).
