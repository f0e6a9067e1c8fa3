%% A gen_event manager with several handlers, calls, deletion and swapping.
-module(gen_event_handlers).
-export([main/0]).
-behaviour(gen_event).
-export([init/1, handle_event/2, handle_call/2, terminate/2]).

main() ->
    {ok, P} = gen_event:start_link(),
    p([gen_event:add_handler(P, {?MODULE, 1}, one), gen_event:add_handler(P, {?MODULE, 2}, two)]),
    gen_event:notify(P, hello),
    p(gen_event:sync_notify(P, world)),
    p([gen_event:call(P, {?MODULE, I}, count) || I <- [1, 2, 3]]),
    p(gen_event:which_handlers(P)),
    p(gen_event:delete_handler(P, {?MODULE, 1}, bye)),
    p(gen_event:swap_handler(P, {{?MODULE, 2}, swap}, {{?MODULE, 3}, three})),
    p(gen_event:which_handlers(P)),
    gen_event:stop(P).

init({three, Old}) -> {ok, {{three, Old}, 0}};
init(Name) -> {ok, {Name, 0}}.

handle_event(E, {N, C}) -> io:format("~p got ~p~n", [N, E]), {ok, {N, C + 1}}.

handle_call(count, {_, C} = S) -> {ok, C, S}.

terminate(Why, {N, C}) -> io:format("~p ends: ~p~n", [N, Why]), {N, C}.

p(X) -> io:format("~tp~n", [X]).
