%% system_info of clocks, byte order, allocators and settings that never change. Numbers of the machine are shown as such.
-module(system_info_emulator).
-export([main/0]).

main() ->
    [p(Item, fun() -> erlang:system_info(Item) end)
     || Item <- [endian, os_monotonic_time_source, os_system_time_source, dist_ctrl, taints, sequential_tracer,
                 context_reductions, eager_check_io, ets_realloc_moves, ets_always_compress, {cpu_topology, defined},
                 {cpu_topology, used}, {cpu_topology, detected}, {cpu_topology, foo}, {allocator, no_alloc},
                 {allocator, test_alloc}, {allocator_sizes, no_alloc}, {endian, x}, endians]],
    {Name, Version, Features, Settings} = erlang:system_info(allocator),
    p(allocator, fun() -> {is_atom(Name), is_list(Version), lists:member(sys_alloc, Features),
                           lists:keymember(sys_alloc, 1, Settings)} end),
    p(sys_alloc, fun() -> [{instance, 0, [{options, O}]}] = erlang:system_info({allocator, sys_alloc}), lists:sublist(O, 2) end),
    p(sizes, fun() -> erlang:system_info({allocator_sizes, sys_alloc}) end),
    p(util, fun() -> lists:all(fun is_atom/1, erlang:system_info(alloc_util_allocators)) end).

p(Item, F) -> io:format("~0p: ~0p~n", [Item, try shown(F()) catch C:R -> {C, R} end]).

shown([{processor, _} | _]) -> processors;
shown(List) when is_list(List) -> [shown(E) || E <- List];
shown({time, T}) when is_integer(T) -> time;
shown(Value) -> Value.
