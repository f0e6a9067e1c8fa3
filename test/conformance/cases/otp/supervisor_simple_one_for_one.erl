%% Dynamic children of a simple_one_for_one supervisor, temporary and transient.
-module(supervisor_simple_one_for_one).
-export([main/0]).
-behaviour(supervisor).
-export([init/1, start_child/2]).

main() ->
    process_flag(trap_exit, true),
    {ok, S} = supervisor:start_link(?MODULE, []),
    Ps = [begin {ok, P} = supervisor:start_child(S, [N]), P end || N <- [1, 2, 3]],
    p([begin P ! {self(), get}, receive {P, V} -> V end end || P <- Ps]),
    hd(Ps) ! stop,
    timer:sleep(10),
    p(supervisor:count_children(S)),
    p(supervisor:terminate_child(S, lists:last(Ps))),
    p(length(supervisor:which_children(S))),
    p(attempt(fun() -> supervisor:start_child(S, [bad]) end)).

init([]) -> {ok, {#{strategy => simple_one_for_one}, [#{id => c, start => {?MODULE, start_child, [base]}, restart => transient}]}}.

start_child(_, bad) -> {error, refused};
start_child(B, N) -> {ok, spawn_link(fun() -> loop(B, N) end)}.

loop(B, N) -> receive {F, get} -> F ! {self(), {B, N}}, loop(B, N); stop -> ok end.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
