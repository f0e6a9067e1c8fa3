%% supervisor: checking specifications, children by identity, restart and removal, significant children, counts.
-module(supervisor_functions).
-export([main/0, init/1, child/1, failing/0]).
-behaviour(supervisor).

init({Flags, Children}) -> {ok, {Flags, Children}};
init(Other) -> Other.

child(N) -> {ok, spawn_link(fun() -> register(N, self()), receive stop -> ok; crash -> exit(crash); normal -> exit(normal) end end)}.
failing() -> {error, on_purpose}.

spec(N) -> #{id => N, start => {?MODULE, child, [N]}, shutdown => 1000}.

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [p({S, supervisor:check_childspecs(S)})
     || S <- [[spec(a)], [spec(a), spec(a)], [#{id => a}], [#{id => a, start => nofun}], [#{id => a, start => {m, f, []}, restart => often}],
              [#{id => a, start => {m, f, []}, shutdown => -1}], [#{id => a, start => {m, f, []}, type => nothing}],
              [#{id => a, start => {m, f, []}, modules => [1]}], [{a, {m, f, []}, permanent, 10, worker, [m]}], [{a, {m, f, []}, permanent, 10, worker, x}],
              not_a_list, [#{id => a, start => {m, f, []}, significant => true}]]],
    p(supervisor:check_childspecs([#{id => a, start => {m, f, []}, significant => true, restart => transient}], any_significant)),
    {ok, S} = supervisor:start_link(?MODULE, {#{strategy => one_for_one, intensity => 10}, [spec(a), (spec(b))#{restart => temporary}]}),
    show(S),
    p([supervisor:start_child(S, spec(a)) =:= {error, {already_started, whereis(a)}}, supervisor:start_child(S, #{id => bad, start => {?MODULE, failing, []}}),
       supervisor:start_child(S, nonsense)]),
    {ok, _} = supervisor:start_child(S, spec(c)),
    p([supervisor:terminate_child(S, c), supervisor:terminate_child(S, nobody), supervisor:restart_child(S, nobody),
       element(1, supervisor:restart_child(S, c)), supervisor:restart_child(S, c), supervisor:delete_child(S, c)]),
    p([supervisor:terminate_child(S, c), supervisor:delete_child(S, c), supervisor:delete_child(S, c)]),
    p([supervisor:get_childspec(S, a), supervisor:get_childspec(S, nobody), supervisor:get_callback_module(S)]),
    p(lists:sort(supervisor:count_children(S))),
    crash(b, normal),
    show(S),
    Old = whereis(a),
    crash(a, crash),
    until(fun() -> is_pid(whereis(a)) andalso whereis(a) =/= Old end),
    show(S),
    p(gen_server:stop(S)),
    flush(),
    p(supervisor:start_link(?MODULE, ignore)),
    p(supervisor:start_link(?MODULE, {#{strategy => nothing}, []})),
    p(supervisor:start_link(?MODULE, {#{}, [#{id => x, start => {?MODULE, failing, []}}]})),
    p(supervisor:start_link(?MODULE, nonsense)),
    flush(),
    {ok, T} = supervisor:start_link(?MODULE, {#{auto_shutdown => any_significant},
                                              [(spec(d))#{restart => transient, significant => true}, spec(e)]}),
    M = monitor(process, T),
    d ! normal,
    receive {'DOWN', M, process, T, Why} -> p(Why) end,
    p(whereis(e)),
    flush().

crash(Name, How) ->
    M = monitor(process, Name),
    Name ! How,
    receive {'DOWN', M, process, _, Why} -> p({Name, Why}) end.

until(F) -> F() orelse begin receive after 1 -> ok end, until(F) end.

show(S) ->
    p(lists:sort([{Id, is_pid(P), T, M} || {Id, P, T, M} <- supervisor:which_children(S)])).

flush() ->
    receive {'EXIT', _, R} -> p({exit, R}), flush()
    after 20 -> ok
    end.

p(X) -> io:format("~tp~n", [X]).
