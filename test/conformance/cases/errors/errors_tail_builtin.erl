%% Built-ins as last calls: the function that called shows in the trace when they fail, though its frame is gone.
-module(errors_tail_builtin).
-export([main/0]).

main() ->
    [t(F) || F <- [
        fun() -> process_info(id(foo)) end,
        fun() -> process_info(self(), id(foo)) end,
        fun() -> erlang:garbage_collect(id(foo)) end,
        fun() -> group_leader(id(foo), self()) end,
        fun() -> process_flag(self(), id(foo), 1) end,
        fun() -> spawn(id(foo), bar, baz) end,
        fun() -> spawn_link(id(foo)) end,
        fun() -> spawn_opt(id(fun() -> ok end), [bad]) end,
        fun() -> erlang:send(id(nobody_is_called_so), hello) end,
        fun() -> link(id(foo)) end,
        fun() -> monitor(process, id(12)) end,
        fun() -> demonitor(id(foo)) end,
        fun() -> exit(id(foo), bar) end,
        fun() -> register(id(foo), bar) end,
        fun() -> ets:select(id(foo), []) end,
        fun() -> ets:select_count(id(foo), []) end,
        fun() -> ets:match_object(id(foo), '_') end,
        fun() -> ets:insert(id(foo), {a}) end,
        fun() -> ets:tab2list(id(foo)) end,
        fun() -> term_to_binary(id(a), [bad]) end,
        fun() -> binary_to_term(id(<<1>>)) end,
        fun() -> list_to_binary(id([foo])) end,
        fun() -> iolist_size(id([foo])) end,
        fun() -> binary:match(id(foo), <<1>>) end,
        fun() -> binary:matches(<<1>>, id(<<>>)) end,
        fun() -> binary:split(id(foo), <<1>>) end,
        fun() -> unicode:characters_to_binary(id(foo)) end,
        fun() -> re:run(id(foo), id(1)) end,
        fun() -> lists:reverse(id([a | b])) end,
        fun() -> lists:member(a, id([b | c])) end,
        fun() -> lists:keyfind(a, 1, id([b | c])) end,
        fun() -> erlang:start_timer(id(-1), self(), x) end,
        fun() -> erlang:cancel_timer(id(x)) end,
        fun() -> erlang:halt(id(foo)) end,
        fun() -> erlang:suspend_process(id(foo)) end,
        fun() -> erlang:system_flag(id(foo), 1) end,
        fun() -> erlang:system_info(id(foo)) end,
        fun() -> erlang:check_process_code(id(foo), bar) end,
        fun() -> erlang:load_module(id(foo), bar) end,
        fun() -> erlang:delete_module(id("foo")) end,
        fun() -> erlang:phash2(id(a), 0) end,
        fun() -> erlang:md5(id(a)) end,
        fun() -> erlang:crc32(id(a)) end,
        fun() -> erlang:external_size(id(a), b) end,
        fun() -> erlang:port_info(id(a)) end,
        fun() -> persistent_term:get(id(a_key_that_is_not_there)) end,
        fun() -> math:sqrt(id(-1)) end,
        fun() -> maps:get(a, id(#{})) end,
        fun() -> maps:merge(id(a), #{}) end
    ]].

t(F) ->
    R = try F()
        catch C:E:S -> {C, E, [place(P) || P <- lists:sublist(S, 3), element(2, P) =/= main, element(1, P) =/= escript]}
        end,
    io:format("~p~n", [R]).
place({M, F, A, I}) -> {M, F, A, [L || {line, L} <- I, M =:= ?MODULE]}.
id(X) -> X.
