%% max_heap_size ends only the process that grows too large, with or without a report, or not at all; options that are
%% no limits; what process_info shows of it.
-module(processes_limits).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    [begin
         {P, M} = spawn_opt(fun() -> grow([], 400) end, [monitor, {max_heap_size, Limit}]),
         receive {'DOWN', M, process, P, Why} -> p({Limit, Why}) end
     end || Limit <- [#{size => 100000, error_logger => false}, #{size => 100000, kill => true, error_logger => false},
                      #{size => 100000, kill => false, error_logger => false}, 100000, 0]],
    p([element(2, element(2, catch spawn_opt(fun() -> ok end, [{max_heap_size, X}]))) =/= []
       || X <- [-1, 10, a, #{size => -1}, #{size => 10}, #{kill => true}, #{size => 0, kill => 'maybe'}]]),
    p([process_flag(max_heap_size, 1 bsl 26), process_flag(max_heap_size, #{size => 0, kill => false}), process_info(self(), max_heap_size),
       proplists:get_value(max_heap_size, element(2, process_info(self(), garbage_collection)))]),
    p(process_flag(max_heap_size, #{size => 0, kill => true, error_logger => true})),
    %% The links of a process that was ended so learn of it; others live on.
    process_flag(trap_exit, true),
    Q = spawn_opt(fun() -> process_flag(max_heap_size, #{size => 50000, error_logger => false}), grow([], 400) end, [link]),
    receive {'EXIT', Q, Reason} -> p(Reason) end,
    p([process_info(Q), process_info(Q, memory), is_process_alive(self())]),
    [p({I, attempt(fun() -> process_info(self(), I) end)}) || I <- [nonsense, "x", [links, nonsense], {a, b}, [trap_exit, trap_exit, trap_exit], []]],
    p([attempt(fun() -> process_info(a, links) end), attempt(fun() -> process_info(a) end)]).

grow(L, 0) -> exit({grown, length(L)});
grow(L, N) -> grow([lists:seq(1, 500) | L], N - 1).

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
