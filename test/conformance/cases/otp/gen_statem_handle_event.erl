%% handle_event mode with complex states, internal events and generic timeouts.
-module(gen_statem_handle_event).
-export([main/0]).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, handle_event/4]).

main() ->
    {ok, P} = gen_statem:start(?MODULE, self(), []),
    p(gen_statem:call(P, {push, a})),
    p(gen_statem:call(P, {push, b})),
    receive {pushed, X} -> p(X) end,
    receive M -> p(M) end,
    gen_statem:cast(P, finish),
    R = monitor(process, P),
    W = receive {'DOWN', R, _, _, X1} -> X1 end,
    %% The logger's process prints the report.
    timer:sleep(300),
    p(W).

callback_mode() -> handle_event_function.

init(S) -> {ok, {stack, []}, S}.

handle_event({call, F}, {push, X}, {stack, L}, S) ->
    {next_state, {stack, [X | L]}, S, [{reply, F, length(L)}, {next_event, internal, {pushed, X}}]};
handle_event(internal, {pushed, X}, {stack, L}, S) when length(L) < 2 -> S ! {pushed, X}, keep_state_and_data;
handle_event(internal, {pushed, _}, _, _) -> {keep_state_and_data, [{{timeout, t}, 5, full}]};
handle_event({timeout, t}, full, State, S) -> S ! State, keep_state_and_data;
handle_event(cast, finish, _, _) -> {stop, finished}.

p(X) -> io:format("~tp~n", [X]).
