%% A module is replaced, purged and deleted while other processes call it, hold its funs and ask about it.
-module(threads_code).
-export([main/0]).
-include("../code/versions.hrl").

main() ->
    logger:set_primary_config(level, none),
    B1 = beam(1, hot), B2 = beam(2, hot),
    {module, hot} = erlang:load_module(hot, B1),
    Self = self(),
    Callers = [spawn_monitor(fun() -> Self ! ready, calls(I) end) || I <- lists:seq(1, 3)],
    [receive ready -> ok end || _ <- Callers],
    [begin
         purge(hot),
         {module, hot} = erlang:load_module(hot, B),
         erlang:yield(),
         N rem 2 =:= 0 andalso erlang:check_old_code(hot)
     end || N <- lists:seq(1, 4), B <- [B1, B2]],
    [P ! stop || {P, _} <- Callers],
    p(lists:usort([receive {'DOWN', M, process, P, R} -> R end || {P, M} <- Callers]) -- [killed]), % by purge, when preempted in the old version
    purge(hot),
    erlang:delete_module(hot),
    purge(hot),
    p(erlang:module_loaded(hot)).

calls(I) ->
    receive stop -> exit(normal)
    after 0 ->
        true = is_integer(hot:version()),
        erlang:function_exported(hot, version, 0),
        hot:module_info(exports),
        V2 = (fun hot:version/0)(),
        true = is_integer(V2),
        calls(I)
    end.
