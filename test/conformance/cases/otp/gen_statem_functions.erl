%% A gen_statem with a function for each state: transitions, postpone, timeouts.
-module(gen_statem_functions).
-export([main/0]).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, locked/3, open/3]).

main() ->
    {ok, P} = gen_statem:start_link(?MODULE, "12", []),
    gen_statem:cast(P, {digit, $1}),
    gen_statem:cast(P, pass),
    gen_statem:cast(P, {digit, $2}),
    p(gen_statem:call(P, state)),
    timer:sleep(60),
    p(gen_statem:call(P, state)),
    gen_statem:stop(P).

callback_mode() -> [state_functions, state_enter].

init(Code) -> {ok, locked, #{code => Code, seen => []}}.

locked(enter, Old, D) -> io:format("locked after ~p~n", [Old]), {keep_state, D#{seen := []}};
locked(cast, {digit, C}, #{code := Code, seen := S} = D) ->
    case S ++ [C] of
        Code -> {next_state, open, D, [{state_timeout, 20, lock}]};
        S2 -> {keep_state, D#{seen := S2}}
    end;
locked(cast, pass, _) -> {keep_state_and_data, postpone};
locked({call, F}, state, _) -> {keep_state_and_data, {reply, F, locked}}.

open(enter, Old, _) -> io:format("open after ~p~n", [Old]), keep_state_and_data;
open(cast, pass, _) -> io:format("passed~n"), keep_state_and_data;
open(state_timeout, lock, D) -> {next_state, locked, D};
open({call, F}, state, _) -> {keep_state_and_data, [{reply, F, open}]}.

p(X) -> io:format("~tp~n", [X]).
