%% BOOT: full
%% A module that is not loaded is looked for in the path when it is called: directly, through apply, through funs.
-module(code_autoload).
-export([main/0]).
-include("versions.hrl").

main() ->
    p(err(fun() -> hot:version() end)),
    F = fun hot:version/0,
    p(err(F)),
    true = code:add_patha("versions/1"),
    p(F()),
    unload(),
    p(hot:version()),
    unload(),
    p([apply(M, version, []) || M <- [hot, warm]]),
    unload(),
    [M1, M2] = [list_to_atom(N) || N <- ["hot", "warm"]],
    p({M1:version(), M2:version()}),
    unload(),
    p({err(fun() -> hot:no_such_function() end), code:is_loaded(hot) =/= false}),
    p(err(fun() -> hot:no_such_function(1, 2) end)),
    p(err(fun() -> apply(hot, version, [1]) end)),
    unload(),
    {Pid, Mon} = spawn_monitor(hot, tail, [10]),
    receive {'DOWN', Mon, process, Pid, Why} -> p(Why) end,
    unload(),
    p([warm:version() || _ <- [1, 2]]),
    %% A fun of a module that is not loaded any more: its module is loaded again.
    G = hot:make_fun(x),
    p(G(1)),
    unload(),
    p(G(2)),
    p(code:is_loaded(hot) =/= false),
    unload(),
    p(G =:= binary_to_term(term_to_binary(G))),
    p((binary_to_term(term_to_binary(G)))(3)),
    %% In another version the fun is not there.
    true = code:del_path("versions/1"),
    unload(),
    true = code:add_patha("versions/2"),
    p(try G(4) catch error:{badfun, B} -> {badfun, B =:= G} end),
    p(hot:version()),
    %% Many at once.
    unload(),
    Me = self(),
    Pids = [spawn(fun() -> Me ! {self(), hot:version()} end) || _ <- lists:seq(1, 50)],
    p(lists:usort([receive {Q, V} -> V end || Q <- Pids])),
    p(erlang:function_exported(hot, version, 0)).

unload() ->
    [begin code:purge(M), code:delete(M), code:purge(M) end || M <- [hot, warm]],
    false = erlang:module_loaded(hot).
