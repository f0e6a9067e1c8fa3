-module(shop).
-behaviour(application).
-export([start/2, stop/1, open/1]).

start(Type, Args) ->
    {ok, Goods} = application:get_env(goods),
    io:format("start ~p ~p ~p~n", [Type, Args, Goods]),
    io:format("~p~n", [[N || {N, _, _} <- application:which_applications()]]),
    io:format("~p~n", [init:get_plain_arguments()]),
    case application:get_env(mode) of
        {ok, normal} -> shop_sup:start_link();
        {ok, broken} -> {error, no_customers}
    end.

stop(_) ->
    io:format("stop~n").

open([What]) ->
    io:format("open ~ts ~p~n", [What, whereis(shop_sup) =/= undefined]).
