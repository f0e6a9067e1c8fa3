-module(code_funs).
-export([main/0]).
-include("versions.hrl").

%% Funs of old code: they work until it is purged, raise badfun then, and work again when the same
%% code is loaded again.
main() ->
    B1 = beam(1, hot), B2 = beam(2, hot),
    {module, hot} = erlang:load_module(hot, B1),
    F1 = hot:make_fun(a),
    E = fun hot:version/0,
    p({F1(x), E()}),
    {module, hot} = erlang:load_module(hot, B2),
    F2 = hot:make_fun(b),
    p({F1(x), F2(x), E()}),
    p(erlang:fun_info(F1, module)),
    p(F1 =:= binary_to_term(term_to_binary(F1))),
    T = ets:new(t, [public]),
    ets:insert(T, {f, F1}),
    %% Funs do not keep old code.
    p(erlang:check_process_code(self(), hot)),
    p(soft_purge(hot)),
    p(bad(F1)),
    p([erlang:fun_info(F1, I) || I <- [module, arity, env, type, index, name]]),
    {module, hot} = erlang:load_module(hot, B1),
    p({F1(x), F2(y)}),
    [{f, F3}] = ets:lookup(T, f),
    p(F3(z)),
    p(purge(hot)),
    p({F1(x), bad(F2)}),
    %% A process in old code does.
    Me = self(),
    Pid = spawn(fun() -> hot:wait_in_fun(), Me ! never end),
    timer:sleep(50),
    {module, hot} = erlang:load_module(hot, B2),
    p({erlang:check_process_code(Pid, hot), soft_purge(hot)}),
    Mon = monitor(process, Pid),
    p(purge(hot)),
    receive {'DOWN', Mon, process, Pid, Why} -> p(Why) end,
    p({bad(F1), F2(y), catch_badarity(F2)}).

bad(F) -> try F(x) catch error:{badfun, G} -> {badfun, G =:= F} end.
catch_badarity(F) -> try F(1, 2) catch error:{badarity, {G, A}} -> {badarity, G =:= F, A} end.
